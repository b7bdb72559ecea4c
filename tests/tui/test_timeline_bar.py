"""The timeline above the list."""

import datetime as dt
from pathlib import Path

from article_builders import write_articles
from reader.tui.widgets.timeline_bar import TimelineBar
from reader.typeset.listing import Day
from tui_builders import reading, staged

SPOKEN = (TimelineBar.Changed, TimelineBar.Chosen)


def day(number: int) -> dt.date:
    return dt.date(2024, 3, number)


DAYS: list[Day] = [(0, day(18)), (12, day(16)), (13, day(15))]
"""Twelve articles on the 18th, one on the 16th, two on the 15th."""


async def test_it_shows_bars_and_dots_where_there_are_notes_and_names_the_ends() -> None:
    bar = TimelineBar()
    async with staged(bar, *SPOKEN, size=(24, 6)) as stage:
        bar.show(DAYS, 15, {day(16): 2}, day(18))
        await stage.settle()
        blocks, dots, ends = (line.rstrip() for line in stage.shown.splitlines()[:3])
        assert blocks == "  ▂▂▂▂ ▁▁▁▁      ████"
        assert dots.index("•") in range(blocks.index("▁"), blocks.rindex("▁") + 1)
        assert ends.split() == ["15", "Mar", "18", "Mar", "2024"]


async def test_a_click_goes_to_the_newest_article_of_a_bar_and_an_empty_one_goes_nowhere() -> None:
    bar = TimelineBar()
    async with staged(bar, *SPOKEN, size=(24, 6)) as stage:
        bar.show(DAYS, 15, {}, None)
        await stage.settle()
        for column in (3, 8, 14, 20):
            await stage.pilot.click(TimelineBar, offset=(column, 0))
        chosen = [message.article for message in stage.said if isinstance(message, TimelineBar.Chosen)]
        assert chosen == [13, 12, 0]


async def test_it_says_what_a_bar_is_under_the_mouse() -> None:
    bar = TimelineBar()
    async with staged(bar, *SPOKEN, size=(24, 6)) as stage:
        bar.show(DAYS, 15, {day(18): 1}, None)
        await stage.settle()
        await stage.pilot.hover(TimelineBar, offset=(20, 0))
        assert str(bar.tooltip) == "Mon 18 March 2024: 12 articles, 1 note"


async def test_one_day_is_no_timeline_and_a_shown_one_keeps_its_room() -> None:
    bar = TimelineBar()
    async with staged(bar, *SPOKEN, size=(24, 6)) as stage:
        bar.show(DAYS[:1], 12, {}, None)
        await stage.settle()
        assert not bar.display
        bar.show(DAYS, 15, {}, None)
        bar.show(DAYS[:1], 12, {}, None)
        await stage.settle()
        assert bar.display
        assert not stage.shown.strip()


async def test_on_the_screen_it_follows_the_cursor_and_its_periods_are_gone_through(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    dates = ("2004-05-01", "2014-05-01", "2014-06-01", "2024-05-01", "2024-06-01")
    write_articles(folder, {f"{date}.txt": f"date {date} PARIS — In {date} it rained.\n" for date in dates})
    async with reading(folder) as desk:
        bar = desk.screen.query_one(TimelineBar)
        assert bar.display
        first = desk.said_in("#timeline")
        await desk.press("}")
        assert desk.id == "2014-06-01.txt"
        await desk.press("}")
        assert desk.id == "2004-05-01.txt"
        assert "2004 by year 2024" in first
        await desk.press("{", "j")
        assert desk.id == "2014-05-01.txt"
        await desk.press("{")
        assert desk.id == "2014-06-01.txt"
        await desk.pilot.click(TimelineBar, offset=(2, 0))
        await desk.settle()
        assert desk.id == "2004-05-01.txt"
