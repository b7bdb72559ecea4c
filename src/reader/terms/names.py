"""The names in a text: where they begin and end, and of what kind each is, by rules and word lists."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.model.term import TermKind
from reader.terms.evidence import Surroundings, known, speaks_of_people, weigh
from reader.terms.gazetteer import Gazetteer, common_words, gazetteer
from reader.terms.learnt import Learnt
from reader.terms.tokens import BREAK, POINT, STOP, WORD, Tokens

_LONGEST = 8
"""Tokens of a name: what is longer is a list or a title in capitals."""
_KNOWN = 6.0
"""The weight of a name that is in the lists."""
_SURE = 4.0
"""The weight of evidence from which a lone name is a place although a person of the text bears it."""
_OPENERS = frozenset(':;"“”‘(«»[•*–—-|…')
"""Points behind which a common word may have a capital."""


class Name(NamedTuple):
    """One mention of a name, by its tokens."""

    start: int
    end: int
    kind: TermKind
    """As all mentions of the same form together tell; never a thing."""


def find_names(tokens: Tokens, tags: Sequence[str], learnt: Learnt) -> list[Name]:
    """Every mention of a name, in text order, without overlap, without title; lone demonyms are names too."""
    lists = gazetteer()
    finder = _Finder(tokens, tags, lists)
    pieces = [piece for run in finder.runs() for piece in _without_titles(tokens.words, *run, lists)]
    kinds = _kinds(tokens, pieces, learnt)
    return [Name(start, end, kinds[_form(tokens, start, end)]) for start, end, _ in pieces if end - start <= _LONGEST]


class _Finder:
    """Runs of words that belong to one name."""

    def __init__(self, tokens: Tokens, tags: Sequence[str], lists: Gazetteer) -> None:
        self.tokens, self.tags, self.lists = tokens, tags, lists
        self.opens = list(_opens(tokens.words, tokens.kinds))
        self.lower = set(filter(str.islower, tokens.words))
        columns = zip(tokens.words, tokens.shapes, self.opens, strict=True)
        self.capital = {word for word, shape, opens in columns if shape in ("C", "A") and not opens}
        self.proper = [not word.islower() and self._is_proper(i) for i, word in enumerate(tokens.words)]

    def runs(self) -> Iterator[tuple[int, int]]:
        """Half-open token ranges."""
        i, count = 0, len(self.tokens)
        while i < count:
            if not self.proper[i]:
                i += 1
                continue
            end = i + 1
            while end < count and (step := self._step(i, end)):
                end += step
            yield i, end
            i = end

    def _step(self, start: int, at: int) -> int:
        """How many tokens from `at` go on with the name that began at `start`."""
        words, proper, lists = self.tokens.words, self.proper, self.lists
        if proper[at]:
            return 1
        if not self._proper(at + 1):
            the = words[at] == "of" and words[at - 1] in lists.of_heads and words[at + 1 : at + 2] == ["the"]
            return 3 if the and self._proper(at + 2) else 0
        if words[at] in ("of", "for", "Without") and words[at - 1] in lists.of_heads:
            return 2
        if words[at] == "&" or (words[at] in lists.particles and words[at - 1] not in lists.demonyms):
            return 2
        joins = words[at] == "and" and at - start == 1 and words[start] not in lists.lands and self._proper(at + 2)
        return 3 if joins and words[at + 2] in lists.organisation_words else 0

    def _proper(self, i: int) -> bool:
        return i < len(self.proper) and self.proper[i]

    def _is_proper(self, i: int) -> bool:
        word, tag, lists = self.tokens.words[i], self.tags[i], self.lists
        if self.tokens.kinds[i] != WORD or word in lists.not_names or len(word) == 1:
            return False
        if "'" in self.tokens.lower[i] and self.tokens.lower[i] in common_words().function:
            return False
        first, _, rest = word.partition("-")
        if first in lists.particles and rest[:1].isupper():  # al-Qaeda
            return True
        if not word[0].isupper():
            return tag == "P" and any(letter.isupper() for letter in word) and not word[0].isdigit()
        if first in lists.demonyms and rest:
            return False
        if word in lists.demonyms or word in lists.lands:
            return True
        if self.opens[i]:
            return word in self.capital or (tag == "P" and word.lower() not in self.lower)
        return tag == "P" or _is_odd(word) or (tag in "NJGE" and word.lower() not in self.lower)


def _is_odd(word: str) -> bool:
    """Whether it has a capital behind its first letter: `UN`, `YouTube`."""
    return any(map(str.isupper, word[1:]))


def _opens(words: Sequence[str], kinds: Sequence[str]) -> Iterator[bool]:
    """Whether each word has its capital, if any, from where it stands: behind a full stop, a colon, a bracket."""
    opens = True
    for word, kind in zip(words, kinds, strict=True):
        yield opens and kind == WORD
        opens = kind in (STOP, BREAK) or (kind == POINT and (opens or word in _OPENERS))


def _without_titles(words: Sequence[str], start: int, end: int, lists: Gazetteer) -> Iterator[tuple[int, int, bool]]:
    """The names in a run, and whether a title led to each: `Russian President Vladimir Putin` is two names."""
    while end - start > 1 and words[end - 1] in lists.offices:
        end -= 1
    last = words[end - 1]
    if last in lists.organisation_words or last in lists.place_words or last in lists.event_words:
        yield start, end, False
        return
    titled = end - start > 2 and words[start].lower() in lists.person_words and words[start + 1] != "of"
    start += titled  # Prosecutor Svein Holden, but no Duke of Kent
    for at in range(start, end):
        if words[at] in lists.titles and words[at + 1 : at + 2] != ["of"] and (at + 1 < end or at == start):
            if at > start and _is_first_name(words[start], lists):
                continue  # Martin Luther King Jr.
            if at > start:
                yield from _demonym_first(words, start, at, titled, lists)
            start, titled = at + 1, True
    if start < end and (end - start > 1 or words[start] not in lists.titles):
        yield from _demonym_first(words, start, end, titled, lists)


def _is_first_name(word: str, lists: Gazetteer) -> bool:
    return word in lists.first_names and word not in lists.lands and word not in lists.cities


def _demonym_first(
    words: Sequence[str], start: int, end: int, titled: bool, lists: Gazetteer
) -> Iterator[tuple[int, int, bool]]:
    """A people's name that opens a longer name as a name of its own: `Russian` before `Vladimir Putin`."""
    for width in (2, 1):
        if end - start > width and " ".join(words[start : start + width]) in lists.demonyms:
            yield start, start + width, False
            start += width
            break
    yield start, end, titled


