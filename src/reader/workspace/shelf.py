"""The shelf: the articles of a folder, what is known about them, and how far one has read."""

from collections.abc import Iterable
from pathlib import Path

from reader.catalogue.asking import Stop
from reader.catalogue.catalogue import Catalogue
from reader.catalogue.query import EVERYTHING, Node
from reader.catalogue.refreshing import Progress
from reader.catalogue.selection import Notes, Selection
from reader.drafts import Drafts
from reader.library.folder import Library
from reader.reading_state import ReadingState, library_name, state_path


class Shelf:
    """An opened library, its catalogue and its reading state."""

    def __init__(self, folder: Path, catalogue: Path | None) -> None:
        self.library = Library(folder)
        self.reading = ReadingState(state_path(folder))
        self.drafts = Drafts(state_path(folder).with_suffix(".drafts"))
        """What was begun and is not saved."""
        self.catalogue = Catalogue(self.library, catalogue, self.reading.open)

    def copy_annotations(self) -> None:
        """Bring the catalogue's copy of the annotations up to date."""
        raise NotImplementedError

    def refresh(self, progress: Progress | None = None) -> bool:
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

    def unread(self, selection: Selection) -> int:
        """How many of some articles are unread."""
        return selection.without(self.catalogue.read_rows())

    def next_unread(self, selection: Selection, index: int) -> int:
        """The next unread one behind an index, and then from the top; -1 where all are read."""
        return selection.next_without(index, frozenset(self.catalogue.read_rows()))

    def close(self) -> None:
        """Let go of the files of the catalogue and the reading state."""
        self.catalogue.close()
        self.reading.close()


def catalogue_path(folder: Path) -> Path:
    """Where the catalogue of the library in `folder` is kept: deleting it loses nothing."""
    from platformdirs import user_cache_path

    return user_cache_path("reader") / "catalogues" / f"{library_name(folder)}.db"


def query_of(typed: str, *, typing: bool = False) -> Node:
    """The query that was typed. Raises QueryError."""
    if not typed.strip():
        return EVERYTHING
    from reader.catalogue.parsing import parse_query  # nobody asks before the first screen

    return parse_query(typed, typing=typing)
