"""Which articles say a term, and which tell one story."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from math import log, sqrt
from typing import TYPE_CHECKING

from reader.catalogue.asking import Stop
from reader.catalogue.database import Overtaken
from reader.catalogue.query import All, Dated, Either, Field, Node, Words
from reader.catalogue.selection import Selection
from reader.errors import CannotRead, NotFound
from reader.model.article import Article
from reader.model.listing import Listing
from reader.model.term import Frequency, Term
from reader.terms.chosen import key

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace

_WORD = re.compile(r"[^\W_]+")
_DAYS = 3
"""How long after another report a report still tells the same story."""
_RAREST = 6
"""Terms of which a report of the same story says at least one."""
_MOST = 50
"""Reports that are looked at."""
_COUNTED = 1000
"""Articles that say a term are counted up to here: to count all would take seconds in a library of a million."""
_FEWEST_SHARED = 3
_ALIKE = 0.35
"""The least likeness of two reports of one story."""


def holding(workspace: "Workspace", term: Term, stop: Stop | None = None) -> Selection:
    """The articles that say a term in one of the forms that mean it by themselves, newest first. Raises Overtaken."""
    return workspace.catalogue.select(_says(term), stop=stop)


def frequencies(workspace: "Workspace", terms: Sequence[Term], stop: Stop | None = None) -> tuple[Frequency, ...]:
    """In how many articles each of the terms is said. Raises Overtaken."""
    weighing = _Weighing(workspace, stop)
    return tuple(map(weighing.frequency, terms))


def same_story(
    workspace: "Workspace",
    article: Article,
    stop: Stop | None = None,
    known: Iterable[tuple[Term, Frequency]] = (),
) -> tuple[Listing, ...]:
    """The articles of the days around that share enough rare terms with an article, the most alike first.

    The terms whose frequency is `known` are not counted again. Raises Overtaken.
    """
    terms = workspace.terms_of(article)
    if article.date is None or len(terms) < _FEWEST_SHARED:
        return ()
    weighing = _Weighing(workspace, stop, known)
    elsewhere = [term for term in terms if weighing.frequency(term).articles > 1]
    rarest = sorted(elsewhere, key=weighing.of, reverse=True)[:_RAREST]
    if not rarest:
        return ()
    days = dt.timedelta(days=_DAYS)
    near = All((Dated(article.date - days, article.date + days), Either(tuple(map(_says, rarest)))))
    around = ((row, other) for row, other in _with_terms(workspace, near, stop) if row.id != article.id)
    alike = [(weighing.likeness(terms, other), row) for row, other in around]
    return tuple(row for likeness, row in sorted(alike, key=lambda found: -found[0]) if likeness >= _ALIKE)


class _Weighing:
    """Terms by how rare they are in the library (inverse document frequency: Spärck Jones 1972).

    Those that are said in more articles than are counted, by how rare they are among the newest.
    """

    def __init__(self, workspace: "Workspace", stop: Stop | None, known: Iterable[tuple[Term, Frequency]] = ()) -> None:
        self._catalogue = workspace.catalogue
        self._stop = stop
        self._total = workspace.catalogue.count()
        self._known = {key(term.text): frequency for term, frequency in known}

    def frequency(self, term: Term) -> Frequency:
        """In how many articles a term is said."""
        name = key(term.text)
        if name not in self._known:
            held = self._catalogue.select(_says(term), limit=_COUNTED, stop=self._stop)
            more = len(held) == _COUNTED
            among = self._catalogue.count(held.numbers[0]) if more else self._total
            self._known[name] = Frequency(len(held), among, more)
        return self._known[name]

    def of(self, term: Term) -> float:
        """The weight of a term."""
        articles, among, _ = self.frequency(term)
        return log(1 + among / max(1, articles))

    def likeness(self, terms: Sequence[Term], others: Sequence[Term]) -> float:
        """From 0 to 1, the weight of what both have beside the weight of each; 0 where they share too few."""
        meant = {key(form) for other in others for form in _meaning(other)}
        shared = [self.of(term) for term in terms if meant.intersection(map(key, _meaning(term)))]
        both = sum(map(self.of, terms)) * sum(map(self.of, others))
        return sum(shared) / sqrt(both) if len(shared) >= _FEWEST_SHARED else 0.0


def _with_terms(workspace: "Workspace", query: Node, stop: Stop | None) -> Iterator[tuple[Listing, tuple[Term, ...]]]:
    for row in workspace.catalogue.select(query, limit=_MOST, stop=stop):
        if stop and stop():
            raise Overtaken
        try:
            yield row, workspace.terms_of(workspace.article(row.id))
        except (CannotRead, NotFound):  # gone or changed since it was listed
            continue


def _says(term: Term) -> Node:
    return Either(tuple(Words(tuple(_WORD.findall(form)), Field.TERM) for form in _meaning(term)))


def _meaning(term: Term) -> list[str]:
    """Forms that mean the term in any article: `Kim Jong Un`, and not `Kim`, which is another person elsewhere."""
    return list(dict.fromkeys(chain([term.text], (form for form in term.forms if " " in form))))
