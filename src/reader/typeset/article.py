"""An article set in lines: head, headings, paragraphs, and the marks over them."""

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

from reader.model.article import Article, Block, BlockKind
from reader.model.mark import MarkKind
from reader.text.span import Span
from reader.typeset.marking import Marks
from reader.typeset.wrapping import wrap


class LineKind(StrEnum):
    """What a line is."""

    TITLE = "title"
    BYLINE = "byline"
    BLANK = "blank"
    HEADING = "heading"
    TEXT = "text"
    BOILERPLATE = "boilerplate"


class Line(NamedTuple):
    """One line of a set article."""

    kind: LineKind
    span: Span
    """Its characters in the article's text; empty for the head and for blank lines."""
    words: str = ""
    """What a line of the head says: it is not part of the text."""


class Run(NamedTuple):
    """Characters that look alike."""

    text: str
    marks: frozenset[MarkKind] = frozenset()


@dataclass(frozen=True)
class Page:
    """An article at one width."""

    text: str
    hidden: tuple[Span, ...]
    lines: tuple[Line, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [line.span.start for line in self.lines]

    def row_of(self, offset: int) -> int:
        """The line on which the character at `offset` stands, or the one before it that is nearest."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def rows_of(self, span: Span) -> range:
        """The lines on which a span stands."""
        return range(self.row_of(span.start), self.row_of(max(span.start, span.end - 1)) + 1)

    def shows(self, offset: int) -> bool:
        """Whether the character at `offset` is no hidden markup."""
        index = bisect_right(self.hidden, offset, key=lambda hidden: hidden.end)
        return index == len(self.hidden) or offset not in self.hidden[index]

    def offset_at(self, row: int, column: int) -> int:
        """The character at a column of a line, in cells; the nearest one where there is none."""
        line = self.lines[max(0, min(row, len(self.lines) - 1))]
        at = line.span.start
        for piece in self._shown(line.span):
            for start, _, cells in split_graphemes(_painted(piece.of(self.text)))[0]:
                if column < cells:
                    return piece.start + start
                column -= cells
                at = piece.start + start
        return at

    def column_of(self, offset: int) -> int:
        """The column, in cells, at which the character at `offset` stands on its line."""
        line = self.lines[self.row_of(offset)]
        before = Span(line.span.start, max(line.span.start, min(offset, line.span.end)))
        return sum(cell_len(_painted(piece.of(self.text))) for piece in self._shown(before))

    def runs(self, row: int, layers: Iterable[Marks]) -> list[Run]:
        """The characters of a line, cut wherever a mark of any layer begins or ends."""
        line = self.lines[row]
        if line.words or not len(line.span):
            return [Run(line.words)] if line.words else []
        marks = [mark for layer in layers for mark in layer.over(line.span)]
        edges = {edge for mark in marks for edge in (mark.span.start, mark.span.end) if edge in line.span}
        runs: list[Run] = []
        for piece in self._shown(line.span):
            cuts = sorted({piece.start, piece.end, *(edge for edge in edges if edge in piece)})
            for start, end in itertools.pairwise(cuts):
                kinds = frozenset(m.kind for m in marks if m.span.start <= start and end <= m.span.end)
                runs.append(Run(_painted(self.text[start:end]), kinds))
        return runs

    def _shown(self, span: Span) -> Iterator[Span]:
        """The parts of `span` that are no hidden markup."""
        start = span.start
        index = bisect_right(self.hidden, span.start, key=lambda hidden: hidden.end)
        for hidden in self.hidden[index:]:
            if hidden.start >= span.end:
                break
            if hidden.start > start:
                yield Span(start, hidden.start)
            start = max(start, hidden.end)
        if start < span.end:
            yield Span(start, span.end)


def set_article(article: Article, width: int, head: Sequence[tuple[LineKind, str]], *, boilerplate: bool) -> Page:
    """Set `article` in lines of `width` cells below the lines of its head; boilerplate only where asked for."""
    lines = list(_head(head, width))
    for block in article.blocks:
        if block.kind is BlockKind.HEADER or (block.kind is BlockKind.BOILERPLATE and not boilerplate):
            continue
        blank = Span(block.span.start, block.span.start)
        if lines:
            lines.append(Line(LineKind.BLANK, blank))
        if block.kind is BlockKind.HEADING and lines:
            lines.append(Line(LineKind.BLANK, blank))
        lines += (Line(_KINDS[block.kind], span) for span in _wrapped(article, block, width))
    return Page(article.text, article.hidden, tuple(lines))


_KINDS = {
    BlockKind.HEADING: LineKind.HEADING,
    BlockKind.PARAGRAPH: LineKind.TEXT,
    BlockKind.BOILERPLATE: LineKind.BOILERPLATE,
}


def _head(head: Sequence[tuple[LineKind, str]], width: int) -> Iterator[Line]:
    nowhere = Span(0, 0)
    for kind, words in head:
        for span in wrap(words, Span(0, len(words)), width):
            yield Line(kind if words else LineKind.BLANK, nowhere, span.of(words))


def _wrapped(article: Article, block: Block, width: int) -> Iterator[Span]:
    """The lines of a block; where markup is hidden, the rest is set and its places are counted back."""
    first = bisect_right(article.hidden, block.span.start, key=lambda hidden: hidden.end)
    if first == len(article.hidden) or article.hidden[first].start >= block.span.end:
        return wrap(article.text, block.span, width)
    return _wrap_around_hidden(article, block.span, width)


def _wrap_around_hidden(article: Article, within: Span, width: int) -> Iterator[Span]:
    page = Page(article.text, article.hidden, ())
    offsets = [offset for piece in page._shown(within) for offset in range(piece.start, piece.end)]
    shown = "".join(article.text[offset] for offset in offsets)
    for span in wrap(shown, Span(0, len(shown)), width):
        if len(span):
            yield Span(offsets[span.start], offsets[span.end - 1] + 1)


def _painted(text: str) -> str:
    """The same characters as they are painted: line breaks and tabs inside a line are one blank each."""
    return text.replace("\n", " ").replace("\t", " ")
