"""Requests that cross widgets."""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Find(Message):
    """Look for what is typed in a query bar."""

    bar: str
    """The bar's id."""
    typed: str


@dataclass
class LeaveQuery(Message):
    """Go back from a query bar to what it asks about."""

    bar: str
    keep: bool
    """Whether the finds stay."""


class HandOn(Message):
    """What was waited for is done: hand on what was typed meanwhile."""


@dataclass
class ShowFolder(Message):
    """Show what is different in the folder now."""

    ids: frozenset[str] | None
    """The files that changed; None where any may have."""


class ForgetTyped(Message):
    """Drop what is typed ahead: the dialog that it was meant for does not come."""
