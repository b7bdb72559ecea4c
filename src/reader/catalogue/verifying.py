"""Whether the catalogue tells what the folder holds, found out without reading an article."""

import os
from collections.abc import Iterable

from reader.catalogue.database import Database
from reader.catalogue.marks import (
    known_folders,
    known_problems,
    leaves_out_the_same,
    mark,
    problem_rows,
)
from reader.catalogue.schema import ORDER
from reader.library.folder import Found, Library
from reader.model.listing import Unreadable

FEW = 1000
"""Files that are looked at one by one, in some thousandths of a second."""
_A_ROW = 8
"""Bytes of an article in the order that is kept."""


def is_current(database: Database, library: Library, *, every_file: bool) -> bool:
    """Whether no file came, went or changed since the catalogue was brought up to date. Raises sqlite3.Error.

    Of a large library only the folders are looked at, unless `every_file` is to be: a folder's time changes with every
    name in it, but not when a file is written in place.
    """
    with database.connection() as connection:
        order = connection.execute("SELECT length(value) FROM kept WHERE name = ?", (ORDER,)).fetchone()
        if order is None or not leaves_out_the_same(connection, library):
            return False
        folders, problems = known_folders(connection), known_problems(connection)
    if order[0] > FEW * _A_ROW and not every_file:
        return all(changed and changed == library.changed(os.fsdecode(path)) for path, changed in folders)
    from reader.catalogue.comparing import Comparison

    comparison, found = Comparison(database), list[Unreadable]()
    if any(comparison.unknown(library.scan(), found)):
        return False
    return not comparison.unseen() and problem_rows(found) == problems


def are_current(library: Library, known: Iterable[tuple[str, int]]) -> bool:
    """Whether the files of some articles, by id and mark, are as they were when they were read."""
    return all(isinstance(now := library.look(id), Found) and mark(now) == before for id, before in known)
