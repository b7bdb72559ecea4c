"""What the person changes in files of their own, taken back by the key that takes back a change of notes."""

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from textual import work
from textual.worker import Worker

from reader.errors import NotSaved
from reader.tui.screens.desk import Desk
from reader.tui.screens.saving import Saving
from reader.workspace.desk import Workspace


class OwnChange(NamedTuple):
    """One change, and the way back."""

    said: str
    """What it was: “what you said of a key term”."""
    take_back: Callable[[], object]
    """Raises NotSaved."""
    show: Callable[[], object]
    """Shows how it stands then."""


class OwnChanges(Desk, Saving[None], part=True):
    """The part of the reading screen that knows whether a note or a file of the person's own was changed last."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._own: list[tuple[OwnChange, int]] = []
        """Each with how many notes had been written: undo takes the latest of all back."""

    def changed(self, change: OwnChange) -> None:
        """A file of the person's own was changed just now."""
        self._own.append((change, self.workspace.notebook.writes))

    def action_undo(self) -> Worker[None]:
        """Take back what was done last: what was said in a file of the person's own, or a change of notes."""
        if self._own and self._own[-1][1] == self.workspace.notebook.writes:
            return self._take_back(self._own[-1][0])
        return super().action_undo()

    @work(group="notes")
    async def _take_back(self, change: OwnChange) -> None:
        try:
            await asyncio.to_thread(change.take_back)
        except NotSaved as error:
            self.say(str(error), trouble=True)
            return
        self._own = [(other, writes) for other, writes in self._own if other is not change]
        self.say(f"Undone: {change.said}.")
        change.show()
