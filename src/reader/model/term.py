"""A key term of an article."""

from enum import StrEnum
from typing import NamedTuple

from reader.text.span import Span


class TermKind(StrEnum):
    """What a key term names."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    NAME = "name"
    """A name of another or an unsure kind."""
    THING = "thing"


class Term(NamedTuple):
    """What an article is about, in its own words, with every place that says it."""

    text: str
    """The form to show: the longest common one, without title or possessive."""
    kind: TermKind
    score: float
    """Higher is more telling; comparable inside one article only."""
    forms: tuple[str, ...]
    """Every form that is looked for, most frequent first; `text` is one of them."""
    spans: tuple[Span, ...]
    """Every mention in headings and paragraphs, in text order, none overlapping another of this term."""
    otherwise: tuple[str, ...] = ()
    """How else the article says it, which is not looked for: longer phrases, or a word too broad to be marked."""

    @property
    def variants(self) -> tuple[str, ...]:
        """Every way in which the article says it, `forms` first."""
        return (*self.forms, *self.otherwise)


class Frequency(NamedTuple):
    """In how many articles a term is said."""

    articles: int
    """As many as were counted, from the newest on."""
    among: int
    """The articles that were gone through to count them."""
    more: bool
    """Whether older ones may say it too."""
