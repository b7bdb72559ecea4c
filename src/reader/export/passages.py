"""What a note quotes: paragraphs as a person reads them."""

import re

from reader.model.annotation import AnchorState, Placed
from reader.model.article import Article, BlockKind
from reader.text.span import Span

_BLANK_LINES = re.compile(r"\n\s*\n")


def passage(article: Article, placed: Placed) -> list[str]:
    """The paragraphs of a note's passage; none for a note on the whole article.

    The words of the article where the note's place is sure, else the words
    that it was made on.
    """
    quote = placed.annotation.target.quote
    if placed.anchor.state is AnchorState.ANCHORED and placed.span is not None:
        return visible(article, placed.span)
    return _BLANK_LINES.split(quote.exact) if quote else []


def visible(article: Article, span: Span) -> list[str]:
    """The paragraphs of `span` without advertisements, header and markup; all of it where nothing else is left."""
    shown = [
        paragraph
        for block in article.blocks
        if block.span.overlaps(span) and block.kind not in (BlockKind.BOILERPLATE, BlockKind.HEADER)
        if (paragraph := _shown(article, block.span.common(span))).strip()
    ]
    return shown or _BLANK_LINES.split(span.of(article.text))


def _shown(article: Article, span: Span) -> str:
    """The text of `span` without hidden markup."""
    return "".join(part.of(article.text) for part in article.shown(span))
