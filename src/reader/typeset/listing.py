"""The list of articles set in rows, under the months and days of their dates."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from reader.model.article import Listing
from reader.typeset.dates import day_name, month_name


class RowKind(StrEnum):
    """What a row of the list is."""

    MONTH = "month"
    DAY = "day"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list."""

    kind: RowKind
    text: str
    article: int = -1
    """Index of the article in the listing; -1 for a heading."""


@dataclass(frozen=True)
class Sheet:
    """The rows of one listing."""

    listing: tuple[Listing, ...]
    rows: tuple[Row, ...]

    @cached_property
    def _article_rows(self) -> list[int]:
        return [index for index, row in enumerate(self.rows) if row.kind is RowKind.ARTICLE]

    def row_of(self, article: int) -> int:
        """The row on which an article of the listing stands."""
        return self._article_rows[article]

    def article_near(self, row: int) -> int:
        """The article on a row, or the next one below it, or the last."""
        return min(bisect_left(self._article_rows, row), len(self._article_rows) - 1)

    def day_from(self, article: int, steps: int) -> int:
        """The first article of the day that is `steps` days further down (or up) the list."""
        days = [i for i, row in enumerate(self.listing) if i == 0 or row.date != self.listing[i - 1].date]
        here = bisect_left(days, article + 1) - 1
        if steps < 0 and article > days[here]:
            steps += 1
        return days[max(0, min(here + steps, len(days) - 1))]


def set_listing(listing: Sequence[Listing]) -> Sheet:
    """Set the articles, which come newest first, under their months and days."""
    return Sheet(tuple(listing), tuple(_rows(listing)))


def _rows(listing: Sequence[Listing]) -> Iterator[Row]:
    month = day = None
    for index, article in enumerate(listing):
        named = month_name(article.date)
        if named != month:
            month = named
            yield Row(RowKind.MONTH, named)
        if article.date and article.date != day:
            yield Row(RowKind.DAY, day_name(article.date))
        day = article.date
        yield Row(RowKind.ARTICLE, article.headline, index)
