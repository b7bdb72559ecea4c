"""The places in articles that answer a query, cut from their files: the full-text index keeps no text."""

import os
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from reader.catalogue.finding import finds_within, snippet
from reader.catalogue.marks import mark
from reader.catalogue.query import Words
from reader.errors import CannotRead, NotFound
from reader.library.folder import Found, Library
from reader.model.hit import Hit, Where
from reader.text.span import Span
from reader.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

_BODIES = """
    SELECT a.rowid, a.path, a.mark, b.ends FROM article a JOIN block b ON b.rowid = a.rowid WHERE a.rowid IN ({})
"""
_AT_ONCE = 100
"""Articles that the catalogue is asked about at once."""


def hits(
    ask: "Callable[[str], list[tuple[Any, ...]]]", library: Library, rows: Iterable[int], words: Sequence[Words]
) -> Iterator[Hit]:
    """Every place of any of `words` in some articles, in the order of these and of their texts."""
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        known = {row[0]: row[1:] for row in ask(_BODIES.format(",".join(map(str, some))))}
        for path, signature, ends in (known[row] for row in some if row in known):
            id = os.fsdecode(path)
            text, blocks = _body(library, id, signature, ends)
            for find, block in finds_within(text, words, blocks):
                yield Hit(id, Where.TEXT, snippet(text, find, block), find)


def _body(library: Library, id: str, signature: int, ends: bytes) -> tuple[str, Iterable[Span]]:
    """The text of an article and its blocks that a person reads; none where it cannot be read any more."""
    try:
        if isinstance(found := library.look(id), Found) and mark(found) == signature:
            each = iter(array("I", ends))
            return library.text(id), map(Span, each, each)
        article = library.read(id)
    except (CannotRead, NotFound):
        return "", ()
    return article.text, (block.span for block in article.body)
