"""A small timeline: when the articles of the list appeared, and where there are notes."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from reader.text.counting import counted
from reader.tui.widgets.painted import Painted
from reader.typeset.listing import Day
from reader.typeset.timeline import set_timeline

_GAPPED = 3
"""Cells from which a bar has a gap behind it."""
_FEWEST = 2
"""Bars that say something: one alone is the list itself."""


class TimelineBar(Painted):
    """A bar for each day, week, month … that fits in the width, a dot below where there are notes, and the ends' names.

    The bar of the article under the cursor stands out. A click goes to the newest article of a bar.
    """

    DEFAULT_CSS = """
    TimelineBar {
        height: 2; padding: 0 2; margin-bottom: 1; display: none;
        &.-noted { height: 3; }
    }
    """
    LOOKS = {"bar": "$faint", "here": "bold $key on $focus-background", "noted": "$term", "end": "$faint"}
    ALLOW_SELECT = False

    class Changed(Message):
        """The periods are others."""

        def __init__(self, starts: Sequence[int]) -> None:
            super().__init__()
            self.starts = starts
            """The newest article of every period."""

    class Chosen(Message):
        """A period was chosen."""

        def __init__(self, article: int) -> None:
            super().__init__()
            self.article = article
            """Index of the period's newest article in the listing."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._days: Sequence[Day] = ()
        self._articles = 0
        self._notes: Mapping[dt.date, int] = {}
        self._here = -1
        self._room = 0
        """Cells that the bars were set for."""
        self._timeline = set_timeline((), 0, 1)

    def show(self, days: Sequence[Day], articles: int, notes: Mapping[dt.date, int], here: dt.date | None) -> None:
        """Show a listing of so many articles on these days, newest first, the notes of each day, and where one is.

        Once there is something to show, the room for it stays: a list that gets shorter does not jump.
        """
        self._days, self._articles, self._notes = days, articles, notes
        self._set(here)
        self.set_class(any(self._noted), "-noted")
        self.forget()
        self.display = self.display or len(self._timeline.bars) >= _FEWEST

    def go_to(self, date: dt.date | None) -> None:
        """Let the bar of a day stand out."""
        here = self._timeline.at(date)
        if here != self._here:
            self._here = here
            self.forget()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The bars, the dots, and the names of the ends; another width takes other bars."""
        if self.content_size.width != self._room:
            self._set(self._timeline.bars[self._here].first if self._here >= 0 else None)
            self._strips.clear()
        if not self._strips:
            self._strips.update(enumerate(self._lines()))
        blank = self.filled((), self.outer_size.width)
        return [self._strips.get(y, blank).crop(crop.x, crop.right) for y in range(crop.y, crop.bottom)]

    def _lines(self) -> Iterator[Strip]:
        bars = self._timeline.bars
        if len(bars) < _FEWEST:
            return
        gap = 1 if self._step >= _GAPPED else 0
        width = self._step - gap
        blocks, dots = [], []
        for index, (level, notes) in enumerate(zip(self._timeline.levels, self._noted, strict=True)):
            blocks.append(Segment(level * width, self.look("here" if index == self._here else "bar")))
            blocks.append(Segment(" " * gap, self.look()))
            dots.append(("•" if notes else " ").center(width) + " " * gap)
        yield self._line(blocks)
        if any(self._noted):
            yield self._line([Segment("".join(dots), self.look("noted"))])
        yield self._line([Segment(self._ends(), self.look("end"))])

    def _line(self, segments: Sequence[Segment]) -> Strip:
        margin = Segment(" " * self.styles.padding.left, self.look())
        return self.filled([margin, *segments], self.outer_size.width)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say what the bar under the mouse is."""
        bar = self._bar_at(event.x)
        if bar is None:
            self.tooltip = None
        else:
            self.tooltip = Content(self._told(bar))

    def on_click(self, event: events.Click) -> None:
        """Go to the newest article of a bar."""
        bar = self._bar_at(event.x)
        if bar is not None and self._timeline.bars[bar].articles:
            self.post_message(self.Chosen(self._timeline.bars[bar].start))

    @property
    def _step(self) -> int:
        """Cells from one bar to the next."""
        return max(1, self.content_size.width // max(1, len(self._timeline.bars)))

    def _set(self, here: dt.date | None) -> None:
        self._room = self.content_size.width or self.app.size.width // 4
        self._timeline = set_timeline(self._days, self._articles, self._room)
        self._noted = self._timeline.sums(self._notes)
        self._here = self._timeline.at(here)
        self.post_message(self.Changed(self._timeline.starts if len(self._timeline.bars) >= _FEWEST else ()))

    def _bar_at(self, x: int) -> int | None:
        bar = (x - self.styles.padding.left) // self._step
        return bar if 0 <= bar < len(self._timeline.bars) else None

    def _told(self, index: int) -> str:
        bar, notes = self._timeline.bars[index], self._noted[index]
        return f"{self._timeline.name(bar)}: {counted(bar.articles, 'article')}, {counted(notes, 'note')}"

    def _ends(self) -> str:
        """The first and the last period under their bars, and between them how long one is, as far as there is room."""
        first, last = self._timeline.ends
        room = max(self._step * len(self._timeline.bars), len(first) + len(last) + 2)
        middle = f" by {self._timeline.grain} "
        between = room - len(first) - len(last)
        return first + (middle if len(middle) <= between else "").center(between) + last
