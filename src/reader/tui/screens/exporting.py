"""The dialog for an export: values in, a value or None out."""

from collections.abc import Sequence

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


class ExportDialog(ModalScreen[tuple[str, int, Format] | None]):
    """Asks what, as what and where to; dismissed with the folder, which of the choices is meant, and the format."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Give up", show=False),
        Binding("down", "choose(1)", "The next choice", show=False, priority=True),
        Binding("up", "choose(-1)", "The choice before", show=False, priority=True),
        Binding("tab", "form(1)", "Another format", show=False, priority=True),
        Binding("shift+tab", "form(-1)", "The format before", show=False, priority=True),
    ]
    CSS_PATH = "dialog.tcss"

    def __init__(self, folder: str, choices: Sequence[tuple[str, int]], first: int = 0) -> None:
        """`choices` are what there is to export and how many notes that is; `first` is offered before the others."""
        super().__init__()
        self._folder = folder
        self._choices = choices
        self._first = first
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
        """Offer the likeliest one first."""
        rows = [ItemRow(name, item, right=f"{count:,}") for item, (name, count) in enumerate(self._choices)]
        self.query_one(ItemPane).set_rows(rows, self._first)
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss((event.value, self.query_one(ItemPane).current, self._format))

    def action_choose(self, steps: int) -> None:
        """Choose what is exported."""
        self.query_one(ItemPane).action_step(steps)

    def action_form(self, steps: int) -> None:
        """Choose another format."""
        formats = list(Format)
        self._format = formats[(formats.index(self._format) + steps) % len(formats)]
        self.query_one("#form", Static).update(self._said())

    def _said(self) -> Content:
        return Content(f"   as {self._format.label}")
