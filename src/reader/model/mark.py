"""What is drawn over a text."""

from enum import StrEnum
from typing import NamedTuple

from reader.text.span import Span


class MarkKind(StrEnum):
    """Why a stretch is marked; the theme gives each kind its look."""

    FOCUS = "focus"
    """The sentence being read."""
    OTHER_NAME = "other-name"
    """A name that is no key term."""
    PERSON = "person"
    """These five are key terms, by what they name; as in `TermKind`."""
    PLACE = "place"
    ORGANISATION = "organisation"
    NAME = "name"
    THING = "thing"
    NOTE = "note"
    """An annotation."""
    MOVED = "moved"
    """An annotation whose place is to be confirmed."""
    CURRENT = "current"
    """The annotation under the cursor."""
    MATCH = "match"
    """A match of `/`."""
    HERE = "here"
    """The match that one stands on."""
    PASSAGE = "passage"
    """What is selected."""
    CARET = "caret"
    """The moving end of the passage in visual mode."""


class Mark(NamedTuple):
    """A stretch to draw, and why."""

    span: Span
    kind: MarkKind
    ref: str = ""
    """The annotation's id or the term's text."""
