"""The dialogs for tags and for a note: values in, a value or None out."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from textual import on, work
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static, TextArea

from reader.desktop import edit_text
from reader.model.codes import Codes
from reader.tui.widgets.tag_input import TagInput

_MOST_QUOTE = 240
_PAUSE = 0.3
"""Seconds after a key until what is typed is kept: what a power cut or a kill takes at most."""
_Answer = TypeVar("_Answer")


class Writing(ModalScreen[_Answer]):
    """A dialog in which the person writes: `keep` is called with the text again and again, from the first pause on."""

    CSS_PATH = "dialog.tcss"

    def __init__(self, title: str, quote: str, text: str, trouble: str, keep: Callable[[str], None] | None) -> None:
        super().__init__()
        self._title = title
        self._quote = quote
        self._text = text
        self._trouble = trouble
        self._keep = keep
        self._pause: Timer | None = None

    @property
    def text(self) -> str:
        """What is written."""
        raise NotImplementedError

    def keep(self) -> None:
        """Have what is written kept now."""
        self._pause = None
        if self._keep and self in self.app.screen_stack:  # else it was left, and what is to become of it was said
            self._keep(self.text)

    @on(TagInput.Typed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._pause = self._pause or self.set_timer(_PAUSE, self.keep)


class TagDialog(Writing[tuple[str, ...] | None]):
    """Asks for tags, several at once; `Enter` saves, `Esc` gives up."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Give up", show=False)]

    def __init__(
        self,
        title: str,
        quote: str,
        line: str,
        known: tuple[str, ...],
        trouble: str = "",
        keep: Callable[[str], None] | None = None,
        codes: Codes | None = None,
    ) -> None:
        """With the line as it was typed or written, all tags, the likeliest first, and what they stand for."""
        super().__init__(title, quote, line, trouble, keep)
        self._known = known
        self._codes = codes

    @property
    def text(self) -> str:
        """The line."""
        return self.query_one(TagInput).line

    def compose(self) -> ComposeResult:
        """The passage, the line, and the tags in use that fit."""
        with Vertical(classes="dialog"):
            yield from head(self._title, self._quote, self._trouble)
            yield TagInput(self._text, self._known, self._codes)
            yield Static(
                Content("Enter saves · Tab completes · comma or space between tags · Esc"), classes="dialog--keys"
            )

    @on(TagInput.Submitted)
    def _submitted(self, event: TagInput.Submitted) -> None:
        self.dismiss(event.tags)


class NoteDialog(Writing[tuple[str, bool]]):
    """Asks for a note; dismissed with the text, and whether to save it or to keep it as a draft."""

    BINDINGS = [
        Binding("ctrl+s", "leave(True)", "Save", show=False, priority=True),
        Binding("ctrl+e", "edit", "Open in $EDITOR", show=False, priority=True),
        Binding("escape", "leave(False)", "Keep a draft", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        quote: str,
        note: str,
        trouble: str = "",
        keep: Callable[[str], None] | None = None,
        escape: str = "keeps a draft",
    ) -> None:
        """With what the key that leaves does."""
        super().__init__(title, quote, note, trouble, keep)
        self._escape = escape

    @property
    def text(self) -> str:
        """The note."""
        return self.query_one(TextArea).text

    def compose(self) -> ComposeResult:
        """The passage and an editor."""
        with Vertical(classes="dialog"):
            yield from head(self._title, self._quote, self._trouble)
            yield TextArea(self._text, soft_wrap=True, show_line_numbers=False)
            yield Static(Content(f"ctrl+s saves · ctrl+e opens $EDITOR · Esc {self._escape}"), classes="dialog--keys")

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
        self.dismiss((self.text, save))


def head(title: str, quote: str = "", trouble: str = "") -> ComposeResult:
    """The first lines of a dialog: what it asks, about which words, and what went wrong the last time."""
    yield Static(Content(title), classes="dialog--title")
    if quote:
        short = quote if len(quote) <= _MOST_QUOTE else quote[:_MOST_QUOTE].rsplit(" ", 1)[0] + " …"
        yield Static(Content(" ".join(short.split())), classes="dialog--quote")
    if trouble:
        yield Static(Content(trouble), classes="dialog--trouble")
