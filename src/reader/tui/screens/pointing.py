"""Pointing: which words and which annotation a key is about."""

from typing import NamedTuple

from textual import on

from reader.cursor import Mode
from reader.model.annotation import AnchorState, Annotation, Placed
from reader.model.article import Article
from reader.model.mark import Mark, MarkKind
from reader.text.span import Span
from reader.tui.screens.desk import Desk
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.item_pane import ItemPane


class Subject(NamedTuple):
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


OFFERED = "This note is of an article that is gone: c takes its notes over, if it is this one."


class Pointing(Desk, part=True):
    """The part of the reading screen that knows what is under the cursor, and goes from annotation to annotation."""

    chosen_id = ""
    """The annotation that was chosen in the notes pane last."""

    def mark_current(self) -> None:
        """Find the annotation under the cursor: the one on just the passage, else the shortest that it touches."""
        view = self.view
        placed = self.under_cursor()
        self.current_id = placed.annotation.id if placed else ""
        view.mark("current", [Mark(placed.span, MarkKind.CURRENT)] if placed and placed.span else ())
        if placed and not (self.focused is self.notes and self.notes.placed and not self.notes.placed.span):
            self.notes.go_to(self.current_id)

    def under_cursor(self) -> Placed | None:
        """The annotation on just the passage, else the shortest one that it touches."""
        cursor = self.view.cursor
        if cursor is None:
            return None
        touched = [p for p in self.placed if p.span and p.span.overlaps(cursor.passage)]
        exact = [p for p in touched if p.span == cursor.passage]
        return next(iter(exact or sorted(touched, key=lambda p: len(p.span or ()))), None)

    def subject_here(self) -> Subject | None:
        """The passage, or the whole article while the list has the focus; None, and a word why, without an article."""
        view = self.view
        if self.article is None:
            self.say("There is no article to annotate.")
            return None
        span = view.cursor.passage if view.cursor and self.focused is not self.articles else None
        if self.focused is self.notes:
            chosen = self.notes.placed
            if chosen and chosen.offered:
                self.say(OFFERED)
                return None
            if chosen:
                return Subject(self.article, chosen.span, chosen.annotation)
        there = [p.annotation for p in self.placed if is_on(p, span)]
        return Subject(self.article, span, there[0] if there else None)

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
        self._go_to_note(inside[target % len(inside)], extend=True)

    @on(ItemPane.Highlighted, "#notes")
    @on(ItemPane.Opened, "#notes")
    def _note_chosen(self, event: ItemPane.Highlighted) -> None:
        placed = self.notes.placed
        if placed:
            self.chosen_id = placed.annotation.id
            self._go_to_note(placed)
            if isinstance(event, ItemPane.Opened):
                self.call_later(self.run_action, "annotate")

    @on(ArticleView.Clicked)
    def _clicked(self, event: ArticleView.Clicked) -> None:
        marks = self.view.marks_at(event.offset, "notes")
        for placed in self.placed:
            if marks and placed.annotation.id == marks[0].ref:
                self._go_to_note(placed)

    @on(ArticleView.EnterPressed)
    def _enter_pressed(self) -> None:
        placed = self.under_cursor()
        if placed:
            self._go_to_note(placed)
            self.call_later(self.run_action, "annotate")
        else:
            self.action_term_next()

    def _go_to_note(self, placed: Placed, *, extend: bool = False) -> None:
        """Make its words the passage; with `extend` take the passage there in visual mode."""
        view = self.view
        self.current_id = placed.annotation.id
        if placed.span and extend and view.cursor and view.cursor.mode is not Mode.READING:
            view.place(view.cursor.take(placed.span))
        elif place := placed.anchor.span:  # of an orphan its best guess: the passage that it is offered
            view.select(place)
        elif view.cursor and placed.anchor.state is AnchorState.ORPHAN:
            view.place(view.cursor.leave())
        self.mark_current()


def is_on(placed: Placed, span: Span | None) -> bool:
    """Whether an annotation is on just this passage, or for None on the whole article."""
    return placed.span == span if span else not placed.annotation.target.quote
