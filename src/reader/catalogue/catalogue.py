"""The catalogue of one library: derived from its files, kept in one SQLite file, and deleted without a loss."""

import os
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, repeat

from reader.catalogue.asking import Stop
from reader.catalogue.noted import Noted
from reader.catalogue.query import EVERYTHING, Field, Node, sought
from reader.catalogue.schema import ORDER, UNDATED, date_of
from reader.catalogue.selection import Selection
from reader.errors import NotFound
from reader.library.folder import Library
from reader.model.listing import Listing, Unreadable
from reader.text.safety import visible_name
from reader.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.catalogue.refreshing import Progress
    from reader.model.article import Article
    from reader.model.hit import Hit

_ROWS = """
    SELECT a.rowid, a.path, a.headline, a.dateline, a.words,
        (SELECT count(*) FROM annotation n WHERE n.path = a.path), p.read, p.starred
    FROM article a LEFT JOIN state.progress p ON p.path = a.path WHERE a.rowid IN ({})
"""

_SOME = 40
"""Answers that are looked for first: about a screenful."""
_MANY = 1000


class Catalogue(Noted):
    """Knows every article of a library by what the list shows of it, and reads one whole when it is asked for."""

    def __init__(self, library: Library, path: str | os.PathLike[str] | None, state: Callable[[], str]) -> None:
        super().__init__(path, state)
        self._library = library
        self._known: int | None = None
        """The version of the listing when it was looked at last."""
        self._ordered: tuple[int, array[int]] | None = None
        """The order of all articles, and the version of the listing that it is of: a filter is left for it."""
        self._read = lru_cache(maxsize=32)(self._read_version)

    # Bringing it up to date

    def refresh(self, progress: "Progress | None" = None) -> bool:
        """Look at the folder again, reading what is new or changed; whether anything is different.

        It is also where another reader has noticed it since the last look. Raises CatalogueBusy.
        """
        from reader.catalogue.refreshing import refresh

        return self._differs(lambda: refresh(self._database, self._library, progress))

    def look_at(self, ids: Iterable[str]) -> bool:
        """Look only at some files; else as `refresh`."""
        from reader.catalogue.refreshing import look_at

        named = tuple(ids)
        return self._differs(lambda: look_at(self._database, self._library, named))

    def settle(self, stop: Stop = lambda: False) -> None:
        """Put what a first look at a large folder has left in order, until `stop` says so: asking is faster then."""
        from reader.catalogue.fulltext import settle

        self._safely(lambda: settle(self._database, stop))

    @property
    def is_settled(self) -> bool:
        """Whether nothing that a first look at a large folder has left is still to be put in order."""
        from reader.catalogue.fulltext import is_settled

        return self._look(is_settled)

    def is_current(self, *, every_file: bool) -> bool:
        """Whether `refresh` would find nothing different; `every_file` as in `verifying.is_current`."""
        from reader.catalogue.verifying import is_current

        return self._safely(lambda: is_current(self._database, self._library, every_file=every_file))

    def are_current(self, rows: Selection) -> bool:
        """Whether the files of some articles are as they were when they were read."""
        from reader.catalogue.verifying import FEW, are_current

        if len(rows) > FEW:
            return self.is_current(every_file=True)
        numbers = ",".join(map(str, rows.numbers))
        marks = self._ask(f"SELECT path, mark FROM article WHERE rowid IN ({numbers})")
        known = ((os.fsdecode(path), mark) for path, mark in marks)
        return len(marks) == len(rows) and are_current(self._library, known)

    # Articles

    @property
    def listing(self) -> Selection:
        """Every readable article, newest first, undated ones last."""
        return self.select()

    @property
    def problems(self) -> tuple[Unreadable, ...]:
        """Every file that should be an article and cannot be read."""
        rows = self._ask("SELECT path, reason FROM unreadable ORDER BY path")
        return tuple(Unreadable(path, reason) for path, reason in rows)

    def select(
        self, query: Node = EVERYTHING, limit: int = -1, stop: Stop | None = None, also: Iterable[str] = ()
    ) -> Selection:
        """The articles that answer `query`, and `also` some others, newest first.

        At most `limit` answers if that is not negative.
        """
        rows = self._order(stop) if query == EVERYTHING and limit < 0 else self._answers(query, limit, stop)
        more = {row for id in also if (row := self.row_of(id)) is not None}
        if more:
            rows = array("q", sorted(more.union(rows)))
        return Selection(rows, self._listings, self.row_of)

    def count(self, oldest: int = UNDATED) -> int:
        """How many articles are listed, from the newest on down to a row."""
        return int(self._ask("SELECT count(*) FROM article WHERE rowid >= ?", (oldest,))[0][0])

    def read_rows(self) -> list[int]:
        """The rows of all articles that are read."""
        asked = "SELECT a.rowid FROM state.progress p JOIN article a ON a.path = p.path WHERE p.read"
        return [row for (row,) in self._ask(asked)]

    def noted_rows(self) -> dict[int, int]:
        """The rows of all articles that have annotations, with how many."""
        asked = "SELECT a.rowid, count(*) FROM annotation n JOIN article a ON a.path = n.path GROUP BY n.path"
        return dict(self._ask(asked))

    def row_of(self, id: str) -> int | None:
        """The row of an article; None where it is not listed."""
        rows = self._ask("SELECT rowid FROM article WHERE path = ?", (_bytes(id),))
        return rows[0][0] if rows else None

    def mark_of(self, id: str) -> int:
        """What differs when the article's file has changed; 0 where it is not listed."""
        rows = self._ask("SELECT mark FROM article WHERE path = ?", (_bytes(id),))
        return int(rows[0][0]) if rows else 0

    def listed_as(self, article: "Article") -> list[str]:
        """The articles that the list shows just as it would show `article`."""
        rows = self._ask(
            "SELECT rowid, path FROM article WHERE headline = ? AND words = ?", (article.headline, article.words)
        )
        return [os.fsdecode(path) for row, path in rows if date_of(row) == article.date]

    def article(self, id: str) -> "Article":
        """The article whole, as its file reads now. Raises NotFound or CannotRead."""
        return self._read(id, self._version(id))

    def resolve(self, part: str) -> str:
        """The id that `part` names, in full or as a part of no other, as it is or as it is shown. Raises NotFound."""
        if self.row_of(part) is not None:
            return part
        fitting = self._ids("WHERE instr(path, ?)", _bytes(part)) if part.isprintable() else []
        if not fitting:
            shown = [(id, visible_name(id)) for id in self._ids()]
            fitting = [id for id, name in shown if part == name] or [id for id, name in shown if part in name]
        if len(fitting) == 1:
            return fitting[0]
        named = visible_name(part)
        if not fitting:
            raise NotFound(f"No article is called “{named}”.")
        raise NotFound(f"“{named}” fits {len(fitting)} articles; name one of them in full.")

    # Words

    def hits(self, query: Node, among: Selection | None = None) -> "Iterator[Hit]":
        """Every place in the articles that answers `query`, newest article first, in text order.

        `among` is what `select` gave for it, where that was asked already.
        """
        from reader.catalogue.searching import hits

        words = [words for words in sought(query) if words.field is not Field.NOTE]
        rows = self._each(query) if among is None else reversed(among.numbers)
        return hits(self._ask, self._library, rows if words else (), words)

    # Inside

    def _differs(self, look: Callable[[], None]) -> bool:
        before = self.version if self._known is None else self._known
        self._safely(look)
        self._known = self.version
        return self._known != before

    def _ids(self, where: str = "", *parameters: object) -> list[str]:
        return [os.fsdecode(path) for (path,) in self._ask(f"SELECT path FROM article {where}", parameters)]

    def _order(self, stop: Stop | None) -> "array[int]":
        """The rows of all articles, lowest first: one array that is kept, or what a catalogue in the making has."""
        from reader.catalogue.numbers import whole

        version = self.version
        if self._ordered is None or self._ordered[0] != version:
            rows = self._look(lambda connection: whole(connection, ORDER))
            if rows is None:
                return self._rows("SELECT rowid FROM article ORDER BY rowid", (), stop)
            self._ordered = version, rows
        return self._ordered[1]

    def _each(self, query: Node) -> Iterator[int]:
        """The rows that answer, newest first, each time some more: who looks at the first waits for no others."""
        from reader.catalogue.conditions import articles_query

        below: int | None = None
        for size in chain((_SOME, 4 * _SOME), repeat(_MANY)):
            condition = articles_query(query, below)
            rows = [row for (row,) in self._ask(f"{condition.sql} LIMIT {size}", condition.parameters)]
            yield from rows
            if len(rows) < size:
                return
            below = rows[-1]

    def _answers(self, query: Node, limit: int, stop: Stop | None) -> "array[int]":
        from reader.catalogue.conditions import articles_query

        # Where all are wanted, from the oldest on: an index that is not merged yet gives phrases nine times as fast.
        condition = articles_query(query, newest_first=limit >= 0)
        rows = self._rows(f"{condition.sql} LIMIT {limit}", condition.parameters, stop)
        if limit >= 0:
            rows.reverse()
        return rows

    def _listings(self, rows: Sequence[int]) -> dict[int, Listing]:
        """What the list shows of some articles; of those that went away meanwhile, that they did."""
        found = {row[0]: _listing(*row) for row in self._ask(_ROWS.format(",".join(map(str, rows))))}
        return {row: found.get(row) or Listing("", "(removed)", date_of(row), "", 0) for row in rows}

    def _read_version(self, id: str, version: object) -> "Article":  # noqa: ARG002 (part of what is remembered)
        return self._library.read(id)

    def _version(self, id: str) -> object:
        """Different whenever the file changed, or what is left out of it."""
        return self._library.look(id), self._library.leaves_out


def _listing(
    row: int, path: bytes, headline: str, dateline: str, words: int, notes: int, read: int | None, starred: int | None
) -> Listing:
    return Listing(os.fsdecode(path), headline, date_of(row), dateline, words, notes, bool(read), bool(starred))


def _bytes(id: str) -> bytes:
    """A path as the file system has it; for what cannot be one, what is no path."""
    try:
        return os.fsencode(id)
    except UnicodeEncodeError:
        return b"\0"
