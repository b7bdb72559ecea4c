"""The article: its text, its marks, and the cursor that reads in it."""

from dataclasses import replace

from textual import events
from textual.message import Message

from reader.cursor import Cursor, Mode, Unit
from reader.model.article import Article
from reader.model.mark import Mark, MarkKind
from reader.text.segments import snap
from reader.text.span import Span
from reader.tui.commands import bindings
from reader.tui.widgets.article_page import Head
from reader.tui.widgets.labelled_page import LabelledPage


class ArticleView(LabelledPage):
    """Shows one article and moves a cursor through its sentences; every way of selecting ends in one passage."""

    BINDINGS = bindings("visual", "pane", "article")

    class CursorMoved(Message):
        """The cursor is elsewhere, or another passage is selected."""

        def __init__(self, cursor: Cursor) -> None:
            super().__init__()
            self.cursor = cursor

    class Clicked(Message):
        """A character was clicked once, without dragging."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    class EndPassed(Message):
        """A page further was asked for where there is none."""

    class ResizeAsked(Message):
        """The annotation that is just the passage is to begin or to end elsewhere."""

        def __init__(self, unit: Unit, direction: int, *, start: bool) -> None:
            super().__init__()
            self.unit = unit
            self.direction = direction
            self.start = start
            """Whether its beginning moves, not its end."""

    class EnterPressed(Message):
        """What is under the cursor is to be opened."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor: Cursor | None = None
        self._pressed: Span | None = None
        """The character on which the mouse button went down."""
        self._dragged = False
        self._start_moves = False
        """Whether shift with an arrow moves the beginning of an annotation, not its end."""

    # What is shown

    def show(self, article: Article, head: Head, cursor: Cursor | None, *, boilerplate: bool = False) -> None:
        """Show an article below a head of its own lines, with the cursor where it was last."""
        again = self.article is not None and self.article.id == article.id
        self.leave_labels()
        if not again:
            self.clear_marks()
            self.top = 0
        self.cursor = cursor
        self.set_page(article, head, boilerplate=boilerplate)
        self._mark_cursor()
        if cursor:
            self._follow(cursor)
            self.post_message(self.CursorMoved(cursor))

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
        self.cursor, self._start_moves = cursor, False
        if follow:
            self._follow(cursor)
        self._mark_cursor()
        self.post_message(self.CursorMoved(cursor))

    def _mark_cursor(self) -> None:
        cursor = self.cursor
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

    # What is done by keyboard

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """The keys of visual mode mean something else outside it."""
        visual = self.cursor is not None and self.cursor.mode is not Mode.READING
        if action == "swap":
            return visual or self.on_annotation
        return visual if action in ("extend", "line_edge") else True

    def action_step(self, steps: int) -> None:
        """Go to the next or the previous sentence."""
        self._move(Unit.SENTENCE, steps)

    def action_group(self, steps: int) -> None:
        """Go to the next or the previous paragraph."""
        self._move(Unit.PARAGRAPH, steps)

    def action_grow(self, unit: str, steps: int) -> None:
        """Take words or sentences in, or give them back; where an annotation is the passage, resize it."""
        if self.on_annotation:
            self.post_message(self.ResizeAsked(Unit(unit), steps, start=self._start_moves))
        elif self.cursor:
            self.place(self.cursor.grow(Unit(unit), steps))

    def action_extend(self, unit: str, steps: int) -> None:
        """Take the passage's end along."""
        self._move(Unit(unit), steps)

    def action_visual(self, by_sentences: bool = False) -> None:
        """Enter visual mode, change its kind, or leave it with the same key."""
        if self.cursor:
            mode = Mode.VISUAL_SENTENCES if by_sentences else Mode.VISUAL
            same = self.cursor.mode is mode
            match = any(mark.span == self.cursor.passage for mark in self.marks_at(self.cursor.passage.start, "here"))
            self.place(self.cursor.leave() if same else self.cursor.visual(by_sentences=by_sentences, whole=match))

    def action_labels(self) -> None:
        """Label the words in sight: two of them become the passage; in visual mode one takes it there."""
        if self.cursor:
            visual = self.cursor.mode is not Mode.READING
            self.show_labels(self.cursor.units.words, self.cursor.head.start, 1 if visual else 2)

    def words_chosen(self, words: tuple[Span, ...]) -> None:
        """Take the passage from the first of the words to the last, or in visual mode on to it."""
        if self.cursor:
            self.place(self.cursor.take(words[0]) if len(words) == 1 else self.cursor.select(words[0], words[1]))

    def action_swap(self) -> None:
        """Move the other end of the passage, or of the annotation that is the passage."""
        if self.on_annotation:
            self.resize_from(start=not self._start_moves)
        elif self.cursor:
            self.place(self.cursor.swap())

    def resize_from(self, *, start: bool) -> None:
        """Let shift with an arrow move the beginning of the annotation, or its end; a caret shows which."""
        self._start_moves = start
        self._mark_cursor()
        if self.cursor:
            self.post_message(self.CursorMoved(self.cursor))

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

    def action_line_edge(self, direction: int) -> None:
        """Take the passage to the beginning or the end of the line on the screen, whole words only."""
        if self.cursor is None:
            return
        units, line = self.cursor.units, self.page.lines[self.page.row_of(self.cursor.head.start)].span
        word = units.words[units.at(Unit.WORD, line.start if direction < 0 else line.end - 1)]
        if direction < 0:
            start = word.start if line.start in word else line.start
            self.place(self.cursor.take(Span(start, max(start + 1, word.end))))
        else:
            self.place(self.cursor.take(Span(min(word.start, line.end - 1), max(word.end, line.end))))

    def action_page(self, direction: int, part: int = 1) -> None:
        """Scroll a page or a part of one; the cursor comes along."""
        if self.cursor is None:
            return
        old, here = self.top, self.line_of(self.cursor.head.start)
        step = max(1, self.size.height - 2 if part == 1 else self.size.height // part)
        if direction > 0 and old >= self.line_count() - self.size.height:
            self._at_the_end(part)
            return
        self.scroll_to_line(old + direction * step)
        if old == self.top:
            self.action_edge(direction)
        elif part > 1:
            self._read_line(here + self.top - old)
        else:
            self._read_line(old + step if direction > 0 else self.top)

    def action_edge(self, direction: int) -> None:
        """Go to the first or the last sentence."""
        if self.cursor:
            sentences = self.cursor.units.sentences
            self.go_to(sentences[0] if direction < 0 else sentences[-1])

    def action_enter(self) -> None:
        """Ask for what is under the cursor to be opened."""
        self.post_message(self.EnterPressed())

    def _move(self, unit: Unit, steps: int) -> None:
        if self.cursor:
            self.place(self.cursor.move(unit, steps))

    def _at_the_end(self, part: int) -> None:
        """Nothing is below: the last sentence is read first, then the next article is asked for."""
        if self.cursor is None:
            return
        last = self.cursor.units.sentences[-1]
        if part == 1 and self.cursor.sentence == last and self.cursor.mode is Mode.READING:
            self.post_message(self.EndPassed())
        else:
            self.go_to(last)

    def _read_line(self, line: int) -> None:
        """Read the first sentence that begins on a line or below it."""
        if self.cursor is None:
            return
        units, offset = self.cursor.units, self.start_of(line)
        index = units.at(Unit.SENTENCE, offset)
        if units.sentences[index].start < offset and index + 1 < len(units.sentences):
            index += 1
        self.place(self.cursor.read(units.sentences[index].start), follow=False)

    # What is done by mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A passage may begin here."""
        offset = self.offset_at(self.top + event.y, event.x)
        self._dragged = False
        if event.button == 1 and offset is not None and self.cursor:
            self._pressed = Span(offset, offset + 1)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """With the button held, the passage reaches to the pointer; at the edges the text scrolls."""
        if self._pressed is None or self.cursor is None:
            return
        self.scroll_to_line(self.top + (event.y >= self.size.height) - (event.y < 0))
        offset = self.offset_near(self.top + event.y, event.x)
        if offset != self._pressed.start or self._dragged:
            self._dragged = True
            text = self.cursor.units.text
            self._select(snap(text, self._pressed), snap(text, Span(offset, offset + 1)))

    def on_mouse_up(self) -> None:
        """The passage ends here."""
        if self._pressed:
            self._pressed = None
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Twice a word, three times a sentence, four times a paragraph; once, the note that is there."""
        offset = self.offset_at(self.top + event.y, event.x)
        if offset is None or self.cursor is None or self._dragged:
            return
        units = self.cursor.units
        unit = {2: Unit.WORD, 3: Unit.SENTENCE, 4: Unit.PARAGRAPH}.get(event.chain)
        if unit:
            chosen = units.of(unit)[units.at(unit, offset)]
            self._select(chosen, chosen)
        else:
            self.place(self.cursor.leave().read(offset), follow=False)
            self.post_message(self.Clicked(offset))

    def _select(self, anchor: Span, head: Span) -> None:
        if self.cursor:
            self.place(replace(self.cursor, anchor=anchor, head=head, mode=Mode.READING), follow=False)

    def set_measure(self, measure: int) -> None:
        """Let lines be this wide at most."""
        if measure != self.measure:
            self.measure = measure
            self.on_resize()

    def on_resize(self) -> None:
        """Another width: set the article anew, with the cursor in sight."""
        self.leave_labels()
        if self.article:
            self.set_page(self.article, self.head, boilerplate=self.boilerplate)
        if self.cursor:
            self._follow(self.cursor)
