"""What a check finds."""

from enum import StrEnum
from typing import NamedTuple


class FindingKind(StrEnum):
    """What is not as it should be."""

    UNREADABLE = "unreadable"
    ORPHAN = "orphan"
    CONFLICT = "conflict"
    DAMAGED = "damaged"
    STALE = "stale"
    """A note's place is to be confirmed."""
    REPAIRED = "repaired"
    """It was put right."""


class Finding(NamedTuple):
    """One thing that is not as it should be."""

    kind: FindingKind
    path: str
    """Of the article or of the store's file, cleaned for the eye."""
    reason: str
