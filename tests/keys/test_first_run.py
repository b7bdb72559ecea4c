"""The first run, and the palette: how a person learns the keys."""

from pathlib import Path

import pytest

from reader.choices import recall
from reader.tui.app import ReaderApp
from reader.tui.commands import COMMANDS
from reader.workspace.desk import open_workspace
from tui_builders import Desk, reading

LINE = "Five keys: Enter reads, j goes on, h highlights, t tags, a notes; ? shows all."


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_first_run_says_the_five_keys_and_no_later_one_does(
    seeds: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    for first in (True, False):
        app = ReaderApp(open_workspace(seeds, by="ana"), choices=tmp_path / "state" / "choices.json")
        async with app.run_test(size=size) as pilot:
            desk = Desk(pilot)
            await desk.settle()
            assert (LINE in desk.shown) == first
    assert recall(tmp_path / "state" / "choices.json").greeted


async def test_the_palette_has_every_command_with_its_key(seeds: Path) -> None:
    async with reading(seeds) as desk:
        offered = {command.title for command in desk.pilot.app.get_system_commands(desk.screen)}
        assert {f"{c.label}  {c.shown_keys}" for c in COMMANDS if desk.screen.has(c) and c.id != "palette"} <= offered


async def test_a_command_of_the_article_called_from_the_palette_is_done_there(seeds: Path) -> None:
    async with reading(seeds) as desk:
        await desk.press("ctrl+p")
        await desk.type("Select sentences")
        await desk.press("enter")
        await desk.settle()
        assert desk.focused == "article"
        assert "visual sentences" in desk.status
