"""The article: its text, its marks, and the cursor that reads in it."""

from typing import NamedTuple

from textual.message import Message

from reader.cursor import Cursor, Mode, Unit
from reader.text.span import Span
from reader.tui.commands import bindings
from reader.tui.widgets.mouse_page import MousePage

_Place = tuple[Cursor | None, int]
"""The cursor, and the first line in sight."""


class _Paged(NamedTuple):
    """A page on or back, or a part of one."""

    step: tuple[int, int]
    before: _Place
    after: _Place


class ArticleView(MousePage):
    """Shows one article and moves a cursor through its sentences; every way of selecting ends in one passage."""

    BINDINGS = bindings("visual", "pane", "article")

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
        self._pages: list[_Paged] = []
        """Pages and parts of pages that were gone since the cursor was moved otherwise, the last one last."""

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
        """Scroll a page or a part of one; the cursor comes along. The way back leads to where one was."""
        here = (self.cursor, self.top)
        if self._pages and self._pages[-1].after != here:
            self._pages.clear()
        if self._pages and self._pages[-1].step == (-direction, part):
            cursor, top = self._pages.pop().before
            self.scroll_to_line(top)
            if cursor:
                self.place(cursor, follow=False)
            return
        self._page(direction, part)
        if (self.cursor, self.top) != here:
            self._pages.append(_Paged((direction, part), here, (self.cursor, self.top)))
            self.paint_ahead()

    def _page(self, direction: int, part: int) -> None:
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
