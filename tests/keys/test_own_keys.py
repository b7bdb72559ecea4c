"""Settings on the screen: own keys and sequences, refused keys, changes while it runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from article_builders import LIMOUSINE
from reader.errors import Unusable
from reader.settings import settings_path
from reader.tui.app import ReaderApp
from reader.workspace.desk import open_workspace
from tui_builders import SIZE, Desk, reading, until


def write(source: str) -> Path:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source)
    return path


@asynccontextmanager
async def customised(folder: Path, source: str, choices: Path | None = None) -> AsyncIterator[Desk]:
    """The screen with an article open, over settings of the person's own."""
    app = ReaderApp(open_workspace(folder, by="ana"), write(source), choices)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        desk = Desk(pilot)
        await desk.settle()
        desk.screen.go_to_article(LIMOUSINE)
        await desk.press("enter")
        yield desk


async def test_a_command_hears_to_the_keys_of_its_own_and_to_no_others(seeds: Path) -> None:
    async with customised(seeds, '[keys]\nhighlight = "ctrl+x"\ntag = "h"') as desk:
        await desk.press("ctrl+x")
        assert len(desk.screen.placed) == 1
        await desk.press("h")
        assert desk.dialog == "TagDialog"


async def test_the_other_command_of_a_shared_key_keeps_it(seeds: Path) -> None:
    async with customised(seeds, '[keys]\npage-up = "pageup"') as desk:
        await desk.press("v", "w", "b")
        assert desk.passage == "In"
        await desk.press("escape", "G", "b")
        assert "has no meaning" not in desk.status
        assert "visual" in desk.status


async def test_a_sequence_calls_its_command_and_shows_how_far_it_is_typed(seeds: Path) -> None:
    async with customised(seeds, '[keys]\ntop = "g g"\nbottom = "g e"\nexport = "ctrl+x e"') as desk:
        view = desk.screen.view
        await desk.press("g")
        assert "g …" in desk.status
        await desk.press("e")
        assert "…" not in desk.status
        assert view.cursor
        assert view.cursor.sentence == view.cursor.units.sentences[-1]
        await desk.press("g", "g")
        assert view.cursor.sentence == view.cursor.units.sentences[0]
        await desk.press("tab", "g", "e")
        assert view.cursor.sentence == view.cursor.units.sentences[0]
        await desk.press("h", "ctrl+x", "e")


async def test_a_sequence_that_leads_nowhere_is_said_and_forgotten(seeds: Path) -> None:
    async with customised(seeds, '[keys]\ntop = "g g"') as desk:
        before = desk.screen.view.cursor
        await desk.press("g", "h")
        assert "g h has no meaning" in desk.status
        assert desk.screen.view.cursor == before
        assert not desk.screen.placed
        await desk.press("g", "escape", "h")
        assert len(desk.screen.placed) == 1


async def test_footer_help_and_palette_show_the_keys_that_hold(seeds: Path) -> None:
    async with customised(seeds, '[keys]\nhighlight = "ctrl+x h"') as desk:
        assert "ctrl+x h highlight" in desk.status
        await desk.press("question_mark")
        await desk.type("highlight the")
        assert "ctrl+x\N{NO-BREAK SPACE}h" in desk.shown
        await desk.press("escape", "ctrl+p")
        await desk.type("Highlight")
        await until(desk.pilot, lambda: "ctrl+x\N{NO-BREAK SPACE}h" in desk.shown)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("semicolon", "; has no meaning. ? shows the keys."),
        ("w", "w works in visual mode: v begins it."),
        ("dollar_sign", "$ works in visual mode: v begins it."),
    ],
)
async def test_a_key_that_is_refused_in_the_article_says_why(seeds: Path, key: str, said: str) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press(key)
        assert said in desk.status


@pytest.mark.parametrize("key", ["v", "f", "shift+down", "w"])
async def test_a_key_of_the_article_says_in_the_list_where_it_works(seeds: Path, key: str) -> None:
    async with reading(seeds) as desk:
        await desk.press(key)
        assert "works in the article: Tab goes there." in desk.status


async def test_a_change_of_the_settings_is_taken_over_while_it_runs(seeds: Path) -> None:
    async with customised(seeds, 'theme = "evening"') as desk:
        write('theme = "morning"\nwidth = 50\nhighlight = []\nboilerplate = ["brazen"]\n[keys]\nhighlight = "ctrl+x"\n')
        await until(desk.pilot, lambda: desk.pilot.app.theme == "morning")
        await desk.settle()
        assert max(len(line.span) for line in desk.screen.view.page.lines) <= 50
        assert "brazen" not in desk.shown
        assert len(desk.workspace.list("brazen")) == 0
        assert not list(desk.screen.view._layers["terms"].all)
        await desk.press("ctrl+x")
        assert len(desk.screen.placed) == 1


async def test_a_mistake_in_the_settings_is_said_and_those_from_before_hold(seeds: Path) -> None:
    async with customised(seeds, "width = 50") as desk:
        write("widht = 60")
        await until(desk.pilot, lambda: bool(desk.toasts))
        assert "line 1: there is no setting “widht”; did you mean “width”?" in desk.toasts[0]
        assert desk.screen.view.measure == 50


async def test_settings_that_cannot_hold_are_refused_at_the_start(seeds: Path) -> None:
    for source in ("widht = 60", '[keys]\nnext = "k"', 'theme = "mornign"'):
        with pytest.raises(Unusable, match="line"):
            ReaderApp(open_workspace(seeds, by="ana"), write(source))


async def test_the_theme_that_was_chosen_is_there_after_a_restart(seeds: Path, tmp_path: Path) -> None:
    choices = tmp_path / "choices.json"
    async with customised(seeds, "", choices) as desk:
        desk.pilot.app.theme = "nord"
        await desk.settle()
    async with customised(seeds, "", choices) as desk:
        assert desk.pilot.app.theme == "nord"
    async with customised(seeds, 'theme = "morning"', choices) as desk:
        assert desk.pilot.app.theme == "morning"
