"""The places in a text that a query asks for: what the full-text index does not keep."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from reader.catalogue.query import Words, forms_of
from reader.text.span import Span

_OTHERS = "[^\x00-\x7f]+"
_AROUND = 60
"""Characters of a snippet on either side of a find."""


def finds(text: str, sought: Sequence[Words]) -> Iterator[Span]:
    """Every place of any of `sought` in `text`, in text order; capitals and accents count as little as in the index."""
    return (find for find, _ in finds_within(text, sought, (Span(0, len(text)),)))


def finds_within(text: str, sought: Sequence[Words], stretches: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """The same in some stretches of `text`, each place inside one of them, which is given with it."""
    patterns = [re.compile(_pattern(form, words.growing)) for words in sought for form in forms_of(words)]
    for stretch in stretches:
        plain = folded(stretch.of(text))  # piece by piece: most are plain ASCII, which is several times as fast
        found = {match.span() for pattern in patterns for match in pattern.finditer(plain)}
        for start, end in sorted(found):
            yield Span(stretch.start + start, stretch.start + end), stretch


def folded(text: str) -> str:
    """`text` in lower case and without accents, character by character: all offsets stay."""
    if not text.isascii():
        text = re.sub(_OTHERS, lambda found: found[0].translate(_PLAIN), text)
    return text.lower()


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
        import unicodedata  # not for plain text

        character = chr(code)
        apart = unicodedata.normalize("NFD", character)
        lower = apart[0].lower() if all(map(unicodedata.combining, apart[1:])) else character
        plain = self[code] = lower if len(lower) == 1 else character
        return plain


_PLAIN = _Plain()


@lru_cache(maxsize=256)
def _pattern(form: tuple[str, ...], growing: bool) -> str:
    """Begins with a word as it is, which is looked for ten times as fast as what may stand before it."""
    first, *others = (re.escape(folded(word)) for word in form)
    body = r"[\W_]+".join((rf"{first}(?<![^\W_]{first})", *others))
    return body if growing else rf"{body}(?![^\W_])"
