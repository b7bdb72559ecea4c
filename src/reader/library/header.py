"""The line that news begins with: when and where it was filed."""

import datetime as dt
import re

from reader.text.span import Span
from reader.typed import NamedTuple

_DATE = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")

_CLOCK = r"[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"

_DATE_LINE = re.compile(
    r"(?P<word>(?:date|published|posted)\b[ \t]*:?[ \t]*)?"
    rf"(?P<date>{_DATE.pattern})(?:[T ]{_CLOCK})?"
    r"[ \t]*(?P<alone>$)?",
    re.IGNORECASE | re.MULTILINE,
)
_DATELINE = re.compile(
    r"(?P<place>(?P<city>[^\W\d_][^\n(),;:!?—–\"“”]{1,39}?)(?:,[^\n(;:!?—–\"“”]{1,40}?)?)"
    r"(?:[ \t]*\((?P<agency>[^\W\d_][^\n()]{1,30})\))?"
    r"(?:[ \t]*(?:—|–|--)[ \t]*|[ \t]+-[ \t]+)(?=\S)"
)
_LABELS = frozenset(
    ["ANALYSIS", "BREAKING", "EDITORIAL", "EXCLUSIVE", "EXPLAINER", "LIVE", "NEWS", "OPINION", "UPDATE", "WATCH"]
)
"""Words in capitals before a dash that name no place."""


class Header(NamedTuple):
    """What stands before the lede."""

    span: Span
    """From the word `date` to behind the dash of the dateline; empty where there is no header."""
    dated: bool = False
    """Whether a date stands there, even one that no calendar has."""
    date: dt.date | None = None
    dateline: str = ""
    agency: str = ""
    """Who filed it, if the dateline says so: `AP`."""

    def adds_to(self, before: "Header") -> bool:
        """Whether this one, found behind `before`, says what that one does not."""
        if before.dateline or not len(self.span):
            return False
        return bool(self.dateline) or not len(before.span)

    def with_more(self, more: "Header") -> "Header":
        """Both as one; what was said first counts."""
        return more._replace(dated=self.dated or more.dated, date=self.date or more.date)


def read_header(text: str, start: int) -> Header:
    """The date and the dateline that begin at `start`, either of which may be missing.

    A date counts behind the word `date`, alone on its line, or before a
    dateline. A dateline is a place in capitals or with an agency behind it,
    up to a dash: `SEOUL, South Korea (AP) —`.
    """
    day = _DATE_LINE.match(text, start)
    place = _dateline(text, day.end() if day else start)
    if day and not (day["word"] or day["alone"] is not None or place):
        day = None
    end = place.end() if place else day.end() if day else start
    return Header(
        span=Span(start, start + len(text[start:end].rstrip())),
        dated=day is not None,
        date=date_in(day["date"]) if day else None,
        dateline=place["place"].strip() if place else "",
        agency=(place["agency"] or "").strip() if place else "",
    )


def date_in(text: str) -> dt.date | None:
    """The first `2024-03-15` in `text`; None if there is none or the calendar has no such day."""
    found = _DATE.search(text)
    if found is None:
        return None
    try:
        return dt.date.fromisoformat(found.group())
    except ValueError:
        return None


def _dateline(text: str, start: int) -> re.Match[str] | None:
    found = _DATELINE.match(text, start)
    if found is None or not _LABELS.isdisjoint(found["city"].split()):
        return None
    return found if found["city"].isupper() or found["agency"] else None
