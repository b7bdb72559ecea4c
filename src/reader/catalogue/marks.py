"""What is kept of the files in a folder, to tell whether they are still the same."""

import sqlite3
from collections.abc import Sequence

from reader.library.folder import Found, Library
from reader.model.listing import Unreadable

LEFT_OUT = "left out"
"""The name under which it is kept what the person wanted left out when the articles were read."""


def mark(found: Found) -> int:
    """A signature of path, size, time and inode in 63 bits; the same in every process of one Python."""
    return hash((int.from_bytes(found.id.encode("utf-8", "surrogateescape")), found.inode, found.size, found.mtime_ns))


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
