"""Annotations as the W3C Web Annotation Data Model has them (https://www.w3.org/TR/annotation-model/)."""

from datetime import date, datetime
from enum import StrEnum

from reader.text.span import Span
from reader.typed import NamedTuple


class Motivation(StrEnum):
    """Why an annotation, or one of its bodies, is there (W3C, section 3.3.5)."""

    HIGHLIGHTING = "highlighting"
    TAGGING = "tagging"
    COMMENTING = "commenting"


class TextualBody(NamedTuple):
    """A piece of what the person says about the target."""

    value: str
    purpose: Motivation
    """`tagging`: one tag; `commenting`: the note."""


class TextQuoteSelector(NamedTuple):
    """A passage by its words (W3C, section 4.2.4)."""

    exact: str
    prefix: str
    """The 32 to 128 characters before it, fewer at the start of the text."""
    suffix: str
    """The 32 to 128 characters behind it, fewer at the end of the text."""


class TextPositionSelector(NamedTuple):
    """A passage by its offsets in code points, half-open (W3C, section 4.2.5)."""

    start: int
    end: int


class Target(NamedTuple):
    """What an annotation is about: a passage, or a whole article where both selectors are None."""

    source: str
    """The library's name and the article's id: `seeds/000_02bc2ad79be283e5.txt`."""
    quote: TextQuoteSelector | None = None
    position: TextPositionSelector | None = None
    snapshot: str = ""
    """`Article.hash` of the text that the selectors were made on."""


class Revision(NamedTuple):
    """One state of one annotation; revisions are added, never rewritten."""

    id: int
    """A ULID's 128 bits; orders revisions by time."""
    annotation: str
    """The annotation's ULID, 26 characters."""
    at: datetime
    """When, in UTC, to the second."""
    target: Target
    body: tuple[TextualBody, ...] = ()
    by: str = ""
    """Who made it."""
    parents: tuple[int, ...] = ()
    """The revisions that it replaces; empty for the first."""
    removed: bool = False
    change: str = ""
    """ULID of the step that it belongs to: one step may touch several annotations and is undone as one."""
    undoes: str = ""
    """The change that this one takes back; taking back such a change is a redo."""
    brought: tuple[int, ...] = ()
    """For the record of a merge, which says nothing itself: the heads behind it. Its parents are those before it."""


class Annotation(NamedTuple):
    """An annotation as it stands: the head of its revisions."""

    id: str
    """ULID, 26 characters, made before the first write."""
    target: Target
    body: tuple[TextualBody, ...]
    by: str
    created: datetime
    modified: datetime
    heads: tuple[int, ...] = ()
    """The revisions that nothing replaces: the parents of the next one."""
    rivals: tuple[tuple[TextualBody, ...], ...] = ()
    """The bodies of the heads that say something else, until one revision with all heads as parents settles it."""

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, in the order in which they were given."""
        return tuple(b.value for b in self.body if b.purpose is Motivation.TAGGING)

    @property
    def note(self) -> str:
        """The note, or an empty string."""
        return "\n\n".join(b.value for b in self.body if b.purpose is Motivation.COMMENTING)

    @property
    def conflict(self) -> bool:
        """Whether two people changed it and nobody has settled it."""
        return bool(self.rivals)

    @property
    def every_body(self) -> tuple[TextualBody, ...]:
        """What any version says, each thing once: in a conflict more than `body`."""
        return tuple(dict.fromkeys(body for bodies in (self.body, *self.rivals) for body in bodies))

    @property
    def versions(self) -> tuple["Annotation", ...]:
        """Itself, and in a conflict itself as each of the others left it, the newest first."""
        return tuple(self._replace(body=body, rivals=()) for body in (self.body, *reversed(self.rivals)))

    @property
    def merged(self) -> "Annotation":
        """As it is, and in a conflict with the tags and the notes of all: whoever settles it begins from that."""
        return self._replace(body=self.every_body)

    @property
    def motivation(self) -> Motivation:
        """Commenting if there is a note, else tagging, else highlighting."""
        if self.note:
            return Motivation.COMMENTING
        return Motivation.TAGGING if self.tags else Motivation.HIGHLIGHTING


def bodies(tags: tuple[str, ...] = (), note: str = "") -> tuple[TextualBody, ...]:
    """W3C bodies for `tags` (each once) and `note` (left out when blank)."""
    tagging = tuple(TextualBody(tag, Motivation.TAGGING) for tag in dict.fromkeys(tags))
    return tagging + ((TextualBody(note, Motivation.COMMENTING),) if note.strip() else ())


class AnchorState(StrEnum):
    """How sure the place of an annotation is."""

    ANCHORED = "anchored"
    MOVED = "moved"
    """Moved or rewritten: shown as such, for the person to confirm."""
    ORPHAN = "orphan"
    """Its words are not in the text any more."""


class Anchor(NamedTuple):
    """Where an annotation stands in a text."""

    state: AnchorState
    span: Span | None
    """Its place; for an orphan the best guess, offered and never drawn, or None. None too for a whole article."""


class Placed(NamedTuple):
    """An annotation and its anchor in one version of its article."""

    annotation: Annotation
    anchor: Anchor
    offered: bool = False
    """Whether it is on an article that is gone and that this one may be: for the person to confirm."""

    @property
    def span(self) -> Span | None:
        """Where it is drawn; None for an orphan and for a note on the whole article."""
        return None if self.anchor.state is AnchorState.ORPHAN else self.anchor.span


class NoteListing(NamedTuple):
    """One annotation as the list of all notes shows it."""

    id: str
    """As in `Annotation.id`; empty for one that was there a moment ago."""
    article: str
    """As in `Article.id`."""
    headline: str
    date: date | None
    """Of the article."""
    created: datetime
    """When it was made, in UTC, to the second."""
    quote: str = ""
    """How its words begin; empty where it is on the whole article."""
    note: str = ""
    """How it begins."""
    tags: tuple[str, ...] = ()
    state: AnchorState = AnchorState.ANCHORED
    conflict: bool = False
