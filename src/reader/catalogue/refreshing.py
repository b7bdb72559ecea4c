"""The catalogue brought up to date with the folder: what is new or changed is read, and nothing else."""

import os
import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from zlib import crc32

from reader.catalogue.database import Database
from reader.catalogue.schema import ORDER, UNDATED, first_of, last_of
from reader.errors import CannotRead, NotFound
from reader.library.folder import Found, Library
from reader.model.article import Article, Unreadable
from reader.text.safety import visible_name

Progress = Callable[[int], None]
"""Told how many files were read."""

_BATCH = 2000
"""Files that are written at once: fewer cost more, more stay away from the list for longer."""
_FIRST_BATCH = 40
"""About a screenful: who opens a folder for the first time waits for no more."""
_SMALL_BATCH = 100
"""In memory, where nobody can read while something is written."""
_MOST_DEAD = 0.1
"""Of all rows: then the full-text index is made anew."""
_FEW = 1000
"""Dead rows that never matter."""

_PART = " \ue000 "
"""Stands between two blocks, so that no phrase spans them; the gate lets it neither into a text nor into a query."""


def mark(found: Found) -> int:
    """A signature of path, size, time and inode in 63 bits; the same in every process of one Python."""
    return hash((crc32(found.id.encode("utf-8", "surrogateescape")), found.inode, found.size, found.mtime_ns))


def refresh(database: Database, library: Library, progress: Progress | None = None) -> bool:
    """Look at the whole folder; whether anything is different. Raises sqlite3.Error."""
    _forget_if_worn(database)
    known = _Marks(database)
    problems: list[Unreadable] = []
    fresh = _unknown(library.scan(), known, problems)
    changed, read, size = False, 0, _FIRST_BATCH
    while batch := list(islice(fresh, size)):
        size = min(4 * size, _BATCH if database.path else _SMALL_BATCH)
        with database.writing() as connection:
            changed |= take_in(connection, library, batch, problems)
        read += len(batch)
        if progress:
            progress(read)
    with database.writing() as connection:
        changed |= take_out(connection, _paths(connection, known.unseen()))
        changed |= _note_problems(connection, problems)
        if changed or not connection.execute("SELECT 1 FROM kept WHERE name = ?", (ORDER,)).fetchone():
            _keep_order(connection)
    return changed


def look_at(database: Database, library: Library, ids: Iterable[str]) -> bool:
    """Look only at files of which somebody says that they changed; whether anything is different."""
    problems: list[Unreadable] = []
    found = {id: library.look(id) for id in ids}
    there = [one for one in found.values() if isinstance(one, Found)]
    problems += [one for one in found.values() if isinstance(one, Unreadable)]
    with database.writing() as connection:
        changed = take_in(connection, library, there, problems)
        changed |= take_out(connection, (os.fsencode(id) for id, one in found.items() if not isinstance(one, Found)))
        before = connection.total_changes
        connection.executemany("DELETE FROM unreadable WHERE path = ?", [(visible_name(id),) for id in found])
        connection.executemany("INSERT OR REPLACE INTO unreadable VALUES (?, ?)", _problem_rows(problems))
        if changed:
            _keep_order(connection)
        return changed or connection.total_changes > before


def take_in(
    connection: sqlite3.Connection, library: Library, batch: Sequence[Found], problems: list[Unreadable]
) -> bool:
    """Read files and list them, in place of what was there under their names; whether anything is different.

    They are read while nobody else may write: what two readers want to take in is read once.
    """
    marks = ",".join(str(mark(found)) for found in batch)
    there = {known for (known,) in connection.execute(f"SELECT mark FROM article WHERE mark IN ({marks})")}
    fresh = [found for found in batch if mark(found) not in there]
    changed = take_out(connection, (os.fsencode(found.id) for found in fresh))
    return _put(connection, library, fresh, problems) or changed


def take_out(connection: sqlite3.Connection, paths: Iterable[bytes]) -> bool:
    """Forget articles by path; whether there were any."""
    rows = [row for path in paths for row in connection.execute("SELECT rowid FROM article WHERE path = ?", (path,))]
    connection.executemany("DELETE FROM article WHERE rowid = ?", rows)
    connection.executemany("INSERT INTO dead VALUES (?)", rows)
    if rows:
        connection.execute("DELETE FROM kept WHERE name = ?", (ORDER,))
    return bool(rows)


def _keep_order(connection: sqlite3.Connection) -> None:
    """Keep the order of all articles as one array, so that a start reads it at once."""
    rows = array("q", (row for (row,) in connection.execute("SELECT rowid FROM article ORDER BY rowid")))
    connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (ORDER, rows.tobytes()))


