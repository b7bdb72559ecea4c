"""Articles for the tests of key terms."""

import re

from reader.model.article import Article, Block, BlockKind
from reader.terms.ranking import paragraphs
from reader.text.span import Span

_HEADER = re.compile(r"\s*date \d{4}-\d\d-\d\d\s+(?:[A-Z]{3,}[^—\n]{0,30}— )?")


def an_article(text: str) -> Article:
    """An article whose every paragraph is body, short lines without an end being headings."""
    return _article(text, 0)


def a_news_article(text: str) -> Article:
    """An article with a date header and advertisement lines, like the seeds."""
    header = _HEADER.match(text)
    return _article(text, header.end() if header else 0)


def _article(text: str, header: int) -> Article:
    blocks = [Block(BlockKind.HEADER, Span(0, header))] if header else []
    for passage in paragraphs(text):
        span = Span(max(passage.start, header), passage.end)
        kind = BlockKind.HEADING if passage.heading else BlockKind.PARAGRAPH
        kind = BlockKind.BOILERPLATE if span.of(text).strip() == "Advertisment" else kind
        blocks.append(Block(kind, span, level=int(kind is BlockKind.HEADING)))
    return Article("an-article.txt", text, tuple(blocks), "A headline")
