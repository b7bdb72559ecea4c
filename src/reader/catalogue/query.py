"""What may be asked of a library: the query as a small tree of values."""

import datetime as dt
from enum import StrEnum

from reader.errors import ReaderError
from reader.typed import NamedTuple


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
    """As ANYWHERE, in each of the ways in which a term is written."""
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


class Words(NamedTuple):
    """Words that stand side by side."""

    words: tuple[str, ...]
    """Letters and digits only, at least one word."""
    field: Field = Field.ANYWHERE
    growing: bool = False
    """Whether the last word is still being typed: then it stands for all that begin with it."""


class Tagged(NamedTuple):
    """An annotation with a tag, or with one below it."""

    tag: str
    """In lower case."""
    growing: bool = False


class Dated(NamedTuple):
    """Articles of some days, both ends included; None leaves an end open."""

    first: dt.date | None
    last: dt.date | None
    noted: bool = False
    """Whether the days are those on which an annotation was made."""


class Not(NamedTuple):
    """What does not answer."""

    node: "Node"


class _Nodes(NamedTuple):
    nodes: tuple["Node", ...] = ()


class _Joined(_Nodes):
    """Several as one; the same only as what is joined in the same way."""

    __slots__ = ()
    __hash__ = tuple.__hash__

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and tuple.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other


class All(_Joined):
    """What answers each of `nodes`; with none of them, everything."""

    __slots__ = ()


class Either(_Joined):
    """What answers at least one of `nodes`."""

    __slots__ = ()


Node = Words | Tagged | Dated | Is | Has | Not | All | Either

EVERYTHING = All()


def forms_of(words: Words) -> tuple[tuple[str, ...], ...]:
    """The ways in which what is asked for may be written: one, but for a term."""
    if words.field is not Field.TERM or words.growing:
        return (words.words,)
    from reader.terms.spellings import spellings

    return spellings(words.words)


def sought(node: Node) -> tuple[Words, ...]:
    """The words that an answer shows: those that are asked for, not those that are ruled out."""
    match node:
        case Words():
            return (node,)
        case All(nodes) | Either(nodes):
            return tuple(words for inner in nodes for words in sought(inner))
        case _:
            return ()