class _Marks:
    """The marks of all that is known, and which of them were seen again: nine bytes a file."""

    def __init__(self, database: Database) -> None:
        with database.connection() as connection:
            asked = connection.execute("SELECT mark FROM article ORDER BY mark")
            self._known = array("q", (known for (known,) in asked))
        self._seen = bytearray(len(self._known))

    def knows(self, mark: int) -> bool:
        """Whether a file is there as it was; then it is seen."""
        index = bisect_left(self._known, mark)
        if index == len(self._known) or self._known[index] != mark:
            return False
        self._seen[index] = 1
        return True

    def unseen(self) -> list[int]:
        """The marks of what is not there any more, or has changed."""
        return [] if all(self._seen) else [self._known[index] for index, seen in enumerate(self._seen) if not seen]


def _unknown(scanned: Iterable[Found | Unreadable], known: _Marks, problems: list[Unreadable]) -> Iterator[Found]:
    for found in scanned:
        if isinstance(found, Unreadable):
            problems.append(found)
        elif not known.knows(mark(found)):
            yield found


def _paths(connection: sqlite3.Connection, marks: Sequence[int]) -> Iterator[bytes]:
    for gone in marks:
        yield from [path for (path,) in connection.execute("SELECT path FROM article WHERE mark = ?", (gone,))]


def _put(connection: sqlite3.Connection, library: Library, fresh: Sequence[Found], problems: list[Unreadable]) -> bool:
    """Read and list files that are not listed; whether there was one that can be read."""
    rowids = _Rowids(connection)
    rows: list[tuple[int, int, bytes, str, str, int]] = []
    texts: list[tuple[int, str]] = []
    for found in fresh:
        try:
            article = library.read(found.id)
        except (CannotRead, NotFound) as error:
            problems.append(Unreadable(visible_name(found.id), str(error)))
            continue
        row = rowids.next(article)
        rows.append((row, mark(found), os.fsencode(found.id), article.headline, article.dateline, article.words))
        texts.append((row, _searchable(article)))
    if rows:
        connection.execute("DELETE FROM kept WHERE name = ?", (ORDER,))
    connection.executemany("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?)", rows)
    texts.sort()  # the index writes itself out at every row that is smaller than the one before
    connection.executemany("INSERT INTO body (rowid, text) VALUES (?, ?)", texts)
    return bool(rows)


class _Rowids:
    """Numbers for new articles: the first one of a day gets the highest, so that days are in order of arrival."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lowest: dict[int, int] = {}

    def next(self, article: Article) -> int:
        """The row of an article. A day of more than a million articles goes on among the undated."""
        date = article.date
        lowest, highest = first_of(date), last_of(date) if date else -1
        row = self._lowest_used(lowest, highest) - 1
        if row < lowest:
            lowest, highest = UNDATED, -1
            row = self._lowest_used(lowest, highest) - 1
        self._lowest[lowest] = row
        return row

    def _lowest_used(self, lowest: int, highest: int) -> int:
        if lowest not in self._lowest:
            asked = "SELECT min(rowid) FROM {} WHERE rowid BETWEEN ? AND ?"
            used = (self._connection.execute(asked.format(table), (lowest, highest)) for table in ("article", "dead"))
            rows = [row for (row,) in map(sqlite3.Cursor.fetchone, used) if row is not None]
            self._lowest[lowest] = min(rows, default=highest + 1)
        return self._lowest[lowest]


def _searchable(article: Article) -> str:
    """What a search looks through: what a person reads, block by block."""
    blocks = [block.span.of(article.text) for block in article.body]
    begins = " ".join(" ".join(blocks[:2]).split())
    own = () if article.headline.rstrip("…") in begins else (article.headline,)
    return _PART.join((*own, article.dateline, *blocks))


def _note_problems(connection: sqlite3.Connection, problems: Sequence[Unreadable]) -> bool:
    """Keep what cannot be read; whether that is different from before."""
    now = _problem_rows(problems)
    if now == set(connection.execute("SELECT path, reason FROM unreadable")):
        return False
    connection.execute("DELETE FROM unreadable")
    connection.executemany("INSERT INTO unreadable VALUES (?, ?)", now)
    return True


def _problem_rows(problems: Sequence[Unreadable]) -> set[tuple[str, str]]:
    return set({problem.path: (problem.path, problem.reason) for problem in problems}.values())


def _forget_if_worn(database: Database) -> None:
    """Begin anew where too many rows of the full-text index are dead."""
    with database.connection() as connection:
        (dead,) = connection.execute("SELECT count(*) FROM dead").fetchone()
        if dead <= _FEW or dead <= _MOST_DEAD * connection.execute("SELECT count(*) FROM article").fetchone()[0]:
            return
    with database.writing() as connection:
        connection.execute("INSERT INTO body (body) VALUES ('delete-all')")
        for table in ("article", "dead", f"kept WHERE name = '{ORDER}'"):
            connection.execute(f"DELETE FROM {table}")
