"""A text as words, points and breaks, by one regular expression."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

_SHORTENED = (
    "Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Sen|Rep|Gov|St|Jr|Sr|Co|Corp|Inc|Ltd|Prof|Rev|Hon|Maj|Capt|Adm|Cmdr|Brig|Pres|Supt|Det|"
    "Mt|Ft|Ave|Calif|Fla|Mass|Mich|Minn|Penn|Tex|Wash|Wis|Ariz|Conn|Bros|vs|No|approx|ca"
)
_TOKEN = re.compile(
    rf"""
      (?P<word>
          (?:{_SHORTENED})\.(?=\s)                            # Gen.
        | (?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.(?=\s\d)        # Jan. 6
        | [A-Z]\.(?=\s[A-Z][\w.])                             # George W. Bush
        | \d+(?:[.,]\d+)+                                     # 1,000 and 3.5
        | [^\W_]+(?:[-'’&./][^\W_]+)*                         # limousine, foreign-made, R&D, U.N
          (?:(?<=\.[A-Za-z])\.(?:-[^\W_]+)*)?                 # the last dot of U.N. and U.N.-backed
      )
    | (?P<stop>[.!?…]+["'”’)\]]*)
    | (?P<point>[^\w\s]|_)
    """,
    re.VERBOSE,
)


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    STOP = "stop"
    """The end of a sentence."""
    POINT = "point"
    """Any other punctuation, and the possessive 's."""
    BREAK = "break"
    """The end of a passage; of no width."""


_KINDS = {str(kind): kind for kind in Kind}
_POSSESSIVE = ("'s", "’s")


class Passage(NamedTuple):
    """A paragraph or a heading, by its offsets."""

    start: int
    end: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text as columns of equal length."""

    words: list[str] = field(default_factory=list)
    """Each token as it is written."""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def add(self, word: str, start: int, end: int, kind: Kind) -> None:
        """Append one token."""
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(end)
        self.kinds.append(kind)


def tokenize(text: str, passages: Iterable[Passage]) -> Tokens:
    """The tokens of `passages` of `text`, in their order, each passage closed by a break."""
    tokens = Tokens()
    add = tokens.add
    for passage in passages:
        for match in _TOKEN.finditer(text, passage.start, passage.end):
            word, kind = match.group(), _KINDS[match.lastgroup or ""]
            start, end = match.span()
            if word[-2:] in _POSSESSIVE and len(word) > 2:
                add(word[:-2], start, end - 2, kind)
                add("'s", end - 2, end, Kind.POINT)
            else:
                add(word, start, end, kind)
        add("", passage.end, passage.end, Kind.BREAK)
    return tokens
