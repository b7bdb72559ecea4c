"""What is typed in the line of a query."""

from textual import on
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from reader.tui.messages import Find, LeaveQuery


class QueryLine(Input):
    """Tells what is typed for the bar that it stands in."""

    virtual_size: Reactive[Size] = Reactive(Size(), layout=False)
    """Its cells. Textual would arrange the whole screen anew with every letter."""

    def __init__(self, bar: str) -> None:
        super().__init__(compact=True)
        self._bar = bar

    def put(self, letter: str) -> None:
        """Type a letter, over what is selected."""
        self.replace(letter, *self.selection)

    def fill(self, typed: str) -> None:
        """Hold this, and tell nobody."""
        with self.prevent(Input.Changed):
            self.value = typed

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Find(self._bar, event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(LeaveQuery(self._bar, keep=True))
