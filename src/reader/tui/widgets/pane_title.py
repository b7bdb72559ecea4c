"""The line above a pane."""

from collections.abc import Sequence

from rich.segment import Segment

from reader.tui.widgets.painted import PaintedLine, fitted

_MARGIN = "  "


class PaneTitle(PaintedLine):
    """Says what a pane holds, and by its colour whether the pane has the focus."""

    DEFAULT_CSS = """
    PaneTitle { height: 1; margin-bottom: 1; color: $faint; }
    """
    LOOKS = {"active": "bold $key"}

    def __init__(self, said: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._said = said
        self._active = False

    def say(self, said: str) -> None:
        """Say something else; nothing of it is parsed as markup."""
        if said != self._said:
            self._said = said
            self.forget()

    def activate(self, active: bool) -> None:
        """Show that the pane has the focus, or that it has not."""
        if active != self._active:
            self._active = active
            self.forget()

    def segments(self, width: int) -> Sequence[Segment]:
        """What it says, cut where there is no room."""
        look = self.look("active") if self._active else self.look()
        return [Segment(_MARGIN + fitted(self._said, width - 2 * len(_MARGIN)), look)]
