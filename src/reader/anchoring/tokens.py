"""A text as normalised words and signs, which hold still when only its typography changes."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_IGNORED = "\u00ad\u200b-\u200d\u2060\ufeff\ufffd"
_DASHES = "\\-‐‑‒–—―−"
_TOKEN = re.compile(rf"\w+(?:[{_IGNORED}]+\w+)*|[{_DASHES}]+|\.{{3,}}|[^\w\s{_IGNORED}]")
_UNSEEN = re.compile(f"[{_IGNORED}]+")
_DASH = re.compile(f"[{_DASHES}]+")
_QUOTES = dict.fromkeys(map(ord, '‘’‚‛′ʼ`´“”„‟«»″"'), "'")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text, as columns of equal length."""

    words: tuple[str, ...]
    """Each normalised: case, accents, quotation marks, dashes, soft hyphens and zero-width characters do not count."""
    starts: tuple[int, ...]
    """Offset of each in the text, in code points."""
    ends: tuple[int, ...]
    """Offset just behind each."""

    def __len__(self) -> int:
        return len(self.words)


@lru_cache(maxsize=16)
def tokenise(text: str) -> Tokens:
    """The words and signs of `text`; white space separates and is none."""
    found = [(_normal(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    words, starts, ends = zip(*found, strict=True) if found else ((), (), ())
    return Tokens(words, starts, ends)


@lru_cache(maxsize=8192)
def _normal(token: str) -> str:
    if token.isascii() and token.isalnum():
        return token.lower()
    bare = _DASH.sub("-", _UNSEEN.sub("", token)).translate(_QUOTES)
    decomposed = unicodedata.normalize("NFKD", bare).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char)) or bare
