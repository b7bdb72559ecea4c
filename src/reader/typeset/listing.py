"""The list of articles in rows, under the months and days of their dates; each row is set when it is asked for."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, Protocol, runtime_checkable

from reader.model.listing import Listing
from reader.typeset.dates import day_name, month_name

Day = tuple[int, dt.date | None]
"""The index of the first article of a day, and the day."""


@runtime_checkable
class Indexed(Protocol):
    """A listing that knows its days and its articles' places without a look at each of them."""

    @property
    def days(self) -> Sequence[Day]:
        """Every day, as they come."""

    def place(self, id: str) -> int:
        """The index of an article; -1 where it is not there."""


class RowKind(StrEnum):
    """What a row of the list is."""

    MONTH = "month"
    DAY = "day"
    ARTICLE = "article"


class Row(NamedTuple):
    """One row of the list."""

    kind: RowKind
    text: str
    article: int = -1
    """Index of the article in the listing; -1 for a heading."""


class Sheet:
    """The rows of one listing, which comes newest first. Nothing is kept of an article, and little of a day."""

    def __init__(self, listing: Sequence[Listing]) -> None:
        self.listing = listing
        self._days = listing.days if isinstance(listing, Indexed) else tuple(_days(listing))

    def __len__(self) -> int:
        return len(self.listing) + (self._headings[-1] if self._headings else 0)

    def row(self, index: int) -> Row:
        """One row, from 0."""
        day = bisect_right(self._tops, index) - 1
        first, date = self._days[day]
        article = index - self._headings[day]
        if article >= first:
            return Row(RowKind.ARTICLE, self.listing[article].headline, article)
        if article == first - 1 and date:
            return Row(RowKind.DAY, day_name(date))
        return Row(RowKind.MONTH, month_name(date))

    def place(self, id: str) -> int:
        """The index of an article in the listing; -1 where it is not there."""
        if isinstance(self.listing, Indexed):
            return self.listing.place(id)
        return next((index for index, article in enumerate(self.listing) if article.id == id), -1)

    def row_of(self, article: int) -> int:
        """The row on which an article of the listing stands."""
        return article + self._headings[self._day_of(article)]

    def article_near(self, row: int) -> int:
        """The article on a row, or the next one below it, or the last."""
        day = bisect_right(self._tops, row) - 1
        return min(max(row - self._headings[day], self._days[day][0]), len(self.listing) - 1)

    @property
    def days(self) -> Sequence[Day]:
        """Every day, as they come."""
        return self._days

    @cached_property
    def firsts(self) -> Sequence[int]:
        """The first article of each day."""
        return [first for first, _ in self._days]

    def _day_of(self, article: int) -> int:
        return bisect_right(self.firsts, article) - 1

    @cached_property
    def _headings(self) -> list[int]:
        """How many headings stand above the articles of each day, those of the day included."""
        counts, count, month = [], 0, (0, 0)
        for _, date in self._days:
            named = (date.year, date.month) if date else (-1, -1)
            count += (named != month) + (date is not None)
            month = named
            counts.append(count)
        return counts

    @cached_property
    def _tops(self) -> list[int]:
        """The row of the first heading of each day."""
        above = [0, *self._headings]
        return [first + headings for first, headings in zip(self.firsts, above, strict=False)]


def group_from(firsts: Sequence[int], article: int, steps: int) -> int:
    """The first article of the group that is `steps` groups further down or up; going up from inside one, of its own.

    `firsts` are the first articles of all groups.
    """
    here = bisect_right(firsts, article) - 1
    if steps < 0 and article > firsts[here]:
        steps += 1
    return firsts[max(0, min(here + steps, len(firsts) - 1))]


def set_listing(listing: Sequence[Listing]) -> Sheet:
    """Set the articles, which come newest first, under their months and days."""
    return Sheet(listing)


def _days(listing: Sequence[Listing]) -> Iterator[Day]:
    for index, article in enumerate(listing):
        if index == 0 or article.date != listing[index - 1].date:
            yield index, article.date
