"""What a key has changed is on the terminal when the key is done, and is what Textual would have painted."""

import random
from collections.abc import Callable
from pathlib import Path

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.strip import Strip

from article_builders import LIMOUSINE
from reader.tui.rows import Row, sequence_of
from tui_builders import SIZE, Desk, annotate, reading, until

_KEYS = (
    *("j", "k", "G", "g", "space", "b", "d", "u", "enter", "tab", "J", "K", "{", "}"),
    *("v", "w", "b", ")", "o", "escape", "f", "a", "escape", "h", "x", "t", "escape", "/", "n", "escape"),
    *("T", "H", "B", "y", "m", "s", "[", "]", "A", "?", "escape", "q"),
)
"""Keys that move, select, open and close, and some that mean nothing where they are pressed."""


class Emulated:
    """A terminal that draws what it is sent."""

    def __init__(self, columns: int = SIZE[0], lines: int = SIZE[1]) -> None:
        self._screen = pyte.Screen(columns, lines)
        self.feed: Callable[[str], None] = pyte.Stream(self._screen).feed

    def cells(self) -> list[list[tuple[object, ...]]]:
        """Every cell as it looks: of a blank only the ground is seen, and what is drawn over it."""
        rows = (self._screen.buffer[y] for y in range(self._screen.lines))
        return [[_look(row[x]) for x in range(self._screen.columns)] for row in rows]


def _look(cell: pyte.screens.Char) -> tuple[object, ...]:
    over = (cell.underscore, cell.strikethrough, cell.reverse)
    seen = (cell.fg, cell.bold, cell.italics) if cell.data.strip() or any(over) else ()
    return (cell.data, cell.bg, over, seen)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Emulated:
    """What the apps of a test are painted on."""
    emulated = Emulated()
    monkeypatch.setattr(HeadlessDriver, "is_headless", False)
    monkeypatch.setattr(HeadlessDriver, "write", lambda _, data: emulated.feed(data))
    return emulated


def whole(desk: Desk) -> list[list[tuple[object, ...]]]:
    """The cells of the screen as Textual paints all of it; what it has still to paint is not forgotten by that."""
    emulated, compositor = Emulated(), desk.pilot.app.screen._compositor
    still = set(compositor._dirty_regions)
    update = compositor.render_full_update()
    compositor._dirty_regions |= still
    emulated.feed(update.render_segments(desk.pilot.app.console))
    return emulated.cells()


# At once


@pytest.mark.parametrize(
    ("before", "key"),
    [("", "j"), ("enter", "j"), ("enter", "G"), ("enter v", "w"), ("slash", "k"), ("A", "j")],
    ids=["list", "article", "end", "passage", "filter", "notes"],
)
async def test_a_key_is_painted_before_anything_else_is_done(
    seeds: Path, terminal: Emulated, before: str, key: str
) -> None:
    annotate(seeds, LIMOUSINE, "luxury limousine")
    annotate(seeds, LIMOUSINE, "United Nations")
    async with reading(seeds) as desk:
        await desk.press(*before.split())
        await until(desk.pilot, lambda: terminal.cells() == whole(desk))
        shown = terminal.cells()
        with desk.pilot.app._context():
            await desk.pilot.app.on_event(events.Key(key, key))
        assert terminal.cells() == whole(desk) != shown


@pytest.mark.parametrize("seed", range(8))
async def test_after_any_keys_the_terminal_shows_what_would_be_painted_anew(
    seeds: Path, terminal: Emulated, seed: int
) -> None:
    annotate(seeds, LIMOUSINE, "luxury limousine", ("cars",), "Which?")
    chosen = random.Random(seed)
    async with reading(seeds) as desk:
        for _ in range(40):
            key = chosen.choice(_KEYS)
            await desk.press(key)
            if not desk.running:
                break
            await until(desk.pilot, lambda: terminal.cells() == whole(desk))


async def test_what_lies_over_a_pane_stays_on_the_terminal(seeds: Path, terminal: Emulated) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        desk.screen.say("Something went wrong.", trouble=True)
        await desk.settle()
        for key in ("j", "j", "G", "k"):
            await desk.press(key)
            assert "Something went wrong." in desk.shown
            await until(desk.pilot, lambda: terminal.cells() == whole(desk))


async def test_what_a_new_line_moves_is_painted_even_if_its_place_is_asked_for_first(
    seeds: Path, terminal: Emulated
) -> None:
    async with reading(seeds) as desk:
        await until(desk.pilot, lambda: terminal.cells() == whole(desk))
        desk.screen._compositor._full_map_invalidated = True  # as after a paint of a widget that is being added
        await desk.press("slash")
        await until(desk.pilot, lambda: terminal.cells() == whole(desk))


# What the terminal is told

_COLORS = st.sampled_from(["#d6d1c4", "#191815", "#dfb37b", "red", "default"])
_STYLES = st.builds(
    Style,
    color=st.none() | _COLORS,
    bgcolor=st.none() | _COLORS,
    bold=st.booleans(),
    dim=st.booleans(),
    italic=st.booleans(),
    underline=st.booleans(),
    reverse=st.booleans(),
    strike=st.booleans(),
    link=st.sampled_from([None, None, None, "https://example.org"]),
)
_SEGMENTS = st.builds(Segment, st.text("ab ", min_size=1, max_size=4), st.none() | _STYLES)
_ROWS = st.lists(st.lists(_SEGMENTS, max_size=5), max_size=5)


@given(rows=_ROWS)
def test_rows_look_as_textual_paints_them_and_leave_the_terminal_plain(rows: list[list[Segment]]) -> None:
    placed: list[Row] = [(1, y, Strip(segments)) for y, segments in enumerate(rows)]
    console, ours, theirs = Console(color_system="truecolor"), Emulated(30, 6), Emulated(30, 6)
    ours.feed(sequence_of(placed, ColorSystem.TRUECOLOR) + "end")
    for x, y, strip in placed:
        theirs.feed(Control.move_to(x, y).segment.text + strip.render(console))
    theirs.feed("end")
    assert ours.cells() == theirs.cells()


def test_what_looks_the_same_as_before_is_not_told_again() -> None:
    plain, strong = Style(color="#d6d1c4", bgcolor="#191815"), Style(color="#d6d1c4", bgcolor="#191815", bold=True)
    row = Strip([Segment("one ", plain), Segment("two", strong), Segment("  ", plain), Segment("three", plain)])
    sent = sequence_of([(0, 0, row), (0, 1, row)], ColorSystem.TRUECOLOR)
    look, end = "\x1b[38;2;214;209;196;48;2;25;24;21m", "\x1b[39;49m"
    text = "one \x1b[1mtwo  \x1b[22mthree"
    assert sent == f"\x1b[1;1H{look}{text}\x1b[2;1H{text}{end}"
