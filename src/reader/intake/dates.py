"""Days as the world writes them."""

import datetime as dt
import re
from contextlib import suppress
from email.utils import parsedate_to_datetime

_FORMS = ("%Y/%m/%d", "%Y%m%d", "%d.%m.%Y", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y")
"""Those that cannot be meant otherwise: `03/04/2024` is two days, so it is none."""
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_EARLIEST, _LATEST = -11_676_096_000, 4_102_444_800
"""Seconds since 1970 of the years 1600 and 2100: news lies between."""


def day_of(written: object) -> dt.date | None:
    """The day that a text or a number means: ISO 8601, RFC 2822, seconds or milliseconds since 1970, and usual forms.

    None where it means none, or could mean two.
    """
    text = str(written if written is not None else "").strip()
    if re.fullmatch(r"-?[0-9]{9,13}(?:\.[0-9]+)?", text):
        return _since_1970(float(text))
    for form in _FORMS:
        with suppress(ValueError):
            return dt.datetime.strptime(text, form).date()
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return dt.date.fromisoformat(text[:10]) if _ISO.match(text) else parsedate_to_datetime(text).date()
    return None


def _since_1970(seconds: float) -> dt.date | None:
    if abs(seconds) >= 10**11:
        seconds /= 1000
    if not _EARLIEST <= seconds <= _LATEST:
        return None
    return (dt.datetime(1970, 1, 1) + dt.timedelta(seconds=seconds)).date()
