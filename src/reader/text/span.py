"""A stretch of text."""

from reader.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Self


class _Ends(NamedTuple):
    start: int
    """Offset of the first code point."""
    end: int
    """Offset just behind the last code point; never before `start`."""


class Span(_Ends):
    """A half-open stretch of a text, in Unicode code points (the W3C rule, and Python's)."""

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> "Self":
        """Raises ValueError for what is no stretch."""
        if not 0 <= start <= end:
            raise ValueError(f"not a span: {start}..{end}")
        return tuple.__new__(cls, (start, end))

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: object) -> bool:
        return isinstance(offset, int) and self.start <= offset < self.end

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether at least one code point is in both."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether all of `other` is inside."""
        return self.start <= other.start and other.end <= self.end

    def common(self, other: "Span") -> "Span":
        """The stretch that is in both of two that overlap."""
        return Span(max(self.start, other.start), min(self.end, other.end))

    def hull(self, other: "Span") -> "Span":
        """The shortest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))
