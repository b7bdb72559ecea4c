"""A copy of the annotations, to ask by: the store is the truth, and its stamps tell when the copy is old."""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import count

from reader.catalogue.schema import note_row
from reader.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.model.annotation import Placed


def stamps(connection: sqlite3.Connection) -> dict[str, str]:
    """The articles whose annotations are copied, and what was told to tell whether the copy is old."""
    return {os.fsdecode(path): stamp for path, stamp in connection.execute("SELECT path, stamp FROM annotated")}


class Annotated(NamedTuple):
    """The annotations of one article."""

    id: str
    """The article's."""
    stamp: str
    """Another one when anything of the article or of its annotations has changed."""
    headline: str
    placed: "tuple[Placed, ...]"


def copy(connection: sqlite3.Connection, articles: Sequence[Annotated]) -> None:
    """Copy the annotations of some articles, in place of those that are there."""
    forget(connection, (article.id for article in articles))
    said = []
    for article in articles:
        path = os.fsencode(article.id)
        connection.execute("INSERT INTO annotated VALUES (?, ?)", (path, article.stamp))
        said += [_insert(connection, path, article.headline, placed) for placed in article.placed]
    said.sort()  # the index writes itself out at every row that is smaller than the one before
    connection.executemany("INSERT INTO said (rowid, exact, note, tags, headline) VALUES (?, ?, ?, ?, ?)", said)


def _insert(
    connection: sqlite3.Connection, path: bytes, headline: str, placed: "Placed"
) -> tuple[int, str, str, str, str]:
    """List an annotation; its row in the full-text index, which is still to be put there."""
    from reader.model.annotation import AnchorState  # who only asks needs none of this

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
    connection.executemany("INSERT INTO tag VALUES (?, ?)", {(f"/{_sound(tag.lower())}/", row) for tag in tags})
    return (row, _sound(quote.exact if quote else ""), _sound(annotation.note), _sound("\n".join(tags)), headline)


def forget(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Forget the copied annotations of some articles."""
    for path in map(os.fsencode, ids):
        rows = connection.execute("SELECT rowid FROM annotation WHERE path = ?", (path,)).fetchall()
        for table, column in (("said", "rowid"), ("tag", "annotation"), ("annotation", "rowid")):
            connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", rows)
        connection.execute("DELETE FROM annotated WHERE path = ?", (path,))


def _sound(text: str) -> str:
    """`text` without lone surrogates, which SQLite does not take."""
    return text.encode("utf-8", "replace").decode()
