"""Taking notes: the passage under the cursor is highlighted, tagged, annotated, and all of it taken back."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from textual import on, work

from reader.errors import NotFound, NotSaved
from reader.model.annotation import Annotation, Placed
from reader.model.article import Article
from reader.model.mark import Mark, MarkKind
from reader.text.span import Span
from reader.tui.screens.desk import Desk
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.item_pane import ItemPane
from reader.workspace.notebook import Taken, new_annotation_id


@dataclass(frozen=True)
class Subject:
    """What a note-taking key acts on."""

    article: Article
    span: Span | None
    """The passage; None for the whole article."""
    existing: Annotation | None
    """The annotation that is there on just these words."""

    @property
    def quote(self) -> str:
        """Its words."""
        return self.span.of(self.article.text) if self.span else self.article.headline

    @property
    def key(self) -> tuple[str, Span | None]:
        """Under which a draft is kept."""
        return (self.article.id, self.span)


class NoteTaking(Desk):
    """The part of the reading screen that writes. "Saved" is said when it is on the disk, never before."""

    # What is under the cursor

    def mark_current(self) -> None:
        """Find the annotation under the cursor: the one on just the passage, else the shortest that it touches."""
        view = self.view
        placed = self._under_cursor()
        self.current_id = placed.annotation.id if placed else ""
        view.mark("current", [Mark(placed.span, MarkKind.CURRENT)] if placed and placed.span else ())
        if placed:
            self.notes.go_to(self.current_id)

    def _under_cursor(self) -> Placed | None:
        cursor = self.view.cursor
        if cursor is None:
            return None
        touched = [p for p in self.placed if p.span and p.span.overlaps(cursor.passage)]
        exact = [p for p in touched if p.span == cursor.passage]
        return next(iter(exact or sorted(touched, key=lambda p: len(p.span or ()))), None)

    def _subject(self) -> Subject | None:
        """The passage, or the whole article while the list has the focus; None, and a word why, without an article."""
        view = self.view
        if self.article is None:
            self.say("There is no article to annotate.")
            return None
        span = view.cursor.passage if view.cursor and not self.articles.has_focus else None
        if self.focused is self.notes:
            chosen = self.notes.placed
            if chosen:
                return Subject(self.article, chosen.span, chosen.annotation)
        there = [p.annotation for p in self.placed if p.span == span and (span or not p.annotation.target.quote)]
        return Subject(self.article, span, there[0] if there else None)

    # The keys

    @work(group="notes")
    async def action_highlight(self) -> None:
        """Highlight the passage."""
        if self.articles.has_focus:
            self.say("Enter opens the article; then h highlights the sentence you read.")
            return
        subject = self._subject()
        if subject and subject.existing:
            self.say("This is highlighted already. x removes it.")
        elif subject:
            await self._save(subject, (), "", new_annotation_id())

    @work(group="notes")
    async def action_tag(self) -> None:
        """Ask for tags, until they are saved or given up."""
        subject = self._subject()
        if subject is None or self._unwritable():
            return
        known = tuple(tag for tag, _ in (await asyncio.to_thread(self.workspace.notebook.tags)).most_common())
        tags = subject.existing.tags if subject.existing else ()
        from reader.tui.screens.annotating import TagDialog

        id, trouble = new_annotation_id(), ""
        title = "Tag the passage" if subject.span else "Tag the whole article"
        while True:
            given = await self.app.push_screen_wait(TagDialog(title, subject.quote, tags, known, trouble))
            if given is None or not (given or subject.existing):
                return
            tags = given
            trouble = await self._save(subject, tags, subject.existing.note if subject.existing else "", id)
            if not trouble:
                return

    @work(group="notes")
    async def action_annotate(self) -> None:
        """Ask for a note, until it is saved or kept as a draft."""
        subject = self._subject()
        if subject is None or self._unwritable():
            return
        drafts = self.workspace.drafts
        note = drafts.get(subject.key) or (subject.existing.note if subject.existing else "")
        from reader.tui.screens.annotating import NoteDialog

        id, trouble = new_annotation_id(), ""
        title = "Note on the passage" if subject.span else "Note on the whole article"
        while True:
            note, save = await self.app.push_screen_wait(NoteDialog(title, subject.quote, note, trouble))
            if not save or not (note.strip() or subject.existing):
                self._keep_draft(subject, note)
                return
            trouble = await self._save(subject, subject.existing.tags if subject.existing else (), note, id)
            if not trouble:
                drafts.pop(subject.key, None)
                return

    @work(group="notes")
    async def action_again(self) -> None:
        """Give the passage the tags that were given last."""
        subject = self._subject()
        if subject is None or self.articles.has_focus:
            return
        tags = await asyncio.to_thread(self.workspace.notebook.latest_tags)
        if not tags:
            self.say("No tag was given yet: t gives the first.")
            return
        before = subject.existing
        both = (*before.tags, *tags) if before else tags
        await self._save(subject, both, before.note if before else "", new_annotation_id())

    @work(group="notes")
    async def action_remove(self) -> None:
        """Remove the annotation under the cursor, at once: undo brings it back."""
        chosen = self.notes.placed if self.notes.has_focus else None
        placed = chosen or (None if self.articles.has_focus else self._under_cursor())
        if placed is None:
            self.say("No annotation is under the cursor.")
            return
        if await self._write(lambda: self.workspace.notebook.remove(placed.annotation)):
            return
        self.say("Removed. u brings it back.")
        await self.update_notes()

    @work(group="notes")
    async def action_undo(self) -> None:
        """Take the last change back."""
        await self._take(self.workspace.undo, "Undone")

    @work(group="notes")
    async def action_redo(self) -> None:
        """Make again what was undone."""
        await self._take(self.workspace.redo, "Done again")

    def action_note(self, steps: int) -> None:
        """Go to the next or the previous annotation, and make its words the passage."""
        view = self.view
        inside = [p for p in self.placed if p.span]
        if view.cursor is None or not inside:
            self.say("This article has no annotations yet.")
            return
        here = next((i for i, p in enumerate(inside) if p.annotation.id == self.current_id), None)
        exact = here is not None and inside[here].span == view.cursor.passage
        if here is None or not exact:
            head = view.cursor.passage.start
            after = sum(1 for p in inside if p.span and p.span.start < head)
            target = after if steps > 0 else after - 1
        else:
            target = here + steps
        self._go_to_note(inside[target % len(inside)])

    @on(ItemPane.Highlighted, "#notes")
    @on(ItemPane.Opened, "#notes")
    def _note_chosen(self, event: ItemPane.Highlighted) -> None:
        placed = self.notes.placed
        if placed:
            self._go_to_note(placed)
            if isinstance(event, ItemPane.Opened):
                self.action_annotate()

    @on(ArticleView.Clicked)
    def _clicked(self, event: ArticleView.Clicked) -> None:
        marks = self.view.marks_at(event.offset, "notes")
        for placed in self.placed:
            if marks and placed.annotation.id == marks[0].ref:
                self._go_to_note(placed)

    @on(ArticleView.EnterPressed)
    def _enter_pressed(self) -> None:
        placed = self._under_cursor()
        if placed:
            self._go_to_note(placed)
            self.action_annotate()
        else:
            self.action_term_next()

    def _go_to_note(self, placed: Placed) -> None:
        self.current_id = placed.annotation.id
        if placed.span:
            self.view.select(placed.span)
        self.mark_current()

    # On the disk, and back on the screen

    async def update_notes(self, current: str = "") -> None:
        """Show the annotations as the disk has them now, in the text, beside it and in the list."""
        if self.article:
            article = self.article
            placed = await asyncio.to_thread(self.workspace.annotations_of, article)
            if self.article is article:
                self.show_notes(placed, current)
        await self.update_list()

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

    async def _write(self, write: Callable[[], object]) -> str:
        try:
            await asyncio.to_thread(write)
        except NotSaved as error:
            self.say(str(error), trouble=True)
            return str(error)
        return ""

    async def _take(self, take: Callable[[], tuple[Taken, ...]], said: str) -> None:
        try:
            taken = await asyncio.to_thread(take)
        except (NotFound, NotSaved) as error:
            self.say(str(error), trouble=isinstance(error, NotSaved))
            return
        await self.update_notes()
        self.say(f"{said}: {_told(taken)}.")
        self._show_taken(taken)

    def _show_taken(self, taken: tuple[Taken, ...]) -> None:
        here = {one.after.id for one in taken if one.after}
        for placed in self.placed:
            if placed.annotation.id in here and placed.span:
                self.view.go_to(placed.span)

    def _leave_selection(self, span: Span | None) -> None:
        view = self.view
        if view.cursor and span and view.cursor.selecting and view.cursor.passage == span:
            view.place(view.cursor.leave())

    def _keep_draft(self, subject: Subject, note: str) -> None:
        if note.strip() and not (subject.existing and subject.existing.note == note):
            self.workspace.drafts[subject.key] = note
            self.say("Kept as a draft: a goes on with it.")

    def _unwritable(self) -> bool:
        """Say before the person types that nothing can be saved."""
        reason = self.workspace.unwritable()
        if reason:
            self.say(reason, trouble=True)
        return bool(reason)


def _told(taken: tuple[Taken, ...]) -> str:
    if len(taken) != 1:
        return f"{len(taken)} annotations"
    before, after = taken[0].before, taken[0].after
    if before is None:
        return "the annotation is back"
    return "the annotation is gone" if after is None else "the annotation is as it was"
