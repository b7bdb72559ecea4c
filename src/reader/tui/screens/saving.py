"""Saving from a screen: in a thread, one thing after another, and what went wrong is said."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from textual import work

from reader.drafts import Draft
from reader.errors import NotFound, NotSaved, ReaderError
from reader.tui.screens.pane_screen import PaneScreen
from reader.workspace.desk import Workspace
from reader.workspace.notebook import Taken

if TYPE_CHECKING:
    from reader.tui.screens.annotating import Writing

_Result = TypeVar("_Result")
_Answer = TypeVar("_Answer")


class Saving(PaneScreen[_Result], part=True):
    """A screen that changes annotations, with what its dialogs ask for."""

    workspace: Workspace
    _writing: asyncio.Lock
    """Held from looking at the store to showing what was written, so that two keys never work on one state."""
    _dialog: "Writing[Any] | None" = None

    async def _write(self, write: Callable[[], object]) -> str:
        """Write; what went wrong, which is said, or an empty string."""
        try:
            await asyncio.to_thread(write)
        except ReaderError as error:
            self.say(str(error), trouble=True)
            return str(error)
        return ""

    @work(group="notes")
    async def action_undo(self) -> None:
        """Take the last change back."""
        await self._take(self.workspace.undo, "Undone")

    @work(group="notes")
    async def action_redo(self) -> None:
        """Make again what was undone."""
        await self._take(self.workspace.redo, "Done again")

    async def _take(self, take: Callable[[], tuple[Taken, ...]], said: str) -> None:
        """Undo or redo, show it, and say what it did."""
        raise NotImplementedError

    async def _taken(self, take: Callable[[], tuple[Taken, ...]]) -> tuple[Taken, ...]:
        """Undo or redo; what it did, nothing where it could not, which is said."""
        try:
            return await asyncio.to_thread(take)
        except (NotFound, NotSaved) as error:
            self.say(str(error), trouble=isinstance(error, NotSaved))
            return ()

    async def _answer_of(self, dialog: "Writing[_Answer]") -> _Answer:
        self._dialog, self.opening = dialog, False
        try:
            return await self.app.push_screen_wait(dialog)
        finally:
            self._dialog = None

    def keep_typed(self) -> None:
        """Have what is half typed kept now."""
        if self._dialog:
            self._dialog.keep()

    def _keeping(self, draft: Draft, usual: str) -> Callable[[str], None]:
        """Keeps the text of a draft as it grows; one that is just what is saved is none."""

        def keep(text: str) -> None:
            self.workspace.drafts.put(draft._replace(text="" if text == usual else text))
            self.run_worker(self.workspace.drafts.save, group="drafts", thread=True)

        return keep


def told(taken: tuple[Taken, ...]) -> str:
    """What undo or redo did, in a few words."""
    if len(taken) != 1:
        return f"{len(taken)} annotations"
    before, after = taken[0].before, taken[0].after
    if before is None:
        return "the annotation is back"
    return "the annotation is gone" if after is None else "the annotation is as it was"
