"""Notes whose place is not sure, on the reading screen: seen with their old quote, settled with one key, never lost."""

from pathlib import Path

import pytest

import tui_builders
from reader.errors import Unusable
from reader.model.annotation import AnchorState, Placed
from reader.text.span import Span
from reader.workspace.desk import open_workspace
from tui_builders import annotate, kept, reading

NEWS = "a.txt"
OLD = (
    "date 2024-03-15 SEOUL, South Korea — The ministers met for a third day and left without a word to the press.\n\n"
    "Two of the ships turned back before dawn, according to the harbour master of the old port.\n\n"
    "Nobody in the village had seen the convoy, yet everybody knew who drove it.\n\n"
    "Prices of rice rose again, for the ninth week in a row, by two per cent.\n"
)
SHIPS = "Two of the ships turned back before dawn"
RICE = "Prices of rice rose again, for the ninth week in a row"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / NEWS).write_text(OLD)
    return folder


def edit(folder: Path, old: str, new: str, name: str = NEWS) -> None:
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def move_paragraph(folder: Path) -> None:
    first, second, *rest, last = OLD.strip().split("\n\n")
    (folder / NEWS).write_text("\n\n".join([first, *rest, last, second]) + "\n")


def only(folder: Path, name: str = NEWS) -> Placed:
    (placed,) = kept(folder, name)
    return placed


def words(placed: Placed, folder: Path, name: str = NEWS) -> str:
    article = open_workspace(folder).article(name)
    return placed.span.of(article.text) if placed.span else ""


async def test_a_note_that_moved_is_confirmed_by_one_key_and_undo_takes_it_back(news: Path) -> None:
    annotate(news, NEWS, SHIPS, note="Whose?")
    move_paragraph(news)
    assert only(news).anchor.state is AnchorState.MOVED
    async with reading(news, article=NEWS) as desk:
        assert "moved" in desk.shown
        await desk.press("greater_than_sign")
        assert desk.passage == SHIPS
        await desk.press("c")
        assert "Confirmed" in desk.status
        assert "moved" not in desk.shown
        assert only(news).anchor.state is AnchorState.ANCHORED
        assert words(only(news), news) == SHIPS
        await desk.press("u")
        assert only(news).anchor.state is AnchorState.MOVED
        assert only(news).annotation.note == "Whose?"


async def test_a_note_whose_words_are_gone_is_shown_with_its_old_quote_and_put_on_other_words(news: Path) -> None:
    annotate(news, NEWS, RICE, ("economy",), "By how much?")
    edit(news, "Prices of rice rose again, for the ninth week in a row, by two per cent.", "The end.")
    assert only(news).anchor.state is AnchorState.ORPHAN
    async with reading(news, article=NEWS) as desk:
        assert "its words are gone" in desk.shown
        assert "Prices of rice" in desk.shown
        await desk.press("tab", "c")
        assert "Go to the words" in desk.status
        await desk.press("shift+tab")
        await desk.go_to("The end")
        await desk.press("c")
        assert "Attached" in desk.status
        placed = only(news)
        assert (placed.anchor.state, words(placed, news)) == (AnchorState.ANCHORED, "The end")
        assert (placed.annotation.tags, placed.annotation.note) == (("economy",), "By how much?")
        await desk.press("u")
        assert only(news).anchor.state is AnchorState.ORPHAN


async def test_the_best_guess_of_an_orphan_is_shown_before_it_is_taken(news: Path) -> None:
    annotate(news, NEWS, SHIPS)
    first, _, *rest = OLD.strip().split("\n\n")
    (news / NEWS).write_text("\n\n".join([first, *rest, "Pairs of old ships had turned around by noon."]))
    placed = only(news)
    assert placed.anchor.state is AnchorState.ORPHAN
    assert placed.anchor.span
    async with reading(news, article=NEWS) as desk:
        await desk.press("tab", "c")
        guess = desk.passage
        assert "old ships" in guess
        assert "Here?" in desk.status
        assert only(news).anchor.state is AnchorState.ORPHAN
        await desk.press("c")
        assert words(only(news), news) == guess


async def test_an_orphan_is_put_on_a_whole_sentence_as_any_note_is(news: Path) -> None:
    annotate(news, NEWS, SHIPS)
    first, _, *rest = OLD.strip().split("\n\n")
    (news / NEWS).write_text("\n\n".join([first, *rest, "Pairs of old ships had turned around."]))
    async with reading(news, article=NEWS) as desk:
        await desk.press("tab", "c", "shift+tab", "g", "c")
        assert "Attached" in desk.status
        assert words(only(news), news).startswith("The ministers met")


async def test_the_key_says_what_it_is_for_where_nothing_is_in_question(news: Path) -> None:
    annotate(news, NEWS, SHIPS)
    async with reading(news, article=NEWS) as desk:
        await desk.go_to(SHIPS)
        await desk.press("c")
        assert "in question" in desk.status
        assert len(only(news).annotation.heads) == 1


async def test_a_note_in_conflict_is_not_put_elsewhere_before_it_is_settled(news: Path) -> None:
    made = annotate(news, NEWS, SHIPS, note="one")
    workspace = open_workspace(news, by="ana")
    article = workspace.article(NEWS)
    workspace.edit(made, (), "two")
    workspace.edit(made, (), "three")
    (placed,) = workspace.annotations_of(article)
    assert placed.annotation.conflict
    with pytest.raises(Unusable, match="edit it first"):
        workspace.move(article, placed.annotation, Span(0, 4))
    assert {body.value for body in only(news).annotation.every_body} == {"two", "three"}


async def test_an_article_that_is_edited_while_it_is_open_is_shown_as_it_reads_now(news: Path) -> None:
    annotate(news, NEWS, SHIPS)
    async with reading(news, article=NEWS) as desk:
        await desk.go_to(SHIPS)
        edit(news, "left without a word", "left, after a long night and many cups of tea, without a word")
        await tui_builders.until(desk.pilot, lambda: "cups of tea" in desk.shown)
        await desk.settle()
        placed = only(news)
        assert (placed.anchor.state, words(placed, news)) == (AnchorState.ANCHORED, SHIPS)
        assert SHIPS in desk.passage
        assert [p.span for p in desk.screen.placed] == [placed.span]


async def test_an_article_that_goes_away_while_it_is_open_stays_on_the_screen(news: Path) -> None:
    async with reading(news, article=NEWS) as desk:
        (news / NEWS).unlink()
        desk.screen._look_in_turn()
        await desk.settle()
        assert "harbour master" in desk.shown
