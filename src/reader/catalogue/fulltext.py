"""The full-text index of the articles, put in order when many have come: merged into one, and unused space given back.

FTS5 keeps what it writes as segments (https://sqlite.org/fts5.html#the_automerge_configuration_option). While thousands
of files are read none are merged, since what is merged early is merged again. One segment is asked in a half to a third
of the time that ten take.
"""

import sqlite3
import time
from collections.abc import Callable, Mapping

from reader.catalogue.database import Database

_MANY = 1000
"""Articles that come at once: a folder is being read for the first time, or most of it anew."""
_NEVER = {"automerge": 0, "crisismerge": 1999}
_AS_IT_GOES = {"automerge": 4, "crisismerge": 16}
"""Segments that lead to a merging; these are FTS5's own figures."""
_AT_ONCE = 500
"""Pages that are merged or given back while nobody else may write: some tenths of a second."""
_PAUSE = 0.12
"""Seconds between two pieces. Another reader that waits to write looks every tenth of a second whether it may
(`sqliteDefaultBusyCallback` in SQLite's `main.c`): who comes again at once is always faster."""
_MOST_UNUSED = 0.05
"""Of all pages of the file: more are given back."""


def expect(connection: sqlite3.Connection, articles: int) -> None:
    """Where very many articles are to be put into the index, let it merge nothing until it is settled."""
    if articles >= _MANY and is_settled(connection):
        _configure(connection, _NEVER)


def settle(database: Database, stop: Callable[[], bool]) -> None:
    """Merge what many articles have left and give back unused space, piece by piece, until `stop` says so.

    Others may write between two pieces. Where another thread is at it, it is left to that one. Raises sqlite3.Error.
    """
    if not database.settling.acquire(blocking=False):
        return
    try:
        pages = -_AT_ONCE  # below zero everything is to become one segment; what was begun goes on above zero
        while not stop() and _merge(database, pages):
            pages = _AT_ONCE
            time.sleep(_PAUSE)
        while database.path and not stop() and _shrink(database):
            time.sleep(_PAUSE)
    finally:
        database.settling.release()


def is_settled(connection: sqlite3.Connection) -> bool:
    """Whether the index is merged as it goes.

    Until then a question for many words takes a third of a kilobyte of memory for each article.
    """
    merges = connection.execute("SELECT v FROM body_config WHERE k = 'automerge'").fetchone()
    return bool(merges != (_NEVER["automerge"],))


def _configure(connection: sqlite3.Connection, merging: Mapping[str, int]) -> None:
    connection.executemany("INSERT INTO body (body, rank) VALUES (?, ?)", merging.items())


def _merge(database: Database, pages: int) -> bool:
    """Merge so many pages; whether there may be more of them."""
    with database.connection() as connection:
        if is_settled(connection):
            return False
    with database.writing() as connection:
        before = connection.total_changes
        connection.execute("INSERT INTO body (body, rank) VALUES ('merge', ?)", (pages,))
        if connection.total_changes - before < 2:  # as FTS5 says that there is nothing left to merge
            _configure(connection, _AS_IT_GOES)
    return True


def _shrink(database: Database) -> bool:
    """Give back some pages that are not used; whether there were enough of them."""
    with database.connection() as connection:
        (unused,) = connection.execute("PRAGMA freelist_count").fetchone()
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        if unused <= _MOST_UNUSED * pages:
            return False
        connection.executescript(f"PRAGMA incremental_vacuum({_AT_ONCE})")  # `execute` would stop after one page
        return bool(connection.execute("PRAGMA freelist_count").fetchone()[0] < unused)
