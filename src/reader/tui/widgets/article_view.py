"""The article: its text, its marks, and the cursor that reads in it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message

from reader.cursor import Cursor, Mode, Unit, Units
from reader.model.article import Article
from reader.model.mark import Mark, MarkKind
from reader.text.span import Span
from reader.tui.commands import bindings
from reader.tui.widgets.line_pane import LinePane
from reader.typeset.article import LineKind, Page, set_article
from reader.typeset.marking import Marks

_MEASURE = 76
"""The widest line, in cells: about twelve words, as a book has."""
_MARGIN = 4
"""Cells left of the text: a blank, the bar of the sentence being read, and two blanks."""
_ABOVE = 1
"""Blank lines above the article."""
_ORDER = tuple(MarkKind)
"""Later kinds are painted over earlier ones."""

Head = Sequence[tuple[LineKind, str]]


class ArticleView(LinePane):
    """Shows one article and moves a cursor through its sentences; every way of selecting ends in one passage."""

    BINDINGS = bindings("visual", "pane", "article")
    DEFAULT_CSS = """
    ArticleView {
        & > .pane--bar { color: $rule; }
        & > .article--title { color: $foreground; text-style: bold; }
        & > .article--byline { color: $faint; }
        & > .article--heading { color: $accent; text-style: bold; }
        & > .article--boilerplate { color: $faint; text-style: italic; }
        & > .article--gutter { color: $rule; }
        &:focus > .article--gutter { color: $accent; text-style: bold; }
        & > .article--focus { background: $focus-background; }
        & > .article--term { color: $term; text-style: bold; }
        & > .article--note { background: $note-background; text-style: underline; }
        & > .article--moved { background: $note-background; text-style: underline italic; }
        & > .article--current { background: $current-background; text-style: underline bold; }
        & > .article--match { background: $match-background; text-style: bold; }
        & > .article--here { background: $here-background; color: $here; text-style: bold reverse; }
        & > .article--passage { background: $passage-background; color: $passage; text-style: none; }
        & > .article--caret { text-style: bold underline; }
    }
    """
    COMPONENT_CLASSES = {
        "article--title", "article--byline", "article--heading", "article--boilerplate", "article--gutter",
        *(f"article--{kind}" for kind in MarkKind),
    }  # fmt: skip

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

    class EnterPressed(Message):
        """What is under the cursor is to be opened."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.article: Article | None = None
        self.cursor: Cursor | None = None
        self._head: Head = ()
        self._boilerplate = False
        self._page = Page("", (), ())
        self._layers: dict[str, Marks] = {}
        self._styles: dict[frozenset[MarkKind], Style] = {}
        self._pressed: Span | None = None

    # What is shown

    def show(self, article: Article, head: Head, cursor: Cursor | None, *, boilerplate: bool = False) -> None:
        """Show an article below a head of its own lines, with the cursor where it was last."""
        again = self.article is not None and self.article.id == article.id
        self.article, self._head, self._boilerplate = article, head, boilerplate
        if not again:
            self._layers.clear()
        self.cursor = cursor
        self._set()
        if not again:
            self.top = 0
        self._mark_cursor()
        if cursor:
            self._follow(cursor)
            self.post_message(self.CursorMoved(cursor))

    def mark(self, layer: str, marks: Iterable[Mark]) -> None:
        """Replace the marks of one layer; only lines that look different are painted anew."""
        old, new = self._layers.get(layer, Marks()), Marks.of(marks)
        if old == new:
            return
        self._layers[layer] = new
        changed = {m.span for m in old.all}.symmetric_difference(m.span for m in new.all) or {m.span for m in new.all}
        if len(changed) > 200:
            self.repaint()
        else:
            self.repaint({row + _ABOVE for span in changed for row in self._page.rows_of(span)})

    def go_to(self, span: Span) -> None:
        """Read the sentence at a place, or in visual mode take the passage there, and have it in sight."""
        if self.cursor:
            self.place(self.cursor.read(span.start) if self.cursor.mode is Mode.READING else self.cursor.take(span))

    def select(self, span: Span) -> None:
        """Make a place the passage."""
        if self.cursor:
            self.place(self.cursor.select(span))

    def place(self, cursor: Cursor, *, follow: bool = True) -> None:
        """Put the cursor somewhere, and say so."""
        if cursor == self.cursor:
            return
        self.cursor = cursor
        if follow:
            self._follow(cursor)
        self._mark_cursor()
        self.post_message(self.CursorMoved(cursor))

    def place_in_sight(self) -> Span:
        """The characters on the screen, from the first line to the last."""
        rows = range(max(0, self.top - _ABOVE), min(self.top + self.size.height - _ABOVE, len(self._page.lines)))
        lines = [self._page.lines[row].span for row in rows] or [Span(0, 0)]
        return lines[0].hull(lines[-1])

    def marks_at(self, offset: int, layer: str) -> list[Mark]:
        """The marks of a layer over a character, the shortest first."""
        return self._layers.get(layer, Marks()).at(offset)

    # What is painted

    def line_count(self) -> int:
        """The article, and a blank line above it and below."""
        return len(self._page.lines) + 2 * _ABOVE if self._page.lines else 0

    def segments(self, line: int) -> Sequence[Segment]:
        """The margin with the bar of the sentence being read, and the line."""
        row = line - _ABOVE
        if not 0 <= row < len(self._page.lines):
            return ()
        focused = any(self._layers.get("focus", Marks()).over(self._page.lines[row].span))
        margin = " " * self._indent
        bar = Segment(f"{margin} {'┃' if focused else ' '}  ", self.component("article--gutter"))
        kind = self._page.lines[row].kind
        ground = self.component(f"article--{kind}") if kind not in (LineKind.TEXT, LineKind.BLANK) else Style.null()
        layers = tuple(self._layers.values())
        return [bar, *(Segment(run.text, ground + self._style(run.marks)) for run in self._page.runs(row, layers))]

    def notify_style_update(self) -> None:
        """Textual tells that colours may be different."""
        self._styles.clear()
        super().notify_style_update()

    @property
    def _measure(self) -> int:
        return max(1, min(_MEASURE, self.line_width - 2 * _MARGIN + 2))

    @property
    def _indent(self) -> int:
        return max(0, (self.line_width - self._measure - 2 * _MARGIN) // 2)

    def _style(self, kinds: frozenset[MarkKind]) -> Style:
        style = self._styles.get(kinds)
        if style is None:
            names = [f"article--{kind}" for kind in _ORDER if kind in kinds]
            style = self._styles[kinds] = sum((self.component(name) for name in names), Style.null())
        return style

    def _set(self) -> None:
        if self.article:
            self._page = set_article(self.article, self._measure, self._head, boilerplate=self._boilerplate)
        self.top = max(0, min(self.top, self.line_count() - self.size.height))
        self.repaint()

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
        self.mark("passage", marks)

    def _follow(self, cursor: Cursor) -> None:
        """Scroll the head of the cursor into sight: for a sentence its beginning, for a passage its moving end."""
        rows = self._page.rows_of(cursor.head)
        first = 0 if rows.start == self._first_text_row else rows.start + _ABOVE
        last = rows.stop - 1 + _ABOVE
        if cursor.mode is Mode.READING:
            last = min(last, first + self.size.height - 3)
        self.show_lines(first, last)

    @property
    def _first_text_row(self) -> int:
        return next((i for i, line in enumerate(self._page.lines) if len(line.span)), 0)

    # What is done by keyboard

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """The keys of visual mode mean something else outside it."""
        visual = self.cursor is not None and self.cursor.mode is not Mode.READING
        return visual if action in ("extend", "line_edge", "swap") else True

    def action_step(self, steps: int) -> None:
        """Go to the next or the previous sentence."""
        self._move(Unit.SENTENCE, steps)

    def action_group(self, steps: int) -> None:
        """Go to the next or the previous paragraph."""
        self._move(Unit.PARAGRAPH, steps)

    def action_grow(self, unit: str, steps: int) -> None:
        """Take words or sentences in, or give them back."""
        if self.cursor:
            self.place(self.cursor.grow(Unit(unit), steps))

    def action_extend(self, unit: str, steps: int) -> None:
        """Take the passage's end along."""
        self._move(Unit(unit), steps)

    def action_visual(self, by_sentences: bool = False) -> None:
        """Enter visual mode, change its kind, or leave it with the same key."""
        if self.cursor:
            mode = Mode.VISUAL_SENTENCES if by_sentences else Mode.VISUAL
            same = self.cursor.mode is mode
            self.place(self.cursor.leave() if same else self.cursor.visual(by_sentences=by_sentences))

    def action_swap(self) -> None:
        """Move the other end of the passage."""
        if self.cursor:
            self.place(self.cursor.swap())

    def action_line_edge(self, direction: int) -> None:
        """Take the passage to the beginning or the end of the line on the screen."""
        if self.cursor:
            line = self._page.lines[self._page.row_of(self.cursor.head.start)].span
            at = line.start if direction < 0 else max(line.start, line.end - 1)
            self._take_word_at(at, line)

    def action_page(self, direction: int, part: int = 1) -> None:
        """Scroll a page or a part of one; the cursor comes along."""
        if self.cursor is None:
            return
        step = max(1, self.size.height // part - (2 if part == 1 else 0))
        bottom = self.line_count() - self.size.height
        if direction > 0 and self.top >= bottom:
            self._at_the_end(part)
            return
        self.scroll_to_line(self.top + direction * step)
        edge = self.top if direction < 0 or self.top < bottom else self.line_count() - 2
        self._read_line(edge + (1 if direction > 0 and self.top < bottom else 0))

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
        if self.cursor is None or not self._page.lines:
            return
        row = max(0, min(line - _ABOVE, len(self._page.lines) - 1))
        offset = self._page.lines[row].span.start
        units: Units = self.cursor.units
        index = units.at(Unit.SENTENCE, offset)
        if units.sentences[index].start < offset and index + 1 < len(units.sentences):
            index += 1
        self.place(self.cursor.read(units.sentences[index].start), follow=False)

    def _take_word_at(self, offset: int, line: Span) -> None:
        if self.cursor is None:
            return
        word = self.cursor.units.words[self.cursor.units.at(Unit.WORD, offset)]
        end = max(word.end, line.end) if word.end > line.start and offset >= word.start else word.end
        self.place(self.cursor.take(Span(max(word.start, line.start), end) if offset > line.start else word))

    # What is done by mouse

    def _offset(self, event: events.MouseEvent) -> int | None:
        """The character under the pointer; None outside the text."""
        row = self.top + event.y - _ABOVE
        if not 0 <= row < len(self._page.lines) or not len(self._page.lines[row].span):
            return None
        return self._page.offset_at(row, max(0, event.x - self._indent - _MARGIN))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A passage may begin here."""
        offset = self._offset(event)
        if event.button == 1 and offset is not None and self.cursor:
            self._pressed = Span(offset, offset + 1)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """With the button held, the passage reaches to the pointer; at the edges the text scrolls."""
        if self._pressed is None or self.cursor is None:
            return
        if event.y < 0:
            self.scroll_to_line(self.top - 1)
        elif event.y >= self.size.height:
            self.scroll_to_line(self.top + 1)
        row = max(0, min(self.top + event.y - _ABOVE, len(self._page.lines) - 1))
        offset = self._page.offset_at(row, max(0, event.x - self._indent - _MARGIN))
        if offset != self._pressed.start or self.cursor.selecting:
            self.place(replace(self.cursor.select(self._pressed, Span(offset, offset + 1)), mode=Mode.READING),
                       follow=False)  # fmt: skip

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The passage ends here."""
        event.stop()
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Twice a word, three times a sentence, four times a paragraph; once, the note that is there."""
        offset = self._offset(event)
        if offset is None or self.cursor is None:
            return
        units = self.cursor.units
        unit = {2: Unit.WORD, 3: Unit.SENTENCE, 4: Unit.PARAGRAPH}.get(event.chain)
        if unit:
            self.place(replace(self.cursor.select(units.of(unit)[units.at(unit, offset)]), mode=Mode.READING),
                       follow=False)  # fmt: skip
        elif not (self.cursor.selecting and offset in self.cursor.passage and self.cursor.mode is Mode.READING):
            self.place(self.cursor.leave().read(offset), follow=False)
            self.post_message(self.Clicked(offset))

    def on_resize(self) -> None:
        """Another width: set the article anew, with the cursor in sight."""
        self._set()
        if self.cursor:
            self._follow(self.cursor)
