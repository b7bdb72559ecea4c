"""The dialog for an export: values in, a value or None out."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.export.formats import Format
from reader.tui.screens.annotating import head
from reader.tui.widgets.item_pane import ItemPane, ItemRow

_HERE, _EVERYWHERE = 0, 1


class ExportDialog(ModalScreen[tuple[str, bool, Format] | None]):
    """Asks what, as what and where to; dismissed with the folder, whether all articles are meant, and the format."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Give up", show=False),
        Binding("down", "choose(1)", "The whole library", show=False, priority=True),
        Binding("up", "choose(0)", "This article", show=False, priority=True),
        Binding("tab", "form(1)", "Another format", show=False, priority=True),
        Binding("shift+tab", "form(-1)", "The format before", show=False, priority=True),
    ]
    CSS_PATH = "dialog.tcss"

    def __init__(self, folder: str, here: int, everywhere: int) -> None:
        super().__init__()
        self._folder = folder
        self._counts = (here, everywhere)
        self._format = Format.MARKDOWN

    def compose(self) -> ComposeResult:
        """What there is to export, and the folder."""
        with Vertical(classes="dialog"):
            yield from head("Export notes")
            yield ItemPane(id="what")
            yield Static(self._said(), id="form", markup=False)
            yield Input(self._folder, select_on_focus=False)
            yield Static(
                Content("↑ ↓ what · Tab as what · Enter exports into this folder · Esc"),
                classes="dialog--keys",
            )

    def on_mount(self) -> None:
        """Offer this article first, where it has notes."""
        here, everywhere = self._counts
        rows = (
            ItemRow("this article", _HERE, right=str(here)),
            ItemRow("all articles", _EVERYWHERE, right=str(everywhere)),
        )
        self.query_one(ItemPane).set_rows(rows, _HERE if here else _EVERYWHERE)
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss((event.value, self.query_one(ItemPane).current == _EVERYWHERE, self._format))

    def action_choose(self, item: int) -> None:
        """Choose what is exported."""
        self.query_one(ItemPane).place_cursor(item)

    def action_form(self, steps: int) -> None:
        """Choose another format."""
        formats = list(Format)
        self._format = formats[(formats.index(self._format) + steps) % len(formats)]
        self.query_one("#form", Static).update(self._said())

    def _said(self) -> Content:
        return Content(f"   as {self._format.label}")
