"""Lines for the eye: aligned columns, cut ends and wrapped paragraphs, measured in cells of a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest

from reader.text.span import Span

PROSE = 80
"""The widest that running text is set, in cells."""
_WIDEST_COLUMN = 44
"""What is longer than this stands out of its column rather than push all others to the right."""


_AT_ONCE = 1000
"""Rows that are aligned with one another: who looks at the first ones waits for no others."""


def cells(text: str) -> int:
    """How many cells `text` takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # only where counting is not enough

    return cell_len(text)


def pad(text: str, width: int) -> str:
    """`text` with blanks behind it up to `width` cells."""
    return text + " " * (width - cells(text))


def clip(text: str, width: int) -> str:
    """`text` cut to `width` cells, with … where it was cut; 0 cuts nothing."""
    if not width or cells(text) <= width:
        return text
    if text.isascii():
        return text[: width - 1] + "…"
    from rich.cells import set_cell_size

    return set_cell_size(text, width - 1).rstrip() + "…"


def table(rows: Iterable[Sequence[str]], width: int = 0, right: frozenset[int] = frozenset()) -> Iterator[str]:
    """`rows` in aligned columns, two blanks apart, those of the indices `right` flush right.

    Columns in which nothing stands are left out; each line is cut to `width` cells where that is given. Of very many
    rows some are aligned at a time: a column may become wider further down.
    """
    widths: list[int] = []
    rows = iter(rows)
    while some := list(islice(rows, _AT_ONCE)):
        columns = list(zip(*some, strict=True))
        aligned = columns if len(columns) - 1 in right else columns[:-1]  # nothing stands behind the last one
        needed = (min(_WIDEST_COLUMN, max(map(cells, column))) for column in aligned)
        widths = [max(pair) for pair in zip_longest(widths, needed, fillvalue=0)]
        shown = [index for index, wide in enumerate(widths) if wide]
        for row in some:
            fields = [
                (" " * (widths[i] - cells(row[i])) + row[i]) if i in right else pad(row[i], widths[i]) for i in shown
            ]
            yield clip("  ".join([*fields, *row[len(aligned) :]]).rstrip(), width)


def wrapped(text: str, width: int, indent: str = "") -> Iterator[str]:
    """`text` in lines of `width` cells, each behind `indent`; its line breaks are kept."""
    from reader.typeset.wrapping import wrap

    start = 0
    for line in text.split("\n"):
        stretch = Span(start, start + len(line))
        start += len(line) + 1
        for span in wrap(text, stretch, width - len(indent)):
            yield (indent + span.of(text)).rstrip()
