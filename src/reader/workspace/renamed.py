"""Articles found again under another name.

The file of an annotated article may be renamed. The texts that its notes were made on are kept with them, so an article
that reads just so is the same one; one that is much alike is offered, and never assumed.
"""

import os
from collections import Counter
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from reader.catalogue.catalogue import Catalogue
from reader.errors import CannotRead, NotFound
from reader.library.folder import Library
from reader.library.source import Source
from reader.model.article import Article
from reader.store.protocol import AnnotationStore

_WORDS = 0.5
"""Part of the words that must be there still before two texts are aligned."""
_ALIKE = 0.5
"""Part of the old tokens that must be there still, in order, for an article to be offered."""
_MOST = 1000
"""Articles that are gone and are compared; where more are, a whole folder is, and nobody renamed them one by one."""


class Renamed:
    """The annotated articles whose files are gone, and which article each is now."""

    def __init__(self, store: AnnotationStore, library: Library, catalogue: Catalogue) -> None:
        self._store = store
        self._library = library
        self._catalogue = catalogue
        self._beside = Path(os.path.abspath(library.folder)).parent
        """The folder from which sources count."""
        self._lost: tuple[str, ...] | None = None
        self._known: tuple[tuple[str, ...], tuple[str, ...], dict[str, list[str]]] | None = None
        self._ids: tuple[object, dict[str, str]] = (None, {})

    def lost_are(self, sources: tuple[str, ...]) -> None:
        """Take it from who knows the listing which annotated articles are not in it."""
        self._lost = sources

    def lost(self) -> tuple[str, ...]:
        """The annotated articles whose files are gone, as sources; looked for anew when the listing is another one."""
        return self._found()[1]

    def _is_there(self, source: str) -> bool:
        """Whether a source's file is there; in this library by the folder's true name, which a source may not tell."""
        start = f"{self._library.name}/"
        if source.startswith(start):
            return self._library.look(source.removeprefix(start)) is not None
        return os.path.lexists(self._beside / source)

    def same(self, article: Article) -> tuple[str, ...]:
        """Those that read, when they were annotated, just as `article` reads now."""
        return tuple(self._found()[2].get(article.hash, ()))

    def alike(self, article: Article) -> tuple[str, ...]:
        """Those that `article` may be after it was renamed and edited, the most alike first."""
        found: list[tuple[float, str]] = []
        same = self.same(article)
        for source in self.lost()[:_MOST]:
            snapshots = self._store.snapshots(source) if source not in same else {}
            likeness = max((_likeness(old, article.text) for old in snapshots.values()), default=0.0)
            if likeness >= _ALIKE:
                found.append((likeness, source))
        return tuple(source for _, source in sorted(found, reverse=True))

    def _found(self) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, list[str]]]:
        """What is not in the listing, what of it is gone, and which of that was annotated at a text, by its hash."""
        others = self._store.sources() if self._lost is None else self._lost
        found = self._known
        if found is None or found[0] != others:
            lost = tuple(source for source in others if not self._is_there(source))
            read: dict[str, list[str]] = {}
            for source in lost:
                for hash in self._store.snapshots(source):
                    read.setdefault(hash, []).append(source)
            found = self._known = (others, lost, read)
        return found

    def ids(self) -> dict[str, str]:
        """For each source that an article of the listing is just the same as: its id."""
        lost = self.lost()
        if not lost:
            return {}
        state = (self._catalogue.version, lost)
        if self._ids[0] != state:
            self._ids = (state, {source: id for source in lost if (id := self._id(source))})
        return self._ids[1]

    def _id(self, source: str) -> str:
        """The article that reads as `source` did, looked for among those that the list shows alike; else empty."""
        for hash, text in self._store.snapshots(source).items():
            with suppress(CannotRead):
                old = self._library.parse(source, Source(text))
                for id in self._catalogue.listed_as(old):
                    with suppress(CannotRead, NotFound):
                        if self._catalogue.article(id).hash == hash:
                            return id
        return ""


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
