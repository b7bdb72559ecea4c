"""How many annotations of which kind a library has."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NoteCounts:
    """Counts over all annotations of a library."""

    every: int = 0
    orphan: int = 0
    moved: int = 0
    conflict: int = 0
    made: Mapping[str, int] = field(default_factory=dict)
    """By the month in which they were made, in UTC, as `2024-03`, newest first."""
    dated: Mapping[str, int] = field(default_factory=dict)
    """By the month of their articles, newest first; what is on undated articles is not among them."""
