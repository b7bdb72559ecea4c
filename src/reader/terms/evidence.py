"""What speaks for a name being a person, a place, an organisation or something else."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from reader.model.term import TermKind
from reader.terms.gazetteer import gazetteer
from reader.terms.learnt import Learnt
from reader.terms.tokens import Tokens

_OF_LANDS = ("ia", "land", "ville", "burg", "stan", "shire", "polis", "grad", "bad")
_OF_IDEAS = (
    "ism", "isms", "ics", "logy", "tion", "tions", "ity", "ness", "ment", "ments", "ance", "ence", "ing",
)  # fmt: skip
_OF_PEOPLE = frozenset({"he", "she", "him", "her", "his", "who", "said", "i", "mr.", "mrs."})
_PEOPLED = 0.0025
"""The least share of such words among the tokens of a text about people."""
_ARTICLES = frozenset({"the", "a", "an"})

Words = tuple[str, ...]
_Weighed = tuple[TermKind, float]


class Surroundings(NamedTuple):
    """One mention of a name and the words beside it."""

    words: Words
    before: str
    after: str
    beyond: str
    """The token behind `after`."""
    titled: bool
    """Whether a title stood before the name."""

    @classmethod
    def of(cls, tokens: Tokens, start: int, end: int, titled: bool) -> "Surroundings":
        """The mention at the tokens from `start` to `end`."""
        words = tokens.words
        after, beyond = (*words[end : end + 2], "", "")[:2]
        return cls(tuple(words[start:end]), words[start - 1] if start else "", after, beyond, titled)


def speaks_of_people(tokens: Tokens) -> bool:
    """Whether persons act in a text: what is unknown in a travel guide, which has no `he said`, is a place."""
    return sum(map(_OF_PEOPLE.__contains__, tokens.lower)) >= _PEOPLED * len(tokens)


@lru_cache(maxsize=10_000)
def known(form: str) -> TermKind | None:
    """The kind of a country, a people or a city: what stands beside it changes nothing."""
    lists = gazetteer()
    form = form.title() if form.isupper() and len(form) > 4 else form
    if form in lists.demonyms:
        return TermKind.PERSON if form.endswith("s") and form[:-1] in lists.demonyms else TermKind.NAME
    is_place = form in lists.lands or (form in lists.cities and form not in lists.first_names)
    return TermKind.PLACE if is_place else None


def weigh(name: Surroundings, learnt: Learnt, *, people: bool) -> Iterable[_Weighed]:
    """Kinds with the weight of each piece of evidence for them; a negative weight speaks against.

    `people` is what `speaks_of_people` says of the text.
    """
    return chain(_by_itself(name.words, learnt, name.titled), _beside(name), _unknown(name, learnt, people))


@lru_cache(maxsize=10_000)
def _by_itself(words: Words, learnt: Learnt, titled: bool) -> tuple[_Weighed, ...]:
    """What the words of a name say wherever it stands."""
    return (*_person(words, titled), *_place(words), *_organisation(words), *_other(words, learnt))


def _beside(name: Surroundings) -> Iterator[_Weighed]:
    """What the words beside a name say."""
    lists, before, after = gazetteer(), name.before, name.after
    lower = before.lower()
    if name.titled:
        yield TermKind.PERSON, 4.0
    if lower in lists.person_words:
        yield TermKind.PERSON, 2.5
    if after in lists.sayings or (after == "," and name.beyond.isdigit() and len(name.beyond) == 2):
        yield TermKind.PERSON, 1.5
    if after in ("'s", "’s") or before == "by":
        yield TermKind.PERSON, 0.4
    if lower in _ARTICLES:
        yield TermKind.PERSON, -2.0
    if before in ("in", "near", "across", "throughout", "outside"):
        yield TermKind.PLACE, 1.2
    elif before in ("at", "from", "to", "into", "toward", "towards", "around"):
        yield TermKind.PLACE, 0.6
    if after == "," and name.beyond in lists.lands:
        yield TermKind.PLACE, 2.0
    if lower == "the" and len(name.words) > 1:
        yield TermKind.ORGANISATION, 0.3


def _unknown(name: Surroundings, learnt: Learnt, people: bool) -> Iterator[_Weighed]:
    """Words that are known from nowhere: `Marie Galante`, `Birkholm`."""
    if name.before.lower() in _ARTICLES or any(word.isupper() or learnt.is_common(word) for word in name.words):
        return
    if people and len(name.words) in (2, 3):
        yield TermKind.PERSON, 1.0
    elif not people:
        yield TermKind.PLACE, 0.7


def _person(words: Words, titled: bool) -> Iterator[_Weighed]:
    lists = gazetteer()
    initials = len(words) > 1 and words[0] not in lists.lands and _is_initials(words[0])
    if words[0] in lists.first_names or initials:
        yield TermKind.PERSON, 3.0 if len(words) > 1 else 1.5
    elif words[0].isupper() and len(words) > 1 and words[0].title() in lists.first_names:
        yield TermKind.PERSON, 3.0
    if len(words) == 2 and words[0] in lists.first_names and words[1] in lists.also_surnames:
        yield TermKind.PERSON, 2.0
    if _before_of(words) in lists.stations or (words[-1] in lists.offices and not titled):
        yield TermKind.PERSON, 4.0
    if words[-1] in lists.surnames and (len(words) == 1 or words[0] not in lists.place_openers):
        yield TermKind.PERSON, 2.0


def _place(words: Words) -> Iterator[_Weighed]:
    lists = gazetteer()
    if words[-1] in lists.place_words:
        yield TermKind.PLACE, 4.0
    if len(words) > 1 and words[0] in lists.place_openers:
        yield TermKind.PLACE, 1.5
    if _before_of(words) in lists.place_words:
        yield TermKind.PLACE, 3.0
    if words[-1] in lists.quarters or words[0].startswith(("I-", "US-")):
        yield TermKind.PLACE, 4.5 if words[0][-1].isdigit() else 1.5
    if _ends(words[-1], _OF_LANDS):
        yield TermKind.PLACE, 1.0


def _organisation(words: Words) -> Iterator[_Weighed]:
    lists = gazetteer()
    if words[-1] in lists.organisation_words:
        yield TermKind.ORGANISATION, 4.0
    if _before_of(words) in lists.organisation_words:
        yield TermKind.ORGANISATION, 4.0
    if len(words) > 1 and words[0] in lists.organisation_openers:
        yield TermKind.ORGANISATION, 2.5
    if len(words) == 1 and 1 < len(words[0]) <= 6 and words[0].isupper() and words[0] not in lists.thing_initials:
        yield TermKind.ORGANISATION, 1.2


def _other(words: Words, learnt: Learnt) -> Iterator[_Weighed]:
    """Events, works, ideas: what has a name and is nobody and nowhere."""
    last = words[-2] if len(words) > 1 and not words[-1].strip("IVX") else words[-1]
    if last in gazetteer().event_words or any(c.isdigit() for word in words for c in word):
        yield TermKind.NAME, 4.0
    elif _ends(words[-1], _OF_IDEAS) or learnt.is_common(words[-1]):
        yield TermKind.NAME, 1.5


def _ends(word: str, endings: tuple[str, ...]) -> bool:
    """Whether a capital and at least two letters stand before one of `endings`."""
    return word[0].isupper() and any(word.endswith(ending) and len(word) > len(ending) + 2 for ending in endings)


def _is_initials(word: str) -> bool:
    return word.replace(".", "").isupper() and word.endswith(".") and 2 * word.count(".") == len(word)


def _before_of(words: Sequence[str]) -> str:
    """What a name with `of` in it is: `Museum` in `Cleveland Museum of Art`; nothing where there is no `of`."""
    at = words.index("of") if "of" in words else 0
    return words[at - 1] if at else ""
