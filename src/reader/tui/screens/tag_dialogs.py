"""The dialogs of the codebook: all tags as a tree, and another name for one; values in, a value or None out."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from textwrap import wrap

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.model.codes import Codes
from reader.model.tag_tree import TagNode
from reader.text.safety import clean_line
from reader.tui.screens.annotating import head
from reader.tui.themes import tag_look
from reader.tui.widgets.item_pane import ItemPane, ItemRow

_MOST_LINES = 4
"""Lines of a description in the tree."""


class TagAction(StrEnum):
    """What is to be done with a tag."""

    SHOW = "show"
    """Show the articles that have it."""
    RENAME = "rename"
    DESCRIBE = "describe"


@dataclass(frozen=True)
class TagWish:
    """What a person wants with a tag."""

    action: TagAction
    tag: str


class TagsDialog(ModalScreen[TagWish | None]):
    """Shows all tags, each with what it stands for and in how many notes it, or one below it, is."""

    BINDINGS = [
        Binding("escape,q,number_sign", "dismiss(None)", "Close", show=False),
        Binding("r", "wish('rename')", "Rename", show=False),
        Binding("d", "wish('describe')", "Describe", show=False),
    ]
    CSS_PATH = "dialog.tcss"

    def __init__(self, tree: tuple[TagNode, ...], codes: Codes, current: str = "") -> None:
        super().__init__()
        self._tree = tree
        self._codes = codes
        self._current = current

    def compose(self) -> ComposeResult:
        """The tree."""
        with Vertical(classes="dialog -tall"):
            yield Static(Content("Tags"), classes="dialog--title")
            yield ItemPane(id="tree")
            yield Static(Content("Enter its articles · d describe · r rename or merge · Esc"), classes="dialog--keys")

    def on_mount(self) -> None:
        """Wait for the first size."""
        self.query_one(ItemPane).focus()

    def on_resize(self) -> None:
        """Break the descriptions anew, with the cursor where it was."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        pane = self.query_one(ItemPane)
        names = [node.tag.lower() for node in self._tree]
        start = names.index(self._current.lower()) if self._current.lower() in names else 0
        current = pane.current if pane.current >= 0 else start
        pane.set_rows([row for index, node in enumerate(self._tree) for row in self._rows(index, node)], current)

    def _rows(self, index: int, node: TagNode) -> Iterator[ItemRow]:
        blanks = "  " * node.depth
        yield ItemRow(
            f"{blanks}{'/' if node.depth else '#'}{node.name}", index, tag_look(node.tag), right=f"{node.count:,}"
        )
        width = max(10, self.query_one(ItemPane).line_width - 6 - len(blanks))
        said = clean_line(" ".join(self._codes.of(node.tag).split()))
        for line in wrap(said, width, max_lines=_MOST_LINES, placeholder=" …"):
            yield ItemRow(f"{blanks} {line}", index, "faint")

    @on(ItemPane.Opened)
    def _opened(self, event: ItemPane.Opened) -> None:
        event.stop()
        self.action_wish(TagAction.SHOW)

    def action_wish(self, action: str) -> None:
        """Close with what is wanted of the tag under the cursor."""
        self.dismiss(TagWish(TagAction(action), self._tree[self.query_one(ItemPane).current].tag))


class RenameDialog(ModalScreen[str | None]):
    """Asks for another name of a tag; `Enter` renames, `Esc` gives up."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Give up", show=False)]
    CSS_PATH = "dialog.tcss"

    def __init__(self, tag: str, typed: str, trouble: str = "") -> None:
        super().__init__()
        self._tag = tag
        self._typed = typed
        self._trouble = trouble

    def compose(self) -> ComposeResult:
        """The name."""
        told = "All tags below it go along. Under a name that is in use the two become one."
        with Vertical(classes="dialog"):
            yield from head(f"Rename #{self._tag}", told, self._trouble)
            yield Input(self._typed, select_on_focus=False)
            yield Static(Content("Enter renames · Esc"), classes="dialog--keys")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)
