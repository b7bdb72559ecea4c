"""A pane of items: each has one or more rows, and one item is the current one."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message

from reader.tui.commands import bindings
from reader.tui.themes import tag_looks
from reader.tui.widgets.line_pane import LinePane
from reader.tui.widgets.painted import fitted


class ItemRow(NamedTuple):
    """One row of a pane."""

    text: str
    item: int = -1
    """Whose row it is; -1 for a heading or a blank."""
    look: str = "text"
    """Its name among the pane's looks."""
    right: str = ""
    """What stands at the right edge: a count, a star."""
    lead: str = " "
    """What stands before the text, behind the cursor's bar: one cell."""
    more: tuple[tuple[str, str], ...] = ()
    """What follows the text in other looks: the words, and the look of each."""


class ItemPane(LinePane):
    """Rows in order; the cursor goes from item to item and takes all rows of the current one along.

    A pane of very many items gives them by `item_count`, `row_count`, `row_at` and `lines_of` instead of `set_rows`.
    """

    BINDINGS = bindings("pane")
    LOOKS = {
        **LinePane.LOOKS,
        **tag_looks(),
        "text": "$ink",
        "strong": "bold $ink",
        "faint": "$faint",
        "heading": "bold $key",
        "quote": "italic $ink",
        "tag": "$term",
        "warning": "bold $caution",
        "lead": "$key",
        "bar": "$rule",
        "bar-active": "bold $key",
        "current": "on $focus-background",
    }

    class Highlighted(Message):
        """The cursor is on another item."""

        def __init__(self, pane: "ItemPane", item: int) -> None:
            super().__init__()
            self.pane = pane
            self.item = item

        @property
        def control(self) -> "ItemPane":
            """The pane that says it."""
            return self.pane

    class Opened(Highlighted):
        """An item was chosen."""

    def __init__(self, empty: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.empty = empty
        """What is said where there is no item."""
        self.current = -1
        self._rows: Sequence[ItemRow] = ()
        self._spans: dict[int, tuple[int, int]] = {}

    @property
    def item_count(self) -> int:
        """How many items there are."""
        return len(self._spans)

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def row_at(self, line: int) -> ItemRow:
        """One row."""
        return self._rows[line]

    def lines_of(self, item: int) -> tuple[int, int]:
        """The first and the last row of an item."""
        return self._spans[item]

    def set_rows(self, rows: Sequence[ItemRow], current: int = -1) -> None:
        """Show other rows, with the cursor on `current` where there is such an item."""
        self._rows = rows
        self._spans = {}
        for index, row in enumerate(rows):
            if row.item >= 0:
                first, _ = self._spans.get(row.item, (index, index))
                self._spans[row.item] = (first, index)
        self.rows_changed(current)

    def rows_changed(self, current: int) -> None:
        """The rows are others: paint them, with the cursor on `current` where there is such an item."""
        self.current = current if 0 <= current < self.item_count else min(0, self.item_count - 1)
        self._strips.clear()
        self.scroll_to_line(self.top)
        self._show_current()
        self.refresh()

    def highlight(self, item: int) -> None:
        """Put the cursor on an item, and say so."""
        if 0 <= item < self.item_count and item != self.current:
            self.place_cursor(item)
            self.screen.post_message(self.Highlighted(self, item))

    def place_cursor(self, item: int) -> None:
        """Put the cursor on an item without a word."""
        old, self.current = self.current, item
        self._show_current()
        self.repaint([*self._rows_of_item(old), *self._rows_of_item(item)])

    def line_count(self) -> int:
        """One line a row, or one for the sentence that there is none."""
        return self.row_count or len(self._empty_lines())

    def segments(self, line: int) -> Sequence[Segment]:
        """A bar for the current item, the lead, the text, and what stands at the right."""
        if not self.row_count:
            return [Segment("  " + self._empty_lines()[line], self.look("faint"))]
        row = self.row_at(line)
        current = row.item >= 0 and row.item == self.current
        ground = ("current",) if current else ()
        right = f" {row.right} " if row.right else ""
        room = self.line_width - 3 - cell_len(right)
        bar = Segment(" ", self.look())
        if current:
            bar = Segment("▌", self.look("bar-active" if self.has_focus else "bar", *ground))
        return [
            bar,
            Segment(row.lead + " ", self.look("lead", *ground)),
            *(Segment(text, self.look(look, *ground)) for text, look in _set(row, room)),
            *([Segment(right, self.look("faint", *ground))] if right else ()),
        ]

    def focus_lines(self) -> Iterable[int]:
        """The rows of the current item."""
        return self._rows_of_item(self.current)

    def fit(self) -> None:
        """Keep the current item in sight."""
        self._show_current()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there; a second one opens."""
        line = self.top + event.y
        item = self.row_at(line).item if line < self.row_count else -1
        if item >= 0:
            self.highlight(item)
            if event.chain == 2:
                self.action_enter()

    def action_step(self, steps: int) -> None:
        """Go some items on or back."""
        if self.item_count:
            self.highlight(max(0, min(self.current + steps, self.item_count - 1)))

    def action_page(self, direction: int, part: int = 1) -> None:
        """Go a page, or a part of one."""
        if self.item_count:
            first, _ = self.lines_of(self.current)
            target = first + direction * max(1, self.size.height // part - 1)
            self.highlight(self._item_near(target, direction))
            self.paint_ahead()

    def action_edge(self, direction: int) -> None:
        """Go to the first or the last item."""
        if self.item_count:
            self.highlight(0 if direction < 0 else self.item_count - 1)

    def action_group(self, steps: int) -> None:
        """Go to the next or the previous group; where there are none, an item."""
        self.action_step(steps)

    def action_enter(self) -> None:
        """Open the current item."""
        if 0 <= self.current < self.item_count:
            self.screen.post_message(self.Opened(self, self.current))

    def _rows_of_item(self, item: int) -> range:
        first, last = self.lines_of(item) if 0 <= item < self.item_count else (0, -1)
        return range(first, last + 1)

    def _item_near(self, line: int, direction: int) -> int:
        line = max(0, min(line, self.row_count - 1))
        while 0 <= line < self.row_count:
            if (item := self.row_at(line).item) >= 0:
                return item
            line += direction
        return 0 if direction < 0 else self.item_count - 1

    def _show_current(self) -> None:
        if 0 <= self.current < self.item_count and self.size.height:
            first, last = self.lines_of(self.current)
            while first > 0 and self.row_at(first - 1).item < 0:
                first -= 1
            self.show_lines(first, last, margin=0)

    def _empty_lines(self) -> tuple[str, ...]:
        return _broken(self.empty, max(8, self.line_width - 4))


def _set(row: ItemRow, room: int) -> Iterator[tuple[str, str]]:
    """The pieces of a row that there is room for, each with its look; together they fill it."""
    *before, (last, look) = ((row.text, row.look), *row.more)
    for text, its_look in before:
        if room > (length := cell_len(text)):
            room -= length
            yield text, its_look
        else:
            last, look = text, its_look
            break
    words = (whole := fitted(last, room)).rstrip()
    yield words, look
    yield whole[len(words) :], "text"


@lru_cache(maxsize=8)
def _broken(text: str, width: int) -> tuple[str, ...]:
    from textwrap import wrap

    return ("", *wrap(text, width))
