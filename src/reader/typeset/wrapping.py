"""A text broken into lines of a width."""

import re
from collections.abc import Callable, Iterator

from rich.cells import cell_len, split_graphemes

from reader.text.span import Span

_NARROW = re.compile(r"[ -~\xa0-\xac\xae-\u02ff\u0370-\u0373\u0388-\u0482\u2010-\u2027\u2030-\u205e\u20ac]*")
"""Text of which every code point takes exactly one cell: a break is found by counting."""
_NARROW_LINES = re.compile(_NARROW.pattern.replace("[", r"[\n\t", 1))
"""The same with line breaks and tabs, each set as a blank."""

_PIECE = re.compile(r"[^\s—–-]+[—–-]+(?=[^\W\d])|\S+")
"""What stands together on one line: a word, or its part up to a dash or hyphen."""

_KEPT_BREAK = re.compile(r"\n(?=\s*(?:[-*+•–|>]|\d+[.)])\s)")
_MOST_IN_A_CELL = 16
"""Code points a cell, on average; a line with more is cut, since signs without width could go on for ever."""
_SHORT_LINE = 45
"""A line broken by hand before this many characters is a verse, a list or an address: its break is kept."""


def wrap(text: str, within: Span, width: int) -> Iterator[Span]:
    """The lines of a block at `width` cells, without the white space at which they are broken.

    Line breaks inside the block are white space, but where a list, a table or short lines show that they are meant.
    """
    for stretch in _by_kept_breaks(text, within):
        if _NARROW.fullmatch(text, stretch.start, stretch.end):
            yield from _wrap_narrow(text, stretch, max(1, width))
        else:
            counted = _NARROW_LINES.fullmatch(text, stretch.start, stretch.end)
            yield from _wrap_any(text, stretch, max(1, width), len if counted else cell_len)


def _by_kept_breaks(text: str, within: Span) -> Iterator[Span]:
    start = line = within.start
    while (at := text.find("\n", line, within.end)) >= 0:
        if at - line < _SHORT_LINE or _KEPT_BREAK.match(text, at):
            yield Span(start, at)
            start = at + 1
        line = at + 1
    yield Span(start, within.end)


def _wrap_narrow(text: str, stretch: Span, width: int) -> Iterator[Span]:
    start, end = _skip_blanks(text, stretch.start, stretch.end), stretch.end
    while end - start > width:
        cut = text.rfind(" ", start + 1, start + width + 1)
        dash = max(text.rfind(sign, start + 1, start + width) for sign in "-—–")
        if dash > cut and text[dash + 1].isalpha() and not text[dash - 1].isspace():
            cut = dash + 1
        if cut <= start:
            cut = start + width
        yield Span(start, start + len(text[start:cut].rstrip()))
        start = _skip_blanks(text, cut, end)
    yield Span(start, max(start, end))


def _wrap_any(text: str, stretch: Span, width: int, cells: Callable[[str], int]) -> Iterator[Span]:
    """The same by pieces of any width: wide and combining characters, line breaks, tabs."""
    start = end = -1
    for piece in _PIECE.finditer(text, stretch.start, stretch.end):
        if start >= 0 and _fits(_plain(text[start : piece.end()]), width, cells):
            end = piece.end()
            continue
        if start >= 0:
            yield Span(start, end)
        start, end = piece.span()
        while not _fits(text[start : min(end, start + _MOST_IN_A_CELL * width + 1)], width, cells):
            cut = start + _fitting(text, Span(start, min(end, start + _MOST_IN_A_CELL * width)), width)
            yield Span(start, cut)
            start = cut
    yield Span(start, end) if start >= 0 else Span(stretch.start, stretch.start)


def _fits(line: str, width: int, cells: Callable[[str], int]) -> bool:
    return len(line) <= _MOST_IN_A_CELL * width and cells(line) <= width


def _fitting(text: str, word: Span, width: int) -> int:
    """How many code points of a long word fit into `width`, at least its first character.

    Mostly they are as many as there are cells: so many are looked at first, and more only where they do not decide it.
    """
    looked = 0
    while looked < len(word):
        looked = min(len(word), max(2 * looked, width + 2))
        used = 0
        for start, end, cells in split_graphemes(text[word.start : word.start + looked])[0]:
            used += cells
            if used > width and (end < looked or looked == len(word)):  # else more may belong to this character
                return start or end
    return len(word)


def _plain(line: str) -> str:
    return line.replace("\n", " ").replace("\t", " ")


def _skip_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start] == " ":
        start += 1
    return start
