"""A pane of lines: the ground of the list, the article and the notes."""

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

_MOST_KEPT = 4000
"""Strips; a screen has about a hundred lines."""


class LinePane(Widget, can_focus=True):
    """Paints only the lines in sight and keeps their strips, so that its cost does not grow with their number.

    `ScrollView` wraps every line anew at every paint; this pane has a top line
    of its own and hands the compositor the very strips that it painted before.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LinePane { width: 1fr; height: 1fr; }
    """
    COMPONENT_CLASSES = {"pane--bar", "pane--track"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.top = 0
        self._strips: dict[tuple[int, bool], Strip] = {}

    # What a pane says of itself

    def line_count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def segments(self, line: int) -> Sequence[Segment]:
        """One line, at most `line_width` cells wide."""
        raise NotImplementedError

    # What is painted

    @property
    def line_width(self) -> int:
        """Cells of a line: the last column is the scroll bar's."""
        return max(1, self.size.width - 1)

    @property
    def in_sight(self) -> range:
        """The lines that are on the screen."""
        return range(self.top, min(self.top + self.size.height, self.line_count()))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of a region, painted now or kept from before."""
        first, last = self._bar()
        whole = crop.x == 0 and crop.width == self.size.width
        strips = [self._strip(self.top + y, first <= y < last) for y in range(crop.y, crop.bottom)]
        return strips if whole else [strip.crop(crop.x, crop.right) for strip in strips]

    def repaint(self, lines: Iterable[int] | None = None) -> None:
        """Paint some lines anew, or all of them."""
        if lines is None:
            self._strips.clear()
            self.refresh()
            return
        changed, seen = set(lines), self.in_sight
        for line in changed:
            self._strips.pop((line, True), None)
            self._strips.pop((line, False), None)
        rows = [line - self.top for line in changed if line in seen]
        if rows:
            self.refresh(Region(0, min(rows), self.size.width, max(rows) - min(rows) + 1))

    def notify_style_update(self) -> None:
        """Textual tells that colours may be different."""
        self._strips.clear()
        super().notify_style_update()

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

    def _bar(self) -> tuple[int, int]:
        """The rows of the scroll bar; none where everything is in sight."""
        height, count = self.size.height, self.line_count()
        if count <= height:
            return (0, 0)
        first = self.top * height // count
        return (first, max(first + 1, (self.top + height) * height // count))

    def _strip(self, line: int, bar: bool) -> Strip:
        strip = self._strips.get((line, bar))
        if strip is None:
            if len(self._strips) > _MOST_KEPT:
                self._strips.clear()
            strip = self._strips[line, bar] = self._painted(line, bar)
        return strip

    def _painted(self, line: int, bar: bool) -> Strip:
        width, base = self.line_width, self.visual_style.rich_style
        segments = self.segments(line) if line < self.line_count() else ()
        body = Strip([Segment(s.text, base + s.style if s.style else base) for s in segments])
        edge = Segment("▐" if bar else " ", base + self.component("pane--bar"))
        strip = Strip([*body.adjust_cell_length(width, base), edge], width + 1)
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, self.background_colors[1])
        return strip

    def component(self, name: str) -> Style:
        """What a component class adds to the pane's own style."""
        return self.get_component_rich_style(name, partial=True)

    # How it is moved

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls three lines."""
        event.stop()
        self.scroll_to_line(self.top + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls three lines."""
        event.stop()
        self.scroll_to_line(self.top - 3)
