"""Painting what a key has changed, as soon as it is done.

Textual comes to it by way of four queues and a timer, and then looks at every line of the screen: twice the time of all
else that a key takes. The names with an underscore are Textual's own, of the versions that `pyproject.toml` allows.
"""

from collections.abc import Iterator

from rich.console import Console
from rich.control import Control
from textual._compositor import CompositorUpdate
from textual.screen import Screen
from textual.widget import Widget


def paint_now(screen: Screen[object]) -> None:
    """Paint the rows of `screen` that are to be painted.

    Where widgets lie one over the other, or are about to be arranged anew, nothing is done: Textual comes to it.
    """
    app, shown = screen.app, screen._compositor.visible_widgets
    if screen._layout_required or screen._scroll_required or screen._repaint_required or not screen.is_current:
        return
    changed = [widget for widget in shown if widget._repaint_required]
    if changed and all(_stands_free(widget, screen) for widget in changed):
        rows = [row for widget in changed for row in _changed_rows(widget, app.console)]
        app._display(screen, _Rows("".join(rows)))


class _Rows(CompositorUpdate):
    """What the terminal is told."""

    def __init__(self, sequence: str) -> None:
        self._sequence = sequence

    def render_segments(self, console: Console) -> str:  # noqa: ARG002 (it is rendered)
        """The sequence for the terminal."""
        return self._sequence


def _stands_free(widget: Widget, screen: Screen[object]) -> bool:
    """Whether it is seen whole, will stay where it is, and shares its place only with what it stands in."""
    shown = screen._compositor.visible_widgets
    region, clip = shown[widget]
    there = {other for other, (place, _) in shown.items() if place.overlaps(region)}
    return not widget._layout_required and clip.contains_region(region) and there <= {widget, *widget.ancestors}


def _changed_rows(widget: Widget, console: Console) -> Iterator[str]:
    """The rows of `widget` that are to be painted, each behind the order to go to its place."""
    region, widget._repaint_required = widget.region, False
    for changed in widget._exchange_repaint_regions():
        place = region.intersection(changed.translate(region.offset))
        strips = widget.render_lines(place.translate(-region.offset))
        for y, strip in zip(place.line_range, strips, strict=True):
            yield Control.move_to(place.x, y).segment.text
            yield strip.render(console)
