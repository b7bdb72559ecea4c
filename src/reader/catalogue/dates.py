"""Days as one asks for them: `2024`, `2024-03`, `2024-03-10..2024-03-20`, `>=2024`."""

import datetime as dt
import re

from reader.catalogue.query import Dated, QueryError

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_UNFINISHED = re.compile(r"[-0-9.<>=]*")
_HOW = "write 2024, 2024-03, 2024-03-15, 2024-03-10..2024-03-20 or >=2024"
_DAY = dt.timedelta(days=1)


def parse_dates(value: str, at: int, growing: bool) -> Dated | None:
    """The days that `value` stands for; None where it is still being typed. Raises QueryError."""
    try:
        return _days(value)
    except (ValueError, OverflowError):
        if growing and _UNFINISHED.fullmatch(value):
            return None
        raise QueryError(f"“{value}” at character {at + 1} is no date: {_HOW}.", at) from None


def _days(value: str) -> Dated:
    """Raises ValueError and OverflowError."""
    sign = value[: len(value) - len(value.lstrip("<>="))]
    if sign:
        return _compared(sign, *_span(value[len(sign) :]))
    first, dots, last = value.partition("..")
    if not dots:
        return Dated(*_span(value))
    if not first and not last:
        raise ValueError(value)
    return Dated(_span(first)[0] if first else None, _span(last)[1] if last else None)


def _compared(sign: str, first: dt.date, last: dt.date) -> Dated:
    match sign:
        case ">=":
            return Dated(first, None)
        case ">":
            return Dated(last + _DAY, None)
        case "<=":
            return Dated(None, last)
        case "<":
            return Dated(None, first - _DAY)
        case "=":
            return Dated(first, last)
        case _:
            raise ValueError(sign)


def _span(text: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a year, a month or a day."""
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(text)
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if day:
        return (dt.date(year, month, day),) * 2
    if ("-" in text and not month) or match[3]:
        raise ValueError(text)
    last = dt.date(year, month or 12, 28) + 4 * _DAY if (month or 12) != 12 else dt.date(year, 12, 31)
    if (month or 12) != 12:
        last -= dt.timedelta(days=last.day)
    return dt.date(year, month or 1, 1), last
