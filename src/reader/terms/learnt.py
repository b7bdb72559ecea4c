"""What the training left in the package: the tagger's weights and how common words are."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from reader.terms.data import read_data
from reader.terms.words import singular

Weights = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Learnt:
    """The knowledge of one training by `bench/train_terms.py`."""

    lexicon: Mapping[str, str]
    """Words that have one tag wherever they stand, and it."""
    tagging: Sequence[Weights]
    """For each template of `tagger.features`, from a feature to its row: one byte a tag, compared inside a row only."""
    counts: Mapping[str, int]
    """How often each singular was seen in lower case, at least twice and 99 times at most."""

    def is_common(self, word: str) -> bool:
        """Whether `word` is known in lower case: such a word is no surname."""
        return singular(word.lower()) in self.counts

    def rarity(self, word: str) -> float:
        """From 0 for the most common words to log 100 for unknown ones; `word` is a singular in lower case."""
        return log(100 / (1 + self.counts.get(word, 0)))


@cache
def shipped() -> Learnt:
    """The knowledge of the package; about 10 ms the first time."""
    data = json.loads(read_data("learnt.json"))
    tagging = [{feature: row.encode() for feature, row in rows.items()} for rows in data["tagging"]]
    return Learnt(data["lexicon"], tagging, data["counts"])
