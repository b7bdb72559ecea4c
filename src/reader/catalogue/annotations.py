"""A copy of the annotations, to ask by: the store is the truth, and its stamps tell when the copy is old."""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import count, groupby

from reader.catalogue.schema import note_row
from reader.model.annotation import AnchorState, Placed


def stamps(connection: sqlite3.Connection) -> dict[str, str]:
    """The articles whose annotations are copied, and what was told to tell whether the copy is old."""
    return {os.fsdecode(path): stamp for path, stamp in connection.execute("SELECT path, stamp FROM annotated")}


def copy(connection: sqlite3.Connection, id: str, stamp: str, headline: str, placed: Sequence[Placed]) -> None:
    """Copy the annotations of an article, in place of those that are there."""
    path = os.fsencode(id)
    forget(connection, [id])
    connection.execute("INSERT INTO annotated VALUES (?, ?)", (path, stamp))
    for one in placed:
        _insert(connection, path, headline, one)


def _insert(connection: sqlite3.Connection, path: bytes, headline: str, placed: Placed) -> None:
    annotation, quote = placed.annotation, placed.annotation.target.quote
    tags, id = annotation.tags, _sound(annotation.id)
    row = next(
        row
        for row in (note_row(annotation.created, id, attempt) for attempt in count())
        if not connection.execute("SELECT 1 FROM annotation WHERE rowid = ?", (row,)).fetchone()
    )
    state = placed.anchor.state
    states = (state is AnchorState.ORPHAN, state is AnchorState.MOVED, annotation.conflict)
    has = (bool(annotation.note), bool(tags))
    connection.execute("INSERT INTO annotation VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (row, path, id, *states, *has))
    said = (row, _sound(quote.exact if quote else ""), _sound(annotation.note), _sound("\n".join(tags)), headline)
    connection.execute("INSERT INTO said (rowid, exact, note, tags, headline) VALUES (?, ?, ?, ?, ?)", said)
    connection.executemany("INSERT INTO tag VALUES (?, ?)", {(f"/{_sound(tag.lower())}/", row) for tag in tags})


def forget(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Forget the copied annotations of some articles."""
    for path in map(os.fsencode, ids):
        rows = connection.execute("SELECT rowid FROM annotation WHERE path = ?", (path,)).fetchall()
        for table, column in (("said", "rowid"), ("tag", "annotation"), ("annotation", "rowid")):
            connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", rows)
        connection.execute("DELETE FROM annotated WHERE path = ?", (path,))


def grouped(found: Iterable[tuple[bytes, str]]) -> dict[str, frozenset[str]]:
    """The ids of annotations by article, in the order in which they come."""
    return {os.fsdecode(path): frozenset(id for _, id in ids) for path, ids in groupby(found, lambda pair: pair[0])}


def _sound(text: str) -> str:
    """`text` without lone surrogates, which SQLite does not take."""
    return text.encode("utf-8", "replace").decode()
