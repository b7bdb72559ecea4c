"""The pane of lines: what it paints, and how little of it."""

from collections.abc import Sequence

import pytest
from rich.segment import Segment
from textual.app import App
from textual.geometry import Region
from textual.theme import BUILTIN_THEMES

from reader.tui.widgets.line_pane import LinePane
from tui_builders import Stage, staged

SIZE = (40, 20)


class Counting(LinePane):
    """Lines that know how often they were asked for."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.asked: list[int] = []

    def line_count(self) -> int:
        return self.count

    def segments(self, line: int) -> Sequence[Segment]:
        self.asked.append(line)
        return [Segment(f"line {line}", self.look())]


def whole(pane: LinePane) -> Region:
    return Region(0, 0, pane.size.width, pane.size.height)


@pytest.mark.parametrize("count", [100, 100_000])
async def test_only_the_lines_in_sight_are_painted(count: int) -> None:
    pane = Counting(count)
    async with staged(pane, size=SIZE) as stage:
        assert set(pane.asked) == set(range(20))
        pane.asked.clear()
        pane.scroll_to_line(count - 20)
        await stage.settle()
        assert sorted(pane.asked) == list(range(count - 20, count))
        assert f"line {count - 1}" in stage.shown


async def test_the_very_strips_are_handed_out_again_while_nothing_changes() -> None:
    pane = Counting(100)
    async with staged(pane, size=SIZE):
        first, again = pane.render_lines(whole(pane)), pane.render_lines(whole(pane))
        assert all(one is other for one, other in zip(first, again, strict=True))


async def test_scrolling_by_three_lines_paints_three_and_where_the_bar_begins_or_ends() -> None:
    pane = Counting(100_000)
    async with staged(pane, size=SIZE) as stage:
        pane.asked.clear()
        pane.scroll_to_line(3)
        await stage.settle()
        assert set(pane.asked) >= {20, 21, 22}
        assert len(pane.asked) <= 5


async def test_a_line_that_changed_is_painted_alone() -> None:
    pane = Counting(100)
    async with staged(pane, size=SIZE) as stage:
        before = pane.render_lines(whole(pane))
        pane.asked.clear()
        pane.repaint([5, 90])
        await stage.settle()
        after = pane.render_lines(whole(pane))
        assert pane.asked == [5]
        assert [y for y in range(20) if before[y] is not after[y]] == [5]


async def test_lines_are_as_wide_as_the_pane_whatever_they_say() -> None:
    class Odd(Counting):
        def segments(self, line: int) -> Sequence[Segment]:
            return [Segment(("東京" * 40, "", "a" * 200, "👩\u200d👧" * 30)[line % 4], self.look())]

    pane = Odd(8)
    async with staged(pane, size=SIZE):
        assert {strip.cell_length for strip in pane.render_lines(whole(pane))} == {40}


async def test_a_part_of_a_pane_is_the_same_part_of_its_lines() -> None:
    pane = Counting(100)
    async with staged(pane, size=SIZE):
        cropped = pane.render_lines(Region(2, 3, 5, 2))
        assert [strip.text for strip in cropped] == ["ne 3 ", "ne 4 "]


@pytest.mark.parametrize(("top", "bar"), [(0, range(2)), (50, range(10, 14)), (80, range(16, 20))])
async def test_the_bar_stands_where_one_is(top: int, bar: range) -> None:
    pane = Counting(100)
    async with staged(pane, size=SIZE) as stage:
        pane.scroll_to_line(top)
        await stage.settle()
        rows = [y for y, strip in enumerate(pane.render_lines(whole(pane))) if strip.text.endswith("▐")]
        assert set(bar) <= set(rows)
        assert len(rows) == 4


async def test_no_bar_where_everything_is_in_sight() -> None:
    pane = Counting(20)
    async with staged(pane, size=SIZE) as stage:
        assert "▐" not in stage.shown


async def test_the_wheel_scrolls_three_lines_and_stops_at_the_ends() -> None:
    from textual.events import MouseScrollDown, MouseScrollUp

    pane = Counting(30)
    async with staged(pane, size=SIZE) as stage:
        await wheel(stage, MouseScrollUp)
        assert pane.top == 0
        await wheel(stage, MouseScrollDown)
        assert pane.top == 3
        for _ in range(5):
            await wheel(stage, MouseScrollDown)
        assert pane.top == 10


async def wheel(stage: Stage, kind: type) -> None:
    await stage.pilot._post_mouse_events([kind], offset=(5, 5))
    await stage.settle()


async def test_lines_are_brought_into_sight_by_scrolling_as_little_as_it_takes() -> None:
    pane = Counting(100)
    async with staged(pane, size=SIZE):
        pane.show_lines(5, 6)
        assert pane.top == 0
        pane.show_lines(30, 31)
        assert pane.top == 14
        pane.show_lines(25, 25)
        assert pane.top == 14
        pane.show_lines(15, 15)
        assert pane.top == 13
        pane.show_lines(50, 90)
        assert pane.top == 50


async def test_other_colours_paint_everything_anew() -> None:
    pane = Counting(100)
    async with staged(pane, size=SIZE) as stage:
        before = pane.render_lines(whole(pane))
        app: App[None] = stage.pilot.app
        app.register_theme(BUILTIN_THEMES["textual-light"])
        app.theme = "textual-light"
        await stage.settle()
        after = pane.render_lines(whole(pane))
        assert before[0].text == after[0].text
        assert list(before[0]) != list(after[0])
