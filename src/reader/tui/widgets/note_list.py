"""All notes of the library."""

from textual.message import Message

from reader.catalogue.selection import Notes
from reader.model.annotation import AnchorState, NoteListing
from reader.tui.commands import bindings
from reader.tui.themes import tag_look
from reader.tui.widgets.item_pane import ItemPane, ItemRow
from reader.typeset.dates import short_date

_A_NOTE = 4
"""Lines: the words, what was said of them, the article, and a blank one."""
_STATES = {AnchorState.MOVED: "moved  ", AnchorState.ORPHAN: "orphan  ", AnchorState.ANCHORED: ""}


class NoteList(ItemPane, inherit_bindings=False):
    """Annotations, newest first; each is looked at when it is painted. Some can be marked, to do something with all."""

    BINDINGS = bindings("notes", "pane")

    class Marked(Message):
        """Other notes are marked than before."""

    class MarkAllAsked(Message):
        """All that are shown are to be marked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._notes: Notes | None = None
        self._marks: dict[str, str] = {}

    @property
    def note(self) -> NoteListing | None:
        """The note under the cursor."""
        return self._notes[self.current] if self._notes and 0 <= self.current < len(self._notes) else None

    @property
    def marks(self) -> dict[str, str]:
        """The marked notes: their ids, each with that of its article."""
        return dict(self._marks)

    @property
    def item_count(self) -> int:
        """How many notes there are."""
        return len(self._notes) if self._notes else 0

    @property
    def row_count(self) -> int:
        """How many rows they take."""
        return _A_NOTE * self.item_count

    def show(self, notes: Notes, *, other: bool = False) -> None:
        """Show these notes; the cursor stays on its note.

        Where that is not among them, it stays where it was; with `other` notes than before it goes to the first.
        """
        here, old = self.note, self.current
        self._notes = notes
        place = notes.place(here.id) if here else 0
        self.rows_changed(place if place >= 0 else 0 if other else min(old, len(notes) - 1))

    def go_to(self, id: str) -> None:
        """Put the cursor on a note without a word."""
        place = self._notes.place(id) if self._notes else -1
        if place >= 0:
            self.place_cursor(place)

    def mark(self, marks: dict[str, str]) -> None:
        """Let just these be marked."""
        self._marks = dict(marks)
        self.repaint()
        self.post_message(self.Marked())

    def row_at(self, line: int) -> ItemRow:
        """A line of a note, with its date, and its article with that one's."""
        item, part = divmod(line, _A_NOTE)
        if self._notes is None or part == _A_NOTE - 1:
            return ItemRow("")
        note = self._notes[item]
        said = _said(note)
        if part == 0:
            lead = "✓" if note.id in self._marks else " "
            quote = " ".join(note.quote.split())
            words, look = (f"“{quote}”", "quote") if quote else ("The whole article", "strong")
            return ItemRow(words, item, look, short_date(note.created), lead)
        if part == 1 and said:
            return ItemRow("", item, more=said)
        if part == (2 if said else 1):
            return ItemRow(note.headline, item, "faint", short_date(note.date) if note.date else "")
        return ItemRow("", item)

    def lines_of(self, item: int) -> tuple[int, int]:
        """The rows of a note, without the blank one."""
        return _A_NOTE * item, _A_NOTE * item + _A_NOTE - 2

    def action_mark(self) -> None:
        """Mark the note, or take the mark away, and go on."""
        note = self.note
        if note is None or not note.id:
            return
        if self._marks.pop(note.id, None) is None:
            self._marks[note.id] = note.article
        first, last = self.lines_of(self.current)
        self.repaint(range(first, last + 1))
        self.post_message(self.Marked())
        self.action_step(1)

    def action_mark_all(self) -> None:
        """Mark all that are shown; where all are, none."""
        if len(self._marks) >= self.item_count:
            self.mark({})
        else:
            self.post_message(self.MarkAllAsked())

    def action_group(self, steps: int) -> None:
        """Go to the next or the previous day."""
        if self._notes:
            self.highlight(self._notes.day_from(max(0, self.current), steps))

    def _item_near(self, line: int, direction: int) -> int:  # noqa: ARG002 (every line belongs to a note)
        return max(0, min(line // _A_NOTE, self.item_count - 1))


def _said(note: NoteListing) -> tuple[tuple[str, str], ...]:
    """What is not in order with it, its tags and its note."""
    state = "conflict  " if note.conflict else _STATES[note.state]
    tags = ((f"#{tag.replace(' ', chr(0xA0))}  ", tag_look(tag)) for tag in note.tags)
    said = ((state, "warning"), *tags, (" ".join(note.note.split()), "text"))
    return tuple(piece for piece in said if piece[0])
