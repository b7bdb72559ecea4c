"""One line to type what to look for."""

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from reader.tui.messages import LeaveQuery

if TYPE_CHECKING:
    from reader.tui.widgets.query_line import QueryLine


class QueryBar(Horizontal):
    """A slash, what is typed, and how much it finds; hidden, and empty, until it is opened."""

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

    line: "QueryLine | None" = None
    """The line to type in: made when it is first wanted, for the first screen does not need it."""

    @property
    def typed(self) -> str:
        """What is typed."""
        return self.line.value if self.line else ""

    async def open(self, hint: str) -> None:
        """Show the bar and type in it, over what was typed last."""
        line = await self._made()
        self.display = True
        line.placeholder = hint
        line.focus()
        line.select_all()

    async def ask(self, typed: str) -> None:
        """Show the bar with this in it, as if it had been typed and kept."""
        line = await self._made()
        self.display = bool(typed)
        line.fill(typed)

    def close(self) -> None:
        """Hide the bar and forget what was typed."""
        self.display = False
        if self.line:
            self.line.fill("")
        self.count("")

    def count(self, said: str) -> None:
        """Say how much was found."""
        for count in self.query(".query--count").results(Static):
            count.update(Content(said))

    async def _made(self) -> "QueryLine":
        if self.line is None:
            from reader.tui.widgets.query_line import QueryLine

            self.line = QueryLine(self.id or "")
            await self.mount(
                Static("/", classes="query--sign", markup=False),
                self.line,
                Static("", classes="query--count", markup=False),
            )
        return self.line

    def action_leave(self, keep: bool) -> None:
        """Go back, with or without the finds."""
        self.post_message(LeaveQuery(self.id or "", keep=keep))
