"""A pane of lines: the ground of the list, the article and the notes."""

from collections.abc import Iterable, Sequence
from typing import Self

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.timer import Timer

from reader.tui.widgets.painted import Painted

_MOST_KEPT = 4000
"""Strips; a screen has about a hundred lines."""
_PAUSE = 0.05
"""Seconds after a page until the next one is painted ahead: more than from one step of a held key to the next."""


class LinePane(Painted, can_focus=True):
    """Paints only the lines in sight and keeps their strips, so that its cost does not grow with their number.

    `ScrollView` wraps every line anew at every paint; this pane has a top line
    of its own and hands the compositor the very strips that it painted before.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LinePane { width: 1fr; height: 1fr; }
    """
    LOOKS = {"scroll-bar": "$rule"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.top = 0
        self._leafing: Timer | None = None
        self._fitted = Size()
        """The size that `fit` was told of last."""
        self._fitting = False

    # What a pane says of itself

    def line_count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def segments(self, line: int) -> Sequence[Segment]:
        """One line, at most `line_width` cells wide."""
        raise NotImplementedError

    def fit(self) -> None:
        """Set what depends on the size anew; called before the first paint in another size, so that this is whole."""

    # What is painted

    @property
    def line_width(self) -> int:
        """Cells of a line: the last column is the scroll bar's."""
        return max(1, self.outer_size.width - 1)

    @property
    def in_sight(self) -> range:
        """The lines that are on the screen."""
        return range(self.top, min(self.top + self.size.height, self.line_count()))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of a region, painted now or kept from before."""
        width, height = size = self.outer_size
        if self._fitted != size:
            self._fitted, self._fitting = size, True
            self._strips.clear()
            self.fit()
            self._fitting = False
        count = self.line_count()
        bar = self._bar(height, count)
        strips = [self._strip(self.top + y, y in bar, count) for y in range(crop.y, crop.bottom)]
        whole = crop.x == 0 and crop.width == width
        return strips if whole else [strip.crop(crop.x, crop.right) for strip in strips]

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """As Textual's; what changes while it is being painted is painted already."""
        if not self._fitting:
            super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self

    def repaint(self, lines: Iterable[int] | None = None) -> None:
        """Paint some lines anew, or all of them."""
        if lines is None:
            self.forget()
            return
        changed, seen = set(lines), self.in_sight
        for line in changed:
            self._strips.pop((line, True), None)
            self._strips.pop((line, False), None)
        rows = [line - self.top for line in changed if line in seen]
        if rows:
            self.refresh(*(Region(0, row, self.outer_size.width, 1) for row in rows))

    def scroll_to_line(self, top: int) -> None:
        """Let `top` be the first line in sight, as far as there are lines."""
        top = max(0, min(top, self.line_count() - self.size.height))
        if top != self.top:
            self.top = top
            self.refresh()

    def show_lines(self, first: int, last: int, margin: int = 2) -> None:
        """Scroll as little as it takes to have these lines in sight, with a margin; the first one matters most."""
        height = self.size.height
        if not height:
            return
        margin = min(margin, max(0, (height - (last - first + 1)) // 2))
        top = self.top
        if last + margin >= top + height:
            top = last + margin - height + 1
        if first - margin < top:
            top = first - margin
        self.scroll_to_line(top)

    def _bar(self, height: int, count: int) -> range:
        """The rows of the scroll bar; none where everything is in sight."""
        if count <= height:
            return range(0)
        first = self.top * height // count
        return range(first, max(first + 1, (self.top + height) * height // count))

    def _strip(self, line: int, bar: bool, count: int) -> Strip:
        strip = self._strips.get((line, bar))
        if strip is None:
            if len(self._strips) > _MOST_KEPT:
                self._strips.clear()
            edge = Segment("▐", self.look("scroll-bar")) if bar else Segment(" ", self.look())
            body = self.segments(line) if line < count else ()
            strip = self._strips[line, bar] = self.filled(body, self.line_width, [edge])
        return strip

    def paint_ahead(self) -> None:
        """Paint the page behind this one and the one before, while the person reads this one."""
        if self._leafing is None:
            self._leafing = self.set_timer(_PAUSE, self._paint_ahead)

    def _paint_ahead(self) -> None:
        self._leafing = None
        height, count = self.outer_size.height, self.line_count()
        for line in range(max(0, self.top - height), min(self.top + 2 * height, count)):
            self._strip(line, False, count).render(self.app.console)

    # Who has the focus

    @property
    def takes_keys(self) -> bool:
        """Whether it is asking for keys that mean no command."""
        return False

    def focus_lines(self) -> Iterable[int]:
        """The lines that show whether the pane has the focus."""
        return ()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Paint those lines alone: a style for `:focus` would have all styles worked out anew."""
        self.repaint(self.focus_lines())

    def on_focus(self, event: events.Focus) -> None:
        """As Textual does it, but without painting the whole pane."""
        event.prevent_default()
        self.has_focus = True

    def on_blur(self, event: events.Blur) -> None:
        """As Textual does it, but without painting the whole pane."""
        event.prevent_default()
        self.has_focus = False

    # How it is moved

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls three lines."""
        event.stop()
        self.scroll_to_line(self.top + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls three lines."""
        event.stop()
        self.scroll_to_line(self.top - 3)
