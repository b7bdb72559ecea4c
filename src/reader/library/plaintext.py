"""A plain text file into an article."""

import re
from collections.abc import Iterator
from itertools import groupby

from reader.errors import CannotRead
from reader.library.header import Header, read_header
from reader.library.headline import headline
from reader.library.lines import LONGEST, is_advertisement, is_boilerplate, is_heading, trimmed
from reader.library.source import Source
from reader.model.article import Article, Block, BlockKind
from reader.text.span import Span

_MOST_HEADINGS_IN_A_ROW = 2
"""More lone lines in a row are a table or a poem."""
_LINE = "[^\n]+"


def parse_plaintext(id: str, source: Source) -> Article:
    """The article in a plain text file; raises CannotRead if the file is empty or blank.

    Blank lines part the blocks. A title may come first; then the date, the
    dateline and the text: ` date 2024-03-15 SEOUL, South Korea — In a move …`.
    """
    text = source.text
    front, header, rest = _opened(text, list(_stretches(text)))
    blocks = (*front, *_body(text, rest))
    if not blocks:
        raise CannotRead("It is empty.")
    return Article(
        id=id,
        text=text,
        blocks=blocks,
        headline=headline(text, blocks, (), id),
        date=header.date,
        dateline=header.dateline,
        source=header.agency,
        damaged=source.damaged,
    )


def _stretches(text: str) -> Iterator[Span]:
    """What lies between blank lines, trimmed; a line that labels an advertisement stands alone."""
    start = end = -1
    for line in re.finditer(_LINE, text):
        content, (first, last) = line[0], line.span()
        is_blank = content.isspace()
        is_alone = last - first <= LONGEST and is_advertisement(content)
        if start >= 0 and (is_alone or is_blank or first > end + 1):
            yield trimmed(text, Span(start, end))
            start = -1
        if is_alone:
            yield trimmed(text, Span(first, last))
        elif not is_blank:
            start, end = (first if start < 0 else start), last
    if start >= 0:
        yield trimmed(text, Span(start, end))


def _opened(text: str, stretches: list[Span]) -> tuple[list[Block], Header, list[Span]]:
    """The title, the header and what is left behind them, whichever of the two comes first."""
    blocks: list[Block] = []
    header, titled = Header(Span(0, 0)), False
    while stretches:
        first = stretches[0]
        more = read_header(text, first.start)
        kind = _kind(text, first)
        is_title = kind is BlockKind.HEADING and not more.dated  # `U.S. - China talks resume` is not filed in the U.S.
        if more.adds_to(header) and not is_title:
            header = header.with_more(more)
            blocks.append(Block(BlockKind.HEADER, more.span))
            left = trimmed(text, Span(more.span.end, first.end))
            stretches[:1] = [left] if len(left) else []
        elif is_title and not titled and len(stretches) > 1:
            titled = True
            blocks.append(Block(kind, stretches.pop(0), level=1))
        elif kind is BlockKind.BOILERPLATE:
            blocks.append(Block(kind, stretches.pop(0)))
        else:
            break
    return blocks, header, stretches


def _body(text: str, stretches: list[Span]) -> Iterator[Block]:
    """Blocks of `stretches`; a heading must head something, and only so many stand in a row."""
    kinds = [_kind(text, stretch) for stretch in stretches]
    prose = [index for index, kind in enumerate(kinds) if kind is not BlockKind.BOILERPLATE]
    for kind, group in groupby(prose, key=kinds.__getitem__):
        row = list(group)
        if kind is BlockKind.HEADING and (len(row) > _MOST_HEADINGS_IN_A_ROW or row[-1] == prose[-1]):
            for index in row:
                kinds[index] = BlockKind.PARAGRAPH
    for kind, stretch in zip(kinds, stretches, strict=True):
        yield Block(kind, stretch, level=2 if kind is BlockKind.HEADING else 0)


def _kind(text: str, stretch: Span) -> BlockKind:
    if len(stretch) <= LONGEST and "\n" not in (line := stretch.of(text)):
        if is_boilerplate(line):
            return BlockKind.BOILERPLATE
        if is_heading(line):
            return BlockKind.HEADING
    return BlockKind.PARAGRAPH
