"""The files of a folder compared with what is known of them."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

from reader.catalogue.database import Database
from reader.catalogue.marks import known_problems, mark
from reader.catalogue.numbers import kept, whole
from reader.catalogue.schema import SEEN
from reader.library.folder import Found
from reader.model.listing import Unreadable

_NEAR = 64
"""Files that are new, changed or gone in one place, behind which the known ones are found at once."""
_END = 0
"""Behind the last mark: none is zero."""


class Comparison:
    """Goes through a folder in the order in which its files were seen last, and one by one where that differs.

    As long as all is as it was it takes no memory for a file, from then on some thirty bytes.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.connection() as connection:
            self._no_articles = {problem.mark: problem for problem in known_problems(connection) if problem.mark}
        self._order = array("q")
        """The marks of all articles as they were seen last, and an end."""
        self._is_ordered = True
        self._passed = array("q")
        """What of that did not come in its turn."""
        self._strays = 0
        self.met = array("q")
        """The marks of all files that are or may be articles, in order; none where all is as it was."""
        self.new = array("q")
        """Of these, those that were not known."""

    def unknown(self, scanned: Iterable[Found | Unreadable], problems: list[Unreadable]) -> Iterator[Found]:
        """The files that are new or changed; what cannot be an article is put into `problems`."""
        files = self._marked(scanned, problems)
        before = self._as_before(files)
        if before is None:
            return
        at, different = before
        order = self._load_order()
        self.met.extend(order[:at])
        for found, sign in chain(different, files):
            if sign == order[at]:
                at += 1
            elif (place := self._place(sign)) is None:
                self.new.append(sign)
                yield found
            elif (there := self._ahead(sign, at)) is not None:
                self._passed.extend(order[at:there])
                at = there + 1
            else:
                self._strays_seen[place] = 1
            self.met.append(sign)
        self._passed.extend(order[at:-1])

    def unseen(self) -> list[int]:
        """The marks of what is not there any more, or has changed."""
        left = self._passed if self._is_ordered else self._known
        return [mark for mark in left if (place := self._place(mark)) is not None and not self._strays_seen[place]]

    def _marked(self, scanned: Iterable[Found | Unreadable], problems: list[Unreadable]) -> Iterator[tuple[Found, int]]:
        """The files that may be articles, with their marks; all others are put into `problems`."""
        for found in scanned:
            if isinstance(found, Unreadable):
                problems.append(found)
            elif problem := self._no_articles.get(sign := mark(found)):
                problems.append(problem)
            else:
                yield found, sign

    def _as_before(self, files: Iterator[tuple[Found, int]]) -> tuple[int, list[tuple[Found, int]]] | None:
        """Go on while files are as they were: how many are, and the first one that is not, if any.

        None where that holds for all of them.
        """
        at = 0
        with self._database.connection() as connection, kept(connection, SEEN) as pieces:
            if pieces is None:
                return 0, []
            seen = chain.from_iterable(pieces)
            expected = next(seen, _END)
            for found, sign in files:
                if sign != expected:
                    return at, [(found, sign)]
                at, expected = at + 1, next(seen, _END)
            return (at, []) if expected else None

    def _load_order(self) -> "array[int]":
        with self._database.connection() as connection:
            order = whole(connection, SEEN)
        self._is_ordered = order is not None
        self._order = order or array("q")
        self._order.append(_END)
        return self._order

    def _ahead(self, mark: int, at: int) -> int | None:
        """Where in the order it comes later: soon, or anywhere, which is only looked for now and then."""
        end = len(self._order) - 1
        if at == end:
            return None
        if (there := _index(self._order, mark, at, at + _NEAR)) is not None:
            return there
        self._strays += 1
        is_now = self._strays.bit_count() == 1  # ever more seldom: a look through all of a million takes 20 ms
        return _index(self._order, mark, at, end) if is_now else None

    def _place(self, mark: int) -> int | None:
        """Where it stands among all that are known."""
        place = bisect_left(self._known, mark)
        return place if place < len(self._known) and self._known[place] == mark else None

    @cached_property
    def _known(self) -> "array[int]":
        with self._database.connection() as connection:
            asked = connection.execute("SELECT mark FROM article ORDER BY mark")
            return array("q", (known for (known,) in asked))

    @cached_property
    def _strays_seen(self) -> bytearray:
        """Of each that is known, whether it came out of its turn."""
        return bytearray(len(self._known))


def _index(order: "array[int]", mark: int, start: int, end: int) -> int | None:
    try:
        return order.index(mark, start, end)
    except ValueError:
        return None
