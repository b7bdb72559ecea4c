"""The places in notes and tags that a query asks for."""

from collections.abc import Iterator

from reader.catalogue.finding import finds, snippet
from reader.catalogue.query import All, Either, Field, Node, Tagged, Words, sought
from reader.model.annotation import Placed
from reader.model.article import Article
from reader.model.hit import Hit, Where
from reader.text.span import Span


def hits_in_note(article: Article, placed: Placed, query: Node) -> Iterator[Hit]:
    """The first place in the note, and each tag, of an annotation that answers `query`."""
    annotation, words = placed.annotation, sought(query)
    if find := next(finds(annotation.note, words), None):
        line = snippet(annotation.note, find, Span(0, len(annotation.note)))
        yield Hit(article.id, Where.NOTE, line, placed.span, annotation.id)
    for tag in annotation.tags:
        if _is_asked_for(tag, query, words):
            yield Hit(article.id, Where.TAG, tag, placed.span, annotation.id)


def _is_asked_for(tag: str, query: Node, words: tuple[Words, ...]) -> bool:
    anywhere = [one for one in words if one.field is not Field.NOTE]
    if next(finds(tag, anywhere), None):
        return True
    return any(f"/{tag.lower()}/".startswith(f"/{asked.tag}" + "/" * (not asked.growing)) for asked in _tagged(query))


def _tagged(query: Node) -> Iterator[Tagged]:
    match query:
        case Tagged():
            yield query
        case All(nodes) | Either(nodes):
            for node in nodes:
                yield from _tagged(node)
        case _:
            return
