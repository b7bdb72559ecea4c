"""What the training left in the package: the tagger's weights and how common words are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import repeat
from math import log

from reader.terms.data import read_data
from reader.terms.words import singular

Weights = dict[str, int]
"""From a feature to its row: 16 bits for each tag, the first one lowest, so that rows are added as whole numbers."""
_TAGS = 9
_COUNTS = bytes(32) + bytes(range(224))
"""From a printable character to a count: a blank is none, `!` one, `~` 94."""


class Learnt:
    """The knowledge of one training by `bench/train_terms.py`."""

    __slots__ = ("counts", "lexicon", "tagging")

    def __init__(self, lexicon: Mapping[str, str], tagging: Sequence[Weights], counts: Mapping[str, int]) -> None:
        self.lexicon = lexicon
        """Words that have one tag wherever they stand, and it."""
        self.tagging = tagging
        """For each template of `tagger.features`; the weights of a row are compared with each other only."""
        self.counts = counts
        """How often each singular was seen in lower case, at least twice and 94 times at most."""

    def is_common(self, word: str) -> bool:
        """Whether `word` is known in lower case: such a word is no surname."""
        return singular(word.lower()) in self.counts

    def rarity(self, words: Iterable[str]) -> float:
        """That of the commonest: from 0.05 to log 100 where all are unknown; `words` are singulars in lower case."""
        return log(100 / (1 + max(map(self.counts.get, words, repeat(0)))))


_whole = partial(int.from_bytes, byteorder="little")


def packed(rows: str) -> Iterator[int]:
    """The rows of a table from one character a tag; UTF-16 is how a character becomes 16 bits."""
    wide, width = rows.encode("utf-16-le"), 2 * _TAGS
    return map(_whole, [wide[at : at + width] for at in range(0, len(wide), width)])


@cache
def shipped() -> Learnt:
    """The knowledge of the package: pairs of lines, each a line of words and one of what is known of them."""
    words, tags, common, counts, *tables = read_data("learnt.txt").splitlines()
    tagging = [dict(zip(tables[i].split(" "), packed(tables[i + 1]), strict=True)) for i in range(0, len(tables), 2)]
    seen = dict(zip(common.split(" "), counts.encode("ascii").translate(_COUNTS), strict=True))
    return Learnt(dict(zip(words.split(" "), tags, strict=True)), tagging, seen)
