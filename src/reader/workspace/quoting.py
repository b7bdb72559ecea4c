"""A passage named by its words."""

from reader.errors import NotFound, Unusable
from reader.model.article import Article
from reader.text.find import find_all
from reader.text.safety import clean, unify_newlines
from reader.text.span import Span


def find_passage(article: Article, quote: str, nth: int | None = None) -> Span:
    """The place of `quote` in the body of an article, white space aside; the `nth` from 1 where it is there often.

    Raises NotFound where it is not there, and Unusable where it is there more than once and `nth` does not say which.
    """
    places = find_all(article.text, clean(unify_newlines(quote)), [block.span for block in article.body])
    if nth is None and len(places) > 1:
        raise Unusable(f"That quote is there {len(places)} times; say which with --nth.")
    index = (nth or 1) - 1
    if not 0 <= index < len(places):
        raise NotFound("That quote is not in the article." if not places else f"It is there only {len(places)} times.")
    return places[index]
