"""Asking the catalogue's file, and writing into it, whatever is wrong with it."""

import os
import sqlite3
from array import array
from collections.abc import Callable, Sequence
from operator import itemgetter

from reader.catalogue.database import Database
from reader.catalogue.schema import VERSION
from reader.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, TypeVar

    _Result = TypeVar("_Result")

_MOST_REPAIRS = 2
Stop = Callable[[], bool]
"""Asked now and then whether the answer is not wanted any more."""


class Asking:
    """Opens nothing before it is asked. Whatever is wrong with its file, it is made anew, in memory if need be.

    Safe to use from several threads. What takes a `stop` raises Overtaken.
    """

    def __init__(self, path: str | os.PathLike[str] | None, state: Callable[[], str]) -> None:
        self._path = os.fspath(path) if path is not None else None
        self._state = state
        """Gives the URI of the database in which the reading state is."""
        self._opened: Database | None = None

    @property
    def trouble(self) -> str:
        """Why the catalogue is kept in memory against the person's will, as a sentence; empty where it is not."""
        return self._opened.trouble if self._opened else ""

    def close(self) -> None:
        """Let go of the file; what is asked next opens it again."""
        if self._opened:
            self._opened.close()

    @property
    def version(self) -> int:
        """Another one whenever the listing has changed, whoever changed it."""
        return int(self._ask("SELECT value FROM kept WHERE name = ?", (VERSION,))[0][0])

    @property
    def _database(self) -> Database:
        if self._opened is None:
            self._opened = Database(self._path, self._state())
        return self._opened

    def _safely(self, act: Callable[[], "_Result"]) -> "_Result":
        """Do it; where the file is the trouble once more, with a new one or in memory. Raises CatalogueBusy."""
        for _ in range(_MOST_REPAIRS):
            try:
                return act()
            except sqlite3.DatabaseError as error:
                self._database.repair(error)
        return act()

    def _write(self, write: Callable[[sqlite3.Connection], object]) -> None:
        def act() -> None:
            with self._database.writing() as connection:
                write(connection)

        self._safely(act)

    def _ask(self, sql: str, parameters: Sequence[object] = (), stop: Stop | None = None) -> "list[tuple[Any, ...]]":
        return self._look(lambda connection: list(connection.execute(sql, parameters)), stop)

    def _rows(self, sql: str, parameters: Sequence[object] = (), stop: Stop | None = None) -> "array[int]":
        """The first column of what answers, eight bytes each from the start: there may be millions."""
        return self._look(lambda found: array("q", map(itemgetter(0), found.execute(sql, parameters))), stop)

    def _look(self, look: "Callable[[sqlite3.Connection], _Result]", stop: Stop | None = None) -> "_Result":
        """What is found by a connection."""

        def act() -> "_Result":
            with self._database.connection(stop) as connection:
                return look(connection)

        return self._safely(act)
