"""A part of the screen: a title, and below it what it is the title of."""

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from reader.tui.widgets.painted import Painted


class Pane(Painted):
    """Holds widgets one below the other; paints nothing itself but a rule at its left where it is beside another."""

    DEFAULT_CSS = """
    Pane {
        width: 1fr; height: 1fr; layout: vertical; overflow: hidden hidden;
        &.-beside { padding-left: 1; }
    }
    """
    LOOKS = {"rule": "$rule"}

    def render_lines(self, crop: Region) -> list[Strip]:
        """The same line again and again, made once."""
        width = self.outer_size.width
        strip = self._strips.get(width)
        if strip is None:
            rule = [Segment("▏", self.look("rule"))] if self.has_class("-beside") else []
            strip = self._strips[width] = self.filled(rule, width)
        return [strip.crop(crop.x, crop.right)] * crop.height
