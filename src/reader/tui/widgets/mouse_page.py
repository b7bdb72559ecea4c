"""The page under the mouse: dragging and clicking take passages."""

from textual import events
from textual.message import Message

from reader.cursor import Mode, Unit
from reader.text.segments import snap
from reader.text.span import Span
from reader.tui.widgets.cursor_page import CursorPage


class MousePage(CursorPage):
    """Takes the passage that is dragged over, or the word, sentence or paragraph that is clicked."""

    class Clicked(Message):
        """A character was clicked once, without dragging."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pressed: Span | None = None
        """The character on which the mouse button went down."""
        self._dragged = False

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A passage may begin here."""
        offset = self.offset_at(self.top + event.y, event.x)
        self._dragged = False
        if event.button == 1 and offset is not None and self.cursor:
            self._pressed = Span(offset, offset + 1)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """With the button held, the passage reaches to the pointer; at the edges the text scrolls."""
        if self._pressed is None or self.cursor is None:
            return
        self.scroll_to_line(self.top + (event.y >= self.size.height) - (event.y < 0))
        offset = self.offset_near(self.top + event.y, event.x)
        if offset != self._pressed.start or self._dragged:
            self._dragged = True
            text = self.cursor.units.text
            self._select(snap(text, self._pressed), snap(text, Span(offset, offset + 1)))

    def on_mouse_up(self) -> None:
        """The passage ends here."""
        if self._pressed:
            self._pressed = None
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Twice a word, three times a sentence, four times a paragraph; once, the note that is there."""
        offset = self.offset_at(self.top + event.y, event.x)
        if offset is None or self.cursor is None or self._dragged:
            return
        units = self.cursor.units
        unit = {2: Unit.WORD, 3: Unit.SENTENCE, 4: Unit.PARAGRAPH}.get(event.chain)
        if unit:
            chosen = units.of(unit)[units.at(unit, offset)]
            self._select(chosen, chosen)
        else:
            self.place(self.cursor.leave().read(offset), follow=False)
            self.post_message(self.Clicked(offset))

    def _select(self, anchor: Span, head: Span) -> None:
        if self.cursor:
            self.place(self.cursor._replace(anchor=anchor, head=head, mode=Mode.READING), follow=False)
