"""Long rows of numbers that the catalogue keeps in one value each: of a million articles eight megabytes."""

import sqlite3
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_PIECE = 2**16
"""Bytes that are read or written at once: else there are three copies for a moment, and the allocator keeps them."""


def keep(connection: sqlite3.Connection, name: str, numbers: "array[int]") -> None:
    """Keep numbers under a name, in place of those that were."""
    value = memoryview(numbers).cast("B")
    put = "INSERT OR REPLACE INTO kept VALUES (?, zeroblob(?)) RETURNING rowid"
    ((row,),) = connection.execute(put, (name, len(value)))
    with connection.blobopen("kept", "value", row) as place:
        for start in range(0, len(value), _PIECE):
            place.write(value[start : start + _PIECE])


@contextmanager
def kept(connection: sqlite3.Connection, name: str) -> "Iterator[Iterator[array[int]] | None]":
    """The numbers under a name, a piece at a time, as they are now; None where there are none."""
    connection.execute("BEGIN")  # else somebody might put others in their place between two looks
    try:
        row = connection.execute("SELECT rowid FROM kept WHERE name = ?", (name,)).fetchone()
        if row is None:
            yield None
            return
        with connection.blobopen("kept", "value", row[0], readonly=True) as value:
            yield (array("q", piece) for piece in iter(lambda: value.read(_PIECE), b""))
    finally:
        with suppress(sqlite3.Error):  # what went wrong before may have ended it
            connection.execute("ROLLBACK")  # nothing was written


def whole(connection: sqlite3.Connection, name: str) -> "array[int] | None":
    """The numbers under a name in one array; None where there are none."""
    with kept(connection, name) as pieces:
        if pieces is None:
            return None
        numbers = array("q")
        for piece in pieces:
            numbers.extend(piece)
        return numbers
