"""A text as words, points and breaks, by one regular expression."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from reader.terms.passages import Passage
from reader.terms.words import fold

_TOKEN = re.compile(
    r"""
      \d+(?:[.,]\d+)+                                       # 1,000 and 3.5
    | [^\W_]+(?:(?!['’]s(?![^\W_]|[-'’&./][^\W_]))[-'’&./][^\W_]+)*  # limousine, foreign-made, R&D, U.N
      (?:(?<=\.[A-Za-z])\.(?:-[^\W_]+)*)?                   # the last dot of U.N. and U.N.-backed
    | (?<=[^\W_])['’]s(?![^\W_])                                    # the possessive
    | [.!?…]+["'”’)\]]*                                     # the end of a sentence
    | [^\w\s]|_                                             # any other point
    """,
    re.VERBOSE,
)
_BEFORE_A_DOT = (
    "Mr Mrs Ms Dr Gen Col Lt Sgt Sen Rep Gov St Jr Sr Co Corp Inc Ltd Prof Rev Hon Maj Capt Adm Cmdr Brig Pres "
    "Supt Det Mt Ft Ave Calif Fla Mass Mich Minn Penn Tex Wash Wis Ariz Conn Bros vs No approx ca"
)
_SHORTENED = frozenset(_BEFORE_A_DOT.split(" "))
_MONTHS = frozenset({"Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec"})
_DAY, _NEXT_NAME = re.compile(r"\s\d"), re.compile(r"\s[A-Z][\w.]")

WORD, STOP, POINT, BREAK = "word", "stop", "point", "break"
"""What a token is: a word; the end of a sentence; any other punctuation, and the possessive; the end of a passage, of
no width."""

BOUNDARY = "^"
"""Stands for what is before a sentence and behind it, where a word stands otherwise."""


class Look(NamedTuple):
    """What a token is wherever it stands."""

    kind: str
    lower: str
    """A word in lower case, `0` for a number; `.` for a point, `^` for the end of a sentence."""
    shape: str
    """`C` with a capital first, `A` in capitals, `d` with a digit first, `x` else; for what is no word as `lower`."""
    folded: str
    """A word as key, see `words.fold`; nothing for what is no word."""


class Tokens:
    """The tokens of a text as columns of equal length; the last one is a break."""

    __slots__ = ("ends", "first", "folded", "kinds", "lower", "shapes", "starts", "words")

    def __init__(self, words: list[str], starts: list[int]) -> None:
        self.words = words
        """Each token as it is written."""
        self.starts = starts
        self.ends = [start + len(word) for word, start in zip(words, starts, strict=True)]
        looks = list(map(look, words))
        self.kinds = [seen.kind for seen in looks]
        self.lower = [seen.lower for seen in looks]
        self.shapes = [seen.shape for seen in looks]
        self.folded = [seen.folded for seen in looks]
        self.first = list(_first(self.kinds))
        """Whether the token is the first word of its sentence."""

    def __len__(self) -> int:
        return len(self.words)


@lru_cache(maxsize=30_000)
def look(word: str) -> Look:
    """How a token is written; the empty one is a break."""
    if not word:
        return Look(BREAK, BOUNDARY, BOUNDARY, "")
    if not word[0].isalnum():
        return Look(STOP, BOUNDARY, BOUNDARY, "") if word[0] in ".!?…" else Look(POINT, ".", ".", "")
    if word[0].isdigit():
        return Look(WORD, "0", "d", fold(word))
    capital = "A" if len(word) > 1 and word.isupper() else "C"
    return Look(WORD, word.lower().replace("’", "'"), capital if word[0].isupper() else "x", fold(word))


def tokenize(text: str, passages: Iterable[Passage]) -> Tokens:
    """The tokens of `passages` of `text`, in their order, each passage closed by a break."""
    words: list[str] = []
    starts: list[int] = []
    for start, end, _ in passages:
        at = start
        for word in _TOKEN.findall(text, start, end):
            at = text.index(word, at)
            if word == "." and _shortens(words, starts, text, at, end):
                words[-1] += word
            else:
                words.append(word)
                starts.append(at)
            at += len(word)
        words.append("")
        starts.append(end)
    return Tokens(words, starts)


def _shortens(words: Sequence[str], starts: Sequence[int], text: str, dot: int, end: int) -> bool:
    """Whether the dot belongs to the word before it: `Gen.`, `Jan. 6`, `George W. Bush`."""
    word = words[-1] if words else ""
    if not word or starts[-1] + len(word) != dot:
        return False
    if word in _SHORTENED:
        return text[dot + 1 : min(dot + 2, end)].isspace()
    if word in _MONTHS:
        return bool(_DAY.match(text, dot + 1, end))
    return len(word) == 1 and "A" <= word <= "Z" and bool(_NEXT_NAME.match(text, dot + 1, end))


def _first(kinds: Sequence[str]) -> Iterator[bool]:
    opens = True
    for kind in kinds:
        yield opens and kind == WORD
        if kind != POINT:
            opens = kind != WORD
