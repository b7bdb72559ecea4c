"""The ways in which a term is written, for a search that tells neither capitals nor accents apart."""

import re
from collections.abc import Iterator

from reader.terms.gazetteer import common_words, gazetteer
from reader.terms.words import singular

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3
"""Letters of a short form that is looked for: `UN` in small letters is a part of Korean names and a French word."""

Words = tuple[str, ...]


def spellings(term: Words) -> tuple[Words, ...]:
    """`term` as it is typed, then its other spellings: short forms written out or used, its last word in both numbers.

    `UN sanctions` is also `United Nations sanction`; `North Korea` is also `DPRK`.
    """
    written_out = (term, *_names(term))
    names = (*written_out, *(name for whole in written_out[1:] for name in _names(whole)))
    forms = (form for name in names for form in _numbers(name))
    return tuple({tuple(map(str.lower, form)): form for form in forms}.values())


def _names(term: Words) -> Iterator[Words]:
    for short, long in gazetteer().short_forms.items():
        brief, whole = tuple(_WORD.findall(short)), tuple(long.split())
        yield from _replaced(term, brief, whole)
        if len(brief) > 1 or (len(short) >= _SHORTEST and short.lower() not in common_words().function):
            lower = tuple(word.lower() for word in term)
            yield from _replaced(lower, tuple(word.lower() for word in whole), brief)


def _replaced(term: Words, old: Words, new: Words) -> Iterator[Words]:
    size = len(old)
    for start in range(len(term) - size + 1):
        if term[start : start + size] == old:
            yield (*term[:start], *new, *term[start + size :])


def _numbers(term: Words) -> Iterator[Words]:
    *before, last = term
    one = singular(last.lower())
    yield from ((*before, form) for form in (last, one, f"{one}s", f"{one}es"))
