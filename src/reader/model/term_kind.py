"""What a key term names; apart from `term`, so that finding terms needs no dataclasses, half a start of its own."""

from enum import StrEnum


class TermKind(StrEnum):
    """What a key term names."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    NAME = "name"
    """A name of another or an unsure kind."""
    THING = "thing"
