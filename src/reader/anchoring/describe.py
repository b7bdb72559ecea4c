"""A passage in words and numbers, so that it can be found again."""

import re

from reader.model.annotation import Target, TextPositionSelector, TextQuoteSelector
from reader.model.article import Article
from reader.text.span import Span

SHORTEST = 32
LONGEST = 128
"""Characters of prefix and suffix, where the text has as many."""
_BORDER = re.compile(r"(?<!\w)(?=\w)|(?<=\w)(?!\w)")


def describe(article: Article, span: Span | None, source: str) -> Target:
    """The target for `span` of `article`, or for the whole article; `source` as in `Target.source`."""
    if span is None:
        return Target(source, snapshot=article.hash)
    text = article.text
    quote = TextQuoteSelector(span.of(text), _prefix(text, span.start), _suffix(text, span.end))
    return Target(source, quote, TextPositionSelector(span.start, span.end), article.hash)


def _prefix(text: str, end: int) -> str:
    """Up to 128 characters before `end`, cut at a word's border where 32 are left."""
    start = max(0, end - LONGEST)
    border = _BORDER.search(text, start) if start else None
    if border and border.start() <= end - SHORTEST:
        start = border.start()
    return text[start:end]


def _suffix(text: str, start: int) -> str:
    """Up to 128 characters from `start` on, cut at a word's border where 32 are left."""
    end = min(len(text), start + LONGEST)
    if end < len(text):
        borders = _BORDER.finditer(text, start + SHORTEST, end + 1)
        end = max((border.start() for border in borders if border.start() <= end), default=end)
    return text[start:end]
