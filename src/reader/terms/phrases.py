"""The phrases around a mention: `peace process in Israel` around `peace process`, `Dalton's theory` around `theory`."""

from collections.abc import Iterator, Sequence

from reader.model.term import TermKind
from reader.terms.candidates import Candidate, Mention
from reader.terms.gazetteer import common_words
from reader.terms.tokens import Tokens

_POSSESSIVES = frozenset({"'s", "’s"})
_PREPOSITIONS = frozenset({"of", "in", "for", "from", "against", "between", "into", "toward", "towards"})
"""Those that lead on from a noun more often than from the verb before it."""
_BEFORE_A_NOUN = (
    "a an the this that these those its his her their our my your some any all no each every both another such many "
    "several other"
)
_DETERMINERS = frozenset(_BEFORE_A_NOUN.split(" "))

Stretch = tuple[int, int]
"""The first token of a phrase, and the one behind it."""


def phrases(tokens: Tokens, tags: Sequence[str], candidate: Candidate) -> Iterator[Stretch]:
    """Every longer phrase that the text makes of `candidate`: adjectives, nouns and who has it lead to it, and one
    prepositional phrase goes on; from a name nothing goes on, and what leads to a person is a title.
    """
    return (stretch for _, stretch in _around(tokens, tags, candidate))


def telling_phrases(tokens: Tokens, tags: Sequence[str], candidate: Candidate) -> Iterator[Stretch]:
    """Those with a noun that says something beside `candidate`: `people of India`, but no `good people`."""
    for mention, (first, last) in _around(tokens, tags, candidate):
        beside = (*range(first, mention.start), *range(mention.end, last))
        if any(tags[i] in "NP" and tokens.lower[i] not in common_words().generic for i in beside):
            yield first, last


def _around(tokens: Tokens, tags: Sequence[str], candidate: Candidate) -> Iterator[tuple[Mention, Stretch]]:
    if candidate.kind is TermKind.PERSON:
        return
    for mention in candidate.mentions:
        start, end, opens, closes = mention
        first = _owner(tokens, tags, start if opens else _leading(tokens, tags, start))
        last = end if candidate.is_name or not closes else _following(tokens, tags, end)
        if last > end:
            yield mention, (start, last)
            if first < start:
                yield mention, (first, last)
        if first < start:
            yield mention, (first, end)


def _leading(tokens: Tokens, tags: Sequence[str], start: int) -> int:
    """Where the adjectives and nouns before `start` begin."""
    while start > 0 and tags[start - 1] in "JNP" and _belongs(tokens, start - 1):
        start -= 1
    return start


def _owner(tokens: Tokens, tags: Sequence[str], start: int) -> int:
    """Where the words begin that say whose it is, if they stand before `start`."""
    if start < 2 or tokens.words[start - 1] not in _POSSESSIVES or tags[start - 2] not in "NP":
        return start
    start -= 2
    while start > 0 and tags[start - 1] in "NP" and _belongs(tokens, start - 1):
        start -= 1
    return start


def _following(tokens: Tokens, tags: Sequence[str], end: int) -> int:
    """Where the prepositional phrase ends that goes on at `end`; `end` if there is none."""
    last = _noun_phrase(tokens, tags, end) if tokens.lower[end] in _PREPOSITIONS else end
    in_name = last > end and tags[last - 1] == "P" and tokens.lower[last] == "of"  # the House of York
    return _noun_phrase(tokens, tags, last) if in_name else last


def _noun_phrase(tokens: Tokens, tags: Sequence[str], preposition: int) -> int:
    """Where the noun phrase behind a preposition ends; the preposition if there is none."""
    first = preposition + 1
    while tokens.lower[first] in _DETERMINERS:
        first += 1
    last = first
    while tags[last] in "JNPD" and _belongs(tokens, last):
        last += 1
    while last > first and tags[last - 1] not in "NP":
        last -= 1
    return last if last > first else preposition


def _belongs(tokens: Tokens, i: int) -> bool:
    return tokens.lower[i] not in common_words().function
