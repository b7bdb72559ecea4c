"""Articles put into the catalogue's tables, and taken out."""

import os
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Sequence

from reader.catalogue.fulltext import expect
from reader.catalogue.marks import mark
from reader.catalogue.numbers import keep
from reader.catalogue.schema import ORDER, SEEN, UNDATED, VERSION, first_of, last_of
from reader.errors import CannotRead, NotFound
from reader.library.folder import Found, Library
from reader.model.article import Article
from reader.model.listing import Unreadable
from reader.text.safety import visible_name
from reader.typed import NamedTuple

_PART = " \ue000 "
"""Stands between two blocks, so that no phrase spans them; the gate lets it neither into a text nor into a query."""
_BEGIN = 400
"""Characters of a block that may hold the headline: twice the longest title."""
_LOWEST_USED = """
SELECT min(
    coalesce((SELECT min(rowid) FROM article WHERE rowid BETWEEN :first AND :last), :last + 1),
    coalesce((SELECT min(rowid) FROM dead WHERE rowid BETWEEN :first AND :last), :last + 1)
)
"""


class _Read(NamedTuple):
    """What is kept of an article."""

    days: tuple[int, int]
    """The first and the last row that its day has."""
    mark: int
    path: bytes
    headline: str
    dateline: str
    words: int
    ends: bytes
    """Of its blocks."""
    text: str
    """What a search looks through."""


def take_in(
    connection: sqlite3.Connection,
    library: Library,
    batch: Sequence[Found],
    problems: list[Unreadable],
    is_awaited: Callable[[], bool] = lambda: False,
) -> Sequence[Found]:
    """Read files and list them, in place of what was there under their names.

    They are read while nobody else may write: what two readers want to take in is read once. As soon as somebody
    waits for that, the rest is given back.
    """
    asked = "SELECT 1 FROM article WHERE mark = ?"  # one for all: each statement of its own would stay in memory
    marked: dict[int, bytes] = {}
    fresh: list[_Read] = []
    rest = iter(batch)
    for found in rest:
        sign = mark(found)
        if sign not in marked and not connection.execute(asked, (sign,)).fetchone():
            marked[sign] = os.fsencode(found.id)
            if read := _read(library, found, sign, problems):
                fresh.append(read)
        if is_awaited():
            break
    take_out(connection, list(marked.values()))
    if fresh:
        _put(connection, fresh)
    return list(rest)


def take_out(connection: sqlite3.Connection, paths: Sequence[bytes]) -> None:
    """Forget articles by path."""
    asked = "SELECT rowid FROM article WHERE path = ?"
    rows = [row for path in dict.fromkeys(paths) for row in connection.execute(asked, (path,)).fetchall()]
    for table in ("article", "block"):
        connection.executemany(f"DELETE FROM {table} WHERE rowid = ?", rows)
    connection.executemany("INSERT INTO dead VALUES (?)", rows)
    if rows:
        note_change(connection)


def empty(connection: sqlite3.Connection) -> None:
    """Forget all articles."""
    connection.execute("INSERT INTO body (body) VALUES ('delete-all')")
    for table in ("article", "block", "dead", "unreadable"):
        connection.execute(f"DELETE FROM {table}")
    note_change(connection)


def keep_order(connection: sqlite3.Connection) -> None:
    """Keep the order of all articles as one array, so that a start reads it at once."""
    rows = array("q", (row for (row,) in connection.execute("SELECT rowid FROM article ORDER BY rowid")))
    keep(connection, ORDER, rows)


def note_change(connection: sqlite3.Connection) -> None:
    """Let everybody know that the listing is another one, and that its order is to be made anew."""
    connection.execute("DELETE FROM kept WHERE name IN (?, ?)", (ORDER, SEEN))
    connection.execute("UPDATE kept SET value = value + 1 WHERE name = ?", (VERSION,))


def _read(library: Library, found: Found, sign: int, problems: list[Unreadable]) -> _Read | None:
    try:
        article = library.read(found.id)
    except NotFound:  # it went away since the folder was looked through
        return None
    except CannotRead as error:
        may_change = isinstance(error.__cause__, OSError)  # what the system refuses it may grant another time
        problems.append(Unreadable(visible_name(found.id), str(error), 0 if may_change else sign))
        return None
    days = first_of(article.date), last_of(article.date) if article.date else -1
    ends = array("I", (end for block in article.body for end in block.span)).tobytes()
    return _Read(
        days, sign, os.fsencode(found.id), article.headline, article.dateline, article.words, ends, _searchable(article)
    )


def _put(connection: sqlite3.Connection, fresh: Sequence[_Read]) -> None:
    """List articles that are not listed."""
    rows = [(row, *read[1:]) for row, read in zip(_numbers(connection, fresh), fresh, strict=True)]
    rows.sort()  # the index writes itself out at every row that is smaller than the one before
    connection.executemany("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?)", (row[:-2] for row in rows))
    connection.executemany("INSERT INTO block VALUES (?, ?)", ((row[0], row[-2]) for row in rows))
    expect(connection, len(rows))
    connection.executemany("INSERT INTO body (rowid, text) VALUES (?, ?)", ((row[0], row[-1]) for row in rows))
    note_change(connection)


def _numbers(connection: sqlite3.Connection, fresh: Iterable[_Read]) -> list[int]:
    """Rows for new articles: the first one of a day gets the highest, so that days are in order of arrival.

    A day of more than a million articles goes on among the undated.
    """
    days = {read.days for read in fresh} | {(UNDATED, -1)}
    lowest = {
        first: connection.execute(_LOWEST_USED, {"first": first, "last": last}).fetchone()[0] for first, last in days
    }
    numbers = []
    for read in fresh:
        first = read.days[0] if lowest[read.days[0]] > read.days[0] else UNDATED
        lowest[first] -= 1
        numbers.append(lowest[first])
    return numbers


def _searchable(article: Article) -> str:
    """What a search looks through: what a person reads, block by block."""
    blocks = [block.span.of(article.text) for block in article.body]
    begins = " ".join(" ".join(block[:_BEGIN] for block in blocks[:2]).split())
    own = () if article.headline.rstrip("…") in begins else (article.headline,)
    return _PART.join((*own, article.dateline, *blocks))
