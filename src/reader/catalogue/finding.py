"""The places in a text that a query asks for: what the full-text index does not keep."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from reader.catalogue.query import Words, forms_of
from reader.text.span import Span

_AROUND = 60
"""Characters of a snippet on either side of a find."""


def finds(text: str, sought: Sequence[Words]) -> Iterator[Span]:
    """Every place of any of `sought` in `text`, in text order; capitals and accents count as little as in the index."""
    plain = folded(text)
    found = {match.span() for words in sought for match in re.finditer(_pattern(words), plain)}
    return (Span(start, end) for start, end in sorted(found))


def folded(text: str) -> str:
    """`text` in lower case and without accents, character by character: all offsets stay."""
    return text.lower() if text.isascii() else text.translate(_PLAIN)


def snippet(text: str, find: Span, within: Span) -> str:
    """One line of `text` around `find`, cut at words, with … where it was cut."""
    start, end = max(within.start, find.start - _AROUND), min(within.end, find.end + _AROUND)
    if start > within.start:
        start = min(text.find(" ", start, find.start) + 1 or start, find.start)
    if end < within.end:
        end = max(text.rfind(" ", find.end, end), find.end)
    line = " ".join(text[start:end].split())
    return ("…" if start > within.start else "") + line + ("…" if end < within.end else "")


class _Plain(dict[int, str]):
    """What each character is without case and accent, found out when it is met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        apart = unicodedata.normalize("NFD", character)
        lower = apart[0].lower() if all(map(unicodedata.combining, apart[1:])) else character
        plain = self[code] = lower if len(lower) == 1 else character
        return plain


_PLAIN = _Plain()


def _pattern(words: Words) -> str:
    forms = (r"[\W_]+".join(re.escape(folded(word)) for word in form) for form in forms_of(words))
    body = f"(?:{'|'.join(forms)})"
    return rf"(?<![^\W_]){body}" + ("" if words.growing else r"(?![^\W_])")
