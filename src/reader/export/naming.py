"""File names that every disk and every sync folder takes."""

import hashlib

from reader.model.article import Article

_EXTENSION = len(".md")
_READ = 400
"""Characters of a headline that a name is made from: more could not be seen in it."""


def file_stem(article: Article, source: str, limit: int = 100) -> str:
    """`2024-03-15-in-a-move-3f9a2c41`: date, slug and short hash, in ASCII, at most `limit` bytes with `.md`.

    It begins with a date or `no-date`, so it is never empty, hidden or a
    device's name; the hash of `source` tells apart what reads alike.
    """
    from slugify import slugify

    date = article.date.isoformat() if article.date else "no-date"
    code = short_hash(source)
    room = limit - _EXTENSION - len(date) - len(code) - 2
    slug = slugify(article.headline[:_READ], max_length=room, word_boundary=True) if room > 0 else ""
    return "-".join(part for part in (date, slug, code) if part)


def short_hash(source: str, digits: int = 8) -> str:
    """The first hexadecimal digits of the SHA-256 of `source`."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
