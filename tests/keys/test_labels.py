"""Labels over words: any phrase in sight within six keys."""

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from article_builders import LIMOUSINE, SEEDS, make_article
from reader.cursor import Mode, start, units_of
from reader.library.folder import Library
from reader.text.span import Span
from reader.tui.widgets.article_view import ArticleView
from reader.typeset.article import set_article
from reader.typeset.labels import LETTERS, label_words, prefix_free
from tui_builders import Desk, reading, staged

SIZES = [(80, 24), (120, 40), (200, 60)]


@given(st.integers(0, len(LETTERS) ** 2), st.integers(0, 8))
def test_no_label_is_the_beginning_of_another(count: int, single: int) -> None:
    single = min(single, count)
    made = list(prefix_free(count, single))
    assert len(made) >= min(count, (len(LETTERS) - single) * len(LETTERS))
    assert len(set(made)) == len(made)
    assert not {label[0] for label in made if len(label) == 2} & {label for label in made if len(label) == 1}
    assert sum(len(label) == 1 for label in made) >= single
    assert [len(label) for label in made] == sorted(len(label) for label in made)


def test_up_to_81_words_have_labels_of_the_home_row_alone() -> None:
    assert set("".join(prefix_free(81))) == set("asdfghjkl")
    assert list(prefix_free(9)) == list("asdfghjkl")


@given(st.text(st.sampled_from("ab -—\n東京さ日é"), min_size=1, max_size=400), st.integers(1, 40), st.integers(0, 400))
def test_labels_do_not_overlap(text: str, width: int, focus: int) -> None:
    article = make_article(text) if text.strip() else make_article()
    units = units_of(article)
    page = set_article(article, width, (), boilerplate=False)
    labels = label_words(page, range(len(page.lines)), units.words, focus).all
    for one, other in pairwise(labels):
        if one.row == other.row:
            assert len(one.letters) <= other.column - one.column or len(labels) > len(LETTERS)
    assert all(label.word in units.words for label in labels)


@pytest.mark.parametrize("focus", [0, 700, 10_000])
def test_the_longest_labels_are_farthest_from_the_focus(focus: int) -> None:
    article = make_article("One two three four five six seven. " * 12)
    words = units_of(article).words
    page = set_article(article, 70, (), boilerplate=False)
    labels = label_words(page, range(len(page.lines)), words, focus).all
    here = sum(word.start < focus for word in words)
    nearest_first = sorted(range(len(labels)), key=lambda index: abs(index - here))
    lengths = [len(labels[index].letters) for index in nearest_first]
    assert lengths == sorted(lengths)
    assert set(lengths) == {1, 2}


