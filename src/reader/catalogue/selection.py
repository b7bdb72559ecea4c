"""What answers, newest first, each read from the catalogue when it is looked at."""

import datetime as dt
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from reader.catalogue.schema import A_DAY, created_in, date_of, note_rows
from reader.model.listing import Listing
from reader.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeVar, overload

    from reader.model.annotation import NoteListing  # noqa: F401 (in quotes below)

    _Item = TypeVar("_Item")

_NEAR = 32
"""Articles beyond twice those of the day before, among which the end of a day is looked for first."""
_CHUNK = 32
"""Items that are read at once."""
_MOST_CHUNKS = 64
_MANY = 500
"""Items that are read at once by who wants them all."""


class Rows(Sequence["_Item"]):
    """Eight bytes an item; what a list shows of it is asked for when it is painted."""

    def __init__(
        self,
        rows: "array[int]",
        fetch: Callable[[Sequence[int]], "dict[int, _Item]"],
        locate: Callable[[str], int | None],
    ) -> None:
        self._rows = rows
        """Lowest first: the newest item is the last."""
        self._fetch = fetch
        self._locate = locate
        self._chunks: dict[int, list[_Item]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, index: int) -> _Item: ...
        @overload
        def __getitem__(self, index: slice) -> Sequence[_Item]: ...

    def __getitem__(self, index: int | slice) -> "_Item | Sequence[_Item]":
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        index += len(self) if index < 0 else 0
        if not 0 <= index < len(self):
            raise IndexError(index)
        chunk, inside = divmod(index, _CHUNK)
        if chunk not in self._chunks:
            if len(self._chunks) >= _MOST_CHUNKS:
                self._chunks.clear()
            self._chunks[chunk] = self._read(chunk * _CHUNK, _CHUNK)
        return self._chunks[chunk][inside]

    def __iter__(self) -> "Iterator[_Item]":
        """All of them, newest first, in larger pieces that are not kept."""
        for start in range(0, len(self), _MANY):
            yield from self._read(start, _MANY)

    @property
    def numbers(self) -> "array[int]":
        """The rows of the items in the catalogue, lowest first."""
        return self._rows

    def place(self, id: str) -> int:
        """The index of an item; -1 where it is not among these."""
        row = self._locate(id)
        return self._place(row) if row is not None else -1

    def forget(self) -> None:
        """Read again what is looked at next: something about the items has changed."""
        self._chunks.clear()

    def _place(self, row: int) -> int:
        index = bisect_left(self._rows, row)
        return len(self) - 1 - index if index < len(self) and self._rows[index] == row else -1

    def _read(self, start: int, count: int) -> "list[_Item]":
        rows = [self._rows[-1 - index] for index in range(start, min(start + count, len(self)))]
        found = self._fetch(rows)
        return [found[row] for row in rows]


class Selection(Rows[Listing]):
    """Articles."""

    @cached_property
    def days(self) -> tuple[tuple[int, dt.date | None], ...]:
        """The index of the first article of each day, and the day; the undated come last."""
        days, rows, count = [], self._rows, len(self._rows)
        end, date, near = count, dt.date.fromordinal, _NEAR  # there may be thousands of days, wanted at once
        while end and (newest := rows[end - 1]) >= 0:
            days.append((count - end, date(newest >> A_DAY)))
            first = newest >> A_DAY << A_DAY
            low = end - near if end > near and rows[end - near] < first else 0
            before, end = end, bisect_left(rows, first, low, end)
            near = _NEAR + 2 * (before - end)
        return (*days, (count - end, None)) if end else tuple(days)

    def by_day(self, counts: Mapping[int, int]) -> dict[dt.date, int]:
        """What is counted by row, of the articles among these that have a date, summed up by day."""
        summed: Counter[dt.date] = Counter()
        for row, count in counts.items():
            date = date_of(row)
            if date and self._place(row) >= 0:
                summed[date] += count
        return dict(summed)

    def without(self, rows: Sequence[int]) -> int:
        """How many of these are not among `rows`."""
        return len(self) - sum(self._place(row) >= 0 for row in rows)

    def next_without(self, index: int, rows: Container[int]) -> int:
        """The first article behind `index`, and then from the top, that is not among `rows`; -1 where all are."""
        order = chain(range(index + 1, len(self)), range(max(index, 0)))
        return next((at for at in order if self._rows[-1 - at] not in rows), -1)


class Notes(Rows["NoteListing"]):
    """Annotations."""

    def day_from(self, index: int, steps: int) -> int:
        """The newest one of the day that is `steps` days with annotations further down (or up), as far as there are."""
        for _ in range(abs(steps)):
            first = self._newest_of(self._day(index))
            if steps > 0:
                older = bisect_left(self._rows, note_rows(self._day(index), None)[0])
                index = len(self) - older if older else first
            else:
                index = first if index > first or not index else self._newest_of(self._day(index - 1))
        return index

    def _day(self, index: int) -> dt.date:
        return created_in(self._rows[-1 - index]).date()

    def _newest_of(self, day: dt.date) -> int:
        return len(self) - bisect_right(self._rows, note_rows(None, day)[1])
