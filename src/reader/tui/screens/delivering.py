"""Delivering: notes go out into files, wherever on the screen they were chosen."""

import asyncio
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reader.errors import ReaderError
from reader.text.counting import counted
from reader.text.safety import visible_name
from reader.tui.screens.pane_screen import PaneScreen
from reader.workspace.desk import Workspace

if TYPE_CHECKING:
    from reader.export.formats import Format
    from reader.model.digest import Digest

_Result = TypeVar("_Result")


class Order(NamedTuple):
    """What a person wants exported."""

    choice: int
    """Which of the things that were offered."""
    folder: Path
    format: "Format"


class Delivering(PaneScreen[_Result], part=True):
    """A screen from which notes are exported."""

    workspace: Workspace

    async def _ordered(self, folder: Path, choices: Sequence[tuple[str, int]], first: int = 0) -> Order | None:
        """Ask what is to be exported and where to; None where the person gives up."""
        from reader.tui.screens.exporting import ExportDialog

        shown = visible_name(os.fsencode(folder))
        answer = await self.app.push_screen_wait(ExportDialog(shown, choices, first))
        if answer is None:
            return None
        typed, choice, format = answer
        # Its name may have bytes that cannot be shown.
        return Order(choice, folder if typed == shown else Path(typed).expanduser(), format)

    async def _deliver(self, make: "Callable[[], Digest]", order: Order) -> None:
        """Export, and say what became of it."""
        workspace, folder = self.workspace, order.folder
        try:
            digest = await asyncio.to_thread(make)
            done = await asyncio.to_thread(workspace.export, digest, folder, order.format)
        except ReaderError as error:
            self.say(str(error), trouble=True)
            return
        files = len(done.written) + len(done.unchanged)
        self.say(f"Exported {counted(files, 'file')} to {visible_name(os.fsencode(folder))}.")
        for report in done.reports:
            self.say(report, trouble=True)
