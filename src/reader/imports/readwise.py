"""Highlights as Readwise exports them in CSV (https://readwise.io/export)."""

import csv
import io
from collections.abc import Iterator

from reader.imports.foreign import Foreign, Refused
from reader.imports.shapes import instant
from reader.model.annotation import TextQuoteSelector

_NEEDED = ("Highlight", "Book Title")
_HEAD = 4096


def is_readwise(written: str) -> bool:
    """Whether a text begins with the names of the columns of such an export."""
    columns = next(csv.reader(written[:_HEAD].splitlines()[:1]), [])
    return set(_NEEDED) <= set(columns)


def read_readwise(written: str) -> Iterator[Foreign | Refused]:
    """The highlights, each found again by its article's title and its words."""
    rows = csv.DictReader(io.StringIO(written, newline=""))
    try:
        for row in rows:
            words = (row.get("Highlight") or "").strip()
            title = (row.get("Book Title") or "").strip()
            if not words:
                yield Refused(f"line {rows.line_num}", "it has no highlight")
                continue
            yield Foreign(
                key=f"readwise:{title}\n{words}",
                title=title,
                quote=TextQuoteSelector(words, "", ""),
                tags=tuple(tag for tag in (row.get("Tags") or "").split(",") if tag.strip()),
                note=row.get("Note") or "",
                created=instant(row.get("Highlighted at") or ""),
            )
    except csv.Error as error:
        yield Refused(f"line {rows.line_num}", f"the table breaks off here ({error})")
