"""Changing notes from the list of all: one, or all that are marked, as one step."""

import asyncio
from collections.abc import Callable, Collection
from functools import partial
from typing import TypeVar

from textual import work

from reader.drafts import Draft
from reader.errors import NotFound, ReaderError
from reader.model.annotation import Annotation, Motivation, NoteListing
from reader.tui.messages import ForgetTyped
from reader.tui.screens.delivering import Delivering
from reader.tui.screens.saving import Saving, told
from reader.tui.widgets.note_list import NoteList
from reader.workspace import choosing
from reader.workspace.choosing import Chosen
from reader.workspace.desk import Workspace
from reader.workspace.drafting import draft_on
from reader.workspace.notebook import Taken

NO_NOTE = "There is no note here."
_Result = TypeVar("_Result")


class ChangingNotes(Saving[_Result], Delivering[_Result], part=True):
    """The part of the screen of all notes that writes. "Saved" is said when it is on the disk, never before."""

    def __init__(self, workspace: Workspace, writing: asyncio.Lock) -> None:
        super().__init__()
        self.workspace = workspace
        self._writing = writing

    @property
    def notes(self) -> NoteList:
        """The list."""
        return self.query_one(NoteList)

    async def renew(self, current: str = "") -> None:
        """Show the notes as the disk has them now, with the cursor on the one whose id is `current`."""
        raise NotImplementedError

    def all_shown(self) -> Chosen:
        """All notes that answer the filter; asks the catalogue."""
        raise NotImplementedError

    # What a key is about

    def _meant(self) -> list[tuple[str, str]]:
        """The ids of the marked notes, or of the one under the cursor, each with its article's."""
        note = self.notes.note
        return list(self.notes.marks.items()) or ([(note.id, note.article)] if note and note.id else [])

    def _nothing(self) -> bool:
        if not self._meant():
            self.say(NO_NOTE)
        return not self._meant()

    # Tags

    def action_tag(self) -> None:
        """Change the tags that the notes share, until they are saved or given up."""
        if not self._nothing():
            self.opening = True
            self._tag(_by_article(self._meant()), self.notes.note)

    @work(group="notes")
    async def _tag(self, chosen: Chosen, note: NoteListing | None) -> None:
        workspace = self.workspace
        try:
            async with self._writing:
                there = await asyncio.to_thread(choosing.found, workspace, chosen)
        except NotFound:
            self._say_gone()
            return
        known = tuple(tag for tag, _ in (await asyncio.to_thread(workspace.tags)).most_common())
        from reader.tui.screens.annotating import TagDialog
        from reader.tui.widgets.tag_input import write_tags

        before = choosing.common_tags(there)
        line = write_tags(before)
        title = "Tag the note" if len(there) == 1 else f"Tag {len(there):,} notes: the tags that they share"
        quote, trouble = note.quote if note and len(there) == 1 else "", ""
        while True:
            given = await self._answer_of(TagDialog(title, quote, line, known, trouble))
            if given is None:
                return
            line = write_tags(given)
            trouble = await self._change(partial(choosing.retag, workspace, chosen, before, given), "Saved")
            if not trouble:
                return

    # The note

    def action_annotate(self) -> None:
        """Edit the note under the cursor, until it is saved or kept as a draft."""
        note = self.notes.note
        if note and note.id:
            self.opening = True
            self._annotate(note)
        else:
            self.say(NO_NOTE)

    @work(group="notes")
    async def _annotate(self, listed: NoteListing) -> None:
        async with self._writing:
            begun = await asyncio.to_thread(_begun, self.workspace, listed)
        if begun is None:
            self._say_gone()
            return
        from reader.tui.screens.annotating import NoteDialog

        annotation, draft = begun
        note, trouble = draft.text or annotation.note, ""
        keep = self._keeping(draft, annotation.note)
        while True:
            note, save = await self._answer_of(NoteDialog("The note", listed.quote, note, trouble, keep))
            keep(note)
            if not save:
                if note.strip() and note != annotation.note:
                    self.say("Kept as a draft: a goes on with it.")
                return
            trouble = await self._change(partial(self.workspace.edit, annotation, annotation.tags, note), "Saved")
            if not trouble:
                keep("")
                return

    def _say_gone(self) -> None:
        self.opening = False
        self.post_message(ForgetTyped())
        self.say("This note is not there any more.")

    # Away, and back

    def action_remove(self) -> None:
        """Remove the notes, at once: undo brings them back."""
        if not self._nothing():
            self._remove(_by_article(self._meant()))

    @work(group="notes")
    async def _remove(self, chosen: Chosen) -> None:
        if not await self._change(lambda: choosing.remove(self.workspace, chosen), "Removed"):
            self.notes.mark({})

    async def _take(self, take: Callable[[], tuple[Taken, ...]], said: str) -> None:
        async with self._writing:
            taken = await self._taken(take)
            if taken:
                await self.renew(next((one.after.id for one in taken if one.after), ""))
                self.say(f"{said}: {told(taken)}.")

    async def _change(self, write: Callable[[], object], said: str) -> str:
        """Write, show it, and say of how many it is true; what went wrong, or an empty string."""
        async with self._writing:
            counts: list[object] = []
            trouble = await self._write(lambda: counts.append(write()))
            if not trouble:
                await self.renew()
                self.say(_told(said, counts[0] if isinstance(counts[0], int) else 1))
            return trouble

    # Out

    @work(group="notes")
    async def action_export(self) -> None:
        """Ask what of these notes goes where to, and export."""
        if self._nothing():
            return
        chosen, marked = _by_article(self._meant()), len(self.notes.marks)
        of_these = (f"the {marked:,} marked notes", marked) if marked > 1 else ("this note", 1)
        choices = [of_these, ("all that are shown", self.notes.item_count)]
        order = await self._ordered(self.workspace.exports_folder / "selected", choices)
        if order is not None:
            await self._deliver(
                lambda: choosing.digest(self.workspace, self.all_shown() if order.choice else chosen), order
            )


def _told(said: str, count: int) -> str:
    if not count:
        return "All of it was so already."
    return f"{said}{f' {count:,} notes' if count > 1 else ''}. u takes it back."


def _by_article(pairs: Collection[tuple[str, str]]) -> Chosen:
    found: dict[str, set[str]] = {}
    for id, article in pairs:
        found.setdefault(article, set()).add(id)
    return found


def _begun(workspace: Workspace, listed: NoteListing) -> tuple[Annotation, Draft] | None:
    """The note as it is now, in a conflict with what all sides say, and what was begun on it; None where it is gone."""
    try:
        article = workspace.article(listed.article)
    except ReaderError:
        return None
    for placed in workspace.annotations_of(article):
        if placed.annotation.id == listed.id:
            there = (article, placed.span, Motivation.COMMENTING, placed.annotation)
            return placed.annotation.merged, draft_on(workspace, *there)
    return None
