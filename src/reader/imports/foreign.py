"""What an imported file says, whatever program wrote it."""

from dataclasses import dataclass
from datetime import datetime

from reader.model.annotation import TextPositionSelector, TextQuoteSelector


@dataclass(frozen=True, slots=True)
class Foreign:
    """One annotation as its file has it; none of its texts is cleaned yet."""

    key: str
    """Tells it from every other annotation of every program, each time that it is read."""
    id: str = ""
    """Its ULID, for one of our own."""
    source: str = ""
    """The article as our store names it, for one of our own."""
    address: str = ""
    """Where on the web the article is."""
    title: str = ""
    """What the article is called."""
    quote: TextQuoteSelector | None = None
    """None for an annotation on the whole article."""
    position: TextPositionSelector | None = None
    """Offsets in `snapshot`."""
    snapshot: str = ""
    """The text that it was made on, where the file has it."""
    tags: tuple[str, ...] = ()
    note: str = ""
    by: str = ""
    created: datetime | None = None
    """With its zone."""

    @property
    def told(self) -> str:
        """What a person knows it by: the beginning of its quote or note, and the article's title."""
        words = " ".join((self.quote.exact if self.quote else self.note).split())
        named = " ".join((self.title or self.address or self.source).split())
        return f"“{words[:60]}{'…' if len(words) > 60 else ''}”{f' ({named[:80]})' if named else ''}"


@dataclass(frozen=True, slots=True)
class Refused:
    """Something in a file that is no annotation to take in."""

    what: str
    """Which one: `row 3`."""
    reason: str
