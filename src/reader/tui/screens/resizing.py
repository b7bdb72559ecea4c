"""Resizing: an annotation that is there begins or ends elsewhere."""

import asyncio

from textual import on, work

from reader.cursor import Cursor
from reader.model.annotation import Placed
from reader.tui.screens.note_taking import NoteTaking
from reader.tui.widgets.article_view import ArticleView


class Resizing(NoteTaking, part=True):
    """The part of the reading screen that moves the ends of annotations, each step a change that undo takes back."""

    @on(ArticleView.ResizeAsked)
    def _resize_asked(self, event: ArticleView.ResizeAsked) -> None:
        if self.article and not self._unwritable(self.article):
            self._resize(self.current_id, event)

    @work(group="notes")
    async def _resize(self, id: str, event: ArticleView.ResizeAsked) -> None:
        async with self._writing:
            article, cursor = self.article, self.view.cursor
            if article is None or cursor is None:
                return
            there = await asyncio.to_thread(self.workspace.annotations_of, article)
            placed = next((p for p in there if p.annotation.id == id), None)
            if placed and placed.span and self.article is article:
                await self._move_end(placed, cursor._replace(anchor=placed.span, head=placed.span), event)

    async def _move_end(self, placed: Placed, cursor: Cursor, event: ArticleView.ResizeAsked) -> None:
        """Write the annotation with another end, and let the new passage be the one that is selected."""
        article, span = self.article, cursor.resized(event.unit, event.direction, start=event.start)
        if article is None or span == cursor.passage:
            self.say("It can get no smaller." if event.direction * (-1 if event.start else 1) < 0 else "The text ends.")
        elif not await self._write(lambda: self.workspace.move(article, placed.annotation, span)):
            await self.update_notes(placed.annotation.id)
            self.view.select(span)
            self.view.resize_from(start=event.start)
            self.say("Saved. u takes it back.")