@pytest.mark.parametrize("size", SIZES)
async def test_any_phrase_on_the_screen_is_highlighted_within_six_keys(size: tuple[int, int]) -> None:
    """1,000 random phrases of the seeds at each size: `f`, two labels, `h`."""
    chance = random.Random(size[0])
    library = Library(SEEDS)
    articles = [library.read(found.id) for found in library.scan()]  # type: ignore[union-attr]
    view = ArticleView()
    async with staged(view, size=size) as stage:
        for article in articles:
            cursor = start(units_of(article))
            assert cursor
            view.show(article, (), cursor)
            await stage.settle()
            for _ in range(500 // 10):
                view.place(cursor.read(chance.randrange(len(article.text))))
                view.action_labels()
                labels = view.labels
                assert labels
                in_sight = [
                    view.page.lines[line - 1].span for line in view.in_sight if 1 <= line <= len(view.page.lines)
                ]
                assert len(labels.all) == sum(word.start in span for word in cursor.units.words for span in in_sight)
                view.leave_labels()
                for _ in range(10):
                    first, last = sorted(chance.choices(range(len(labels.all)), k=2))
                    keys = labels.all[first].letters + labels.all[last].letters
                    assert len("f" + keys + "h") <= 6
                    typed = labels
                    for letter in keys:
                        typed = typed.type(letter) or pytest.fail(f"{letter} of {keys} leads nowhere")
                    assert typed.complete
                    view.words_chosen(typed.chosen)
                    wanted = Span(labels.all[first].word.start, labels.all[last].word.end)
                    assert view.cursor
                    assert view.cursor.passage == wanted


def labels_of(desk: Desk, *words: str) -> list[str]:
    """The letters of the labels over the first places of `words`, one by one, as keys."""
    view = desk.screen.view
    assert view.labels
    text = view.page.text
    places = [next(label for label in view.labels.all if label.word.of(text) == word) for word in words]
    return [letter for label in places for letter in label.letters]


async def test_two_labels_and_h_highlight_the_words_between(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("f")
        await desk.press(*labels_of(desk, "North", "leader"), "h")
        assert [p.annotation.target.quote.exact for p in desk.screen.placed if p.annotation.target.quote] == [
            "North Korean leader"
        ]


async def test_the_same_label_twice_takes_one_word(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("f")
        await desk.press(*labels_of(desk, "controversy", "controversy"))
        assert desk.passage == "controversy"


async def test_in_visual_mode_one_label_takes_the_passage_there(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("v", "f")
        await desk.press(*labels_of(desk, "international"))
        assert desk.passage == "In a move that has stirred international"
        assert desk.screen.view.cursor
        assert desk.screen.view.cursor.mode is Mode.VISUAL


@pytest.mark.parametrize("key", ["escape", "comma", "up", "ctrl+d", "tab"])
async def test_escape_and_a_wrong_key_leave_labels_and_change_nothing_else(seeds: Path, key: str) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        view = desk.screen.view
        before, plain, top = view.cursor, desk.shown, view.top
        for beginning in ("", "first letter", "first label"):
            await desk.press("f")
            if beginning:
                letters = labels_of(desk, "international")
                await desk.press(*letters[: 1 if beginning == "first letter" else 2])
            await desk.press(key)
            assert view.labels is None
            assert (view.cursor, view.top, desk.focused) == (before, top, "article")
        await desk.pilot.pause()
        assert desk.shown.splitlines()[:-1] == plain.splitlines()[:-1]


@pytest.mark.parametrize("size", SIZES)
async def test_labels_never_move_the_text(seeds: Path, size: tuple[int, int]) -> None:
    async with reading(seeds, size, article=LIMOUSINE) as desk:
        before = desk.shown.splitlines()[:-1]
        await desk.press("f")
        labels = desk.screen.view.labels
        assert labels
        after = desk.shown.splitlines()[:-1]
        assert [cell_len(line) for line in after] == [cell_len(line) for line in before]
        same = sum(a == b for one, two in zip(before, after, strict=True) for a, b in zip(one, two, strict=True))
        replaced = sum(len(label.letters) for label in labels.all)
        assert same >= sum(map(len, before)) - replaced


async def test_a_wrong_key_is_said(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("f", "comma")
        assert "No word has a label with" in desk.status


async def test_labels_go_when_the_text_scrolls_or_the_focus_leaves(seeds: Path) -> None:
    async with reading(seeds, (80, 24), article=LIMOUSINE) as desk:
        view = desk.screen.view
        await desk.press("f")
        view.scroll_to_line(view.top + 3)
        assert view.labels is None
        await desk.press("f")
        desk.screen.articles.focus()
        await desk.settle()
        assert view.labels is None


def test_a_word_in_hidden_markup_has_no_label() -> None:
    article = make_article("See [the resolution](https://example.org/un/2270) now.\n", id="a.md")
    page = set_article(article, 60, (), boilerplate=False)
    units = units_of(article)
    labels = label_words(page, range(len(page.lines)), units.words, 0)
    assert [label.word.of(article.text) for label in labels.all] == ["See", "the", "resolution", "now"]
    assert labels._replace(wanted=1).type("a")
