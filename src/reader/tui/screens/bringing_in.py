"""Bringing in: what is new in the feeds that are followed becomes articles while one reads."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from reader.errors import ReaderError
from reader.text.counting import counted
from reader.tui.screens.gathering import Gathering

if TYPE_CHECKING:
    from reader.intake.doors import Stop
    from reader.intake.tally import Event, Trouble

_SAID_EACH = 3
"""Failing feeds that are said one by one; of more, the number."""


class BringingIn(Gathering, part=True):
    """The part of the reading screen by which news comes in."""

    _updating = False

    @work(group="feeds")
    async def action_update_feeds(self) -> None:
        """Bring in what is new in the feeds, in the background, and say how much it was."""
        if self._updating:
            self.say("The feeds are being updated.")
            return
        self._updating = True
        self.say("Updating the feeds …")
        try:
            said, troubles = await self._update()
        except ReaderError as error:
            self.say(str(error), trouble=True)
            return
        finally:
            self._updating = False
        self.fill_list()
        self.say(said)
        for trouble in troubles[:_SAID_EACH]:
            self.say(f"{trouble.source}: {trouble.reason}", trouble=True)
        if len(troubles) > _SAID_EACH:
            self.say(f"{len(troubles) - _SAID_EACH} more feeds failed; `reader feeds` says which.", trouble=True)

    async def _update(self) -> tuple[str, "list[Trouble]"]:
        """What came, in a line, and what failed. Raises ReaderError, also where the packages for it are missing."""
        from reader.intake.doors import Stop

        stop = Stop()
        try:
            return await asyncio.to_thread(_update, self.workspace.library.folder, stop)
        finally:
            stop()  # whoever quits does not wait for a slow server


def _update(folder: Path, stop: "Stop") -> tuple[str, "list[Trouble]"]:
    from reader.intake.doors import check_extra, update_feeds

    check_extra()
    from reader.intake.tally import Tally, Trouble
    from reader.intake.wishes import Wishes

    tally, troubles = Tally(), list[Trouble]()

    def told(event: "Event") -> None:
        tally.count(event)
        if isinstance(event, Trouble):
            troubles.append(event)

    update_feeds(folder, Wishes(), told, stop)
    feeds = tally.progress.known
    if not feeds:
        return "No feed is followed yet: reader feeds FOLDER add URL.", troubles
    return f"{counted(feeds, 'feed')}: {tally}.", troubles
