"""Recalling: all notes of the library, from there to a passage, and back."""

from contextlib import suppress
from typing import TYPE_CHECKING

from textual import work
from textual.worker import WorkerError

from reader.model.annotation import NoteListing
from reader.tui.screens.browsing import Browsing
from reader.tui.screens.note_taking import NoteTaking
from reader.tui.widgets.query_bar import QueryBar

if TYPE_CHECKING:
    from reader.tui.screens.all_notes import AllNotesScreen


class Recalling(Browsing, NoteTaking, part=True):
    """The part of the reading screen that leads to all notes, and opens the one that was chosen there."""

    _all_notes: "AllNotesScreen | None" = None

    def action_all_notes(self) -> None:
        """Show all notes of the library."""
        if self._all_notes:
            self._all_notes.begin_anew()
        self.action_return()

    def action_return(self) -> None:
        """Show all notes as they were left."""
        if self._all_notes is None:
            from reader.tui.screens.all_notes import AllNotesScreen

            self._all_notes = AllNotesScreen(self.workspace, self._writing)
            self.app.install_screen(self._all_notes, "all-notes")
        self._all_notes.use(self.keymap)
        self.keep_place()
        self.app.push_screen(self._all_notes, self._came_back)

    def tell_keys(self) -> None:
        """Let the keys that hold now hold among all notes too."""
        if self._all_notes:
            self._all_notes.use(self.keymap)

    def _came_back(self, note: NoteListing | None) -> None:
        if note:
            self._open_note(note)
        else:
            self._show_changed()

    @work(group="notes")
    async def _show_changed(self) -> None:
        """Show the notes of the article as they are now."""
        async with self._writing:
            await self.update_notes(self.current_id)

    @work(exclusive=True, group="recall")
    async def _open_note(self, note: NoteListing) -> None:
        """Open the article of a note at its passage."""
        if self.articles.place(note.article) < 0 and self.query_one("#filter", QueryBar).typed:
            self.query_one("#filter", QueryBar).close()
            await self.answer()
        self.articles.go_to(note.article)
        with suppress(WorkerError):  # overtaken by what the person did
            await self.open_article(note.article).wait()
        if self.article is None or self.article.id != note.article:
            return
        self.set_focus(self.view)
        placed = next((p for p in (*self.placed, *self.offered) if p.annotation.id == note.id), None)
        if placed:
            self.chosen_id = placed.annotation.id
            self._go_to_note(placed)
        else:
            self.say("This note is not there any more.")
