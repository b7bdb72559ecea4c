"""The phrases of a text that may be key terms: names, and noun phrases that never cut through a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.model.term import TermKind
from reader.terms.gazetteer import common_words, gazetteer
from reader.terms.names import Name
from reader.terms.tokens import Kind, Tokens
from reader.terms.words import fold

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


@dataclass(slots=True)
class Candidate:
    """A phrase with all its mentions."""

    key: str
    """As `words.key_of` makes it: the same for all its forms."""
    tags: str
    """The tags of its first mention's words."""
    has_name: bool
    """Whether a name is part of its first mention, or all of it."""
    mentions: list[Mention] = field(default_factory=list)
    kinds: list[TermKind] = field(default_factory=list)
    """The kind of each mention that is a name as a whole."""
    closing: int = 0
    """How many mentions end a noun phrase."""
    whole: int = 0
    """How many mentions are a noun phrase of their own."""

    def add(self, mention: Mention, kind: TermKind | None) -> None:
        """One more mention, and its kind if it is a name as a whole."""
        self.mentions.append(mention)
        self.closing += mention.closes
        self.whole += mention.opens and mention.closes
        if kind is not None:
            self.kinds.append(kind)

    @property
    def kind(self) -> TermKind:
        """What it names: the kind of most of its mentions as a name."""
        if not self.is_name:
            return TermKind.THING
        first = self.kinds[0]
        return (
            first if self.kinds.count(first) == len(self.kinds) else max(sorted(set(self.kinds)), key=self.kinds.count)
        )

    @property
    def is_name(self) -> bool:
        """Whether at least half of its mentions are names: `Music` at the head of a list does not make one."""
        return bool(self.kinds) and 2 * len(self.kinds) >= len(self.mentions)


def find_candidates(tokens: Tokens, tags: Sequence[str], names: Sequence[Name]) -> list[Candidate]:
    """Every candidate, in the order of its first mention."""
    chunks = _Chunks(tokens, tags, names)
    found: dict[str, Candidate] = {}
    for mention in chunks.mentions():
        start, end = mention.start, mention.end
        key = chunks.folded[start] if end == start + 1 else " ".join(filter(None, chunks.folded[start:end]))
        if not key:
            continue
        candidate = found.get(key)
        if candidate is None:
            candidate = found[key] = chunks.begin(key, mention)
        candidate.add(mention, chunks.whole_names.get((start, end)))
    return [candidate for candidate in found.values() if _stands(candidate)]


def _stands(candidate: Candidate) -> bool:
    """Whether it is more than an accidental cut out of a longer phrase."""
    many = len(candidate.mentions) > 1
    if " " not in candidate.key:
        return len(candidate.key) > 1 and bool(candidate.whole or (many and candidate.closing) or candidate.is_name)
    return bool(many or candidate.closing or candidate.whole or candidate.is_name)


class _Chunks:
    """Noun phrases, and the names that lie in them."""

    def __init__(self, tokens: Tokens, tags: Sequence[str], names: Sequence[Name]) -> None:
        self.tokens, self.tags = tokens, tags
        self.folded = [fold(w) if k is Kind.WORD else "" for w, k in zip(tokens.words, tokens.kinds, strict=True)]
        self.whole_names = {(name.start, name.end): name.kind for name in names}
        self.name_at = [0] * len(tokens)
        """The number of the name that a token is in, from 1; 0 outside of names."""
        self.persons = {i for i, name in enumerate(names, 1) if name.kind is TermKind.PERSON}
        for number, name in enumerate(names, 1):
            self.name_at[name.start : name.end] = [number] * (name.end - name.start)
        self.demonyms = gazetteer().demonyms
        self.excluded, self.calendar = common_words().function | common_words().verbs, gazetteer().calendar

    def begin(self, key: str, mention: Mention) -> Candidate:
        """A candidate that has no mention yet."""
        named = any(self.name_at[mention.start : mention.end])
        return Candidate(key, "".join(self.tags[mention.start : mention.end]), named)

    def mentions(self) -> Iterator[Mention]:
        """Every stretch of every noun phrase that could stand by itself."""
        i, count = 0, len(self.tokens)
        while i < count:
            if not self._belongs(i):
                i += 1
                continue
            end = i + 1
            while end < count and self._belongs(end) and not self._acts(end):
                end += 1
            yield from self._within(*self._trimmed(i, end))
            i = end

    def _belongs(self, i: int) -> bool:
        if self.name_at[i]:
            return True
        word = self.tokens.words[i]
        if "/" in word and "." in word:
            return False
        noun_like = self.tags[i] in "NPJGED" and word not in self.calendar
        return noun_like and word.lower() not in self.excluded and (len(word) > 1 or word.isdigit())

    def _acts(self, i: int) -> bool:
        """Whether a participle follows a name, as a verb of its own: `Iran dispatched ambulances`."""
        past = self.tags[i] == "E" or self.tokens.words[i].endswith("ed")
        return past and not self.name_at[i] and bool(self.name_at[i - 1])

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.tags[start] == "D" and not self.name_at[start]:
            start += 1
        while end > start and self.tags[end - 1] not in "NPG" and not self.name_at[end - 1]:
            end -= 1
        return start, end

    def _within(self, first: int, last: int) -> Iterator[Mention]:
        for start in range(first, last):
            if not self._may_start(start):
                continue
            opens = all(tag in "EGD" for tag in self.tags[first:start])
            for end in range(start + 1, last + 1):
                if self._may_be(start, end):
                    yield Mention(start, end, opens, end == last)
                elif end - start > _LONGEST and not self.name_at[end - 1]:
                    break

    def _describes(self, start: int, last: int) -> bool:
        """Whether only adjectives lead to the name that ends at `last`: `eastern Afghanistan`, but no `owner IAG`."""
        number = self.name_at[last]
        if number in self.persons or self.tokens.words[last] in self.demonyms:
            return False
        return all(self.tags[i] == "J" or self.name_at[i] == number for i in range(start, last))

    def _may_start(self, i: int) -> bool:
        name = self.name_at[i]
        if name:
            return i == 0 or self.name_at[i - 1] != name
        governs = self.tags[i] in "GE" and self.name_at[i + 1]  # enforcing UN sanctions
        return self.tags[i] != "D" and not governs and not self.tokens.words[i][0].isdigit()

    def _may_be(self, start: int, end: int) -> bool:
        if (start, end) in self.whole_names:
            return True
        names, tag = self.name_at, self.tags[end - 1]
        cuts = end < len(names) and names[end - 1] and names[end] == names[end - 1]
        if cuts or end - start > _LONGEST:
            return False
        if names[end - 1]:
            return self._describes(start, end - 1)
        return tag in "NP" or (tag == "G" and end - start > 1)
