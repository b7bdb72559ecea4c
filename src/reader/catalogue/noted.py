"""The catalogue's copy of the annotations, and what it is asked for."""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from reader.catalogue.asking import Asking, Stop
from reader.catalogue.query import EVERYTHING, Node
from reader.catalogue.schema import A_DAY, A_SECOND, COPIED, created_in, date_of
from reader.catalogue.selection import Notes
from reader.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.catalogue.annotations import Annotated
    from reader.model.annotation import NoteListing
    from reader.model.note_counts import NoteCounts

_SHOWN = 500
"""Characters of a quote and of a note that a list may show."""
_NOTES = f"""
    SELECT n.rowid, n.path, n.id, n.orphan, n.moved, n.conflict,
        substr(s.exact, 1, {_SHOWN}), substr(s.note, 1, {_SHOWN}), s.tags, a.headline, a.rowid
    FROM annotation n JOIN said s ON s.rowid = n.rowid JOIN article a ON a.path = n.path WHERE n.rowid IN ({{}})
"""
_JULIAN = 1721424.5
"""Days from the epoch of Julian days to the one of ordinals: SQLite counts from the former."""


class Noted(Asking):
    """The part of the catalogue that knows the annotations."""

    def annotations(self, query: Node = EVERYTHING) -> Mapping[str, frozenset[str]]:
        """The annotations that answer `query`: ids by article, newest article first."""
        from reader.catalogue.conditions import annotations_query

        condition = annotations_query(query)
        found = groupby(self._ask(condition.sql, condition.parameters), itemgetter(0))
        return {os.fsdecode(path): frozenset(id for _, id in ids) for path, ids in found}

    def copied(self) -> dict[str, str]:
        """The articles whose annotations are copied, each with the stamp that it was copied under."""
        from reader.catalogue.annotations import stamps

        return self._look(stamps)

    def is_copy_of(self, signature: int) -> bool:
        """Whether the copy is a true one of a folder of annotations with this signature."""
        return self._ask("SELECT 1 FROM kept WHERE name = ? AND value = ?", (COPIED, self._copied_as(signature))) != []

    def note_copy(self, signature: int | None) -> None:
        """Take note of which folder's annotations the copy is a true one, until any article changes; None for none."""
        if signature is not None and not self.is_copy_of(signature):
            row = (COPIED, self._copied_as(signature))
            self._write(lambda connection: connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", row))
        elif signature is None and self._ask("SELECT 1 FROM kept WHERE name = ?", (COPIED,)):
            self._write(lambda connection: connection.execute("DELETE FROM kept WHERE name = ?", (COPIED,)))

    def _copied_as(self, signature: int) -> str:
        return f"{signature} at {self.version}"

    def copy_annotations(self, articles: Sequence["Annotated"]) -> None:
        """Copy the annotations of some articles, in place of those that are there. Raises CatalogueBusy."""
        from reader.catalogue.annotations import copy

        self._write(lambda connection: copy(connection, articles))

    def forget_annotations(self, ids: Sequence[str]) -> None:
        """Drop the copy of some articles' annotations. Raises CatalogueBusy."""
        from reader.catalogue.annotations import forget

        self._write(lambda connection: forget(connection, ids))

    def tagged(self) -> Counter[tuple[str, ...]]:
        """The tags that annotations carry together, in the copy of these, with how many carry just those."""
        rows = self._ask("SELECT said.tags FROM annotation JOIN said ON said.rowid = annotation.rowid WHERE has_tag")
        return Counter(tuple(tags.split("\n")) for (tags,) in rows)

    def tag_uses(self) -> dict[tuple[tuple[str, ...], int], int]:
        """The same by age: for tags that annotations carry together and a number of days, how many are so old."""
        asked = (
            f"SELECT s.tags, (strftime('%s', 'now') - (n.rowid >> {A_SECOND})) / 86400 AS age, count(*)"
            " FROM annotation n JOIN said s ON s.rowid = n.rowid WHERE n.has_tag GROUP BY s.tags, age"
        )
        return {(tuple(tags.split("\n")), age): times for tags, age, times in self._ask(asked)}

    def select_notes(self, query: Node = EVERYTHING, limit: int = -1, stop: Stop | None = None) -> Notes:
        """The annotations that answer `query`, newest first; at most `limit` if that is not negative."""
        from reader.catalogue.conditions import notes_query

        condition = notes_query(query)
        rows = self._rows(f"{condition.sql} LIMIT {limit}", condition.parameters, stop)
        rows.reverse()
        return Notes(rows, self._note_listings, self._note_row)

    def count_notes(self, stop: Stop | None = None) -> "NoteCounts":
        """How many annotations there are, in which states, and of which days."""
        asked = "SELECT count(*), total(orphan), total(moved), total(conflict) FROM annotation"
        every, orphan, moved, conflict = map(int, self._ask(asked, (), stop)[0])
        made = self._months(f"n.rowid >> {A_SECOND}, 'unixepoch'", stop)
        dated = self._months(f"iif(a.rowid >= 0, (a.rowid >> {A_DAY}) + {_JULIAN}, NULL)", stop)
        from reader.model.note_counts import NoteCounts

        return NoteCounts(every, orphan, moved, conflict, made, dated)

    def _months(self, time: str, stop: Stop | None) -> dict[str, int]:
        counted = "FROM annotation n JOIN article a ON a.path = n.path GROUP BY month ORDER BY month DESC"
        rows = self._ask(f"SELECT strftime('%Y-%m', {time}) AS month, count(*) {counted}", (), stop)
        return {month: count for month, count in rows if month}

    def _note_row(self, id: str) -> int | None:
        rows = self._ask("SELECT rowid FROM annotation WHERE id = ?", (id,))
        return rows[0][0] if rows else None

    def _note_listings(self, rows: Sequence[int]) -> "dict[int, NoteListing]":
        """What the list shows of some annotations; of those that went away meanwhile, that they did."""
        found = {row[0]: _note_listing(*row) for row in self._ask(_NOTES.format(",".join(map(str, rows))))}
        return {row: found.get(row) or _removed_note(row) for row in rows}


def _note_listing(
    row: int, path: bytes, id: str, orphan: int, moved: int, conflict: int, quote: str, note: str, tags: str,
    headline: str, article: int,
) -> "NoteListing":  # fmt: skip
    from reader.model.annotation import AnchorState, NoteListing

    state = AnchorState.ORPHAN if orphan else AnchorState.MOVED if moved else AnchorState.ANCHORED
    named = tuple(tags.split("\n")) if tags else ()
    return NoteListing(
        id, os.fsdecode(path), headline, date_of(article), created_in(row), quote, note, named, state, bool(conflict)
    )


def _removed_note(row: int) -> "NoteListing":
    """What a list shows of an annotation that went away meanwhile."""
    from reader.model.annotation import NoteListing

    return NoteListing("", "", "(removed)", None, created_in(row))
