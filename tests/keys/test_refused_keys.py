"""No key is refused in silence."""

from pathlib import Path

import pytest

from article_builders import LIMOUSINE
from reader.tui.commands import COMMANDS, Place
from reader.tui.widgets.line_pane import LinePane
from reader.tui.widgets.status_bar import StatusBar
from tui_builders import Desk, reading

UP = {"previous", "group-previous", "page-up", "half-up", "top", "word-previous", "give-sentence"}
"""At the top already, what goes up does nothing, as in every pager; `b` is a page up in the list."""
DOWN = {"next", "group-next", "page-down", "half-down", "bottom"}
LOOKS = {"swap", "term-next"}
"""Shown by the look of words alone: the caret is at the other end, another place of the term is marked."""


async def unanswered(desk: Desk, pane: LinePane) -> set[str]:
    """The commands whose first key changes nothing that a person sees."""
    silent = set()
    for command in COMMANDS:
        if command.id in ("palette", "back") or not desk.screen.has(command):
            continue
        while desk.dialog or desk.pilot.app.focused is not pane:
            await desk.press("escape") if desk.dialog else pane.focus()
            await desk.settle()
        view = desk.screen.view
        if view.cursor:
            view.place(view.cursor.leave().read(0))
        if command.place is Place.VISUAL:
            await desk.press("v", "w", "w")
        desk.screen.query_one(StatusBar).flash("")
        await desk.settle()
        before = (desk.shown, desk.toasts, desk.focused, desk.dialog)
        await desk.press(command.keys[0])
        if (desk.shown, desk.toasts, desk.focused, desk.dialog) == before:
            silent.add(command.id)
    return silent


async def test_in_an_empty_folder_every_key_is_answered(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    async with reading(tmp_path / "none") as desk:
        assert await unanswered(desk, desk.screen.articles) == set()


async def test_in_the_list_every_key_is_answered(seeds: Path) -> None:
    async with reading(seeds) as desk:
        desk.screen.go_to_article(LIMOUSINE)
        assert await unanswered(desk, desk.screen.articles) <= UP | DOWN | LOOKS


async def test_in_the_article_every_key_is_answered(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        assert await unanswered(desk, desk.screen.view) <= UP | LOOKS


@pytest.mark.parametrize(("key", "said"), [("J", "This is the last article."), ("K", "This is the first article.")])
async def test_behind_the_last_article_and_before_the_first_it_says_so(seeds: Path, key: str, said: str) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press(key, key)
        assert said in desk.status
