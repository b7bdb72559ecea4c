"""Looks into JSON of which nothing is promised."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any


def text(node: object, key: str) -> str:
    """The text under `key`; empty for anything else."""
    value = node.get(key) if isinstance(node, dict) else None
    return value if isinstance(value, str) else ""


def each(value: object) -> list[Any]:
    """What stands there, as a list: W3C and Hypothesis write one thing without its brackets."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def objects(value: object) -> Iterator[dict[str, Any]]:
    """The objects that stand there."""
    yield from (item for item in each(value) if isinstance(item, dict))


def texts(value: object) -> tuple[str, ...]:
    """The texts that stand there."""
    return tuple(item for item in each(value) if isinstance(item, str))


def instant(written: str) -> datetime | None:
    """A time as ISO 8601 writes it, in UTC where it has no zone; None for anything else, and before 1970."""
    try:
        at = datetime.fromisoformat(written.strip())
        at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        return None
    return at if at.year >= 1970 else None
