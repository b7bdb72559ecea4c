"""The paragraphs and headings of a text."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.text.span import Span

if TYPE_CHECKING:  # whoever has an article has imported it
    from reader.model.article import Article


class Passage(NamedTuple):
    """A paragraph or a heading, by its offsets."""

    start: int
    end: int
    heading: bool = False


def passages_of(article: "Article") -> list[Passage]:
    """The headings and paragraphs of `article`."""
    return [Passage(block.span.start, block.span.end, block.is_heading) for block in article.body]


def first_in_each(passages: Sequence[Passage], spans: Sequence[Span]) -> Iterator[Span]:
    """Those of `spans`, in text order, that are the first ones in their passage: said again at once, a term needs no
    mark.
    """
    last = -1
    for span in spans:
        at = bisect_right(passages, span.start, key=lambda passage: passage.end)
        if at != last:
            yield span
        last = at
