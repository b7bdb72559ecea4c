"""The last line of the screen."""

import pytest
from rich.cells import cell_len

from reader.tui.commands import Spot
from reader.tui.widgets.status_bar import StatusBar
from tui_builders import staged


async def test_the_keys_that_matter_differ_by_what_has_the_focus() -> None:
    bar = StatusBar()
    async with staged(bar, size=(100, 1)) as stage:
        bar.show(Spot.ARTICLE)
        await stage.settle()
        assert "h highlight" in stage.shown
        assert "v select" in stage.shown
        bar.show(Spot.LIST)
        await stage.settle()
        assert "Enter read" in stage.shown
        assert "highlight" not in stage.shown
        bar.show(Spot.ARTICLE, visual=True)
        await stage.settle()
        assert "o other end" in stage.shown
        assert "Esc leave" in stage.shown


@pytest.mark.parametrize("width", [10, 24, 40, 80, 200])
async def test_hints_are_left_out_whole_where_there_is_no_room(width: int) -> None:
    bar = StatusBar()
    async with staged(bar, size=(width, 1)) as stage:
        bar.show(Spot.ARTICLE, visual=True)
        bar.say("12 %")
        await stage.settle()
        assert cell_len(stage.shown) == width
        assert stage.shown.endswith(" 12 % ")
        assert "selec " not in stage.shown


async def test_news_takes_the_place_of_the_keys_and_leaves_again() -> None:
    bar = StatusBar()
    async with staged(bar, size=(80, 1)) as stage:
        bar.show(Spot.ARTICLE)
        bar.say("50 %")
        bar.flash("Removed. u brings it back.")
        await stage.settle()
        assert stage.shown.startswith(" Removed. u brings it back.")
        assert stage.shown.endswith(" 50 % ")
        assert "highlight" not in stage.shown
        bar._forget()
        await stage.settle()
        assert "h highlight" in stage.shown


async def test_news_is_shown_as_it_is_and_cut_where_it_is_too_long() -> None:
    bar = StatusBar()
    async with staged(bar, size=(40, 1)) as stage:
        bar.say("100 %")
        bar.flash("[@click=app.quit]Exported[/] 東京 " * 5)
        await stage.settle()
        assert stage.shown.startswith(" [@click=app.quit]Exported[/]")
        assert cell_len(stage.shown) == 40
        assert stage.shown.endswith(" 100 % ")
