"""What is known of the files in a folder: their marks, and what tells whether it is still so."""

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from reader.catalogue.database import Database
from reader.library.folder import Found, Library
from reader.model.listing import Unreadable

LEFT_OUT = "left out"
"""The name under which it is kept what the person wanted left out when the articles were read."""


def mark(found: Found) -> int:
    """A signature of path, size, time and inode in 63 bits; the same in every process of one Python."""
    return hash((int.from_bytes(found.id.encode("utf-8", "surrogateescape")), found.inode, found.size, found.mtime_ns))


class Marks:
    """The marks of all that is known, and which of them were seen again: nine bytes a file."""

    def __init__(self, database: Database) -> None:
        with database.connection() as connection:
            asked = connection.execute("SELECT mark FROM article ORDER BY mark")
            self._known = array("q", (known for (known,) in asked))
        self._seen = bytearray(len(self._known))
        self.met = array("q")
        """The marks that were asked for, in order."""

    def knows(self, mark: int) -> bool:
        """Whether a file is there as it was; then it is seen."""
        self.met.append(mark)
        index = bisect_left(self._known, mark)
        if index == len(self._known) or self._known[index] != mark:
            return False
        self._seen[index] = 1
        return True

    def unseen(self) -> list[int]:
        """The marks of what is not there any more, or has changed."""
        return [] if all(self._seen) else [self._known[index] for index, seen in enumerate(self._seen) if not seen]


def unknown(scanned: Iterable[Found | Unreadable], known: Marks, problems: list[Unreadable]) -> Iterator[Found]:
    """The files that are new or changed; what cannot be an article is put into `problems`."""
    for found in scanned:
        if isinstance(found, Unreadable):
            problems.append(found)
        elif not known.knows(mark(found)):
            yield found


def known_problems(connection: sqlite3.Connection) -> set[Unreadable]:
    """The files that could not be read when they were looked at."""
    return {Unreadable(*row) for row in connection.execute("SELECT path, reason, mark FROM unreadable")}


def problem_rows(problems: Sequence[Unreadable]) -> set[Unreadable]:
    """As they are kept."""
    return set({problem.path: problem for problem in problems}.values())


def known_folders(connection: sqlite3.Connection) -> set[tuple[bytes, int]]:
    """The folders by path, and when each had changed."""
    return set(connection.execute("SELECT path, changed FROM folder"))


def leaves_out_the_same(connection: sqlite3.Connection, library: Library) -> bool:
    """Whether the articles were read without just what the person wants left out now."""
    kept = connection.execute("SELECT value FROM kept WHERE name = ?", (LEFT_OUT,)).fetchone()
    return left_out(library) == (kept[0] if kept else "")


def left_out(library: Library) -> str:
    """What the person wants left out of articles, as it is kept."""
    return "\n".join(f"{pattern.flags} {pattern.pattern}" for pattern in library.leaves_out)