def _kinds(tokens: Tokens, pieces: Sequence[tuple[int, int, bool]], learnt: Learnt) -> dict[str, TermKind]:
    """The kind of each form, from the evidence of all its mentions; a lone surname is what its full name is."""
    totals: dict[str, dict[TermKind, float]] = defaultdict(lambda: defaultdict(float))
    people = speaks_of_people(tokens)
    for start, end, titled in pieces:
        total = totals[form := _form(tokens, start, end)]
        if not titled and (sure := known(form)):
            total[sure] += _KNOWN
            continue
        for kind, weight in weigh(Surroundings.of(tokens, start, end, titled), learnt, people=people):
            total[kind] += weight
    kinds = {form: _verdict(total) for form, total in totals.items()}
    full_names = [form.split() for form, kind in kinds.items() if kind is TermKind.PERSON and " " in form]
    for form in {words[end] for words in full_names for end in (0, -1)} & kinds.keys():
        if totals[form][TermKind.PLACE] < _SURE:
            kinds[form] = TermKind.PERSON
    return kinds


def _verdict(total: dict[TermKind, float]) -> TermKind:
    best = max(total, key=lambda kind: total[kind], default=TermKind.NAME)
    return best if total.get(best, 0.0) > 0.5 else TermKind.NAME


def _form(tokens: Tokens, start: int, end: int) -> str:
    return " ".join(tokens.words[start:end])
