"""The page with a cursor: the sentence that is read, or the passage that is taken."""

import asyncio

from textual import work
from textual.reactive import Reactive

from reader.cursor import Cursor, Mode
from reader.model.article import Article
from reader.model.mark import Mark, MarkKind
from reader.text.span import Span
from reader.tui.widgets.article_page import Head
from reader.tui.widgets.labelled_page import LabelledPage

_LONG = 300_000
"""Characters that are set in lines in about the time of a frame; more are set behind the screen."""


class CursorPage(LabelledPage):
    """Shows one article with one cursor, in sight and marked; whoever moves it places another."""

    cursor: Reactive[Cursor | None] = Reactive(None, repaint=False, always_update=True)
    """Where one reads. Whoever watches it hears of every movement before anything is painted."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._start_moves = False
        """Whether shift with an arrow moves the beginning of an annotation, not its end."""

    def show(self, article: Article, head: Head, cursor: Cursor | None, *, boilerplate: bool = False) -> None:
        """Show an article below a head of its own lines, with the cursor where it was last."""
        again = self.article is not None and self.article.id == article.id
        self.leave_labels()
        if not again:
            self.clear_marks()
            self.top = 0
        self.set_page(article, head, boilerplate=boilerplate)
        if cursor:
            self._follow(cursor)
        self.cursor = cursor

    def go_to(self, span: Span) -> None:
        """Read the sentence at a place, or in visual mode take the passage there, and have it in sight."""
        if self.cursor:
            self.place(self.cursor.read(span.start) if self.cursor.mode is Mode.READING else self.cursor.take(span))

    def read(self, offset: int) -> None:
        """Read the sentence at a place; a passage that is being selected in visual mode stays."""
        if self.cursor and self.cursor.mode is Mode.READING:
            self.place(self.cursor.read(offset))

    def select(self, span: Span) -> None:
        """Make a place the passage."""
        if self.cursor:
            self.place(self.cursor.select(span))

    def place(self, cursor: Cursor, *, follow: bool = True) -> None:
        """Put the cursor somewhere, and say so."""
        if cursor == self.cursor:
            return
        self._start_moves = False
        if follow:
            self._follow(cursor)
        self.cursor = cursor

    def watch_cursor(self, cursor: Cursor | None) -> None:
        """Mark the sentence that is read, and what is selected."""
        if cursor is None:
            return
        self.mark("focus", [Mark(cursor.sentence, MarkKind.FOCUS)])
        marks = []
        if cursor.selecting:
            marks.append(Mark(cursor.passage, MarkKind.PASSAGE))
        if cursor.mode is not Mode.READING:
            marks.append(Mark(cursor.head, MarkKind.CARET))
        elif self.resizes_from_start:
            first = cursor.units.words[cursor.units.word_from(cursor.passage.start)]
            marks.append(Mark(Span(cursor.passage.start, first.end), MarkKind.CARET))
        self.mark("passage", marks)

    def _follow(self, cursor: Cursor) -> None:
        """Scroll the head of the cursor into sight: for a sentence its beginning, for a passage its moving end."""
        first, last = self.line_of(cursor.head.start), self.line_of(max(cursor.head.start, cursor.head.end - 1))
        if cursor.head == cursor.units.sentences[0]:
            first = 0
        if cursor.mode is Mode.READING:
            last = min(last, first + self.size.height - 3)
        self.show_lines(first, last)

    def resize_from(self, *, start: bool) -> None:
        """Let shift with an arrow move the beginning of the annotation, or its end; a caret shows which."""
        self._start_moves = start
        self.mutate_reactive(CursorPage.cursor)

    @property
    def on_annotation(self) -> bool:
        """Whether the passage is just an annotation, so that shift with an arrow resizes it."""
        cursor = self.cursor
        if cursor is None or cursor.mode is not Mode.READING:
            return False
        return any(mark.span == cursor.passage for mark in self.marks_at(cursor.passage.start, "notes"))

    @property
    def resizes_from_start(self) -> bool:
        """Whether the beginning of that annotation is what moves."""
        return self._start_moves and self.on_annotation

    def set_measure(self, measure: int) -> None:
        """Let lines be this wide at most."""
        if measure != self.measure:
            self.measure = measure
            self.fit()

    def fit(self) -> None:
        """Set the article anew, with the cursor in sight."""
        self.leave_labels()
        if self.article and len(self.article.text) > _LONG and not self.is_set():
            self._set_behind(self.article)
        else:
            self._set_anew()

    @work(exclusive=True, group="setting")
    async def _set_behind(self, article: Article) -> None:
        """The lines of the other width stand until these are known."""
        await asyncio.to_thread(self.set_ahead, article, self.head, boilerplate=self.boilerplate)
        if self.article is article:
            self._set_anew()

    def _set_anew(self) -> None:
        if self.article:
            self.set_page(self.article, self.head, boilerplate=self.boilerplate)
        if self.cursor:
            self._follow(self.cursor)
