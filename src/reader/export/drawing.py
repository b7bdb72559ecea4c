"""Highlights over a text as pieces that never overlap: each piece knows all notes that cover it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from reader.model.article import Article, Block
from reader.text.span import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block that the same notes cover."""

    text: str
    notes: tuple[str, ...] = ()
    """Ids of the notes that cover it, in the order given."""
    begins: tuple[str, ...] = ()
    """Those of them that begin here."""
    ends: tuple[str, ...] = ()
    """Those that end here."""


def drawn(article: Article, places: Mapping[str, Span]) -> list[tuple[Block, list[Piece]]]:
    """The headings and paragraphs of an article in pieces, cut where a note of `places` begins or ends.

    The texts of a block's pieces together are what it shows. A note begins and ends once, in however many blocks it is.
    """
    blocks = [(block, _cut(article, block.span, places)) for block in article.body]
    every = [piece for _, pieces in blocks for piece in pieces]
    first = {id: index for index, piece in reversed(list(enumerate(every))) for id in piece.notes}
    last = {id: index for index, piece in enumerate(every) for id in piece.notes}
    finished = iter(
        Piece(
            piece.text,
            piece.notes,
            tuple(id for id in piece.notes if first[id] == index),
            tuple(id for id in piece.notes if last[id] == index),
        )
        for index, piece in enumerate(every)
    )
    return [(block, [next(finished) for _ in pieces]) for block, pieces in blocks]


def _cut(article: Article, span: Span, places: Mapping[str, Span]) -> list[Piece]:
    here = {id: place for id, place in places.items() if place.overlaps(span)}
    pieces: list[Piece] = []
    for shown in article.shown(span):
        edges = {edge for place in here.values() for edge in (place.start, place.end) if edge in shown}
        for start, end in pairwise(sorted({shown.start, shown.end, *edges})):
            covering = tuple(id for id, place in here.items() if place.start <= start and end <= place.end)
            text = article.text[start:end]
            if pieces and pieces[-1].notes == covering:
                text = pieces.pop().text + text
            pieces.append(Piece(text, covering))
    return pieces
