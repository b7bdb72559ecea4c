"""The word lists of the package: what names are made of, and which words say little."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reader.terms.data import read_data


class Gazetteer(NamedTuple):
    """What the names of news begin with, end with and stand beside."""

    lands: frozenset[str]
    """Countries, parts of the world and states."""
    cities: frozenset[str]
    demonyms: frozenset[str]
    """Peoples, languages and creeds, with their plurals."""
    first_names: frozenset[str]
    surnames: frozenset[str]
    titles: frozenset[str]
    """Words that stand before a person's name and are no part of it."""
    offices: frozenset[str]
    """Titles that may follow the name of a place or an organisation, and are no surnames."""
    person_words: frozenset[str]
    organisation_words: frozenset[str]
    """Last words of an organisation's name, and whole short names."""
    organisation_openers: frozenset[str]
    place_words: frozenset[str]
    place_openers: frozenset[str]
    event_words: frozenset[str]
    """Last words of names that are neither a person, a place nor an organisation."""
    of_heads: frozenset[str]
    """Words that a name may go on behind with `of`."""
    particles: frozenset[str]
    not_names: frozenset[str]
    calendar: frozenset[str]
    """Weekdays and months."""
    sayings: frozenset[str]
    also_surnames: frozenset[str]
    """Last words of places that are surnames behind a first name."""
    stations: frozenset[str]
    """What a person is `of` a place or a body."""
    quarters: frozenset[str]
    thing_initials: frozenset[str]
    """Initials in capitals that are no organisation."""
    short_forms: dict[str, str]
    """What `UN` and its like stand for."""


class CommonWords(NamedTuple):
    """Lower-case words that are no key term by themselves."""

    function: frozenset[str]
    generic: frozenset[str]
    """Words that fit every article, those of `broad` too."""
    broad: frozenset[str]
    """Those that name what an article is about if something stands around them: `people of India`."""
    empty: frozenset[str]
    """`function` and `generic`: a phrase of nothing else says nothing."""
    verbs: frozenset[str]
    """Forms that are verbs far more often than nouns, whatever the tagger says."""


@cache
def gazetteer() -> Gazetteer:
    """The lists of `gazetteer.txt`."""
    lists = dict(_blocks("gazetteer.txt"))
    sets = {title: frozenset(_entries(body)) for title, body in lists.items()}
    demonyms = sets["demonyms"]
    return Gazetteer(
        lands=sets["countries"] | sets["states"],
        cities=sets["cities"],
        demonyms=demonyms | {demonym + "s" for demonym in demonyms},
        first_names=sets["first names"],
        surnames=sets["surnames"],
        titles=sets["titles"],
        offices=sets["offices"],
        person_words=sets["person words"],
        organisation_words=sets["organisation words"],
        organisation_openers=sets["organisation openers"],
        place_words=sets["place words"],
        place_openers=sets["place openers"],
        event_words=sets["event words"],
        of_heads=sets["of heads"],
        particles=sets["particles"],
        not_names=sets["not names"] | sets["months"],
        calendar=sets["months"],
        sayings=sets["sayings"],
        also_surnames=sets["also surnames"],
        stations=sets["stations"],
        quarters=sets["quarters"],
        thing_initials=sets["thing initials"],
        short_forms=dict(entry.split(" = ") for entry in _entries(lists["short forms"])),
    )


@cache
def common_words() -> CommonWords:
    """The lists of `common.txt`."""
    lists = {title: frozenset(body.split()) for title, body in _blocks("common.txt")}
    present = {verb + ending for verb in lists["verbs"] - lists["nouns too"] for ending in ("s", "es")}
    function, broad = lists["function"], lists["broad"]
    generic = lists["generic"] | broad
    return CommonWords(function, generic, broad, function | generic, lists["verb forms"] | present)


def _blocks(name: str) -> Iterator[tuple[str, str]]:
    text = read_data(name)
    for block in text.split("\n\n"):
        title, _, body = block.strip().partition(":\n")
        if not title.startswith("#"):
            yield title, body


def _entries(body: str) -> list[str]:
    return body.split(", ")
