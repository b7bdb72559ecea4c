"""Coverage over time: how many articles each period of a listing has, in bars of one length of time."""

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from reader.typeset.dates import full_date, month_name
from reader.typeset.listing import Day


class Grain(StrEnum):
    """How long a bar is, from the shortest."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"


_DAYS = {Grain.DAY: 1, Grain.WEEK: 7}
_MONTHS = {
    Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12,
    Grain.DECADE: 120, Grain.CENTURY: 1_200, Grain.MILLENNIUM: 12_000,
}  # fmt: skip
_MONTH = len("2024-03")
_EIGHTHS = " ▁▂▃▄▅▆▇█"
_LEAST_FULL = 8
"""Articles from which a bar may be a full block: a lone article is never as loud as many."""


class Bar(NamedTuple):
    """One period."""

    first: dt.date
    last: dt.date
    articles: int = 0
    start: int = -1
    """Index of its newest article in the listing; -1 where it has none."""


class Timeline:
    """The bars of a listing, oldest first, without a gap; the undated articles stand in none."""

    def __init__(self, grain: Grain, bars: Sequence[Bar], undated: int = -1) -> None:
        self.grain = grain
        self.bars = tuple(bars)
        self._undated = undated
        """Index of the first article without a date; -1 where there is none."""

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The first article of every period that has one, as the listing has them, and the first undated one."""
        undated = (self._undated,) if self._undated >= 0 else ()
        return (*(bar.start for bar in reversed(self.bars) if bar.articles), *undated)

    @cached_property
    def levels(self) -> str:
        """A block for each bar, as high as it has articles."""
        most = max(_LEAST_FULL, *(bar.articles for bar in self.bars), 1)
        return "".join(_EIGHTHS[-(-bar.articles * 8 // most)] for bar in self.bars)

    def at(self, date: dt.date | None) -> int:
        """The index of the bar of a day; -1 where it has none."""
        if date is None or not self.bars or not self.bars[0].first <= date <= self.bars[-1].last:
            return -1
        return _number(date, self.grain) - _number(self.bars[0].first, self.grain)

    def sums(self, counts: Mapping[dt.date, int]) -> tuple[int, ...]:
        """What is counted by day, summed up for each bar."""
        summed: Counter[int] = Counter()
        for date, count in counts.items():
            summed[self.at(date)] += count
        return tuple(summed[index] for index in range(len(self.bars)))

    def name(self, bar: Bar) -> str:
        """A period as a newspaper writes it: `Fri 15 March 2024`, `April to June 2024`, `1990 to 1999`."""
        match self.grain:
            case Grain.DAY:
                return full_date(bar.first)
            case Grain.WEEK:
                return f"the week of {full_date(bar.first)}"
            case Grain.MONTH:
                return month_name(bar.first)
            case Grain.QUARTER:
                return f"{month_name(bar.first).split()[0]} to {month_name(bar.last)}"
            case Grain.YEAR:
                return str(bar.first.year)
        return f"{bar.first.year} to {bar.last.year}"

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last period in short: `15 Mar 2024`, `Mar 2024`, `2024`; a year that both have once."""
        if not self.bars:
            return "", ""
        first, last = self.bars[0].first, self.bars[-1].first
        if _length(self.grain) < _MONTH:
            return str(first.year), str(last.year)
        names = [month_name(day)[:3] for day in (first, last)]
        if _length(self.grain) > _MONTH:
            names = [f"{day.day} {name}" for day, name in zip((first, last), names, strict=True)]
        return names[0] + f" {first.year}" * (first.year != last.year), f"{names[1]} {last.year}"

    def query(self, bar: Bar) -> str:
        """A period as `date:` takes it: `2024-03`, `2024-03-11..2024-03-17`."""
        first, last = (day.isoformat()[: _length(self.grain)] for day in (bar.first, bar.last))
        return first if first == last else f"{first}..{last}"


def set_timeline(days: Sequence[Day], articles: int, most: int, grain: Grain | None = None) -> Timeline:
    """The timeline of a listing of so many `articles` on these `days`, newest first: of the shortest periods of which
    there are at most `most`, or of those that are asked for.
    """
    dated = bisect_left(days, 0, key=_age)
    end = days[dated][0] if dated < len(days) else articles
    undated = end if dated < len(days) else -1
    if not dated:
        return Timeline(grain or Grain.DAY, (), undated)
    newest, oldest = (dt.date.fromordinal(-_age(days[at])) for at in (0, dated - 1))
    grain = grain or next((g for g in Grain if _number(newest, g) - _number(oldest, g) < most), Grain.MILLENNIUM)

    def newest_until(ordinal: int) -> int:
        """The first article that is no newer than a day. It is looked up: there may be thousands of days."""
        at = bisect_left(days, -ordinal, 0, dated, key=_age)
        return days[at][0] if at < dated else end

    bars = []
    for number in range(_number(oldest, grain), _number(newest, grain) + 1):
        first, last = _first(number, grain), _last(number, grain)
        start, behind = newest_until(last.toordinal()), newest_until(first.toordinal() - 1)
        bars.append(Bar(first, last, behind - start, start if start < behind else -1))
    return Timeline(grain, bars, undated)


def _age(day: Day) -> int:
    """What the days of a listing are sorted by, the undated last."""
    return -day[1].toordinal() if day[1] else 0


def _length(grain: Grain) -> int:
    """How much of an ISO date tells where a period begins, in characters."""
    return 10 if grain in _DAYS else _MONTH if _MONTHS[grain] < _MONTHS[Grain.YEAR] else 4


def _number(date: dt.date, grain: Grain) -> int:
    """The period of a day, counted from the year 0 or from its first Monday on."""
    if grain in _DAYS:
        return (date.toordinal() - 1) // _DAYS[grain]
    return (date.year * 12 + date.month - 1) // _MONTHS[grain]


def _first(number: int, grain: Grain) -> dt.date:
    if grain in _DAYS:
        return dt.date.fromordinal(number * _DAYS[grain] + 1)
    year, month = divmod(number * _MONTHS[grain], 12)
    return dt.date(year, month + 1, 1) if year else dt.date.min


def _last(number: int, grain: Grain) -> dt.date:
    if number == _number(dt.date.max, grain):
        return dt.date.max
    return _first(number + 1, grain) - dt.timedelta(days=1)
