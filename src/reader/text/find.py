"""Plain find, as a person expects of `/`."""

import re
import unicodedata
from collections.abc import Sequence

from reader.text.span import Span

_SINGLE = "['‘’‚‛ʼ]"
_DOUBLE = '["“”„‟]'
_ALIKE = (
    dict.fromkeys("'‘’‚‛ʼ", _SINGLE)
    | dict.fromkeys('"“”„‟', _DOUBLE)
    | {"-": "[-\u2010\u2011\u2012\u2013\u2014\u2015\u2212]"}
)
"""What a typed character stands for besides itself."""

_PIECE = re.compile(r"\s+|\S")


def find_all(text: str, query: str, within: Sequence[Span] = ()) -> list[Span]:
    """Every place of `query` in `text`, in order, none overlapping; with `within`, only those inside one of its spans.

    Capitals count only if the query has one. White space matches any run of
    white space, straight quotes match curly ones, and a hyphen any dash;
    nothing else is special.
    """
    if not query.strip():
        return []
    pattern = _pattern(query)
    places = within or (Span(0, len(text)),)
    return [Span(*match.span()) for place in places for match in pattern.finditer(text, place.start, place.end)]


def _pattern(query: str) -> re.Pattern[str]:
    has_capital = any(character.isupper() for character in query)
    pieces = _PIECE.findall(unicodedata.normalize("NFC", query))
    source = "".join(_source(piece) for piece in pieces)
    return re.compile(source, re.NOFLAG if has_capital else re.IGNORECASE)


def _source(piece: str) -> str:
    """A regular expression for one character or one run of white space of the query."""
    if piece.isspace():
        return r"(?<!\s)\s++"  # from its first character on only: a long run is looked at once
    if piece in _ALIKE:
        return _ALIKE[piece]
    apart = unicodedata.normalize("NFD", piece)
    return re.escape(piece) if apart == piece else f"(?:{re.escape(piece)}|{re.escape(apart)})"
