"""What was read, starred, and how far: private to this machine, and safe to lose."""

import os
import sqlite3
from _thread import allocate_lock  # as in catalogue/database.py
from collections.abc import Mapping
from contextlib import suppress

from reader.places import library_name, sqlite_uri, user_folder
from reader.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any

_PATIENCE = 2.0
"""Seconds to wait for another reader that writes."""
_TABLE = """
CREATE TABLE IF NOT EXISTS progress (
    path BLOB PRIMARY KEY, read INTEGER NOT NULL, starred INTEGER NOT NULL, place INTEGER NOT NULL
) WITHOUT ROWID
"""
_PUT = """
INSERT INTO progress VALUES (?, ?, ?, ?)
ON CONFLICT DO UPDATE SET read = excluded.read, starred = excluded.starred, place = excluded.place
"""


class Progress(NamedTuple):
    """How far the person is with one article."""

    read: bool = False
    starred: bool = False
    place: int = 0
    """Offset of the sentence that was read last, in code points."""


class ReadingState:
    """The reading state of one library: a row an article, in a SQLite file of the user's state folder.

    Other readers may use the same file at the same time. Where it cannot be had, the state lasts as long as the
    program. Opens nothing before it is asked; safe to use from several threads.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = os.fspath(path)
        self._lock = allocate_lock()
        self._unsaved: dict[str, Progress] = {}
        self._file: sqlite3.Connection | None = None
        self._memory: sqlite3.Connection | None = None
        """What queries see where the file cannot be had at the start."""
        self._uri = ""

    def open(self) -> str:
        """Make sure that there is a database to ask about the state, and give its URI."""
        with self._lock:
            self._asked()
        return self._uri

    def of(self, id: str) -> Progress:
        """The state of one article."""
        with self._lock:
            return self._unsaved.get(id) or self._stored(id)

    def set(self, id: str, **change: "Any") -> Progress:
        """Change fields of an article's state; where they cannot be put on the disk now, `save` tries again."""
        with self._lock:
            before = self._unsaved.get(id) or self._stored(id)
            state = before._replace(**change)
            if state != before:
                self._unsaved[id] = state
                if self._memory:
                    _put(self._memory, {id: state})
        self.save()
        return state

    def save(self) -> bool:
        """Put what is not there yet on the disk; False where that cannot be had: reading goes on without."""
        with self._lock:
            if not self._unsaved:
                return True
            try:
                self._file = self._file or _open_file(self._path)
                _put(self._file, self._unsaved)
            except (sqlite3.Error, OSError):
                return False
            self._unsaved = {}
            return True

    def close(self) -> None:
        """Let go of the file; what is asked next opens it again."""
        with self._lock:
            if self._file:
                self._file.close()
            self._file = None

    def _asked(self) -> sqlite3.Connection:
        """The connection that is asked: to the file, or to memory where there was none when it was asked first."""
        if self._memory:
            return self._memory
        try:
            self._file = self._file or _open_file(self._path)
        except (sqlite3.Error, OSError):
            self._uri = f"file:/reading-{os.urandom(8).hex()}?vfs=memdb"
            self._memory = _connect(self._uri)
            return self._memory
        self._uri = _uri_of(self._path)
        return self._file

    def _stored(self, id: str) -> Progress:
        with suppress(sqlite3.Error):
            asked = "SELECT read, starred, place FROM progress WHERE path = ?"
            row = self._asked().execute(asked, (os.fsencode(id),)).fetchone()
            if row:
                return Progress(bool(row[0]), bool(row[1]), max(0, int(row[2])))
        return Progress()


def _open_file(path: str) -> sqlite3.Connection:
    """Raises sqlite3.Error and OSError; a file that is none of ours is put aside."""
    os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)
    try:
        return _connect(_uri_of(path))
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
    os.replace(path, f"{path}.damaged")
    return _connect(_uri_of(path))


def _uri_of(path: str) -> str:
    """Names the file system too: what is attached to a database in memory is else looked for in memory."""
    return sqlite_uri(path, "mode=rwc&vfs=unix")


def _connect(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, timeout=_PATIENCE, check_same_thread=False, uri=True)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_TABLE)
        connection.commit()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _put(connection: sqlite3.Connection, states: Mapping[str, Progress]) -> None:
    rows = [(os.fsencode(id), state.read, state.starred, state.place) for id, state in states.items()]
    with connection:
        connection.executemany(_PUT, rows)


def state_path(folder: str | os.PathLike[str]) -> str:
    """Where the state of the library in `folder` is kept."""
    return os.path.join(user_folder("state"), "libraries", f"{library_name(folder)}.db")
