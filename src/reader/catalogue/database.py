"""The file of the catalogue: opened, made anew on any doubt, or kept in memory where there can be no file."""

import os
import sqlite3
from _thread import allocate_lock  # `threading` takes a twentieth of a bare start
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from reader.catalogue.schema import MADE_BY, TABLES
from reader.catalogue.turns import CatalogueBusy, Turns
from reader.places import sqlite_uri

_PATIENCE = 2.0
"""Seconds to wait for another reader, or another thread, that writes."""
_PAGE = 16 * 2**10
"""Bytes of a page: with SQLite's own 4096 building takes a fifth longer."""
_LOOK_EVERY = 10_000
"""Steps of SQLite's machine, about a millisecond, between looks whether an answer is still wanted."""
_AHEAD = 16 * 2**20
"""Bytes of the log that are kept for the next one."""
_MOST_AHEAD = 4 * _AHEAD
"""Bytes of the log, from which on it is begun again. While somebody always asks, SQLite by itself never does."""
_LOCK = "DELETE FROM main.kept WHERE 0"
"""Begins to write, in the catalogue alone. BEGIN IMMEDIATE would lock the reading state too, which is attached: whoever
goes to another article would wait until a batch is written."""

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CONSTRAINT}
_NO_DISK = {
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM,
}  # fmt: skip


class Overtaken(Exception):
    """The answer is not wanted any more."""


class Database:
    """Connections to one SQLite file, each used by one thread at a time and kept for the next one.

    Readers never wait for a writer (WAL). A file that is damaged is made anew; where there can be none, all is kept in
    memory.
    """

    def __init__(self, path: str | None, state: str) -> None:
        self.path = path
        """None where it is kept in memory."""
        self.trouble = ""
        """Why there is no file, as a sentence; empty where there is one, or none was wanted."""
        self.settling = allocate_lock()
        """Held by the thread that puts it in order."""
        self.turns = Turns()
        """Of the threads that write."""
        self._state = state
        self._idle: list[sqlite3.Connection] = []
        self._lock = allocate_lock()
        self._age = 0
        """How often it was begun anew: older connections are closed when they come back."""
        self._name = ""
        self._anchor: sqlite3.Connection | None = None
        """Holds what is kept in memory while no other connection is open."""

    @contextmanager
    def connection(self, stop: Callable[[], bool] | None = None) -> Iterator[sqlite3.Connection]:
        """A connection to ask by; raises Overtaken as soon as `stop` says so, and sqlite3.Error."""
        with self._lock:
            age, connection = self._age, self._idle.pop() if self._idle else None
        connection = connection or self._open()
        try:
            if stop is not None:
                connection.set_progress_handler(stop, _LOOK_EVERY)
            yield connection
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise Overtaken from error
            raise
        finally:
            if stop is not None:
                connection.set_progress_handler(None, 0)
            self._give_back(connection, age)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection that may write, alone among all processes; all of it is kept at the end, or nothing.

        Raises CatalogueBusy where another thread writes for too long, and sqlite3.Error.
        """
        with self.turns.one(_PATIENCE), self.connection() as connection:
            connection.execute("BEGIN")
            try:
                connection.execute(_LOCK)
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # a full disk may have rolled it back already
                    connection.execute("ROLLBACK")
                raise
            self._begin_log_again(connection)

    def repair(self, error: sqlite3.DatabaseError) -> None:
        """Begin with a new file where the old one is damaged; go on in memory where the disk cannot be used.

        Raises CatalogueBusy where another reader writes for too long, and any other error as it is.
        """
        code = error.sqlite_errorcode & 0xFF
        if code in _BUSY:
            raise CatalogueBusy from error
        if self.path is not None and code in _DAMAGE:
            self.close()
            for ending in ("", "-wal", "-shm"):
                with suppress(OSError):
                    os.unlink(f"{self.path}{ending}")
        elif self.path is not None and code in _NO_DISK:
            self._go_without(error)
        else:
            raise error

    def close(self) -> None:
        """Close all connections, those that are in use when they come back; what is asked next opens others."""
        with self._lock:
            self._age += 1
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _begin_log_again(self, connection: sqlite3.Connection) -> None:
        """Where the log is long, wait for those who read it; who asks from then on reads the catalogue itself."""
        if self.path is None:
            return
        with suppress(OSError, sqlite3.OperationalError):  # there is none, or somebody reads on: the next writing tries
            if os.path.getsize(f"{self.path}-wal") > _MOST_AHEAD:
                connection.execute("PRAGMA main.wal_checkpoint(RESTART)").fetchone()

    def _go_without(self, error: Exception) -> None:
        self.close()
        self.path = None
        self.trouble = f"The catalogue cannot be kept on the disk ({error}): it is made anew in memory at each start."

    def _give_back(self, connection: sqlite3.Connection, age: int) -> None:
        with self._lock:
            if age == self._age:
                self._idle.append(connection)
                return
        connection.close()

    def _open(self) -> sqlite3.Connection:
        if self.path is not None:
            try:
                return self._open_file(self.path)
            except sqlite3.DatabaseError as error:
                self.repair(error)
                return self._open()
            except OSError as error:
                self._go_without(error)
        with self._lock:
            if self._anchor is None:
                self._name = f"file:/reader-{os.urandom(8).hex()}?vfs=memdb"
                self._anchor = self._connect(self._name)
        return self._connect(self._name)

    def _open_file(self, path: str) -> sqlite3.Connection:
        os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)
        return self._connect(sqlite_uri(path, "mode=rwc"))

    def _connect(self, uri: str) -> sqlite3.Connection:
        connection = sqlite3.connect(uri, timeout=_PATIENCE, isolation_level=None, check_same_thread=False, uri=True)
        try:
            if connection.execute("PRAGMA page_count").fetchone() == (0,):
                connection.execute(f"PRAGMA page_size = {_PAGE}")
                connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute(f"PRAGMA journal_size_limit = {_AHEAD}")
            connection.execute("ATTACH ? AS state", (self._state,))
            if _maker(connection) != MADE_BY:
                _make(connection)
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def _maker(connection: sqlite3.Connection) -> str:
    """Who made the catalogue; empty where nobody did."""
    if not connection.execute("SELECT 1 FROM main.sqlite_master WHERE name = 'kept'").fetchone():
        return ""
    row = connection.execute("SELECT value FROM kept WHERE name = 'maker'").fetchone()
    return str(row[0]) if row else ""


def _make(connection: sqlite3.Connection) -> None:
    """Make the tables in place of those that are there."""
    connection.execute("BEGIN IMMEDIATE")
    if _maker(connection) != MADE_BY:  # else another reader was faster
        names = connection.execute(
            "SELECT type, name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            " AND name NOT GLOB 'body_*' AND name NOT GLOB 'said_*'"
        ).fetchall()
        for kind, name in names:
            connection.execute(f'DROP {kind} "{name}"')
        for statement in TABLES.split(";"):
            connection.execute(statement)
        connection.execute("INSERT INTO kept VALUES ('maker', ?)", (MADE_BY,))
    connection.execute("COMMIT")
