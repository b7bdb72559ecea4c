"""What a key does is there with the first paint behind it, and little is painted for it."""

from pathlib import Path

import pytest

from article_builders import GREENHOUSE, LIMOUSINE
from reader.tui.screens import browsing
from reader.tui.widgets.pane_title import PaneTitle
from tui_builders import Desk, frames, kept, painted_lines, reading, until


def active(desk: Desk) -> list[str]:
    """The titles that say that their pane has the focus."""
    return [title.id or "" for title in desk.screen.query(PaneTitle) if title._active]


@pytest.mark.parametrize("key", ["j", "right_curly_bracket", "ctrl+d", "G", "v", "shift+down", "shift+right"])
async def test_a_key_in_the_article_is_one_paint_and_the_line_of_keys_is_part_of_it(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        before = desk.status
        pictures = frames(desk.pilot.app, monkeypatch)
        await desk.press(key)
        assert len(pictures) == 1
        assert pictures[0].splitlines()[-1] != before


async def test_enter_shows_with_the_first_paint_where_one_is(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(seeds) as desk:
        assert active(desk) == ["list-title"]
        pictures = frames(desk.pilot.app, monkeypatch)
        await desk.press("enter")
        assert "h highlight" in pictures[0]
        assert "%" in pictures[0].splitlines()[-1]
        assert active(desk) == ["article-title"]


async def test_enter_and_back_paint_only_the_lines_that_show_the_focus(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(seeds) as desk:
        await desk.press("enter", "q")
        sentence = set(desk.screen.view.focus_lines())
        lines, rows = (painted_lines(pane, monkeypatch) for pane in (desk.screen.view, desk.screen.articles))
        await desk.press("enter", "q")
        assert set(lines) == sentence
        assert set(rows) == {desk.screen.articles.lines_of(desk.screen.articles.current)[0]}


async def test_a_passage_that_grows_by_a_word_paints_only_the_lines_of_that_word(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(seeds, article=GREENHOUSE) as desk:
        view = desk.screen.view
        await desk.press("v", "j", "j")
        lines = painted_lines(view, monkeypatch)
        for _ in range(20):
            before, old = view.cursor, set(view.focus_lines())
            await desk.press("w")
            after = view.cursor
            assert before
            assert after
            word = range(view.line_of(before.head.start), view.line_of(after.head.end - 1) + 1)
            assert set(lines) <= ({*word} if after.sentence == before.sentence else {*word, *view.focus_lines(), *old})
            lines.clear()


def many(folder: Path, count: int) -> list[str]:
    """That many articles beside the seeds, as the list has them; the ids."""
    ids = [f"{number:02}.txt" for number in range(count)]
    for number, id in enumerate(ids):
        (folder / id).write_text(
            f"date 2024-05-{count - number:02} OSLO — Article {number} says this. And it says that.\n"
        )
    return ids


async def test_keys_typed_before_the_article_is_there_are_for_it(seeds: Path) -> None:
    ids = many(seeds, 6)
    async with reading(seeds) as desk:
        await desk.type("jj\njh")
        assert (desk.id, desk.focused, desk.passage) == (ids[2], "article", "And it says that.")
        (note,) = kept(seeds, ids[2])
        assert note.annotation.target.quote
        assert note.annotation.target.quote.exact == "And it says that."
        await desk.type("q" + "J" * 2 + "t")
        assert desk.dialog == "TagDialog"
        await desk.type("late\n\n")
        assert [note.annotation.tags for note in kept(seeds, ids[4])] == [("late",)]


async def test_whoever_holds_a_key_in_the_list_passes_articles_by(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = many(seeds, 20)
    monkeypatch.setattr(browsing, "_HURRY", 60.0)
    monkeypatch.setattr(browsing, "_REST", 0.5)
    async with reading(seeds) as desk:
        opened: list[str] = []
        load = desk.screen._load

        def watched(id: str, offset: int | None) -> object:
            opened.append(id)
            return load(id, offset)

        monkeypatch.setattr(desk.screen, "_load", watched)
        await desk.type("j" * 15)
        assert desk.id == ids[15]
        assert set(opened) <= {ids[1], ids[15]}


async def test_the_next_page_is_painted_while_one_reads_this_one(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many(seeds, 90)
    async with reading(seeds, (120, 24)) as desk:
        pane = desk.screen.articles
        lines = painted_lines(pane, monkeypatch)
        await desk.press("space")
        ahead = range(pane.top + pane.size.height, pane.top + 2 * pane.size.height)
        await until(desk.pilot, lambda: set(ahead) <= set(lines))
        before = pane.lines_of(pane.current)[0]
        lines.clear()
        await desk.press("space")
        bar = {line for line in pane.in_sight if line - pane.top in pane._bar(pane.size.height, pane.line_count())}
        near = range(pane.lines_of(pane.current)[0] - 2, pane.top + pane.size.height)
        assert pane.top > before - 3
        assert {line for line in lines if line in pane.in_sight} <= {before, *bar, *near}
