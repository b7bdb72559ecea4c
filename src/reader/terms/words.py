"""Forms that differ only in how they are written, as one key."""

import re
from collections.abc import Iterable
from functools import lru_cache

from reader.terms.gazetteer import gazetteer

_PARTS = re.compile(r"[^\W_]+")


def key_of(words: Iterable[str]) -> str:
    """The key that `Kim Jong-un` and `Kim Jong Un`, `UN sanctions` and `United Nations sanction` share."""
    return " ".join(filter(None, map(fold, words)))


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """One word as key: short forms written out (`UN`, never `Un`), accents, dots, hyphens, case and plural dropped."""
    long = gazetteer().short_forms.get(word, word)
    plain = long if long.isascii() else _without_accents(long)
    return " ".join(map(singular, _PARTS.findall(plain.replace(".", "").lower())))


def _without_accents(word: str) -> str:
    import unicodedata  # most texts need none of it

    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def singular(word: str) -> str:
    """`word`, in lower case, without a regular English plural ending."""
    if len(word) <= 3 or word[-1] != "s" or word[-2] in "su" or word.endswith("is"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "ches", "shes", "xes")) else word[:-1]
