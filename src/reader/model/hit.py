"""What a search finds."""

from enum import StrEnum

from reader.text.span import Span
from reader.typed import NamedTuple


class Where(StrEnum):
    """In what a hit lies."""

    TEXT = "text"
    HEADLINE = "headline"
    NOTE = "note"
    TAG = "tag"


class Hit(NamedTuple):
    """One place that answers a query."""

    article: str
    """As in `Article.id`."""
    where: Where
    snippet: str
    """One line around the find."""
    span: Span | None = None
    """The find in `Article.text`, or the annotated passage; None where there is none."""
    annotation: str = ""
    """The annotation's id, for a hit in a note or a tag."""
