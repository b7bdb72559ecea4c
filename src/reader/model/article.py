"""An article."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property

from reader.text.span import Span
from reader.typed import NamedTuple


class BlockKind(StrEnum):
    """What a stretch of an article's text is."""

    HEADER = "header"
    """The date, the dateline or the front matter: shown in the header line, never as body."""
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BOILERPLATE = "boilerplate"
    """Advertisement lines and the like: kept in the text, left out of view, terms, words and export."""


class Block(NamedTuple):
    """A stretch of an article without blank lines at its ends."""

    kind: BlockKind
    span: Span
    level: int = 0
    """Depth of a heading, 1 to 6; 0 for everything else."""

    @property
    def is_heading(self) -> bool:
        """Whether it stands above other blocks."""
        return self.kind is BlockKind.HEADING


class _Article(NamedTuple):
    id: str
    """Its path below the library's folder, with `/`; undecodable bytes as surrogate escapes."""
    text: str
    """Every character of the file, cleaned once and broken only by `\\n`; all offsets count its code points."""
    blocks: tuple[Block, ...]
    """In text order, without overlap; what lies between two blocks is white space or markup that is not shown."""
    headline: str
    """What the file calls itself, else the beginning of its lede; never empty."""
    date: dt.date | None = None
    dateline: str = ""
    """Where it was filed: `SEOUL, South Korea`."""
    author: str = ""
    source: str = ""
    """Where it was published: a name or a URL, as the file says."""
    damaged: bool = False
    """Whether bytes were not valid in the file's encoding and stand as U+FFFD."""
    hidden: tuple[Span, ...] = ()
    """Inline markup inside blocks that is not shown (link targets, emphasis marks), in text order."""


class Article(_Article):
    """One article, whole."""

    @cached_property
    def hash(self) -> str:
        """`sha256-` and the URL-safe base64 digest of the text: names the snapshot of this version."""
        return text_hash(self.text)

    @cached_property
    def words(self) -> int:
        """How many words the headings and paragraphs have."""
        return sum(len(block.span.of(self.text).split()) for block in self.body)

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """The blocks that a person reads: headings and paragraphs."""
        return tuple(b for b in self.blocks if b.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH))

    def shown(self, span: Span) -> Iterator[Span]:
        """The parts of `span` that are no hidden markup, in text order, none empty."""
        start = span.start
        for hidden in self.hidden[bisect_right(self.hidden, span.start, key=lambda hidden: hidden.end) :]:
            if hidden.start >= span.end:
                break
            if hidden.start > start:
                yield Span(start, hidden.start)
            start = max(start, hidden.end)
        if start < span.end:
            yield Span(start, span.end)


def text_hash(text: str) -> str:
    """`sha256-` and the URL-safe base64 digest of `text` in UTF-8 (surrogates kept)."""
    import hashlib  # these two take longer to import than all the rest of a headless command needs
    from base64 import urlsafe_b64encode

    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return "sha256-" + urlsafe_b64encode(digest).decode().rstrip("=")
