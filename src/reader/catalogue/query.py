"""What may be asked of a library: the query as a small tree of values."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from reader.errors import ReaderError


class QueryError(ReaderError):
    """A query has a mistake in it; the sentence names the place."""

    def __init__(self, said: str, at: int) -> None:
        super().__init__(said)
        self.at = at
        """Offset in what was typed."""


class Field(StrEnum):
    """In what words are looked for."""

    ANYWHERE = "anywhere"
    """In an article; of an annotation, in its words, note and tags and in the headline."""
    TERM = "term"
    """As ANYWHERE, the last word in the plural too."""
    NOTE = "note"


class Is(StrEnum):
    """A state to ask for."""

    UNREAD = "unread"
    READ = "read"
    STARRED = "starred"
    ORPHAN = "orphan"
    MOVED = "moved"
    CONFLICT = "conflict"


class Has(StrEnum):
    """What an annotation may have."""

    NOTE = "note"
    TAG = "tag"


@dataclass(frozen=True)
class Words:
    """Words that stand side by side."""

    words: tuple[str, ...]
    """Letters and digits only, at least one word."""
    field: Field = Field.ANYWHERE
    growing: bool = False
    """Whether the last word is still being typed: then it stands for all that begin with it."""


@dataclass(frozen=True)
class Tagged:
    """An annotation with a tag, or with one below it."""

    tag: str
    """In lower case."""
    growing: bool = False


@dataclass(frozen=True)
class Dated:
    """Articles of some days, both ends included; None leaves an end open."""

    first: dt.date | None
    last: dt.date | None
    noted: bool = False
    """Whether the days are those on which an annotation was made."""


@dataclass(frozen=True)
class Not:
    """What does not answer."""

    node: "Node"


@dataclass(frozen=True)
class All:
    """What answers each of `nodes`; with none of them, everything."""

    nodes: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Either:
    """What answers at least one of `nodes`."""

    nodes: tuple["Node", ...]


Node = Words | Tagged | Dated | Is | Has | Not | All | Either

EVERYTHING = All()


def sought(node: Node) -> tuple[Words, ...]:
    """The words that an answer shows: those that are asked for, not those that are ruled out."""
    match node:
        case Words():
            return (node,)
        case All(nodes) | Either(nodes):
            return tuple(words for inner in nodes for words in sought(inner))
        case _:
            return ()
