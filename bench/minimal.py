"""The yardstick: a Textual app of two panes of static text, in which a key changes one cell."""

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static


class Minimal(App[None]):
    CSS = "#left { width: 30; } #right { width: 1fr; } Horizontal { height: 1fr; } #cell { height: 1; }"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [("j", "step")]

    steps = 0

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static("Articles\n" + "\n".join(f"row {row}" for row in range(38)), id="left", markup=False)
            yield Static("\n".join("word " * 14 for _ in range(38)), id="right", markup=False)
        yield Static("0", id="cell", markup=False)

    def action_step(self) -> None:
        self.steps += 1
        self.query_one("#cell", Static).update(str(self.steps % 10))


if __name__ == "__main__":
    Minimal().run()
