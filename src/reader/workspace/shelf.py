"""The shelf: the articles of a folder, what is known about them, and how far one has read."""

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from os import PathLike

from reader.catalogue.asking import Stop
from reader.catalogue.catalogue import Catalogue
from reader.catalogue.query import EVERYTHING, Node, Tagged, sought
from reader.catalogue.selection import Notes, Selection
from reader.errors import Unusable
from reader.files import signature
from reader.library.folder import Library
from reader.places import library_name, user_folder
from reader.reading_state import ReadingState, state_path
from reader.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from reader.catalogue.refreshing import Progress
    from reader.model.hit import Hit


class Shelf:
    """An opened library, its catalogue and its reading state."""

    def __init__(self, folder: str | PathLike[str], catalogue: str | PathLike[str] | None) -> None:
        self.library = Library(folder)
        self.reading = ReadingState(state_path(folder))
        self.catalogue = Catalogue(self.library, catalogue, self.reading.open)

    def copy_annotations(self) -> None:
        """Bring the catalogue's copy of the annotations up to date."""
        raise NotImplementedError

    def is_current(self, annotations: str, *, every_file: bool) -> bool:
        """Whether the catalogue tells what the library and the folder of annotations hold now.

        `every_file` as in `Catalogue.is_current`.
        """
        seen = signature(annotations)
        return seen is not None and self.catalogue.is_copy_of(seen) and self.catalogue.is_current(every_file=every_file)

    def refresh(self, progress: "Progress | None" = None) -> bool:
        """Look at the folder and the annotations again; whether any article is different. Raises CatalogueBusy."""
        changed = self.catalogue.refresh(progress)
        self.copy_annotations()
        return changed

    def look_at(self, ids: Iterable[str]) -> bool:
        """Look only at some files; whether any article is different. Raises CatalogueBusy."""
        changed = self.catalogue.look_at(ids)
        if changed:
            self.copy_annotations()
        return changed

    def asked(self, typed: str, *, typing: bool = False) -> Node:
        """The query that was typed, as it is asked of this library. Raises QueryError."""
        return query_of(typed, typing=typing)

    def list(
        self,
        typed: str = "",
        *,
        typing: bool = False,
        limit: int = -1,
        stop: Stop | None = None,
        also: Iterable[str] = (),
    ) -> Selection:
        """The articles that answer what was typed, and `also` some others, newest first.

        Raises QueryError, and Overtaken where `stop` says that the answer is not wanted any more.
        """
        return self.catalogue.select(self.asked(typed, typing=typing), limit, stop, also)

    def noted(self, typed: str = "", *, typing: bool = False, limit: int = -1, stop: Stop | None = None) -> Notes:
        """The annotations that answer what was typed, newest first. Raises QueryError and Overtaken, as `list`."""
        return self.catalogue.select_notes(self.asked(typed, typing=typing), limit, stop)

    def noted_ids(self, typed: str) -> Mapping[str, frozenset[str]]:
        """The ids of the annotations that answer what was typed, by article. Raises QueryError."""
        return self.catalogue.annotations(self.asked(typed, typing=True))

    def search(self, typed: str, among: Selection | None = None) -> "Iterator[Hit]":
        """Every place in notes, tags and articles that answers what was typed, newest article first.

        `among` as in `Catalogue.hits`. Raises QueryError, and Unusable where what was typed names nothing that has a
        place.
        """
        query = self.asked(typed)
        if not sought(query) and not isinstance(query, Tagged):
            raise Unusable("There is nothing to look for in that query.")
        return chain(self._hits_in_notes(query), self.catalogue.hits(query, among))

    def _hits_in_notes(self, query: Node) -> "Iterator[Hit]":  # noqa: ARG002 (a shelf alone knows none)
        return iter(())

    def unread(self, selection: Selection) -> int:
        """How many of some articles are unread."""
        return selection.without(self.catalogue.read_rows())

    def notes_by_day(self, selection: Selection) -> "dict[dt.date, int]":
        """How many annotations there are on some articles, by the articles' days."""
        return selection.by_day(self.catalogue.noted_rows())

    def next_unread(self, selection: Selection, index: int) -> int:
        """The next unread one behind an index, and then from the top; -1 where all are read."""
        return selection.next_without(index, frozenset(self.catalogue.read_rows()))

    def close(self) -> None:
        """Let go of the files of the catalogue and the reading state."""
        self.catalogue.close()
        self.reading.close()


def catalogue_path(folder: str | PathLike[str]) -> str:
    """Where the catalogue of the library in `folder` is kept: deleting it loses nothing."""
    return os.path.join(user_folder("cache"), "catalogues", f"{library_name(folder)}.db")


def query_of(typed: str, *, typing: bool = False) -> Node:
    """The query that was typed. Raises QueryError."""
    if not typed.strip():
        return EVERYTHING
    from reader.catalogue.parsing import parse_query  # nobody asks before the first screen

    return parse_query(typed, typing=typing)
