"""Key terms across the articles of a library."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.errors import CannotRead, NotFound
from reader.model.article import Article
from reader.model.term import Term
from reader.terms.words import fold, key_of
from reader.text.segments import words

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace

_SMOOTHING = 60
"""How little the first ranks stand out: the figure of the method's paper."""


@dataclass(frozen=True, slots=True)
class LibraryTerm:
    """What a library is about, in its own words."""

    text: str
    """The form to show: the one of the article that it matters most in."""
    variants: tuple[str, ...]
    """Every form that occurs."""
    score: float
    """Higher is more telling; comparable in one library only."""
    articles: int
    """How many articles hold it."""


@dataclass(slots=True)
class _Tally:
    ranks: list[tuple[int, str]] = field(default_factory=list)
    variants: dict[str, None] = field(default_factory=dict)


def library_terms(workspace: "Workspace") -> tuple[LibraryTerm, ...]:
    """The key terms of all articles, the most telling first; one term may have other forms in other articles.

    The scores of two articles cannot be compared, their ranks can: reciprocal rank fusion (Cormack, Clarke and
    Büttcher, SIGIR 2009).
    """
    tallies: dict[str, _Tally] = {}
    for article in _articles(workspace):
        for rank, term in enumerate(workspace.terms_of(article), 1):
            tally = tallies.setdefault(_key(term), _Tally())
            tally.ranks.append((rank, term.text))
            tally.variants.update(dict.fromkeys(term.forms))
    held = _held(workspace, tallies.keys())
    ranked = (_ranked(tally, held[key]) for key, tally in tallies.items())
    return tuple(sorted(ranked, key=lambda term: (-term.score, term.text)))


def holders(workspace: "Workspace", terms: Collection[Term]) -> tuple[int, ...]:
    """How many articles hold each of `terms`, in whatever form it is written there."""
    keys = [_key(term) for term in terms]
    held = _held(workspace, set(keys))
    return tuple(held[key] for key in keys)


def _ranked(tally: _Tally, articles: int) -> LibraryTerm:
    _, text = min(tally.ranks)
    score = sum(1 / (_SMOOTHING + rank) for rank, _ in tally.ranks)
    return LibraryTerm(text, tuple(tally.variants), score, max(articles, len(tally.ranks)))


def _key(term: Term) -> str:
    return key_of(term.text.split())


def _held(workspace: "Workspace", keys: Collection[str]) -> Counter[str]:
    """In how many articles each key occurs, found by the runs of words that could be one."""
    longest = max((key.count(" ") + 1 for key in keys), default=0)
    held: Counter[str] = Counter()
    for article in _articles(workspace) if longest else ():
        held.update(set(_runs(article, longest)).intersection(keys))
    return held


def _runs(article: Article, longest: int) -> Iterator[str]:
    """Every run of up to `longest` folded words of a paragraph or heading."""
    for block in article.body:
        folded = " ".join(fold(span.of(article.text)) for span in words(article.text, block.span)).split()
        for start in range(len(folded)):
            for end in range(start + 1, min(start + longest, len(folded)) + 1):
                yield " ".join(folded[start:end])


def _articles(workspace: "Workspace") -> Iterator[Article]:
    for row in workspace.catalogue.listing:
        try:
            yield workspace.article(row.id)
        except (CannotRead, NotFound):  # gone or changed since it was listed
            continue
