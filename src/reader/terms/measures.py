"""What of a concept tells whether it is a key term: how often, where, and as what it is said."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from reader.model.term import TermKind
from reader.terms.candidates import Mention
from reader.terms.gazetteer import common_words
from reader.terms.learnt import Learnt
from reader.terms.tokens import POINT, WORD, Tokens
from reader.terms.variants import Concept

MEASURES = (
    "mentions",
    "first place",
    "in the first sentences",
    "share of sentences",
    "whole phrase",
    "closes a phrase",
    "acts",
    "behind of or in",
    "one word",
    "characters",
    "in a heading",
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
    "rank of mentions",
    "words of the text",
)
"""Names of the columns of `measure`. Of 36 that were tried these are left; no other raised the mean of the folds."""


class Frame(NamedTuple):
    """Where each token stands in its text."""

    tokens: Tokens
    tags: Sequence[str]
    sentence: list[int]
    place: list[int]
    """How many words stand before it."""
    words: Counter[str]
    """How often each folded word occurs."""
    headings: str
    """The folded words of all headings, with a blank around each; nothing if there are none."""
    learnt: Learnt


def frame(tokens: Tokens, tags: Sequence[str], headings: str, learnt: Learnt) -> Frame:
    """The frame of a text whose `headings` were folded before."""
    sentences, places = [], []
    sentence = place = 0
    for kind in tokens.kinds:
        sentences.append(sentence)
        places.append(place)
        if kind == WORD:
            place += 1
        elif kind != POINT:
            sentence += 1
    return Frame(tokens, tags, sentences, places, Counter(" ".join(tokens.folded).split()), headings, learnt)


def measure(concepts: Sequence[Concept], around: Frame) -> list[list[float]]:
    """A row of `MEASURES` for each concept."""
    longer = _longer(concepts)
    ranks = _ranks([-len(concept.mentions) for concept in concepts])
    length = log(1 + around.place[-1]) if concepts else 0.0
    return [
        [*_uses(c.mentions, around), *_form(c, around, longer), rank, length]
        for c, rank in zip(concepts, ranks, strict=True)
    ]


def _uses(mentions: Sequence[Mention], around: Frame) -> tuple[float, ...]:
    """How often, where and as what it is said."""
    words, tags, sentence = around.tokens.words, around.tags, around.sentence
    first, count = mentions[0].start, len(mentions)
    whole = closing = acts = behind = 0
    said = set()
    for start, end, opens, closes in mentions:
        said.add(sentence[start])
        if closes:
            closing += 1
            whole += opens
        acts += tags[end] == "V"
        behind += words[start - 1] in ("of", "in")
    return (
        log(count),
        log(1 + around.place[first]),
        sentence[first] < 3,
        len(said) / (sentence[-1] + 1),
        whole / count,
        closing / count,
        acts / count,
        behind / count,
    )


def _form(concept: Concept, around: Frame, longer: dict[str, int]) -> tuple[float, ...]:
    """What its words tell."""
    head = concept.head
    key, kind, tags = head.key, head.kind, head.tags
    words, generic, rarity = _by_itself(key, around.learnt)
    counts = [around.words[word] for word in words]
    thing, alone = kind is TermKind.THING, len(words) == 1
    return (
        alone,
        len(key),
        bool(around.headings) and any(f" {member.key} " in around.headings for member in concept.members),
        kind is TermKind.PERSON,
        kind is TermKind.PLACE,
        kind is TermKind.ORGANISATION,
        kind is TermKind.NAME,
        thing and alone,
        thing and generic,
        "J" in tags,
        tags[0] in "EG",
        log(min(counts)),
        log(counts[-1] / len(head.mentions)),
        log(1 + longer.get(key, 0)),
        rarity,
    )


@lru_cache(maxsize=30_000)
def _by_itself(key: str, learnt: Learnt) -> tuple[Sequence[str], bool, float]:
    """The words of a key, whether the last one is generic, and how rare they are: the same in every text."""
    words = key.split()
    return words, words[-1] in common_words().generic, learnt.rarity(words)


def _longer(concepts: Sequence[Concept]) -> dict[str, int]:
    """For each key, the mentions of the most mentioned longer phrase around it."""
    found: dict[str, int] = {}
    for concept in concepts:
        count = len(concept.head.mentions)
        if count < 2 or " " not in concept.head.key:
            continue
        words = concept.head.key.split()
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                key = " ".join(words[start:end])
                if end - start < len(words) and count > found.get(key, 0):
                    found[key] = count
    return found


def _ranks(values: Sequence[float]) -> list[float]:
    """The place of each value among the sorted values, from 0 to below 1; equal values share the best."""
    first: dict[float, int] = {}
    for place, value in enumerate(sorted(values)):
        first.setdefault(value, place)
    return [first[value] / len(values) for value in values]
