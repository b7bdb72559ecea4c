"""The catalogue brought up to date with the folder: what is new or changed is read, and nothing else."""

import os
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from reader.catalogue.comparing import Comparison
from reader.catalogue.database import Database
from reader.catalogue.filling import empty, keep_order, note_change, take_in, take_out
from reader.catalogue.marks import (
    LEFT_OUT,
    known_folders,
    known_problems,
    leaves_out_the_same,
    left_out,
    problem_rows,
)
from reader.catalogue.numbers import keep
from reader.catalogue.schema import ORDER, SEEN
from reader.library.folder import Found, Library
from reader.model.listing import Unreadable
from reader.text.safety import visible_name

Progress = Callable[[int], None]
"""Told how many files were read."""

_BATCH = 2000
"""Files that are written at once: fewer cost more, more stay away from the list for longer."""
_FIRST_BATCH = 40
"""About a screenful: who opens a folder for the first time waits for no more."""
_SMALL_BATCH = 100
"""In memory, where nobody can read while something is written."""
_BATCH_BYTES = 16 * 2**20
"""Of files that are written at once, however few they are."""
_MOST_DEAD = 0.1
"""Of all rows: then the full-text index is made anew."""
_FEW = 1000
"""Dead rows that never matter."""


def refresh(database: Database, library: Library, progress: Progress | None = None) -> None:
    """Look at the whole folder. Where nothing is different nothing is written, and nobody waited for.

    Raises sqlite3.Error.
    """
    _forget_if_stale(database, library)
    comparison = Comparison(database)
    problems: list[Unreadable] = []
    folders: dict[str, int] = {}
    read = 0
    for batch in _batches(comparison.unknown(library.scan(folders), problems), database):
        _take_in_turns(database, library, batch, problems)
        read += len(batch)
        if progress:
            progress(read)
    gone, now = comparison.unseen(), problem_rows(problems)
    with database.connection() as connection:
        same = not gone and now == known_problems(connection) and _is_kept(connection, ORDER, SEEN)
        if same and _folder_rows(folders) == known_folders(connection):
            return
    with database.writing() as connection:
        take_out(connection, _paths(connection, gone))
        _keep_problems(connection, now)
        _keep_folders(connection, folders)
        if not _is_kept(connection, ORDER):
            keep_order(connection)
        _keep_seen(connection, comparison)


def look_at(database: Database, library: Library, ids: Iterable[str]) -> None:
    """Look only at files of which somebody says that they changed: one, or all of an archive. Raises sqlite3.Error."""
    problems: list[Unreadable] = []
    found = {id: library.look(id) for id in ids}
    there = [one for one in found.values() if isinstance(one, Found)]
    problems += [one for one in found.values() if isinstance(one, Unreadable)]
    *batches, last = list(_batches(there, database)) or [[]]
    for batch in batches:
        _take_in_turns(database, library, batch, problems)
    with database.writing() as connection:
        take_in(connection, library, last, problems)
        take_out(connection, [os.fsencode(id) for id, one in found.items() if not isinstance(one, Found)])
        names = {visible_name(id) for id in found}
        others = {row for row in known_problems(connection) if row[0] not in names}
        _keep_problems(connection, others | problem_rows(problems))
        if not _is_kept(connection, ORDER):
            keep_order(connection)


def _take_in_turns(database: Database, library: Library, batch: Sequence[Found], problems: list[Unreadable]) -> None:
    """Read and list files, in as many turns as others who want to write leave."""
    while batch:
        with database.writing() as connection:
            batch = take_in(connection, library, batch, problems, lambda: database.turns.is_awaited)


def _batches(fresh: Iterable[Found], database: Database) -> Iterator[list[Found]]:
    """What is written at once: a screenful, then more and more."""
    most = _BATCH if database.path else _SMALL_BATCH
    files, size, batch = _FIRST_BATCH, 0, list[Found]()
    for found in fresh:
        batch.append(found)
        size += found.size
        if len(batch) == files or size > _BATCH_BYTES:
            yield batch
            files, size, batch = min(4 * files, most), 0, []
    if batch:
        yield batch


def _paths(connection: sqlite3.Connection, marks: Sequence[int]) -> list[bytes]:
    return [
        path for gone in marks for (path,) in connection.execute("SELECT path FROM article WHERE mark = ?", (gone,))
    ]


def _is_kept(connection: sqlite3.Connection, *names: str) -> bool:
    return all(connection.execute("SELECT 1 FROM kept WHERE name = ?", (name,)).fetchone() for name in names)


def _keep_seen(connection: sqlite3.Connection, comparison: Comparison) -> None:
    """Keep the marks of all articles in the order of the folder; not if others have come or gone meanwhile."""
    (articles,) = connection.execute("SELECT count(*) FROM article").fetchone()
    seen = comparison.met
    if len(seen) != articles:
        asked = "SELECT 1 FROM article WHERE mark = ?"
        unread = {mark for mark in comparison.new if not connection.execute(asked, (mark,)).fetchone()}
        seen = array("q", (mark for mark in seen if mark not in unread))
    if len(seen) == articles:
        keep(connection, SEEN, seen)


def _keep_problems(connection: sqlite3.Connection, problems: set[Unreadable]) -> None:
    if problems != known_problems(connection):
        connection.execute("DELETE FROM unreadable")
        connection.executemany("INSERT INTO unreadable VALUES (?, ?, ?)", problems)
        note_change(connection)


def _keep_folders(connection: sqlite3.Connection, folders: Mapping[str, int]) -> None:
    """Keep when each folder had changed before it was looked into."""
    connection.execute("DELETE FROM folder")
    connection.executemany("INSERT INTO folder VALUES (?, ?)", _folder_rows(folders))


def _folder_rows(folders: Mapping[str, int]) -> set[tuple[bytes, int]]:
    return {(os.fsencode(below), changed) for below, changed in folders.items()}


def _forget_if_stale(database: Database, library: Library) -> None:
    """Begin anew where something else is to be left out, or too many rows of the full-text index are dead."""
    with database.connection() as connection:
        if leaves_out_the_same(connection, library) and not _is_worn(connection):
            return
    with database.writing() as connection:
        empty(connection)
        connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (LEFT_OUT, left_out(library)))


def _is_worn(connection: sqlite3.Connection) -> bool:
    (dead,) = connection.execute("SELECT count(*) FROM dead").fetchone()
    if dead <= _FEW:
        return False
    return bool(dead > _MOST_DEAD * connection.execute("SELECT count(*) FROM article").fetchone()[0])
