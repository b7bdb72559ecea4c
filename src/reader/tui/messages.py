"""Requests that cross widgets."""

from textual.message import Message


class Find(Message):
    """Look for what is typed in a query bar."""

    def __init__(self, bar: str, typed: str) -> None:
        super().__init__()
        self.bar = bar
        """The bar's id."""
        self.typed = typed


class LeaveQuery(Message):
    """Go back from a query bar to what it asks about."""

    def __init__(self, bar: str, *, keep: bool) -> None:
        super().__init__()
        self.bar = bar
        self.keep = keep
        """Whether the finds stay."""


class HandOn(Message):
    """What was waited for is done: hand on what was typed meanwhile."""


class ShowFolder(Message):
    """Show what is different in the folder now."""

    def __init__(self, ids: frozenset[str] | None) -> None:
        super().__init__()
        self.ids = ids
        """The files that changed; None where any may have."""


class ForgetTyped(Message):
    """Drop what is typed ahead: the dialog that it was meant for does not come."""
