"""The catalogue's copy of the annotations, brought up to date with the store."""

from collections.abc import Callable
from itertools import groupby, islice
from threading import Lock

from reader.catalogue.annotations import Annotated
from reader.catalogue.catalogue import Catalogue
from reader.files import signature
from reader.library.folder import Library
from reader.model.annotation import Placed
from reader.model.article import Article
from reader.store.protocol import AnnotationStore
from reader.workspace.renamed import Renamed

_BATCH = 200
"""Articles whose annotations are copied at once: one by one costs twice as much."""
Placing = Callable[[str], tuple[Article, tuple[Placed, ...]] | None]
"""Gives an article and its annotations with their places; None where it cannot be read."""


class Copying:
    """Copies the annotations of those articles of which anything changed since, whoever changed it."""

    def __init__(
        self, store: AnnotationStore, folder: str, library: Library, catalogue: Catalogue, renamed: Renamed
    ) -> None:
        self._store = store
        self._folder = folder
        """Where the store keeps its files."""
        self._start = f"{library.name}/"
        self._catalogue = catalogue
        self._renamed = renamed
        self._renewing = Lock()
        self.version = 0
        """How often the copy has changed since this was made."""
        self.left_out: tuple[str, ...] = ()
        """The annotated articles of the library that the listing knows under no name, as sources."""

    def renew(self, placing: Placing) -> None:
        """Bring the copy up to date. Costs a look at each file of the store. Raises CatalogueBusy."""
        with self._renewing:  # who comes second finds all of it done
            seen = signature(self._folder)
            copied, stamps = self._catalogue.copied(), self._stamps()
            stale = (
                Annotated(id, stamp, there[0].headline, there[1])
                for id, stamp in stamps.items()
                if copied.get(id) != stamp and (there := placing(id))
            )
            while batch := list(islice(stale, _BATCH)):
                self._catalogue.copy_annotations(batch)
                self.version += 1
            if gone := [id for id in copied if id not in stamps]:
                self._catalogue.forget_annotations(gone)
                self.version += 1
            # What is gone from elsewhere or cannot be read depends on more than the two folders: it is looked for each
            # time.
            here = all(source.startswith(self._start) for source in self._renamed.lost())
            whole = here and self._catalogue.copied() == stamps
            self._catalogue.note_copy(seen if whole else None)

    def _stamps(self) -> dict[str, str]:
        """For each annotated article of the listing what differs when it or what is kept of it has changed."""
        sources = self._store.sources()
        marks = {source: self._mark(source) for source in sources}
        self._renamed.lost_are(tuple(source for source in sources if not marks[source]))
        ids = {source: source.removeprefix(self._start) for source in sources if marks[source]} | self._renamed.ids()
        self.left_out = tuple(s for s in sources if s not in ids and s.startswith(self._start))
        by_id = groupby(sorted((id, source) for source, id in ids.items()), lambda pair: pair[0])
        return {id: self._stamp(id, [source for _, source in kept]) for id, kept in by_id}

    def _mark(self, source: str) -> int:
        return self._catalogue.mark_of(source.removeprefix(self._start)) if source.startswith(self._start) else 0

    def _stamp(self, id: str, sources: list[str]) -> str:
        return f"{self._catalogue.mark_of(id)} {[(source, self._store.stamp(source)) for source in sources]}"
