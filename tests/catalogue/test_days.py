"""The days of a selection are those of its articles, in their order."""

import datetime as dt
from array import array
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from reader.catalogue.schema import date_of, first_of
from reader.catalogue.selection import Selection

_DATES = st.none() | st.dates(dt.date(2024, 1, 1), dt.date(2024, 1, 9))
_DAYS = st.dictionaries(_DATES, st.integers(1, 90), max_size=9)
"""How many articles each day has."""


@given(days=_DAYS)
def test_each_day_begins_with_its_newest_article_and_the_undated_come_last(days: dict[dt.date | None, int]) -> None:
    rows = sorted(first_of(date) + number for date, count in days.items() for number in range(count))
    selection = Selection(array("q", rows), lambda _: {}, lambda _: None)
    newest_first = [date_of(row) for row in reversed(rows)]
    begun = [next(group) for _, group in groupby(range(len(rows)), key=newest_first.__getitem__)]
    assert selection.days == tuple((index, newest_first[index]) for index in begun)
