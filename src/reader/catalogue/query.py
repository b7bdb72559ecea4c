"""What a person types to search: words and "phrases", all of which must occur."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reader.text.span import Span

_PIECE = re.compile(r'"([^"]*)"?|(\S+)')


@dataclass(frozen=True)
class Query:
    """A question to the library; the empty one is answered by everything."""

    needles: tuple[str, ...] = ()
    """Words and phrases, as typed."""
    typing: bool = False
    """Whether the last word may still grow: then it matches as the beginning of a word."""

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """One pattern a needle: whole words, any case, any white space inside a phrase."""
        last = len(self.needles) - 1
        return tuple(_pattern(n, open_end=self.typing and i == last) for i, n in enumerate(self.needles))

    def matches(self, *texts: str) -> bool:
        """Whether every needle occurs in at least one of `texts`."""
        return all(any(pattern.search(text) for text in texts) for pattern in self.patterns)

    def finds(self, text: str) -> Iterator[Span]:
        """Every occurrence of every needle in `text`, in text order."""
        found = sorted(match.span() for pattern in self.patterns for match in pattern.finditer(text))
        return (Span(start, end) for start, end in found)


def parse_query(typed: str, *, typing: bool = False) -> Query:
    """The query that `typed` stands for; no input is an error. Punctuation on its own asks for nothing."""
    pieces = (match[1] if match[1] is not None else match[2] for match in _PIECE.finditer(typed))
    needles = tuple(" ".join(piece.split()) for piece in pieces if re.search(r"\w", piece))
    return Query(needles, typing and not typed.endswith((" ", '"')))


def _pattern(needle: str, *, open_end: bool) -> re.Pattern[str]:
    body = r"\s+".join(re.escape(word) for word in needle.split())
    start = r"(?<!\w)" if re.match(r"\w", needle) else ""
    end = "" if open_end or not re.search(r"\w$", needle) else r"(?!\w)"
    return re.compile(start + body + end, re.IGNORECASE)
