"""Reattaching: a note whose place is not sure is confirmed, or put on the passage that it belongs to."""

import asyncio
from collections.abc import Callable

from textual import work

from reader.cursor import Cursor
from reader.model.annotation import AnchorState, Placed
from reader.model.article import Article
from reader.tui.screens.note_taking import NoteTaking


class Reattaching(NoteTaking, part=True):
    """The part of the reading screen by which the person says where a note belongs; undo takes each word back."""

    def action_confirm(self) -> None:
        """Confirm the note under the cursor where it is, or put it on the passage if its words are gone."""
        placed, article, cursor = self._in_question(), self.article, self.view.cursor
        if placed is None or article is None:
            self.say("No note under the cursor is in question.")
        elif placed.offered:
            self._settle(article, placed, lambda: self.workspace.adopt(article, self.offered), "Taken over.")
        elif placed.anchor.state is AnchorState.MOVED:
            span = placed.span
            self._settle(article, placed, lambda: self.workspace.move(article, placed.annotation, span), "Confirmed.")
        elif cursor is not None and self._is_meant(placed, cursor):
            span = cursor.passage
            self._settle(article, placed, lambda: self.workspace.move(article, placed.annotation, span), "Attached.")
        else:
            self._ask(placed)

    def _is_meant(self, orphan: Placed, cursor: Cursor) -> bool:
        """Whether the passage is what an orphan is to be put on; from the notes pane the sentence being read is not."""
        return self.focused is self.view or cursor.selecting or cursor.passage == orphan.anchor.span

    def _ask(self, placed: Placed) -> None:
        """Ask for the words that an orphan belongs to, with the best guess as an answer."""
        self.chosen_id = placed.annotation.id
        if guess := placed.anchor.span:
            self.view.select(guess)
            self.say("Here? c attaches it to this passage, or to another one that you select.")
        else:
            self.say("Go to the words that it belongs to; there c attaches it to the passage.")

    def _in_question(self) -> Placed | None:
        """The note in the notes pane, if that has the focus; else the one in the text, or the orphan chosen last."""
        if self.focused is self.notes:
            return chosen if (chosen := self.notes.placed) and _is_in_question(chosen) else None
        here, cursor = self.under_cursor(), self.view.cursor
        moved = here if here and here.anchor.state is AnchorState.MOVED else None
        if moved and cursor and moved.span == cursor.passage:
            return moved
        orphans = (p for p in self.placed if p.anchor.state is AnchorState.ORPHAN)
        orphan = next((p for p in orphans if p.annotation.id == self.chosen_id), None)
        return orphan or moved

    @work(group="notes")
    async def _settle(self, article: Article, placed: Placed, write: Callable[[], object], said: str) -> None:
        async with self._writing:
            there = await asyncio.to_thread(self.notes_of, article)
            if placed not in there:
                self.say("This note was changed meanwhile.")
            elif not await self._write(write):
                await self.update_notes(placed.annotation.id)
                self.say(f"{said} u takes it back.")


def _is_in_question(placed: Placed) -> bool:
    return placed.offered or placed.anchor.state is not AnchorState.ANCHORED
