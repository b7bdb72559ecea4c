"""The keys, for what has the focus, and searchable."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.tui.commands import Spot, alike
from reader.tui.keymap import Keymap
from reader.tui.widgets.item_pane import ItemPane, ItemRow

_KEYS_WIDTH = 20
_TITLES = {Spot.ARTICLE: "Keys in the article", Spot.LIST: "Keys in the list", Spot.NOTES: "Keys among all notes"}


class HelpScreen(ModalScreen[None]):
    """Lists what can be done here; what is typed narrows it down."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Close", show=False, priority=True),
        Binding("down", "scroll(1)", "Down", show=False, priority=True),
        Binding("up", "scroll(-1)", "Up", show=False, priority=True),
        Binding("pagedown", "scroll(10)", "Page down", show=False, priority=True),
        Binding("pageup", "scroll(-10)", "Page up", show=False, priority=True),
    ]
    CSS_PATH = "dialog.tcss"

    def __init__(self, spot: Spot, keymap: Keymap | None = None) -> None:
        super().__init__()
        self._spot = spot
        self._keymap = keymap or Keymap()

    def compose(self) -> ComposeResult:
        """A line to search in, and the keys."""
        with Vertical(classes="dialog -tall"):
            yield Static(Content(_TITLES[self._spot]), classes="dialog--title")
            yield Input(placeholder="type to search: tag, copy, page …")
            yield ItemPane("No key does that.", id="keys")
            yield Static(Content("↑ ↓ scroll · Esc closes · ctrl+p has every command"), classes="dialog--keys")

    def on_mount(self) -> None:
        """Show everything."""
        self._show("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value == "?":  # the key that opened it; the line takes it before any binding
            self.dismiss(None)
        else:
            self._show(event.value)

    def action_scroll(self, lines: int) -> None:
        """Scroll the keys while the search line keeps the focus."""
        pane = self.query_one(ItemPane)
        pane.scroll_to_line(pane.top + lines)

    def _show(self, wanted: str) -> None:
        words = wanted.casefold().split()
        rows = [
            ItemRow(f"{keys:<{_KEYS_WIDTH}}{said}", look="text")
            for group in alike()
            if (said := group[0].does(self._spot))
            and (keys := " ".join(self._keymap.shown(command) for command in group))
            and all(word in f"{said} {group[0].label} {keys}".casefold() for word in words)
        ]
        self.query_one(ItemPane).set_rows(rows)
