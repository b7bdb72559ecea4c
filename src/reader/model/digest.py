"""What an export is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.model.annotation import Placed
from reader.model.article import Article


@dataclass(frozen=True, slots=True)
class ArticleDigest:
    """One article with its notes."""

    article: Article
    source: str
    """The library's name and the article's id, as in `Target.source`."""
    path: str
    """The article's file as an absolute path, to link to it."""
    notes: tuple[Placed, ...]
    """In text order; notes on the whole article first, orphans last."""
    snapshots: Mapping[str, str] = field(default_factory=dict)
    """The versions of its text that notes were made on, by `Article.hash`."""


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything that one export covers, newest article first."""

    articles: tuple[ArticleDigest, ...]
    codes: Mapping[str, str] = field(default_factory=dict)
    """What each tag of the library stands for, as far as that was said, in order of the tree."""
