"""The tables of the catalogue, and how an article's row is numbered.

A row is the day's ordinal times 2^20 and a number that falls: newest first, and in order of name within a day, is order
by row, which an index of any kind gives without sorting and a screenful at a time. Articles without a date have rows
below zero. An annotation's row is, likewise, the second in which it was made times 2^24 and a number below that.
"""

import datetime as dt
import sys

from reader import __version__

SCHEMA = 7
MADE_BY = f"reader {__version__} {SCHEMA} {sys.byteorder}"
"""A catalogue that somebody else made is made anew: what is read out of an article may differ."""
A_DAY = 20
"""Bits of a row that number the articles of a day."""
A_SECOND = 24
"""Bits of a row that number the annotations of a second, by the milliseconds in their ids."""
ORDER = "order"
"""The name under which the rows of all articles are kept, lowest first, as 64-bit integers."""
SEEN = "seen"
"""The name under which the marks of all articles are kept in the order of the folder."""
VERSION = "version"
"""The name under which it is kept how often the listing has changed, whoever changed it."""
COPIED = "copied"
"""The name under which it is kept of which folder of annotations, and at which version, the copy is a true one."""
UNDATED = -(1 << 62)
LAST = (1 << 62) - 1

# Paths are the names' bytes, as the folder has them. `mark` is the signature of path, size, time and inode.
# `block` tells where the blocks begin and end that a person reads: pairs of 32-bit integers, in code points.
# `body` keeps no text: snippets are cut from the files. It cannot forget a row either (SQLite 3.40), so rows that went
# away are `dead` until there are so many that all is made anew. It gathers 16 MB before it
# writes, about as much as is put into it at once. `kept` has rows, since some of its values are large: a table without
# reads all of a row when it only looks for the one behind it.
TABLES = """
CREATE TABLE article (
    rowid INTEGER PRIMARY KEY, mark INTEGER NOT NULL, path BLOB NOT NULL UNIQUE,
    headline TEXT NOT NULL, dateline TEXT NOT NULL, words INTEGER NOT NULL
);
CREATE INDEX article_mark ON article (mark);
CREATE TABLE block (rowid INTEGER PRIMARY KEY, ends BLOB NOT NULL);
CREATE TABLE unreadable (path TEXT PRIMARY KEY, reason TEXT NOT NULL, mark INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE dead (rowid INTEGER PRIMARY KEY);
CREATE VIRTUAL TABLE body USING fts5 (
    text, content = '', columnsize = 0, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO body (body, rank) VALUES ('hashsize', 16777216);
INSERT INTO body (body, rank) SELECT 'pgsz', page_size - 46 FROM pragma_page_size;
CREATE TABLE annotated (path BLOB PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE annotation (
    rowid INTEGER PRIMARY KEY, path BLOB NOT NULL, id TEXT NOT NULL, orphan INTEGER NOT NULL, moved INTEGER NOT NULL,
    conflict INTEGER NOT NULL, has_note INTEGER NOT NULL, has_tag INTEGER NOT NULL
);
CREATE INDEX annotation_path ON annotation (path);
CREATE INDEX annotation_id ON annotation (id);
CREATE TABLE tag (tag TEXT NOT NULL, annotation INTEGER NOT NULL, PRIMARY KEY (tag, annotation)) WITHOUT ROWID;
CREATE INDEX tag_annotation ON tag (annotation);
CREATE VIRTUAL TABLE said USING fts5 (
    exact, note, tags, headline, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE folder (path BLOB PRIMARY KEY, changed INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE kept (name TEXT PRIMARY KEY, value BLOB NOT NULL);
INSERT INTO kept VALUES ('version', random() / 2);
"""


def first_of(date: dt.date | None) -> int:
    """The lowest row of a day, or of the undated."""
    return date.toordinal() << A_DAY if date else UNDATED


def last_of(date: dt.date | None) -> int:
    """The highest row of a day; None stands for the end of time."""
    return ((date.toordinal() + 1) << A_DAY) - 1 if date else LAST


def date_of(row: int) -> dt.date | None:
    """The day of a row."""
    return dt.date.fromordinal(row >> A_DAY) if row >= 0 else None


_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_TO_BASE_32 = str.maketrans("0123456789ABCDEFGHJKMNPQRSTVWXYZ", "0123456789ABCDEFGHIJKLMNOPQRSTUV")
_MILLISECONDS = slice(0, 10)
"""The digits of a ULID that tell when it was made."""
_NEAR = 8
"""Attempts beside the first row; then anywhere in the second."""


def note_row(created: dt.datetime, id: str, attempt: int = 0) -> int:
    """The row of an annotation; where it is taken another one of the same second, at the next `attempt`."""
    second = (created - _EPOCH) // dt.timedelta(seconds=1)
    if attempt > _NEAR:
        from zlib import crc32  # hardly ever

        return (second << A_SECOND) + crc32(f"{id} {attempt}".encode()) % (1 << A_SECOND)
    try:
        late = int(id[_MILLISECONDS].translate(_TO_BASE_32), 32) - 1000 * second
    except ValueError:  # no ULID
        late = 0
    return (second << A_SECOND) + (late + attempt) % (1 << A_SECOND)


def created_in(row: int) -> dt.datetime:
    """The second in which the annotation of a row was made, in UTC."""
    return _EPOCH + dt.timedelta(seconds=row >> A_SECOND)


def note_rows(first: dt.date | None, last: dt.date | None) -> tuple[int, int]:
    """The lowest and the highest row of annotations made on some days, both included; None leaves an end open."""
    low = (first - _EPOCH.date()).days * 86_400 << A_SECOND if first else UNDATED
    return low, (((last - _EPOCH.date()).days + 1) * 86_400 << A_SECOND) - 1 if last else LAST
