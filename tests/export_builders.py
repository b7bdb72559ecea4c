"""Articles and notes to export, with a default for whatever a test does not care about."""

import datetime as dt
from pathlib import Path

from reader.model.annotation import (
    Anchor,
    AnchorState,
    Annotation,
    Placed,
    Target,
    TextPositionSelector,
    TextQuoteSelector,
    bodies,
)
from reader.model.article import Article, Block, BlockKind
from reader.model.digest import ArticleDigest, Digest
from reader.text.span import Span

TEXT = (
    "In a move that has stirred controversy, Kim was seen in a limousine.\n\n"
    "Advertisment\n\n"
    "The gift reportedly violates a UN resolution. It is a testament to friendship.\n"
)
SOURCE = "seeds/000 a (b).txt"


def an_article(text: str = TEXT, headline: str = "In a move that has stirred controversy", **fields: object) -> Article:
    values: dict[str, object] = {"id": "000 a (b).txt", "date": dt.date(2024, 3, 15), "dateline": "SEOUL, South Korea"}
    blocks = []
    start = 0
    for paragraph in text.split("\n\n"):
        kind = BlockKind.BOILERPLATE if paragraph.startswith("Adv") else BlockKind.PARAGRAPH
        blocks.append(Block(kind, Span(start, start + len(paragraph.rstrip()))))
        start += len(paragraph) + 2
    return Article(**(values | {"text": text, "blocks": tuple(blocks), "headline": headline} | fields))  # type: ignore[arg-type]


def a_note(
    words: str | None = "stirred controversy",
    note: str = "Compare with UNSCR 1718.",
    tags: tuple[str, ...] = ("sanctions/un",),
    ulid: str = "01M7ZSD7QW6NH88K646GVV5F7R",
    state: AnchorState = AnchorState.ANCHORED,
    text: str = TEXT,
    **fields: object,
) -> Placed:
    if words is None:
        target, anchor = Target(SOURCE), Anchor(state, None)
    else:
        start = max(0, text.find(words))
        span = None if state is AnchorState.ORPHAN else Span(start, start + len(words))
        position = TextPositionSelector(start, start + len(words))
        target, anchor = Target(SOURCE, TextQuoteSelector(words, "", ""), position), Anchor(state, span)
    at = dt.datetime(2024, 3, 16, 9, 12, tzinfo=dt.UTC)
    values: dict[str, object] = {"by": "ana", "created": at, "modified": at, "target": target}
    annotation = Annotation(id=ulid, body=bodies(tags, note), **(values | fields))  # type: ignore[arg-type]
    return Placed(annotation, anchor)


def a_digest(*notes: Placed, article: Article | None = None, path: str = "/lib/seeds/000 a (b).txt") -> ArticleDigest:
    return ArticleDigest(article or an_article(), SOURCE, path, notes)


def digests(*articles: ArticleDigest) -> Digest:
    return Digest(articles)


EXPORTS = Path("/lib/exports")
