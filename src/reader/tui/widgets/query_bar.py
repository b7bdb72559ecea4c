"""One line to type what to look for."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from reader.tui.messages import Find, LeaveQuery


class QueryBar(Horizontal):
    """A slash, what is typed, and how much it finds; hidden until it is opened."""

    BINDINGS = [
        Binding("escape", "leave(False)", "Give up", show=False),
        Binding("down", "leave(True)", "Keep", show=False),
    ]
    DEFAULT_CSS = """
    QueryBar {
        height: 1; display: none; padding: 0 1;
        & > .query--sign { width: 2; color: $key; text-style: bold; }
        & > Input { width: 1fr; height: 1; border: none; padding: 0; background: transparent; }
        & > .query--count { width: auto; color: $faint; padding-left: 1; }
    }
    """

    def compose(self) -> ComposeResult:
        """The sign, the line and the count."""
        yield Static("/", classes="query--sign", markup=False)
        yield Input(compact=True)
        yield Static("", classes="query--count", markup=False)

    @property
    def typed(self) -> str:
        """What is typed."""
        return self.query_one(Input).value if self.is_mounted else ""

    def open(self, hint: str) -> None:
        """Show the bar and type in it, over what was typed last."""
        self.display = True
        line = self.query_one(Input)
        line.placeholder = hint
        line.focus()
        line.select_all()

    def ask(self, typed: str) -> None:
        """Show the bar with this in it, as if it had been typed and kept."""
        self.display = bool(typed)
        with self.prevent(Input.Changed):
            self.query_one(Input).value = typed

    def close(self) -> None:
        """Hide the bar and forget what was typed."""
        self.display = False
        with self.prevent(Input.Changed):
            self.query_one(Input).value = ""
        self.count("")

    def count(self, said: str) -> None:
        """Say how much was found."""
        self.query_one(".query--count", Static).update(Content(said))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Find(self.id or "", event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(LeaveQuery(self.id or "", keep=True))

    def action_leave(self, keep: bool) -> None:
        """Go back, with or without the finds."""
        self.post_message(LeaveQuery(self.id or "", keep))
