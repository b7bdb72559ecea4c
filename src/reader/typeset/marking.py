"""Marks over a text, found by place."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from reader.model.mark import Mark
from reader.text.span import Span


@dataclass(frozen=True)
class Marks:
    """Many marks, sorted once, so that those of one line are found by bisection."""

    all: tuple[Mark, ...] = ()
    """By start, then end."""
    _starts: tuple[int, ...] = field(default=(), repr=False)
    _reach: tuple[int, ...] = field(default=(), repr=False)
    """The farthest end of any mark up to each one: where it falls short, nothing before can overlap."""

    @classmethod
    def of(cls, marks: Iterable[Mark]) -> "Marks":
        """Sort `marks`; empty ones are left out."""
        ordered = tuple(sorted((m for m in marks if len(m.span)), key=lambda m: (m.span, m.kind, m.ref)))
        reach = accumulate((m.span.end for m in ordered), max)
        return cls(ordered, tuple(m.span.start for m in ordered), tuple(reach))

    def over(self, span: Span) -> Iterator[Mark]:
        """The marks that overlap `span`, last ones first."""
        index = bisect_left(self._starts, span.end) - 1
        while index >= 0 and self._reach[index] > span.start:
            if self.all[index].span.end > span.start:
                yield self.all[index]
            index -= 1

    def changed(self, other: "Marks") -> Iterator[Span]:
        """The stretches that look different with `other` marks; of one that only grows or shrinks, its ends."""
        come = list(frozenset(other.all) - frozenset(self.all))
        for mark in frozenset(self.all) - frozenset(other.all):
            same = (m for m in come if (m.kind, m.ref) == (mark.kind, mark.ref) and m.span.overlaps(mark.span))
            later = next(same, None)
            if later is None:
                yield mark.span
                continue
            come.remove(later)
            yield from _between(mark.span, later.span)
        yield from (mark.span for mark in come)

    def at(self, offset: int) -> list[Mark]:
        """The marks over one character, the shortest first."""
        return sorted(self.over(Span(offset, offset + 1)), key=lambda mark: len(mark.span))


def _between(old: Span, new: Span) -> Iterator[Span]:
    for one, other in ((old.start, new.start), (old.end, new.end)):
        if one != other:
            yield Span(min(one, other), max(one, other))
