"""What every screen of panes has."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, TypeVar

from textual import events
from textual.dom import DOMNode
from textual.geometry import Region
from textual.reactive import Reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.worker import Worker, WorkerError

from reader.tui.keymap import Keymap
from reader.tui.painting import Places, paint_now
from reader.tui.widgets.line_pane import LinePane
from reader.tui.widgets.pane_title import PaneTitle
from reader.tui.widgets.query_bar import QueryBar
from reader.tui.widgets.status_bar import StatusBar

_Result = TypeVar("_Result")

TALL = 32
"""Lines from which on there is room to set things apart."""
_LOOK_EVERY = 1.0
"""Seconds between looks at the store."""


class PaneScreen(Screen[_Result]):
    """Panes with a title each above the line of keys, in which it says what happened."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]
    DEFAULT_CSS = """
    PaneScreen {
        layout: horizontal;
        &.-tall PaneTitle { margin: 1 0 1 0; }
        #bottom { dock: bottom; height: auto; }
    }
    """
    BLANK = True

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What has the focus. Textual would paint the whole screen anew when it goes elsewhere."""

    keymap = Keymap()
    opening = False
    """Whether a dialog or the screen itself is on its way: what is typed waits for it."""

    def __init_subclass__(cls, *, part: bool = False, **options: Any) -> None:
        """Nothing is gathered from the bases of a class that is only a `part` of a screen: ten parts are many."""
        if part:
            super(DOMNode, cls).__init_subclass__()
        else:
            super().__init_subclass__(**options)

    def __init__(self) -> None:
        super().__init__()
        self._compositor = Places()

    async def take(self, event: events.Key) -> bool:
        """Do at once what a key says, where the screen knows; whether it did.

        A letter goes into the line of a query.
        """
        bar = self.focused.parent if self.focused else None
        if event.is_printable and event.character and isinstance(bar, QueryBar) and bar.line:
            bar.line.put(event.character)
            return True
        return False

    def render_lines(self, crop: Region) -> list[Strip]:
        """Blanks, quickly: panes cover the screen, and yet Textual asks for it at each paint."""
        return [Strip.blank(crop.width)] * crop.height

    def watch_focused(self, before: Widget | None, focused: Widget | None) -> None:
        """The focus is elsewhere: the panes and their titles show it, in one paint."""
        for widget in filter(None, (before, focused)):
            if isinstance(widget, LinePane):
                widget.has_focus = widget is focused
            for title in _titles(widget):
                title.activate(widget is focused)
        self.call_next(paint_now, self)

    def at_work(self, group: str) -> list[Worker[object]]:
        """The workers of a group that are not done."""
        return [worker for worker in self.workers if worker.group == group and not worker.is_finished]

    async def look(self) -> None:
        """Show what another reader wrote."""
        raise NotImplementedError

    def look_now_and_then(self) -> None:
        """Look each second from now on, but not again while it is at that: on a slow disk it may be."""
        self.set_interval(_LOOK_EVERY, self._look_in_turn)

    def _look_in_turn(self) -> None:
        if not self.at_work("look"):
            self.run_worker(self.look(), group="look")

    async def finished(self, group: str) -> None:
        """Wait until no worker of a group is left, those that overtake others included."""
        while at_work := self.at_work(group):
            with suppress(WorkerError):  # overtaken, or not begun yet
                await at_work[0].wait()
            await asyncio.sleep(0)

    def say(self, said: str, *, trouble: bool = False) -> None:
        """Say what happened in the last line; trouble stays longer, over the text. Nothing is parsed as markup."""
        if trouble:
            self.notify(said, severity="error", markup=False, timeout=8)
        else:
            self.query_one(StatusBar).flash(said)


def _titles(widget: Widget) -> Iterator[PaneTitle]:
    """The titles of the panes that a widget stands in."""
    return (child for parent in widget.ancestors for child in parent.children if isinstance(child, PaneTitle))
