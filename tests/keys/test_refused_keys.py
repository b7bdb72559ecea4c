"""No key is refused in silence."""

from pathlib import Path

import pytest

from article_builders import LIMOUSINE
from reader.tui.commands import COMMANDS, Command, Place
from tui_builders import Desk, reading

LEAVES = ("back", "switch", "switch-back")
"""Commands whose answer is that the focus or the whole screen goes."""
MOVES = Place.PANE
SILENT_AT_AN_END = ("previous", "group-previous", "page-up", "half-up", "top")
"""What goes up does nothing where one is at the top already, as in every pager."""


async def answers(desk: Desk, command: Command) -> bool:
    """Whether the person sees that a key was heard."""
    before = (desk.shown, desk.toasts, desk.focused, desk.dialog)
    await desk.press(command.keys[0])
    return (desk.shown, desk.toasts, desk.focused, desk.dialog) != before or not desk.running


async def unanswered(desk: Desk, skip: tuple[str, ...]) -> str:
    silent = []
    for command in COMMANDS:
        if command.id in (*skip, "edit", "palette", "back"):
            continue
        desk.screen.query_one("#status").flash("")  # type: ignore[attr-defined]
        await desk.settle()
        if not await answers(desk, command):
            silent.append(command.id)
        while desk.dialog:
            await desk.press("escape")
        for query in ("#filter", "#find"):
            if desk.screen.query_one(query).display:
                await desk.press("escape")
    return " ".join(silent)


async def test_in_an_empty_folder_every_key_is_answered(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    async with reading(tmp_path / "none") as desk:
        silent = await unanswered(desk, ())
        assert not silent, silent


async def test_in_the_list_every_key_is_answered(seeds: Path) -> None:
    async with reading(seeds) as desk:
        silent = await unanswered(desk, SILENT_AT_AN_END)
        assert not silent, silent


async def test_in_the_article_every_key_is_answered(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        silent = await unanswered(desk, SILENT_AT_AN_END)
        assert not silent, silent


@pytest.mark.parametrize(("key", "said"), [("J", "This is the last article."), ("K", "This is the first article.")])
async def test_behind_the_last_article_and_before_the_first_it_says_so(seeds: Path, key: str, said: str) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press(key, key)
        assert said in desk.status
