"""The phrases of a text that may be key terms: names, and noun phrases that never cut through a name."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.model.term import TermKind
from reader.terms.gazetteer import common_words, gazetteer
from reader.terms.names import Name
from reader.terms.tokens import Tokens

_LONGEST = 4
"""Words of a noun phrase; a name may be longer, and so may a phrase be by the length of the name in it."""


class Mention(NamedTuple):
    """One place of a candidate, by its tokens."""

    start: int
    end: int
    opens: bool
    """Whether the noun phrase around it begins with it; a participle before it may be the verb."""
    closes: bool
    """Whether the noun phrase around it ends with it."""


class Candidate:
    """A phrase with all its mentions."""

    __slots__ = ("closing", "has_name", "is_name", "key", "kind", "kinds", "mentions", "tags", "whole")

    def __init__(self, key: str, tags: str, has_name: bool) -> None:
        self.key = key
        """As `words.key_of` makes it: the same for all its forms."""
        self.tags = tags
        """The tags of its first mention's words."""
        self.has_name = has_name
        """Whether a name is part of its first mention, or all of it."""
        self.mentions: list[Mention] = []
        self.kinds: list[TermKind] = []
        """The kind of each mention that is a name as a whole."""
        self.closing = 0
        """How many mentions end a noun phrase."""
        self.whole = 0
        """How many mentions are a noun phrase of their own."""
        self.is_name = False
        """Whether at least half of its mentions are names: `Music` at the head of a list does not make one."""
        self.kind = TermKind.THING
        """What it names: the kind of most of its mentions as a name."""

    def add(self, mention: Mention, kind: TermKind | None) -> None:
        """One more mention, and its kind if it is a name as a whole."""
        self.mentions.append(mention)
        if mention.closes:
            self.closing += 1
            self.whole += mention.opens
        if kind is not None:
            self.kinds.append(kind)

    def settle(self) -> None:
        """Decide what it is, when all mentions are known and one of them is a name."""
        kinds = self.kinds
        self.is_name = 2 * len(kinds) >= len(self.mentions)
        if self.is_name:
            self.kind = kinds[0] if len(set(kinds)) == 1 else max(sorted(set(kinds)), key=kinds.count)


def find_candidates(tokens: Tokens, tags: Sequence[str], names: Sequence[Name]) -> list[Candidate]:
    """Every candidate, in the order of its first mention."""
    chunks, folded = _Chunks(tokens, tags, names), tokens.folded
    found: dict[str, Candidate] = {}
    for mention in chunks.mentions():
        start, end, _, _ = mention
        key = folded[start] if end == start + 1 else " ".join(filter(None, folded[start:end]))
        if not key:
            continue
        candidate = found.get(key)
        if candidate is None:
            candidate = found[key] = chunks.begin(key, start, end)
        candidate.add(mention, chunks.whole_names.get((start, end)))
    for candidate in found.values():
        if candidate.kinds:
            candidate.settle()
    return [candidate for candidate in found.values() if _stands(candidate)]


def _stands(candidate: Candidate) -> bool:
    """Whether it is more than an accidental cut out of a longer phrase."""
    many = len(candidate.mentions) > 1
    if " " not in candidate.key:
        return len(candidate.key) > 1 and bool(candidate.whole or (many and candidate.closing) or candidate.is_name)
    return bool(many or candidate.closing or candidate.whole or candidate.is_name)


def _tells(word: str, lower: str) -> bool:
    """Whether a noun or what leads to one may be part of a term."""
    common = common_words()
    if lower in common.function or lower in common.verbs or word in gazetteer().calendar:
        return False
    return word.isdigit() if len(word) == 1 else not ("/" in word and "." in word)


class _Chunks:
    """Noun phrases, and the names that lie in them."""

    def __init__(self, tokens: Tokens, tags: Sequence[str], names: Sequence[Name]) -> None:
        self.tokens, self.tags = tokens, "".join(tags)
        self.whole_names = {(name.start, name.end): name.kind for name in names}
        self.name_at = [0] * len(tokens)
        """The number of the name that a token is in, from 1; 0 outside of names."""
        self.persons = {i for i, name in enumerate(names, 1) if name.kind is TermKind.PERSON}
        self.full_names = {i for i in self.persons if names[i - 1].end - names[i - 1].start > 1}
        for number, name in enumerate(names, 1):
            self.name_at[name.start : name.end] = [number] * (name.end - name.start)
        columns = zip(self.name_at, tags, tokens.words, tokens.lower, strict=True)
        self.belongs = [name or (tag in "NPJGED" and _tells(word, lower)) for name, tag, word, lower in columns]
        """Whether a token may be part of a noun phrase."""

    def begin(self, key: str, start: int, end: int) -> Candidate:
        """A candidate that has no mention yet."""
        return Candidate(key, self.tags[start:end], any(self.name_at[start:end]))

    def mentions(self) -> list[Mention]:
        """Every stretch of every noun phrase that could stand by itself."""
        belongs, i = self.belongs, 0
        found: list[Mention] = []
        while i < len(belongs):
            if not belongs[i]:
                i += 1
                continue
            end = i + 1
            while belongs[end] and not self._is_apart(end):
                end += 1
            found += self._within(*self._trimmed(i, end))
            i = end
        return found

    def _is_apart(self, i: int) -> bool:
        """Whether what follows a name is no part of its phrase: a participle as a verb of its own (`Iran dispatched
        ambulances`), and anything behind a full name (`found Anders Behring Breivik sane`)."""
        number = self.name_at[i - 1]
        if self.name_at[i] or not number:
            return False
        return number in self.full_names or self.tags[i] == "E" or self.tokens.words[i].endswith("ed")

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.tags[start] == "D" and not self.name_at[start]:
            start += 1
        while end > start and self.tags[end - 1] not in "NPG" and not self.name_at[end - 1]:
            end -= 1
        return start, end

    def _within(self, first: int, last: int) -> Iterator[Mention]:
        opens = True
        for start in range(first, last):
            if self._may_start(start):
                for end in range(start + 1, last + 1):
                    if self._may_be(start, end):
                        yield Mention(start, end, opens, end == last)
                    elif end - start > _LONGEST and not self.name_at[end - 1]:
                        break
            opens = opens and self.tags[start] in "EGD"

    def _describes(self, start: int, last: int) -> bool:
        """Whether only adjectives lead to the name that ends at `last`: `eastern Afghanistan`, but no `owner IAG`."""
        number = self.name_at[last]
        if number in self.persons or self.tokens.words[last] in gazetteer().demonyms:
            return False
        return all(self.tags[i] == "J" or self.name_at[i] == number for i in range(start, last))

    def _may_start(self, i: int) -> bool:
        name = self.name_at[i]
        if name:
            return i == 0 or self.name_at[i - 1] != name
        tag = self.tags[i]
        governs = tag in "GE" and self.name_at[i + 1]  # enforcing UN sanctions
        return tag != "D" and not governs and not self.tokens.words[i][0].isdigit()

    def _may_be(self, start: int, end: int) -> bool:
        names = self.name_at
        name = names[end - 1]
        if name and (start, end) in self.whole_names:
            return True
        if end - start > _LONGEST or (name and names[end] == name):
            return False
        if name:
            return self._describes(start, end - 1)
        tag = self.tags[end - 1]
        return tag in "NP" or (tag == "G" and end - start > 1)
