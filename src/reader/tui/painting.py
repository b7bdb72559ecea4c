"""Painting what a key has changed, as soon as it is done, and all that has moved.

Textual comes to a key by way of four queues and a timer, and then looks at every line of the screen: twice the time of
all else that a key takes. The names with an underscore are Textual's own, of the versions that `pyproject.toml` allows.
"""

from collections.abc import Iterator, Mapping

from rich.color import ColorSystem
from rich.console import Console
from textual._compositor import Compositor, CompositorMap, CompositorUpdate
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from reader.tui.rows import Row, sequence_of

_Shown = Mapping[Widget, tuple[Region, Region]]
"""Where each widget stands on the screen, and the part of that which is seen."""


class Places(Compositor):
    """Where the widgets of a screen stand. Whatever has moved is painted, whoever asked for its place first.

    Textual arranges all widgets anew when somebody asks where a widget stands while another one is being added. When it
    comes to arranging them itself, all stand already where they are to stand, and nothing would be painted.
    """

    @property
    def full_map(self) -> CompositorMap:
        """Where each widget stands, seen or not."""
        before = self._full_map
        now = super().full_map
        if now is not before:
            moved = (place.clip.intersection(place.region) for _, place in now.items() ^ before.items())
            self._dirty_regions.update(filter(None, moved))
        return now


def paint_now(screen: Screen[object]) -> None:
    """Paint the rows of `screen` that are to be painted.

    Where widgets lie one over the other, or are about to be arranged anew, nothing is done: Textual comes to it.
    """
    app, shown = screen.app, screen._compositor.visible_widgets
    if screen is not app.screen or screen._scroll_required or screen._repaint_required:
        return
    if any(widget._layout_required for widget in screen.walk_children(Widget, with_self=True)):
        return
    changed = [widget for widget in shown if widget._repaint_required]
    if changed and all(_stands_free(widget, shown) for widget in changed):
        rows = _Rows([row for widget in changed for row in _changed_rows(widget, shown[widget][0])])
        app._display(screen, rows)  # type: ignore[arg-type]  # it asks for more than it needs


class _Rows(CompositorUpdate):
    """What the terminal is told."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows

    def render_segments(self, console: Console) -> str:
        """The sequence for the terminal."""
        return sequence_of(self._rows, console._color_system or ColorSystem.TRUECOLOR)


def _stands_free(widget: Widget, shown: _Shown) -> bool:
    """Whether it is seen whole, and shares its place only with what it stands in."""
    region, clip = shown[widget]
    there = {other for other, (place, _) in shown.items() if place.overlaps(region)}
    return clip.contains_region(region) and there <= {widget, *widget.ancestors}


def _changed_rows(widget: Widget, region: Region) -> Iterator[Row]:
    """The rows of a widget that are to be painted.

    Where it stands is told, not asked: to ask may have all widgets arranged anew.
    """
    widget._repaint_required = False
    for changed in sorted(widget._exchange_repaint_regions()):
        place = region.intersection(changed.translate(region.offset))
        strips = widget.render_lines(place.translate(-region.offset))
        yield from ((place.x, y, strip) for y, strip in zip(place.line_range, strips, strict=True))
