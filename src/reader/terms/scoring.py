"""How telling a concept is for its article: a few measures and one weighted sum, fitted by `bench/train_terms.py`."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import log

from reader.model.term import TermKind
from reader.terms.folding import fold
from reader.terms.gazetteer import common_words
from reader.terms.tokens import Kind, Tokens
from reader.terms.variants import Concept

MEASURES = (
    "one word",
    "two words",
    "four words or more",
    "characters",
    "mentions",
    "share of mentions",
    "first place",
    "first place in the text",
    "in the first sentences",
    "in the first paragraph",
    "in a heading",
    "spread",
    "sentences",
    "whole phrase",
    "closes a phrase",
    "person",
    "place",
    "organisation",
    "other name",
    "holds a name",
    "single noun",
    "common word",
    "adjective",
    "participle",
    "-ing at the end",
    "words' mentions",
    "rarest word's mentions",
    "last word's other mentions",
    "longer phrase's mentions",
    "acts",
    "possesses",
    "behind of or in",
    "place among mentions",
    "place among firsts",
    "length of the text",
)
"""Names of the columns of `measure`."""


@cache
def weights() -> tuple[float, ...]:
    """One weight for each of `MEASURES`."""
    fitted = json.loads((resources.files("reader.terms") / "weights.json").read_text("ascii"))
    return tuple(fitted[name] for name in MEASURES)


def score(rows: Sequence[Sequence[float]]) -> list[float]:
    """The weighted sum of each row of `measure`."""
    fitted = weights()
    return [sum(weight * value for weight, value in zip(fitted, row, strict=True)) for row in rows]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where each token stands in its text."""

    tokens: Tokens
    tags: Sequence[str]
    sentence: list[int]
    passage: list[int]
    place: list[int]
    """How many words stand before it."""
    words: Counter[str]
    """How often each folded word occurs."""
    headings: str
    """The folded words of all headings, with a blank around each."""


def frame(tokens: Tokens, tags: Sequence[str], headings: str) -> Frame:
    """The frame of a text whose `headings` were folded before."""
    found = Frame(tokens, tags, [], [], [], Counter(), headings)
    sentence = passage = place = 0
    for word, kind in zip(tokens.words, tokens.kinds, strict=True):
        found.sentence.append(sentence)
        found.passage.append(passage)
        found.place.append(place)
        if kind is Kind.WORD:
            place += 1
            found.words.update(fold(word).split())
        sentence += kind in (Kind.STOP, Kind.BREAK)
        passage += kind is Kind.BREAK
    return found


def measure(concepts: Sequence[Concept], around: Frame) -> list[list[float]]:
    """A row of `MEASURES` for each concept."""
    longer = _longer(concepts)
    rows = [
        [*_form(c), *_places(c, around), *_kind(c), *_words(c, around, longer), *_roles(c, around)] for c in concepts
    ]
    mentions, firsts = MEASURES.index("mentions"), MEASURES.index("first place")
    ranks = zip(_ranks([-row[mentions] for row in rows]), _ranks([row[firsts] for row in rows]), strict=True)
    length = log(1 + sum(around.words.values()))
    return [_ordered(row, *rank, length) for row, rank in zip(rows, ranks, strict=True)]


def _ordered(row: list[float], by_mentions: float, by_first: float, length: float) -> list[float]:
    return [*row, by_mentions, by_first, length]


def _form(concept: Concept) -> list[float]:
    size = concept.head.key.count(" ") + 1
    return [float(size == 1), float(size == 2), float(size > 3), float(len(concept.head.key))]


def _places(concept: Concept, around: Frame) -> list[float]:
    mentions = concept.mentions
    first, last = mentions[0].start, mentions[-1].start
    total = max(around.place[-1], 1)
    sentences = {around.sentence[mention.start] for mention in mentions}
    count = len(mentions)
    return [
        log(count),
        100 * count / total,
        log(1 + around.place[first]),
        around.place[first] / total,
        float(around.sentence[first] < 3),
        float(around.passage[first] == 0),
        float(any(f" {member.key} " in around.headings for member in concept.members)),
        (around.place[last] - around.place[first]) / total,
        len(sentences) / (around.sentence[-1] + 1),
        sum(mention.opens and mention.closes for mention in mentions) / count,
        sum(mention.closes for mention in mentions) / count,
    ]


def _kind(concept: Concept) -> list[float]:
    kind, tags = concept.kind, concept.head.tags
    single = kind is TermKind.THING and " " not in concept.head.key
    common = common_words()
    return [
        float(kind is TermKind.PERSON),
        float(kind is TermKind.PLACE),
        float(kind is TermKind.ORGANISATION),
        float(kind is TermKind.NAME),
        float(kind is TermKind.THING and concept.head.has_name),
        float(single),
        float(kind is TermKind.THING and concept.head.key.split()[-1] in common.generic),
        float("J" in tags),
        float(tags[0] in "EG"),
        float(tags[-1] == "G"),
    ]


def _words(concept: Concept, around: Frame, longer: Counter[str]) -> list[float]:
    counts = [max(around.words[word], 1) for word in concept.head.key.split()]
    return [
        sum(map(log, counts)) / len(counts),
        log(min(counts)),
        log(counts[-1]) - log(len(concept.head.mentions)),
        log(1 + longer[concept.head.key]),
    ]


def _roles(concept: Concept, around: Frame) -> list[float]:
    tags, words = around.tags, around.tokens.words
    mentions = concept.mentions
    count = len(mentions)
    acts = sum(tags[mention.end] == "V" for mention in mentions)
    owns = sum(words[mention.end] == "'s" for mention in mentions)
    behind = sum(mention.start > 0 and words[mention.start - 1] in ("of", "in") for mention in mentions)
    return [acts / count, owns / count, behind / count]


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
    """The place of each value among the sorted values, from 0 up to below 1; equal values share the best."""
    first: dict[float, int] = {}
    for place, value in enumerate(sorted(values)):
        first.setdefault(value, place)
    return [first[value] / len(values) for value in values]
