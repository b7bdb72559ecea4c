"""Which names of an article mean the same: a surname and its full name, a short form and what it stands for."""

from collections.abc import Iterable, Sequence
from functools import cache

from reader.model.term import TermKind
from reader.terms.candidates import Candidate, Mention
from reader.terms.gazetteer import common_words, gazetteer
from reader.terms.words import fold

_SUFFIXES = frozenset({"island", "town", "village", "province", "county"})
_TERRITORIES = _SUFFIXES | {"city", "isle", "republic", "kingdom"}
"""What a place is called with `of`; `Mexico City` is not Mexico."""
_COMPANIES = frozenset(
    {"inc", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "plc", "ag", "gmbh", "sa"}
)
_SMALL = frozenset({"of", "the", "and", "for"})


class Concept:
    """One thing that an article speaks of, under all its names."""

    __slots__ = ("head", "members", "mentions")

    def __init__(self, head: Candidate, members: list[Candidate]) -> None:
        self.head = head
        """The fullest form."""
        self.members = members
        """All forms, the head too."""
        self.mentions = head.mentions if len(members) == 1 else _apart(members)
        """Every place of every form, in text order; where one form lies in another, the longer one."""

    @property
    def kind(self) -> TermKind:
        """What it names."""
        return self.head.kind


def _apart(members: Iterable[Candidate]) -> list[Mention]:
    longest_first = sorted((m for c in members for m in c.mentions), key=lambda m: (m.start, -m.end))
    kept: list[Mention] = []
    for mention in longest_first:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def link(candidates: Sequence[Candidate]) -> list[Concept]:
    """Each candidate in exactly one concept, in the order of the heads."""
    names = [candidate for candidate in candidates if candidate.is_name]
    heads = _surnames(names) | _short_forms(names) | _endings(names) | _full_names(names) | _places(names)
    heads |= _companies(names) | _told_in_passing(candidates) | _described(candidates)
    members = {candidate.key: [candidate] for candidate in candidates}
    for key, head in heads.items():
        root = _root(head, heads)
        if root.key != key:
            members[root.key] += members.pop(key)
    return [Concept(found[0], found) for found in members.values()]


def tells(concept: Concept) -> bool:
    """Whether it may stand alone: no lone people's name, no number, no words that fit every article."""
    head = concept.head
    key = head.key
    if head.kind is TermKind.THING and not head.has_name:
        return not common_words().empty.issuperset(key.split())
    if key in common_words().generic and len(head.kinds) < len(head.mentions):  # `the North`, but no `the nation`
        return False
    return key not in _demonyms() and any(map(str.isalpha, key))


def is_broad(concept: Concept) -> bool:
    """Whether it needs a phrase around it to say anything: `people`, but `people of India`."""
    head = concept.head
    return head.kind is TermKind.THING and not head.has_name and head.key in common_words().broad


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(" ".join(map(fold, form.split())) for form in gazetteer().demonyms)


def _root(candidate: Candidate, heads: dict[str, Candidate]) -> Candidate:
    seen = set()
    while candidate.key in heads and candidate.key not in seen:
        seen.add(candidate.key)
        candidate = heads[candidate.key]
    return candidate


def _surnames(names: Sequence[Candidate]) -> dict[str, Candidate]:
    """A person's lone name to the full name of this article that has it at an end; the most mentioned wins."""
    owners: dict[str, Candidate] = {}
    for name in _by_weight(names):
        words = name.key.split()
        if name.kind is TermKind.PERSON and len(words) > 1:
            owners.setdefault(words[-1], name)
            owners.setdefault(words[0], name)
    lone = (name for name in names if " " not in name.key and name.kind is not TermKind.PLACE)
    return {name.key: owners[name.key] for name in lone if name.key in owners}


def _short_forms(names: Sequence[Candidate]) -> dict[str, Candidate]:
    """Initials in capitals to the name of this article that they abbreviate."""
    owners: dict[str, Candidate] = {}
    for name in _by_weight(names):
        words = [word for word in name.key.split() if word not in _SMALL]
        if len(words) > 1 and name.kind is not TermKind.PERSON:
            owners.setdefault("".join(word[0] for word in words), name)
    return {name.key: owners[name.key] for name in names if len(name.key) > 1 and name.key in owners}


def _endings(names: Sequence[Candidate]) -> dict[str, Candidate]:
    """`Security Council` to `United Nations Security Council`: two words or more that a longer name ends with."""
    heads: dict[str, Candidate] = {}
    longer = [name for name in _by_weight(names) if name.key.count(" ") > 1]
    for name in names:
        ending = " " + name.key
        if " " in name.key:
            full = next((other for other in longer if other.key.endswith(ending)), None)
            if full is not None:
                heads[name.key] = full
    return heads


def _full_names(names: Sequence[Candidate]) -> dict[str, Candidate]:
    """`Pierre L'Enfant` to `Pierre Charles L'Enfant`, `Higuchi Ichiyo` to `Ichiyo Higuchi`: the most mentioned wins."""
    heads: dict[str, Candidate] = {}
    owners: dict[tuple[str, ...], Candidate] = {}
    for name in _by_weight(names):
        words = name.key.split()
        if name.kind is TermKind.PERSON and len(words) > 1:
            owner = owners.setdefault(tuple(sorted((words[0], words[-1]))), name)
            others = owner.key.split()
            if owner is not name and (set(words) <= set(others) or set(words) >= set(others)):
                heads[name.key] = owner
    return heads


def _places(names: Sequence[Candidate]) -> dict[str, Candidate]:
    """`Busuanga Island` and `Busuanga`, `City of Cleveland` and `Cleveland`: to the more mentioned one."""
    known = {name.key: name for name in names if name.kind in (TermKind.PLACE, TermKind.NAME)}
    heads: dict[str, Candidate] = {}
    for key, name in known.items():
        first, _, rest = key.partition(" of ")
        before, _, last = key.rpartition(" ")
        other = known.get(rest if first in _TERRITORIES else before if last in _SUFFIXES else "")
        if other is not None:
            more, less = sorted((name, other), key=lambda c: -len(c.mentions))
            heads[less.key] = more
    return heads


def _companies(names: Sequence[Candidate]) -> dict[str, Candidate]:
    """`Apple Inc.` to `Apple`, where the article says both."""
    known = {name.key: name for name in names}
    parts = ((key, *key.rpartition(" ")[::2]) for key in known)
    return {key: known[name] for key, name, last in parts if last in _COMPANIES and name in known}


def _described(candidates: Sequence[Candidate]) -> dict[str, Candidate]:
    """`luxury Aurus Senat limousine` to `Aurus Senat limousine`: a phrase around a name, with a word before it."""
    phrases = {c.key: c for c in candidates if c.has_name and not c.is_name}
    rests = ((key, phrases.get(key.partition(" ")[2])) for key in phrases)
    return {key: rest for key, rest in rests if rest}


def _told_in_passing(candidates: Sequence[Candidate]) -> dict[str, Candidate]:
    """`powerful earthquake`, said once, to `earthquake`, which the article says by itself again and again."""
    nouns = {
        c.key: c
        for c in candidates
        if " " not in c.key and not c.is_name and c.whole > 1 and c.key not in common_words().generic
    }
    phrases = (c for c in candidates if " " in c.key and not c.is_name and len(c.mentions) == 1)
    heads = ((c.key, nouns.get(c.key.rpartition(" ")[2])) for c in phrases)
    return {key: noun for key, noun in heads if noun}


def _by_weight(names: Iterable[Candidate]) -> list[Candidate]:
    return sorted(names, key=lambda name: -len(name.mentions))
