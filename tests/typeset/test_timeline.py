"""Coverage over time: what the bars of a listing say."""

import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.catalogue.parsing import parse_query
from reader.catalogue.query import Dated
from reader.typeset.listing import Day
from reader.typeset.timeline import Grain, Timeline, set_timeline

DATES = st.lists(st.none() | st.dates(), max_size=30)
NEAR = st.lists(st.dates(dt.date(1995, 1, 1), dt.date(2024, 12, 31)), min_size=1, max_size=30)


def days_of(dates: list[dt.date | None]) -> list[Day]:
    newest_first = sorted(dates, key=lambda date: date or dt.date.min, reverse=True)
    newest_first.sort(key=lambda date: date is None)
    return [(i, date) for i, date in enumerate(newest_first) if i == 0 or newest_first[i - 1] != date]


def timeline(*dates: str, most: int = 30, grain: Grain | None = None) -> Timeline:
    parsed = [dt.date.fromisoformat(date) if date else None for date in dates]
    return set_timeline(days_of(parsed), len(parsed), most, grain)


def test_periods_are_as_short_as_the_room_allows() -> None:
    assert timeline("2024-03-15", "2024-03-16").grain is Grain.DAY
    assert timeline("2024-01-01", "2024-03-16").grain is Grain.WEEK
    assert timeline("2023-01-01", "2024-03-16").grain is Grain.MONTH
    assert timeline("2004-01-01", "2024-03-16").grain is Grain.YEAR
    assert timeline("0001-01-01", "9999-12-31").grain is Grain.MILLENNIUM


def test_days_without_an_article_are_bars_too() -> None:
    line = timeline("2024-03-15", "2024-03-18", "2024-03-18")
    assert [bar.articles for bar in line.bars] == [1, 0, 0, 2]
    assert line.levels == "▁  ▂"


def test_a_bar_is_full_where_there_are_most_articles_and_a_lone_article_is_never_loud() -> None:
    assert timeline("2024-03-15", *["2024-03-16"] * 40, *["2024-03-17"] * 20).levels == "▁█▄"


@pytest.mark.parametrize(
    ("grain", "name", "query"),
    [
        (Grain.DAY, "Fri 15 March 2024", "2024-03-15"),
        (Grain.WEEK, "the week of Mon 11 March 2024", "2024-03-11..2024-03-17"),
        (Grain.MONTH, "March 2024", "2024-03"),
        (Grain.QUARTER, "January to March 2024", "2024-01..2024-03"),
        (Grain.YEAR, "2024", "2024"),
        (Grain.DECADE, "2020 to 2029", "2020..2029"),
    ],
)
def test_a_period_has_a_name_and_can_be_asked_for(grain: Grain, name: str, query: str) -> None:
    line = timeline("2024-03-15", grain=grain)
    assert (line.name(line.bars[0]), line.query(line.bars[0])) == (name, query)


def test_the_ends_say_a_year_once_where_both_have_it() -> None:
    assert timeline("2024-03-15", "2024-03-16").ends == ("15 Mar", "16 Mar 2024")
    assert timeline("2023-03-15", "2024-03-16").ends == ("Mar 2023", "Mar 2024")
    assert timeline("2004-03-15", "2024-03-16").ends == ("2004", "2024")


def test_no_date_is_no_bar_but_a_group_at_the_end() -> None:
    assert timeline("", "").bars == ()
    assert timeline("2024-03-15", "2024-03-16", "").starts == (0, 1, 2)


@given(dates=DATES, most=st.integers(1, 60), grain=st.none() | st.sampled_from(list(Grain)[2:]))
def test_every_dated_article_stands_in_the_one_bar_of_its_day(
    dates: list[dt.date | None], most: int, grain: Grain | None
) -> None:
    line = set_timeline(days_of(dates), len(dates), most, grain)
    dated = [date for date in dates if date]
    assert grain or len(line.bars) <= max(most, 10)
    assert sum(bar.articles for bar in line.bars) == len(dated)
    assert all(before.last + dt.timedelta(days=1) == after.first for before, after in pairwise(line.bars))
    for date in dated:
        bar = line.bars[line.at(date)]
        assert bar.first <= date <= bar.last
    assert line.sums(Counter(dated)) == tuple(bar.articles for bar in line.bars)


@given(dates=NEAR, grain=st.sampled_from(list(Grain)))
def test_what_a_bar_is_asked_for_by_are_its_days(dates: list[dt.date], grain: Grain) -> None:
    line = set_timeline(days_of([*dates]), len(dates), 1, grain)
    for bar in line.bars[:3]:
        assert parse_query(f"date:{line.query(bar)}") == Dated(bar.first, bar.last)
