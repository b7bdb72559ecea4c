"""Long rows of numbers: kept in one value each, read a piece at a time."""

import sqlite3
from array import array
from itertools import chain
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.catalogue.numbers import keep, kept

ONE_PIECE = 8192


def catalogue(path: str | Path = ":memory:") -> sqlite3.Connection:
    """A connection to a catalogue that has just what numbers are kept in."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value BLOB NOT NULL)")
    return connection


def read(connection: sqlite3.Connection, name: str) -> list[int] | None:
    """All numbers under a name."""
    with kept(connection, name) as pieces:
        return None if pieces is None else list(chain.from_iterable(pieces))


@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=50), st.integers(0, 3))
def test_what_is_kept_is_read_again(numbers: list[int], pieces: int) -> None:
    connection, numbers = catalogue(), [*range(pieces * ONE_PIECE), *numbers]
    keep(connection, "order", array("q", [1, 2, 3]))
    keep(connection, "order", array("q", numbers))
    assert read(connection, "order") == numbers
    assert read(connection, "seen") is None
    connection.close()


def test_who_reads_while_others_are_put_in_their_place_reads_all_as_it_was(tmp_path: Path) -> None:
    mine, theirs = catalogue(tmp_path / "catalogue"), catalogue(tmp_path / "catalogue")
    keep(mine, "order", array("q", [1] * 3 * ONE_PIECE))
    with kept(mine, "order") as pieces:
        assert pieces
        keep(theirs, "order", array("q", [2]))
        assert set(chain.from_iterable(pieces)) == {1}
    assert read(mine, "order") == [2]
    mine.close()
    theirs.close()


def test_who_stops_in_the_middle_holds_up_nobody(tmp_path: Path) -> None:
    connection = catalogue(tmp_path / "catalogue")
    keep(connection, "order", array("q", range(3 * ONE_PIECE)))
    with kept(connection, "order") as pieces:
        assert pieces
        assert next(pieces)[0] == 0
    keep(connection, "order", array("q", [7]))
    assert read(connection, "order") == [7]
    connection.close()
