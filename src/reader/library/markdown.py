"""A Markdown file into an article."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from reader.errors import CannotRead
from reader.library.front_matter import FrontMatter, read_front_matter
from reader.library.header import Header, date_in, read_header
from reader.library.headline import LONGEST_TITLE, headline, shortened, shown
from reader.library.inline import hidden_markup
from reader.library.lines import LONGEST, is_boilerplate, lines, trimmed
from reader.library.source import Source
from reader.model.article import Article, Block, BlockKind
from reader.text.span import Span

_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?=[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\[\]]+\]:[ \t]+<?[^\s<>]*[/#.][^\s<>]*>?(?:[ \t]+[\"'(].*)?[ \t]*$")
_QUOTE = re.compile(r" {0,3}>[ \t]?(?:[ \t]*>[ \t]?)*")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|[0-9]{1,9}[.)])[ \t]+\S|[ \t]*\|")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A block before its inline markup is looked at."""

    block: Block
    prefixes: tuple[Span, ...] = ()
    """The `> ` of its lines but the first."""
    is_code: bool = False


def parse_markdown(id: str, source: Source) -> Article:
    """The article in a Markdown file; raises CannotRead if the file is empty or blank.

    Understands front matter, headings, quotes, lists and fenced code as far as
    a reader needs; offsets stay those of the file, with markup in `hidden`.
    """
    text = source.text
    front = read_front_matter(text) or FrontMatter(Span(0, 0), {})
    drafts, header = _with_header(text, _drafts(text, front.span.end))
    blocks = [Block(BlockKind.HEADER, front.span)] if len(front.span) else []
    hidden: list[Span] = []
    for draft in drafts:
        block, marks = _settled(text, draft)
        if shown(text, block.span, marks):
            blocks.append(block)
            hidden += marks
    if not blocks:
        raise CannotRead("It is empty.")
    title = shortened(front.first("title", "headline"), LONGEST_TITLE)
    return Article(
        id=id,
        text=text,
        blocks=tuple(blocks),
        headline=title or headline(text, blocks, hidden, id),
        date=_date(front) or header.date,
        dateline=header.dateline or front.first("dateline"),
        author=front.first("author", "authors", "byline"),
        source=front.first("source", "site", "publisher", "url", "link") or header.agency,
        damaged=source.damaged,
        hidden=tuple(hidden),
    )


def _date(front: FrontMatter) -> dt.date | None:
    written = (front.first(name) for name in ("date", "published", "publish_date", "pubdate", "created"))
    return next((date for value in written if (date := date_in(value))), None)


def _drafts(text: str, start: int) -> list[_Draft]:
    scan = _Scan(text)
    for line in lines(text, start):
        scan.feed(line)
    scan.end()
    return scan.drafts


def _with_header(text: str, drafts: list[_Draft]) -> tuple[list[_Draft], Header]:
    """The drafts with a date line or dateline, where the text has one, made a block of its own."""
    header = Header(Span(0, 0))
    index = 0
    while index < len(drafts):
        block = drafts[index].block
        more = read_header(text, block.span.start)
        if block.kind is BlockKind.PARAGRAPH and not (more.adds_to(header) and not drafts[index].is_code):
            break
        if block.kind is BlockKind.PARAGRAPH:
            header = header.with_more(more)
            left = trimmed(text, Span(more.span.end, block.span.end))
            rest = [replace(drafts[index], block=block._replace(span=left))] if len(left) else []
            drafts[index : index + 1] = [_Draft(Block(BlockKind.HEADER, more.span)), *rest]
        index += 1
    return drafts, header


def _settled(text: str, draft: _Draft) -> tuple[Block, list[Span]]:
    """The block and what in it is hidden; a line for the web page only turns out to be boilerplate."""
    block = draft.block
    if draft.is_code or block.kind is BlockKind.HEADER:
        return block, []
    marks = sorted([*(p for p in draft.prefixes if block.span.covers(p)), *hidden_markup(text, block.span)])
    is_line = block.kind is BlockKind.PARAGRAPH and "\n" not in block.span.of(text)
    if is_line and len(line := shown(text, block.span, marks)) <= LONGEST and is_boilerplate(line):
        return Block(BlockKind.BOILERPLATE, block.span), marks
    return block, marks


class _Scan:
    """Takes a file line by line and keeps the blocks that it found in `drafts`."""

    def __init__(self, text: str) -> None:
        self.drafts: list[_Draft] = []
        self._text = text
        self._lines: list[Span] = []
        self._prefixes: list[Span] = []
        self._fence = ""
        self._quoted = False

    def feed(self, line: Span) -> None:
        """Take the next line."""
        content = line.of(self._text)
        if self._fence:
            self._feed_code(line, content)
            return
        quote = _QUOTE.match(content)
        if quote and not self._quoted:
            self.end()
            self._quoted = True
        inner = Span(line.start + (quote.end() if quote else 0), line.end)
        if quote and self._lines:
            self._prefixes.append(Span(line.start, inner.start))
        self._feed_text(inner, content[quote.end() :] if quote else content)

    def end(self) -> None:
        """Close the block that is open, if any."""
        self._close(BlockKind.PARAGRAPH)
        self._quoted = False

    def _feed_text(self, line: Span, content: str) -> None:
        if not content or content.isspace():
            self.end()
        elif heading := _HEADING.match(content):
            self.end()
            self._add_heading(Span(line.start + heading.end(), line.end), len(heading["marks"]))
        elif len(self._lines) == 1 and _UNDERLINE.fullmatch(content):
            self._close(BlockKind.HEADING, level=1 if "=" in content else 2)
        elif _RULE.fullmatch(content) or (not self._lines and _DEFINITION.match(content)):
            self.end()
        elif fence := _FENCE.match(content):
            self.end()
            self._fence = fence["fence"]
            self._lines.append(line)
        else:
            if _ITEM.match(content):
                self._close(BlockKind.PARAGRAPH)
            self._lines.append(line)

    def _feed_code(self, line: Span, content: str) -> None:
        self._lines.append(line)
        bare = content.strip()
        if bare.startswith(self._fence) and not bare.strip(self._fence[0]):
            self._close(BlockKind.PARAGRAPH)

    def _add_heading(self, line: Span, level: int) -> None:
        span = trimmed(self._text, line)
        content = span.of(self._text)
        bare = content.rstrip("#")
        if not bare or bare[-1].isspace():  # `## Title ##`
            span = trimmed(self._text, Span(span.start, span.start + len(bare)))
        if len(span):
            self.drafts.append(_Draft(Block(BlockKind.HEADING, span, level)))

    def _close(self, kind: BlockKind, level: int = 0) -> None:
        if self._lines:
            span = trimmed(self._text, self._lines[0].hull(self._lines[-1]))
            self.drafts.append(_Draft(Block(kind, span, level), tuple(self._prefixes), bool(self._fence)))
        self._lines.clear()
        self._prefixes.clear()
        self._fence = ""
