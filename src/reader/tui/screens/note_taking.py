"""Taking notes: the passage under the cursor is highlighted, tagged, annotated, and all of it taken back."""

import asyncio
from collections.abc import Callable

from textual import work

from reader.drafts import Draft
from reader.model.annotation import Motivation
from reader.model.article import Article
from reader.text.span import Span
from reader.tui.messages import ForgetTyped
from reader.tui.screens.pointing import OFFERED, Pointing, Subject, is_on
from reader.tui.screens.saving import Saving, told
from reader.workspace.desk import Workspace
from reader.workspace.drafting import draft_on
from reader.workspace.notebook import Taken, new_annotation_id


class NoteTaking(Pointing, Saving[None], part=True):
    """The part of the reading screen that writes. "Saved" is said when it is on the disk, never before."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._writing = asyncio.Lock()

    # The subject is taken when the key is pressed; the work waits for what was begun before.

    def action_highlight(self) -> None:
        """Highlight the passage."""
        if self.focused is self.articles:
            self.say("Enter opens the article; then h highlights the sentence you read.")
        elif subject := self.subject_here():
            self._highlight(subject)

    @work(group="notes")
    async def _highlight(self, subject: Subject) -> None:
        async with self._writing:
            subject = await self._seen(subject)
            if subject.existing:
                self.say("This is highlighted already. x removes it.")
            else:
                await self._save(subject, (), "", new_annotation_id())

    def action_tag(self) -> None:
        """Ask for tags, until they are saved or given up."""
        if subject := self._writable_here():
            self._tag(subject)

    @work(group="notes")
    async def _tag(self, subject: Subject) -> None:
        subject, draft = await self._begun(subject, Motivation.TAGGING)
        known, codes = await asyncio.to_thread(self.workspace.likely_tags), self.workspace.codebook.now
        from reader.tui.screens.annotating import TagDialog
        from reader.tui.widgets.tag_input import write_tags

        usual, trouble = write_tags(subject.existing.tags if subject.existing else ()), ""
        line = draft.text or usual
        keep = self._keeping(draft, usual)
        title = "Tag the passage" if subject.span else "Tag the whole article"
        while True:
            given = await self._answer_of(TagDialog(title, subject.quote, line, known, trouble, keep, codes))
            if given is None or not (given or subject.existing):
                break
            line = write_tags(given)
            async with self._writing:
                note = subject.existing.note if subject.existing else ""
                trouble = await self._save(subject, given, note, draft.id)
            if not trouble:
                break
        keep("")

    def action_annotate(self) -> None:
        """Ask for a note, until it is saved or kept as a draft."""
        if subject := self._writable_here():
            self._annotate(subject)

    @work(group="notes")
    async def _annotate(self, subject: Subject) -> None:
        subject, draft = await self._begun(subject, Motivation.COMMENTING)
        from reader.tui.screens.annotating import NoteDialog

        usual, trouble = subject.existing.note if subject.existing else "", ""
        note = draft.text or usual
        title = "Note on the passage" if subject.span else "Note on the whole article"
        keep = self._keeping(draft, usual)
        while True:
            note, save = await self._answer_of(NoteDialog(title, subject.quote, note, trouble, keep))
            keep(note)
            if not save or not (note.strip() or subject.existing):
                if note.strip() and note != usual:
                    self.say("Kept as a draft: a goes on with it.")
                return
            async with self._writing:
                tags = subject.existing.tags if subject.existing else ()
                trouble = await self._save(subject, tags, note, draft.id)
            if not trouble:
                keep("")
                return

    def action_again(self) -> None:
        """Give the passage the tags that were given last."""
        if self.focused is self.articles:
            self.say("Enter opens the article; then . gives the last tags to the sentence you read.")
        elif subject := self.subject_here():
            self._tag_again(subject)

    @work(group="notes")
    async def _tag_again(self, subject: Subject) -> None:
        async with self._writing:
            tags = await asyncio.to_thread(self.workspace.notebook.latest_tags)
            if not tags:
                self.say("No tag was given yet: t gives the first.")
                return
            before = (await self._seen(subject)).existing
            both = (*before.tags, *tags) if before else tags
            await self._save(
                subject._replace(existing=before), both, before.note if before else "", new_annotation_id()
            )

    def action_remove(self) -> None:
        """Remove the annotation under the cursor, at once: undo brings it back."""
        chosen = self.notes.placed if self.focused is self.notes else None
        placed = chosen or (None if self.focused is self.articles else self.under_cursor())
        if placed and placed.offered:
            self.say(OFFERED)
        elif placed and self.article:
            self._remove(Subject(self.article, placed.span, placed.annotation))
        else:
            self.say("No annotation is under the cursor.")

    @work(group="notes")
    async def _remove(self, subject: Subject) -> None:
        async with self._writing:
            gone = (await self._seen(subject)).existing
            if gone and not await self._write(lambda: self.workspace.notebook.remove(gone)):
                self.say("Removed. u brings it back.")
                await self.update_notes()

    # On the disk, and back on the screen

    async def update_notes(self, current: str = "") -> None:
        """Show the annotations as the disk has them now, in the text, beside it and in the list."""
        if self.article:
            article = self.article
            placed = await asyncio.to_thread(self.notes_of, article)
            if self.article is article:
                self.show_notes(placed, current)
        await self.update_list()

    async def _seen(self, subject: Subject) -> Subject:
        """The same subject with the annotation that is there now, after all that was begun before.

        From a conflict come the tags and notes of all sides: what is written then settles it, and drops no word unseen.
        """
        placed = await asyncio.to_thread(self.workspace.annotations_of, subject.article)
        old = subject.existing
        there = [p.annotation for p in placed if (p.annotation.id == old.id if old else is_on(p, subject.span))]
        return subject._replace(existing=there[0].merged if there else None)

    async def _save(self, subject: Subject, tags: tuple[str, ...], note: str, id: str) -> str:
        """Write an annotation and show it; what went wrong, or an empty string."""
        workspace, old = self.workspace, subject.existing
        if old:
            trouble = await self._write(lambda: workspace.edit(old, tags, note))
        else:
            trouble = await self._write(lambda: workspace.annotate(subject.article, subject.span, tags, note, id))
        if not trouble:
            self._leave_selection(subject.span)
            await self.update_notes(old.id if old else id)
            self.say("Saved.")
        return trouble

    async def _take(self, take: Callable[[], tuple[Taken, ...]], said: str) -> None:
        async with self._writing:
            taken = await self._taken(take)
            if not taken:
                return
            await self.update_notes()
        self.say(f"{said}: {told(taken)}.")
        self._show_taken(taken)

    def _show_taken(self, taken: tuple[Taken, ...]) -> None:
        here = {one.after.id for one in taken if one.after}
        for placed in self.placed:
            if placed.annotation.id in here and placed.span:
                self.view.read(placed.span.start)

    def _leave_selection(self, span: Span | None) -> None:
        view = self.view
        if view.cursor and span and view.cursor.selecting and view.cursor.passage == span:
            view.place(view.cursor.leave())

    async def _begun(self, subject: Subject, purpose: Motivation) -> tuple[Subject, Draft]:
        """The subject as the disk has it now, and what was begun on it."""
        async with self._writing:
            subject = await self._seen(subject)
        there = (subject.article, subject.span, purpose, subject.existing)
        return subject, await asyncio.to_thread(draft_on, self.workspace, *there)

    def _writable_here(self) -> Subject | None:
        """What a dialog is to be about, which is on its way then; None where nothing can be saved."""
        subject = self.subject_here()
        self.opening = subject is not None and not self._unwritable(subject.article)
        if not self.opening:
            self.post_message(ForgetTyped())
        return subject if self.opening else None

    def _unwritable(self, article: Article) -> bool:
        """Say before the person types that nothing can be saved."""
        reason = self.workspace.unwritable(article)
        if reason:
            self.say(reason, trouble=True)
        return bool(reason)
