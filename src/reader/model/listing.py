"""What a list shows of a file: an article, or why it is none."""

import datetime as dt

from reader.typed import NamedTuple


class Listing(NamedTuple):
    """One article as the list shows it."""

    id: str
    """As in `Article.id`."""
    headline: str
    date: dt.date | None
    dateline: str
    words: int
    notes: int = 0
    """How many annotations it has."""
    read: bool = False
    starred: bool = False


class Unreadable(NamedTuple):
    """A file that is not in the list, and why."""

    path: str
    """Below the library's folder, cleaned for the eye."""
    reason: str
    mark: int = 0
    """Its signature, where it was read and is no article; 0 where it may be read another time as it is."""
