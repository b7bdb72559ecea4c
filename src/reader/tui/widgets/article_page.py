"""The page: an article in lines, with marks over its text."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from reader.model.article import Article
from reader.model.mark import Mark, MarkKind
from reader.tui.themes import tag_look, tag_looks
from reader.tui.widgets.line_pane import LinePane
from reader.typeset.article import LineKind, Page, set_article
from reader.typeset.marking import Marks

MEASURE = 76
"""The widest line, in cells: about twelve words, as a book has."""
_MARGIN = 4
"""Cells left of the text: a blank, the bar of the sentence being read, and two blanks."""
_MANY = 200
"""Marks, from which on all lines are painted anew."""
ABOVE = 1
"""Blank lines above the article."""
MARGIN = "margin"
"""The layer of marks that are not painted over the text but beside it: each has a tag for its `ref`."""
_ORDER = tuple(MarkKind)
"""Later kinds are painted over earlier ones."""

Head = Sequence[tuple[LineKind, str]]


class _Form(NamedTuple):
    """How an article is set."""

    measure: int
    head: Head
    boilerplate: bool


class _Set(NamedTuple):
    """What was set last, for the screen or ahead of it."""

    article: Article
    form: _Form
    page: Page


class ArticlePage(LinePane):
    """Paints one article; marks come in layers, each replaced on its own."""

    DEFAULT_CSS = """
    ArticlePage { color: $ink; }
    """
    LOOKS = {
        **LinePane.LOOKS,
        **tag_looks(),
        "title": "bold $ink",
        "byline": "$faint",
        "heading": "bold $key",
        "boilerplate": "italic $aside",
        "gutter": "$rule",
        "gutter-active": "bold $key",
        "focus": "on $focus-background",
        MarkKind.OTHER_NAME: "$name",
        MarkKind.PERSON: "bold $term",
        MarkKind.PLACE: "bold italic $term",
        MarkKind.ORGANISATION: "bold underline $term",
        MarkKind.NAME: "underline $term",
        MarkKind.THING: "italic $term",
        MarkKind.NOTE: "underline on $note-background",
        MarkKind.MOVED: "underline italic on $note-background",
        MarkKind.CURRENT: "underline bold on $current-background",
        MarkKind.MATCH: "bold on $match-background",
        MarkKind.HERE: "bold reverse $here on $here-background",
        MarkKind.PASSAGE: "$passage on $passage-background",
        MarkKind.CARET: "bold underline",
    }
    PLAIN_LOOKS = {
        MarkKind.ORGANISATION: "bold uu $term",
        MarkKind.NAME: "uu $term",
        MarkKind.MATCH: "reverse dim on $match-background",
        MarkKind.PASSAGE: "reverse $passage on $passage-background",
    }

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.article: Article | None = None
        self.head: Head = ()
        self.boilerplate = False
        self.measure = MEASURE
        """The widest line that is wanted, in cells."""
        self.page = Page("", (), ())
        self._layers: dict[str, Marks] = {}
        self._last: _Set | None = None

    def is_set(self) -> bool:
        """Whether the lines of the article are those of the width there is now."""
        return self.article is None or self._known(self.article, self._form(self.head, self.boilerplate)) is not None

    def set_ahead(self, article: Article, head: Head, *, boilerplate: bool) -> None:
        """Set an article that is shown next, in any thread: a long one takes a while."""
        if self.outer_size:
            self._last = self._made(article, self._form(head, boilerplate))

    def set_page(self, article: Article, head: Head, *, boilerplate: bool) -> None:
        """Set an article in lines of the width there is, below a head of its own lines.

        Where there is none yet, it is set when it is painted.
        """
        self.article, self.head, self.boilerplate = article, head, boilerplate
        if not self.outer_size:
            return
        form = self._form(head, boilerplate)
        self._last = made = self._known(article, form) or self._made(article, form)
        self.page = made.page
        self.top = max(0, min(self.top, self.line_count() - self.size.height))
        self.repaint()

    def mark(self, layer: str, marks: Iterable[Mark]) -> None:
        """Replace the marks of one layer; only lines that look different are painted anew."""
        old, new = self._layers.get(layer, Marks()), Marks.of(marks)
        if old == new:
            return
        self._layers[layer] = new
        if len(old.all) + len(new.all) > _MANY:
            self.repaint()
        else:
            self.repaint({row + ABOVE for span in old.changed(new) for row in self.page.rows_of(span)})

    def clear_marks(self) -> None:
        """Forget the marks of all layers: they belong to another text."""
        self._layers.clear()

    def marks_at(self, offset: int, layer: str) -> list[Mark]:
        """The marks of a layer over a character, the shortest first."""
        return self._layers.get(layer, Marks()).at(offset)

    def line_of(self, offset: int) -> int:
        """The line of the pane on which a character stands."""
        return self.page.row_of(offset) + ABOVE

    def start_of(self, line: int) -> int:
        """The first character on a line of the pane, or the nearest one to it."""
        return self.page.lines[self._row(line)].span.start if self.page.lines else 0

    def offset_at(self, line: int, x: int) -> int | None:
        """The character at a column of a line of the pane; None where the line has no text."""
        row = line - ABOVE
        inside = 0 <= row < len(self.page.lines) and len(self.page.lines[row].span)
        return self.offset_near(line, x) if inside else None

    def offset_near(self, line: int, x: int) -> int:
        """The character that is nearest to a column of a line of the pane."""
        return self.page.offset_at(self._row(line), max(0, x - self.text_column))

    @property
    def text_column(self) -> int:
        """The column, in cells, at which the text begins."""
        return self._indent + _MARGIN

    def _row(self, line: int) -> int:
        return max(0, min(line - ABOVE, len(self.page.lines) - 1))

    # What is painted

    def line_count(self) -> int:
        """The article, and a blank line above it and below."""
        return len(self.page.lines) + 2 * ABOVE if self.page.lines else 0

    def segments(self, line: int) -> Sequence[Segment]:
        """The margin with a dot for a tag and the bar of the sentence being read, and the line."""
        row = line - ABOVE
        if not 0 <= row < len(self.page.lines):
            return ()
        margin, bar = Segment(" " * self._indent, self.look()), Segment("   ", self.look())
        if any(self._layers.get("focus", Marks()).over(self.page.lines[row].span)):
            bar = Segment("┃  ", self.look("gutter-active" if self.has_focus else "gutter"))
        kind, layers = self.page.lines[row].kind, (marks for name, marks in self._layers.items() if name != MARGIN)
        runs = self.page.runs(row, tuple(layers))
        words = (Segment(run.text, self.look_of(kind, run.marks)) for run in runs)
        return [margin, self._tag_mark(row), bar, *words]

    def _tag_mark(self, row: int) -> Segment:
        """A dot where a tagged passage begins, in the colour of its tag."""
        tags = [mark.ref for mark in self._layers.get(MARGIN, Marks()).over(self.page.lines[row].span)]
        return Segment("•", self.look(tag_look(tags[-1]))) if tags else Segment(" ", self.look())

    def focus_lines(self) -> Iterable[int]:
        """The lines of the sentence being read."""
        focused = self._layers.get("focus", Marks()).all
        return (row + ABOVE for mark in focused for row in self.page.rows_of(mark.span))

    def look_of(self, kind: LineKind, marks: Iterable[MarkKind] = ()) -> Style:
        """How characters on such a line look under these marks."""
        ground = () if kind in (LineKind.TEXT, LineKind.BLANK) else (kind,)
        return self.look(*ground, *sorted(marks, key=_ORDER.index))

    def _form(self, head: Head, boilerplate: bool) -> _Form:
        return _Form(self._measure, tuple(head), boilerplate)

    def _known(self, article: Article, form: _Form) -> _Set | None:
        last = self._last
        return last if last and last.article is article and last.form == form else None

    def _made(self, article: Article, form: _Form) -> _Set:
        return _Set(article, form, set_article(article, form.measure, form.head, boilerplate=form.boilerplate))

    @property
    def _measure(self) -> int:
        return max(1, min(self.measure, self.line_width - 2 * _MARGIN + 2))

    @property
    def _indent(self) -> int:
        return max(0, (self.line_width - self._measure - 2 * _MARGIN) // 2)
