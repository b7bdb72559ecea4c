"""A key term of an article."""

from dataclasses import dataclass

from reader.model.term_kind import TermKind
from reader.text.span import Span


@dataclass(frozen=True, slots=True)
class Term:
    """What an article is about, in its own words, with every place that says it."""

    text: str
    """The form to show: the longest common one, without title or possessive."""
    kind: TermKind
    score: float
    """Higher is more telling; comparable inside one article only."""
    variants: tuple[str, ...]
    """Every form that occurs, most frequent first; `text` is one of them."""
    spans: tuple[Span, ...]
    """Every mention in headings and paragraphs, in text order, none overlapping another of this term."""
