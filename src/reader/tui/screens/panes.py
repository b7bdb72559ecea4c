"""Which panes are there, and which one has the focus."""

from textual import events
from textual.widget import Widget

from reader.tui.screens.desk import Desk
from reader.tui.widgets.annotation_list import AnnotationList
from reader.tui.widgets.pane_title import PaneTitle
from reader.tui.widgets.term_list import TermList

_ALL_THREE = 112
"""Columns from which list, article and notes stand side by side."""
_BOTH = 72
"""Columns from which the list stands beside the article."""


class Panes(Desk, part=True):
    """The part of the reading screen that folds panes away and brings them back.

    With too few columns the right pane goes first, then the left one; a key
    brings each back, if need be in the place of another.
    """

    left_wanted: bool | None = None
    """What the person said; None leaves it to the width."""
    right_wanted: bool | None = None
    terms_wanted = False

    def on_resize(self, event: events.Resize) -> None:
        """Another width: the person's wishes hold while they can."""
        self.arrange_panes(event.size.width)

    def arrange_panes(self, width: int = 0) -> None:
        """Show the panes that there is room for."""
        width = width or self.size.width
        left, right = self._wanted(width)
        listing, notes = self.query_one("#left"), self.query_one("#right")
        listing.display, notes.display = left, right
        listing.styles.width = min(38, max(24, width // 4))
        notes.styles.width = min(40, max(26, width // 4))
        self.query_one("#middle").set_class(left, "-beside")
        self.notes.display = not self.terms_wanted
        self.key_terms.display = self.terms_wanted
        self.title_right()
        focused = self.focused
        if focused is None or not all(node.display for node in focused.ancestors_with_self if isinstance(node, Widget)):
            self.set_focus(self.view)

    def _wanted(self, width: int) -> tuple[bool, bool]:
        right = width >= _ALL_THREE if self.right_wanted is None else self.right_wanted
        left = width >= _BOTH if self.left_wanted is None else self.left_wanted
        if right and left and width < _ALL_THREE - 20:
            left = bool(self.left_wanted)
            right = not left
        return left, right

    def action_toggle_left(self) -> None:
        """Hide the list, or bring it back."""
        self.left_wanted = not self.query_one("#left").display
        if self.left_wanted and self.size.width < _ALL_THREE - 20:
            self.right_wanted = None
        self.arrange_panes()

    def action_toggle_right(self) -> None:
        """Hide the notes, or bring them back."""
        self.right_wanted = not self.query_one("#right").display
        if self.right_wanted and self.size.width < _ALL_THREE - 20:
            self.left_wanted = None
        self.arrange_panes()

    def action_alone(self) -> None:
        """The text alone, and back."""
        alone = not (self.query_one("#left").display or self.query_one("#right").display)
        self.left_wanted = self.right_wanted = None if alone else False
        self.arrange_panes()

    def action_toggle_terms(self) -> None:
        """Show key terms where the notes are, or the notes again."""
        if self.query_one("#right").display:
            self.terms_wanted = not self.terms_wanted
        else:
            self.terms_wanted, self.right_wanted = True, True
        had_focus = self.focused in (self.notes, self.key_terms)
        self.arrange_panes()
        if had_focus:
            self.set_focus(self._right())

    def action_switch(self, steps: int) -> None:
        """Give the focus to the next pane that is there."""
        panes = [self.articles, self.view, self._right()]
        shown = [pane for pane in panes if pane.parent and isinstance(pane.parent, Widget) and pane.parent.display]
        here = shown.index(self.focused) if self.focused in shown else 0
        self.set_focus(shown[(here + steps) % len(shown)])

    def title_right(self) -> None:
        """Say above the right pane what it holds."""
        pane = self._right()
        name = "Key terms" if self.terms_wanted else "Notes"
        said = f"{name} · {pane.item_count}" if pane.item_count else name
        self.query_one("#notes-title", PaneTitle).say(said)

    def _right(self) -> AnnotationList | TermList:
        return self.key_terms if self.terms_wanted else self.notes
