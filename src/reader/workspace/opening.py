"""A folder that a command is about, opened no further than the command needs."""

import gc
import os
from functools import cached_property

from reader.places import settings_file
from reader.typed import TYPE_CHECKING
from reader.workspace.shelf import Shelf, catalogue_path

if TYPE_CHECKING:
    from reader.catalogue.selection import Selection
    from reader.settings import Settings
    from reader.workspace.desk import Workspace


class Opening:
    """Gives the whole desk; or, for a question, the shelf alone where nothing has changed since it was looked at last.

    Most of what a desk can do is writing: to import that takes many times as long as to answer. Raises Unusable where
    the settings cannot hold or the folder cannot be used.
    """

    def __init__(self, folder: str, annotations: str | None = None, *, cache: bool = True) -> None:
        self._folder = folder
        self._annotations = annotations
        self._cache = cache
        self._shelf: Shelf | None = None

    @property
    def trouble(self) -> str:
        """As `Catalogue.trouble`."""
        return self._shelf.catalogue.trouble if self._shelf else ""

    @cached_property
    def workspace(self) -> "Workspace":
        """The desk, as `open_workspace`."""
        gc.freeze()  # what was imported is no garbage: to look through it takes longer than to open a desk
        gc.enable()  # which may be at work for hours
        from pathlib import Path

        from reader.workspace.desk import open_workspace

        annotations = Path(self._annotations) if self._annotations else None
        self._shelf = workspace = open_workspace(
            Path(self._folder), annotations, settings=self._settings, cache=self._cache
        )
        return workspace

    def glance(self, typed: str, *, every_file: bool, notes: bool) -> "tuple[Shelf, Selection] | None":
        """A shelf and the articles that answer what was typed, all as their files are now; None where the desk must.

        It must where anything has changed since it was looked at last, where a term may have names that were joined to
        it, and with `notes` where annotations answer too.
        Of a large library a file that was written in place, and did not answer before, is only noticed with
        `every_file`. Raises QueryError and CatalogueBusy.
        """
        if not self._cache or "term:" in typed.lower():
            return None
        shelf = self._shelf = Shelf(self._folder, catalogue_path(self._folder))
        if self._settings:
            shelf.library.leaves_out = self._settings.boilerplate
        every_file = every_file or not typed
        if shelf.is_current(self._annotations_folder(), every_file=every_file):
            rows = shelf.list(typed)
            answers_as_it_is = every_file or shelf.catalogue.are_current(rows)
            if answers_as_it_is and not (notes and shelf.catalogue.annotations(shelf.asked(typed))):
                return shelf, rows
        shelf.close()
        return None

    def close(self) -> None:
        """Let go of the files of what was opened."""
        if self._shelf:
            self._shelf.close()

    @cached_property
    def _settings(self) -> "Settings | None":
        if not os.path.lexists(settings_file()):
            return None
        from reader.settings import load, settings_path

        return load(settings_path())

    def _annotations_folder(self) -> str:
        kept = self._annotations or (self._settings and self._settings.annotations)
        return os.fspath(kept or os.path.join(os.path.dirname(os.path.abspath(self._folder)), "annotations"))
