"""What of a concept tells whether it is a key term: how often, where, and as what it is said."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from reader.model.term import TermKind
from reader.terms.gazetteer import common_words
from reader.terms.learnt import Learnt
from reader.terms.tokens import Kind, Tokens
from reader.terms.variants import Concept
from reader.terms.words import fold

MEASURES = (
    "one word",
    "characters",
    "mentions",
    "first place",
    "in the first sentences",
    "in a heading",
    "share of sentences",
    "whole phrase",
    "closes a phrase",
    "person",
    "place",
    "organisation",
    "other name",
    "single noun",
    "generic",
    "adjective",
    "participle",
    "rarest word's mentions",
    "last word's other mentions",
    "longer phrase's mentions",
    "commonest word's rarity",
    "acts",
    "behind of or in",
    "rank of mentions",
    "words of the text",
)
"""Names of the columns of `measure`. Of 36 that were tried these are left; no other raised the mean of the folds."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where each token stands in its text."""

    tokens: Tokens
    tags: Sequence[str]
    sentence: list[int]
    place: list[int]
    """How many words stand before it."""
    words: Counter[str]
    """How often each folded word occurs."""
    headings: str
    """The folded words of all headings, with a blank around each."""
    learnt: Learnt


def frame(tokens: Tokens, tags: Sequence[str], headings: str, learnt: Learnt) -> Frame:
    """The frame of a text whose `headings` were folded before."""
    found = Frame(tokens, tags, [], [], Counter(), headings, learnt)
    folded: Counter[str] = Counter()
    sentence = place = 0
    for word, kind in zip(tokens.words, tokens.kinds, strict=True):
        found.sentence.append(sentence)
        found.place.append(place)
        if kind is Kind.WORD:
            place += 1
            folded[fold(word)] += 1
        sentence += kind is Kind.STOP or kind is Kind.BREAK
    for words, count in folded.items():
        for word in words.split():
            found.words[word] += count
    return found


def measure(concepts: Sequence[Concept], around: Frame) -> list[list[float]]:
    """A row of `MEASURES` for each concept."""
    longer = _longer(concepts)
    ranks = _ranks([-len(concept.mentions) for concept in concepts])
    length = log(1 + around.place[-1]) if concepts else 0.0
    return [
        [*_places(c, around), *_kind(c), *_words(c, around, longer), *_roles(c, around), rank, length]
        for c, rank in zip(concepts, ranks, strict=True)
    ]


def _places(concept: Concept, around: Frame) -> list[float]:
    key, mentions, sentence = concept.head.key, concept.mentions, around.sentence
    first, count, whole, closing = mentions[0].start, len(mentions), 0, 0
    said = set()
    for start, _, opens, closes in mentions:
        said.add(sentence[start])
        closing += closes
        whole += opens and closes
    return [
        " " not in key,
        len(key),
        log(count),
        log(1 + around.place[first]),
        sentence[first] < 3,
        any(f" {member.key} " in around.headings for member in concept.members),
        len(said) / (sentence[-1] + 1),
        whole / count,
        closing / count,
    ]


def _kind(concept: Concept) -> list[float]:
    kind, tags, last = concept.kind, concept.head.tags, concept.head.key.rpartition(" ")[2]
    thing = kind is TermKind.THING
    return [
        kind is TermKind.PERSON,
        kind is TermKind.PLACE,
        kind is TermKind.ORGANISATION,
        kind is TermKind.NAME,
        thing and last == concept.head.key,
        thing and last in common_words().generic,
        "J" in tags,
        tags[0] in "EG",
    ]


def _words(concept: Concept, around: Frame, longer: Counter[str]) -> list[float]:
    words = concept.head.key.split()
    counts = [max(around.words[word], 1) for word in words]
    return [
        log(min(counts)),
        log(counts[-1]) - log(len(concept.head.mentions)),
        log(1 + longer[concept.head.key]),
        around.learnt.rarity(words),
    ]


def _roles(concept: Concept, around: Frame) -> list[float]:
    words, tags, mentions = around.tokens.words, around.tags, concept.mentions
    acts = behind = 0
    for start, end, _, _ in mentions:
        acts += tags[end] == "V"
        behind += start > 0 and words[start - 1] in ("of", "in")
    return [acts / len(mentions), behind / len(mentions)]


def _longer(concepts: Sequence[Concept]) -> Counter[str]:
    """For each key, the mentions of the most mentioned longer phrase around it."""
    found: Counter[str] = Counter()
    for concept in concepts:
        words, count = concept.head.key.split(), len(concept.head.mentions)
        if len(words) < 2 or count < 2:
            continue
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                key = " ".join(words[start:end])
                if end - start < len(words) and count > found[key]:
                    found[key] = count
    return found


def _ranks(values: Sequence[float]) -> list[float]:
    """The place of each value among the sorted values, from 0 to below 1; equal values share the best."""
    first: dict[float, int] = {}
    for place, value in enumerate(sorted(values)):
        first.setdefault(value, place)
    return [first[value] / len(values) for value in values]
