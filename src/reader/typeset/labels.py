"""Labels: a letter or two over every word in sight, so that two of them name a passage."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from reader.text.span import Span
from reader.typeset.article import Page

LETTERS = "asdfghjkl" + "eruiowtyqp" + "cvnmbxz" + "0123456789"
"""The home row first; its 81 pairs do not reach for a screen of words, so the nearest rows follow as far as needed."""
_HOME_ROW = 9


class Label(NamedTuple):
    """A label over a word."""

    letters: str
    """One or two; no other label begins with them."""
    word: Span
    row: int
    """The line of the page on which the word begins."""
    column: int
    """Where on that line it begins, in cells."""


class Labels(NamedTuple):
    """The labels over the words in sight, and which of them was typed so far."""

    all: tuple[Label, ...]
    """In text order."""
    wanted: int = 2
    """How many words are asked for: the first and the last one, or only the last."""
    typed: str = ""
    """Letters of a label that is not yet whole."""
    chosen: tuple[Span, ...] = ()
    """The words whose labels were typed."""

    @property
    def complete(self) -> bool:
        """Whether all words that are wanted are chosen."""
        return len(self.chosen) == self.wanted

    @property
    def possible(self) -> tuple[Label, ...]:
        """The labels that may still be typed."""
        return tuple(label for label in self.all if label.letters.startswith(self.typed))

    def type(self, letter: str) -> "Labels | None":
        """The labels after another letter; None where no label goes on with it."""
        typed = self.typed + letter
        begun = [label for label in self.all if label.letters.startswith(typed)]
        if not letter or not begun:
            return None
        if begun[0].letters == typed:
            return self._replace(typed="", chosen=(*self.chosen, begun[0].word))
        return self._replace(typed=typed)


def label_words(page: Page, rows: range, words: Sequence[Span], focus: int, wanted: int = 2) -> Labels:
    """Label the words of `words` (in text order) that begin on some rows of a page; short labels around `focus`.

    `focus` is an offset. Where more words are in sight than there are pairs of letters, the farthest go without.
    """
    places = [place for row in rows for place in _places(page, row, words)]
    narrow = _narrow(places)
    middle = bisect_left(places, focus, key=lambda place: place[0].start)
    order = sorted(range(len(places)), key=lambda i: (i not in narrow, abs(i - middle)))
    letters = dict(zip(order, prefix_free(len(places), len(narrow)), strict=False))
    labels = (Label(letters[i], *place) for i, place in enumerate(places) if i in letters)
    return Labels(tuple(labels), wanted)


def prefix_free(count: int, single: int = 0) -> Iterator[str]:
    """`count` labels of one or two letters, the easiest first, at least `single` of them of one letter.

    No label is the beginning of another: a letter that stands alone begins no pair. Of k letters with s alone,
    s + (k - s) · k labels can be made; k is as small as it can be, then s as great.
    """
    for size in range(_HOME_ROW, len(LETTERS) + 1):
        if single + (size - single) * size >= count:
            break
    alone = min(size, count, max(single, (size * size - count) // (size - 1)))
    yield from LETTERS[:alone]
    pairs = product(range(alone, size), range(size))
    for first, second in sorted(pairs, key=lambda pair: (max(pair), sum(pair)))[: count - alone]:
        yield LETTERS[first] + LETTERS[second]


def _places(page: Page, row: int, words: Sequence[Span]) -> Iterator[tuple[Span, int, int]]:
    """The words that begin on a row, each with the row and its column; not those in markup that is hidden."""
    line = page.lines[row].span
    first = bisect_left(words, line.start, key=lambda word: word.start)
    for word in words[first : bisect_left(words, line.end, key=lambda word: word.start)]:
        if page.shows(word.start):
            yield word, row, page.column_of(word.start)


def _narrow(places: Sequence[tuple[Span, int, int]]) -> set[int]:
    """Indices of the words that leave only one cell before the next one begins."""
    by_row: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for index, (_, row, column) in enumerate(places):
        by_row[row].append((column, index))
    return {here for row in by_row.values() for (at, here), (after, _) in pairwise(row) if after - at < 2}
