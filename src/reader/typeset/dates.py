"""Dates as a newspaper writes them, in English whatever the locale."""

import datetime as dt

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def month_name(date: dt.date | None) -> str:
    """`March 2024`, or `No date`."""
    return f"{_MONTHS[date.month - 1]} {date.year}" if date else "No date"


def day_name(date: dt.date) -> str:
    """`Fri 15`."""
    return f"{_DAYS[date.weekday()]} {date.day}"


def full_date(date: dt.date) -> str:
    """`Fri 15 March 2024`."""
    return f"{day_name(date)} {month_name(date)}"


def short_date(date: dt.date) -> str:
    """`15 Mar 2024`."""
    return f"{date.day} {_MONTHS[date.month - 1][:3]} {date.year}"
