"""One line to type what to look for."""

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input, Static

from reader.tui.messages import Find, LeaveQuery


class QueryLine(Input):
    """What is typed."""

    virtual_size: Reactive[Size] = Reactive(Size(), layout=False)
    """Its cells. Textual would arrange the whole screen anew with every letter."""


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

    @property
    def typed(self) -> str:
        """What is typed."""
        return "".join(line.value for line in self.query(Input))

    async def open(self, hint: str) -> None:
        """Show the bar and type in it, over what was typed last."""
        line = await self._line()
        self.display = True
        line.placeholder = hint
        line.focus()
        line.select_all()

    async def ask(self, typed: str) -> None:
        """Show the bar with this in it, as if it had been typed and kept."""
        line = await self._line()
        self.display = bool(typed)
        with self.prevent(Input.Changed):
            line.value = typed

    def close(self) -> None:
        """Hide the bar and forget what was typed."""
        self.display = False
        with self.prevent(Input.Changed):
            for line in self.query(Input):
                line.value = ""
        self.count("")

    def count(self, said: str) -> None:
        """Say how much was found."""
        for count in self.query(".query--count").results(Static):
            count.update(Content(said))

    async def _line(self) -> Input:
        """The line to type in: made when it is first wanted, for the first screen does not need it."""
        if not self.query(Input):
            await self.mount(
                Static("/", classes="query--sign", markup=False),
                QueryLine(compact=True),
                Static("", classes="query--count", markup=False),
            )
        return self.query_one(Input)

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
        self.post_message(LeaveQuery(self.id or "", keep=keep))
