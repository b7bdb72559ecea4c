"""Articles found again under another name.

The file of an annotated article may be renamed. The texts that its notes were made on are kept with them, so an article
that reads just so is the same one; one that is much alike is offered, and never assumed.
"""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from reader.catalogue.catalogue import Catalogue
from reader.errors import CannotRead, NotFound
from reader.library.folder import Found, Library
from reader.library.source import Source
from reader.model.article import Article
from reader.store.protocol import AnnotationStore

_WORDS = 0.5
"""Part of the words that must be there still before two texts are aligned."""
_ALIKE = 0.5
"""Part of the old tokens that must be there still, in order, for an article to be offered."""


class Renamed:
    """The annotated articles whose files are gone, and which article each is now."""

    def __init__(self, store: AnnotationStore, library: Library, catalogue: Catalogue) -> None:
        self._store = store
        self._library = library
        self._catalogue = catalogue
        self._beside = Path(os.path.abspath(library.folder)).parent
        """The folder from which sources count."""
        self._known: tuple[object, frozenset[str]] = (None, frozenset())
        """A listing, and the sources of its articles."""
        self._ids: tuple[object, dict[str, str]] = (None, {})

    def lost(self) -> tuple[str, ...]:
        """The annotated articles whose files are gone, as sources."""
        others = self._store.others(self._sources())
        return tuple(source for source in others if not os.path.lexists(self._beside / source))

    def same(self, article: Article) -> tuple[str, ...]:
        """Those that read, when they were annotated, just as `article` reads now."""
        return tuple(source for source in self.lost() if article.hash in self._store.snapshots(source))

    def alike(self, article: Article) -> tuple[str, ...]:
        """Those that `article` may be after it was renamed and edited, the most alike first."""
        found: list[tuple[float, str]] = []
        for source in self.lost():
            snapshots = self._store.snapshots(source)
            likeness = max((_likeness(old, article.text) for old in snapshots.values()), default=0.0)
            if likeness >= _ALIKE and article.hash not in snapshots:
                found.append((likeness, source))
        return tuple(source for _, source in sorted(found, reverse=True))

    def ids(self) -> dict[str, str]:
        """For each source that an article of the listing is just the same as: its id."""
        lost = self.lost()
        state = (self._catalogue.listing, lost)
        if not lost:
            return {}
        if self._ids[0] != state:
            rows: dict[object, list[str]] = {}
            for row in self._catalogue.listing:
                rows.setdefault((row.headline, row.date, row.words), []).append(row.id)
            found = {source: id for source in lost if (id := self._id(source, rows))}
            self._ids = (state, found)
        return self._ids[1]

    def _id(self, source: str, rows: Mapping[object, Sequence[str]]) -> str:
        """The article that reads as `source` did, looked for among those that the list shows alike; else empty."""
        for hash, text in self._store.snapshots(source).items():
            with suppress(CannotRead):
                old = self._library.parse(source, Source(text))
                for id in rows.get((old.headline, old.date, old.words), ()):
                    with suppress(CannotRead, NotFound):
                        if self._catalogue.article(id).hash == hash:
                            return id
        return ""

    def _sources(self) -> frozenset[str]:
        """Every article that there is; the folder is only looked through where it was not yet."""
        listing = self._catalogue.listing
        if not listing:
            found = (found.id for found in self._library.scan() if isinstance(found, Found))
            return frozenset(f"{self._library.name}/{id}" for id in found)
        if self._known[0] is not listing:
            self._known = (listing, frozenset(f"{self._library.name}/{row.id}" for row in listing))
        return self._known[1]


@lru_cache(maxsize=256)
def _likeness(old: str, new: str) -> float:
    """Which part of `old` is still there in `new`, 0 to 1; 0 where too few of the words are."""
    words = _words(old)
    if sum((words & _words(new)).values()) < _WORDS * sum(words.values()):
        return 0.0
    from reader.anchoring.alignment import align

    return align(old, new).likeness


@lru_cache(maxsize=256)
def _words(text: str) -> Counter[str]:
    return Counter(text.casefold().split())
