"""What the training left in the package: the tagger's weights and how common words are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from reader.terms.data import read_data
from reader.terms.words import singular

Weights = dict[str, int]
"""From a feature to its row: 16 bits for each tag, the first one lowest, so that rows are added as whole numbers."""
_TAGS = 9


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """The knowledge of one training by `bench/train_terms.py`."""

    lexicon: Mapping[str, str]
    """Words that have one tag wherever they stand, and it."""
    tagging: Sequence[Weights]
    """For each template of `tagger.features`; the weights of a row are compared with each other only."""
    counts: Mapping[str, int]
    """How often each singular was seen in lower case, at least twice and 99 times at most."""

    def is_common(self, word: str) -> bool:
        """Whether `word` is known in lower case: such a word is no surname."""
        return singular(word.lower()) in self.counts

    def rarity(self, words: Iterable[str]) -> float:
        """That of the commonest: from 0 to log 100 where all are unknown; `words` are singulars in lower case."""
        return log(100 / (1 + max(self.counts.get(word, 0) for word in words)))


def packed(rows: str) -> Iterator[int]:
    """The rows of a table from one character a tag; UTF-16 is how a character becomes 16 bits."""
    wide, width = rows.encode("utf-16-le"), 2 * _TAGS
    return (int.from_bytes(wide[at : at + width], "little") for at in range(0, len(wide), width))


@cache
def shipped() -> Learnt:
    """The knowledge of the package: pairs of lines, each a line of words and one of what is known of them."""
    words, tags, common, counts, *tables = read_data("learnt.txt").splitlines()
    tagging = [dict(zip(tables[i].split(" "), packed(tables[i + 1]), strict=True)) for i in range(0, len(tables), 2)]
    seen = dict(zip(common.split(" "), map(int, counts.split(" ")), strict=True))
    return Learnt(dict(zip(words.split(" "), tags, strict=True)), tagging, seen)
