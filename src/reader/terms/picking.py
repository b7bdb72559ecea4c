"""The best concepts, each once: what only says again a part of a better one is merged or left out."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from reader.model.term import TermKind
from reader.terms.candidates import Candidate
from reader.terms.variants import Concept


class Pick(NamedTuple):
    """A key term in the making."""

    score: float
    concept: Concept
    members: list[Candidate]
    """Every form of it, those that were merged while picking too."""


def pick(concepts: Sequence[Concept], scores: Sequence[float], count: int) -> list[Pick]:
    """At most `count` concepts by descending score."""
    picks: list[Pick] = []
    fuller = [c.head for c in concepts if c.head.has_name and not c.head.is_name and len(c.head.mentions) > 1]
    order = sorted(range(len(concepts)), key=lambda i: -scores[i])
    for i in order:
        if len(picks) == count:
            break
        concept = concepts[i]
        members = (member for picked in picks for member in picked.members)
        if _is_part(concept, chain(fuller, members)):
            continue
        wider = next((p for p in picks if _is_variant(concept.head, p)), None)
        if wider:
            wider.members.extend(concept.members)
        else:
            picks.append(Pick(scores[i], concept, list(concept.members)))
    return picks


def _is_part(concept: Concept, fuller: Iterable[Candidate]) -> bool:
    """Whether it is a common phrase that is said mostly inside one of `fuller`; `variants.link` tells names apart."""
    if concept.head.is_name:
        return False
    key, often = concept.head.key, len(concept.head.mentions)
    around = (other for other in fuller if key in other.key and other.key != key)
    return any(often <= 2 * len(other.mentions) for other in around if f" {key} " in f" {other.key} ")


def _is_variant(candidate: Candidate, picked: Pick) -> bool:
    """Whether it says more, or less, of what is picked: `Aurus limousine` beside `Aurus Senat limousine`."""
    if " " not in candidate.key or (candidate.is_name and candidate.kind is not TermKind.NAME):
        return False
    return any(_same_thing(candidate, member) for member in picked.members)


def _same_thing(candidate: Candidate, member: Candidate) -> bool:
    words, others = candidate.key.split(), member.key.split()
    if words[-1] != others[-1]:
        return False
    if not member.is_name and candidate.key.endswith(" " + member.key):
        return True
    named = len(others) > 1 and candidate.has_name and member.has_name
    return named and (set(words) <= set(others) or set(words) >= set(others))
