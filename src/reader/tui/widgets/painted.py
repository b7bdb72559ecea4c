"""Widgets that paint their lines themselves: the panes, their titles, the line of keys."""

from collections.abc import Hashable, Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style as Look
from textual.widget import Widget


class Painted(Widget):
    """Keeps what it painted, and hands the compositor the very same strips again while nothing changes.

    Textual's own way, by a visual and a cache of styles, takes several times as long for each line. Its component
    classes set every style whenever the widget's own is set, and at the start twice: a look is made when it is painted.
    """

    LOOKS: ClassVar[Mapping[str, str]] = {}
    """What has a name looks so, over the widget's own style: in Textual's markup, `bold $key on $surface`."""
    PLAIN_LOOKS: ClassVar[Mapping[str, str]] = {}
    """Those that are others where the terminal has colours of its own, or none."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._strips: dict[Hashable, Strip] = {}
        self._looks: dict[tuple[str, ...], Style] = {}

    def look(self, *names: str) -> Style:
        """The widget's own style with looks over it, as the terminal is told it."""
        style = self._looks.get(names)
        if style is None:
            style = self.visual_style.rich_style
            plain = self.PLAIN_LOOKS if self.app.native_ansi_color else {}
            for name in names:
                style += Look.parse(plain.get(name) or self.LOOKS[name]).rich_style
            style = self._looks[names] = self._filtered(style)
        return style

    def forget(self) -> None:
        """Everything is to be painted anew."""
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Textual tells that colours may be different."""
        self._looks.clear()
        self._strips.clear()
        super().notify_style_update()

    def filled(self, segments: Sequence[Segment], width: int, edge: Sequence[Segment] = ()) -> Strip:
        """Segments as a strip of just this many cells, and behind them an edge.

        Those that look alike are joined: fewer bytes for the terminal.
        """
        cells = sum(segment.cell_length for segment in segments)
        if cells > width:
            segments = [*Strip(segments, cells).crop(0, width)]
        rest = [Segment(" " * (width - cells), self.look())] if cells < width else []
        joined = Segment.simplify([*segments, *rest, *edge])
        return Strip(joined, width + sum(segment.cell_length for segment in edge))

    def _filtered(self, style: Style) -> Style:
        """A style as Textual's filters leave it: without colour where the person wants none."""
        segments, background = [Segment(" ", style)], self.background_colors[1]
        for line_filter in self.get_line_filters():
            segments = line_filter.apply(segments, background)
        return segments[0].style or Style.null()


class PaintedLine(Painted):
    """One line."""

    def segments(self, width: int) -> Sequence[Segment]:
        """What stands on it, in about so many cells."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        """The line, painted now or kept from before."""
        width = self.outer_size.width
        strip = self._strips.get(width)
        if strip is None:
            strip = self._strips[width] = self.filled(self.segments(width), width)
        return [strip.crop(crop.x, crop.right)] * crop.height


def fitted(text: str, cells: int) -> str:
    """A text in just so many cells, at least one: filled with blanks, or cut where an ellipsis says so."""
    cells = max(1, cells)
    return set_cell_size(text if cell_len(text) <= cells else set_cell_size(text, cells - 1).rstrip() + "…", cells)
