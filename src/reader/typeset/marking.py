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

    def at(self, offset: int) -> list[Mark]:
        """The marks over one character, the shortest first."""
        return sorted(self.over(Span(offset, offset + 1)), key=lambda mark: len(mark.span))
