"""Widgets that paint their lines themselves: the panes, their titles, the line of keys."""

from collections.abc import Hashable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Painted(Widget):
    """Keeps what it painted, and hands the compositor the very same strips again while nothing changes.

    Textual's own way, by a visual and a cache of styles, takes several times as long for each line.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._strips: dict[Hashable, Strip] = {}
        self._looks: dict[tuple[str, ...], Style] = {}

    def look(self, *components: str) -> Style:
        """The widget's own style with those of component classes over it, as the terminal is told it."""
        style = self._looks.get(components)
        if style is None:
            style = self.visual_style.rich_style
            for name in components:
                style += self.get_component_rich_style(name, partial=True)
            style = self._looks[components] = self._filtered(style)
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

    def filled(self, segments: Sequence[Segment], width: int) -> Strip:
        """Segments as a strip of just this many cells."""
        cells = sum(segment.cell_length for segment in segments)
        if cells > width:
            return Strip(segments, cells).crop(0, width)
        return Strip([*segments, Segment(" " * (width - cells), self.look())] if cells < width else segments, width)

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
