"""The dialogs for tags and for a note: values in, a value or None out."""

import asyncio

from textual import on, work
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from reader.desktop import edit_text
from reader.tui.widgets.tag_input import TagInput

_MOST_QUOTE = 240


class TagDialog(ModalScreen[tuple[str, ...] | None]):
    """Asks for tags, several at once; `Enter` saves, `Esc` gives up."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Give up", show=False)]
    CSS_PATH = "dialog.tcss"

    def __init__(
        self, title: str, quote: str, tags: tuple[str, ...], known: tuple[str, ...], trouble: str = ""
    ) -> None:
        super().__init__()
        self._title = title
        self._quote = quote
        self._tags = tags
        self._known = known
        self._trouble = trouble

    def compose(self) -> ComposeResult:
        """The passage, the line, and the tags in use that fit."""
        with Vertical(classes="dialog"):
            yield from head(self._title, self._quote, self._trouble)
            yield TagInput(self._tags, self._known)
            yield Static(
                Content("Enter saves · Tab completes · comma or space between tags · Esc"), classes="dialog--keys"
            )

    @on(TagInput.Submitted)
    def _submitted(self, event: TagInput.Submitted) -> None:
        self.dismiss(event.tags)


class NoteDialog(ModalScreen[tuple[str, bool]]):
    """Asks for a note; dismissed with the text, and whether to save it or to keep it as a draft."""

    BINDINGS = [
        Binding("ctrl+s", "leave(True)", "Save", show=False, priority=True),
        Binding("ctrl+e", "edit", "Open in $EDITOR", show=False, priority=True),
        Binding("escape", "leave(False)", "Keep a draft", show=False, priority=True),
    ]
    CSS_PATH = "dialog.tcss"

    def __init__(self, title: str, quote: str, note: str, trouble: str = "") -> None:
        super().__init__()
        self._title = title
        self._quote = quote
        self._note = note
        self._trouble = trouble

    def compose(self) -> ComposeResult:
        """The passage and an editor."""
        with Vertical(classes="dialog"):
            yield from head(self._title, self._quote, self._trouble)
            yield TextArea(self._note, soft_wrap=True, show_line_numbers=False)
            yield Static(Content("ctrl+s saves · ctrl+e opens $EDITOR · Esc keeps a draft"), classes="dialog--keys")

    def on_mount(self) -> None:
        """Go on at the end of what is written."""
        editor = self.query_one(TextArea)
        editor.move_cursor(editor.document.end)

    @work(exclusive=True)
    async def action_edit(self) -> None:
        """Go on with the note in the person's editor; where that gives up, the note stays as it was."""
        editor = self.query_one(TextArea)
        try:
            with self.app.suspend():
                text = await asyncio.to_thread(edit_text, editor.text)
        except (OSError, ValueError, SuspendNotSupported):
            self.notify("The editor cannot be started: $VISUAL or $EDITOR names it.", severity="error", markup=False)
            return
        if text is not None and text != editor.text:
            editor.text = text
            editor.move_cursor(editor.document.end)

    def action_leave(self, save: bool) -> None:
        """Close the dialog with what is written."""
        self.dismiss((self.query_one(TextArea).text, save))


def head(title: str, quote: str = "", trouble: str = "") -> ComposeResult:
    """The first lines of a dialog: what it asks, about which words, and what went wrong the last time."""
    yield Static(Content(title), classes="dialog--title")
    if quote:
        short = quote if len(quote) <= _MOST_QUOTE else quote[:_MOST_QUOTE].rsplit(" ", 1)[0] + " …"
        yield Static(Content(" ".join(short.split())), classes="dialog--quote")
    if trouble:
        yield Static(Content(trouble), classes="dialog--trouble")
