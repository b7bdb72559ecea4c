"""The folder: looked at when the screen stands, and watched from then on."""

import asyncio
import time
from contextlib import suppress
from threading import Event, Thread

from textual import on, work

from reader.catalogue.database import Overtaken
from reader.catalogue.turns import CatalogueBusy
from reader.errors import ReaderError
from reader.tui.messages import ShowFolder
from reader.tui.screens.browsing import Browsing
from reader.workspace.desk import Workspace

_SHOWS_PROGRESS = 1.0
"""Seconds after which it is said how far one is."""
_WAITS_FOR_WATCH = 1.0
"""Seconds: what changes between the look and the watch would be missed until the next start."""


class Gathering(Browsing, part=True):
    """The part of the reading screen that keeps the list up to date with the folder."""

    is_watching = False
    """Whether changes of the folder are told from now on."""
    _unwatch: Event | None = None
    _trouble_said = ""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._answers = asyncio.Event()
        """Whether the list has been filled for the first time."""

    @work(group="folder")
    async def fill_list(self) -> None:
        """Show what is known of the folder, look at it, show what is different, and watch it."""
        await self.answer()
        self._answers.set()
        known = bool(self.articles.listing)
        self.fills = not known
        if known:
            await self._first_article()
            await self.take_up()
        watched = None if self._unwatch else self._watch()
        if known and watched:
            await asyncio.to_thread(watched.wait, _WAITS_FOR_WATCH)
        told = _Told(self)
        self._noted, shown = self.workspace.notebook.stamp(), self.workspace.noted_version
        try:
            changed = await self._refresh(told) or self.workspace.noted_version != shown
        except Overtaken:  # the person has left
            return
        except ReaderError as error:
            self.say(str(error), trouble=True)
            changed = True
        finally:
            told.done = True
            self.doing, self.looked = "", True
        if changed or not known:
            await self._show_changes(None)
        self.fills = False
        if not known:
            await self.take_up()
        self._say_trouble()
        await self._put_in_order()

    @work(group="folder")
    async def read_anew(self) -> None:
        """Read the folder again: something else is to be left out of its articles."""
        told = _Told(self)
        try:
            await self._refresh(told)
        except ReaderError as error:
            self.say(str(error), trouble=True)
        finally:
            told.done = True
            self.doing = ""
        await self._show_changes(None)

    async def _refresh(self, told: "_Told") -> bool:
        """Look at the folder; as long as another reader is at it, show what that one finds."""
        waited = False
        while True:
            try:
                return await asyncio.to_thread(self.workspace.refresh, told) or waited
            except CatalogueBusy:
                if not waited:
                    self.say("Another reader is reading this folder: what it finds shows up here.")
                waited, self.doing = True, "more coming"
                self.renew_list()

    def is_closing(self) -> bool:
        """Whether nobody waits any more for what is found in the folder."""
        return self._unwatch is None or self._unwatch.is_set()

    @on(ShowFolder)
    @work(group="folder")
    async def _folder_changed(self, event: ShowFolder) -> None:
        await self._show_changes(event.ids)
        self._say_trouble()
        await self._put_in_order()

    async def _put_in_order(self) -> None:
        """Put what very many new files have left in order."""
        with suppress(CatalogueBusy):  # another reader is at work: the next change, or the next start
            await asyncio.to_thread(self.workspace.catalogue.settle, self.is_closing)

    async def _show_changes(self, ids: frozenset[str] | None) -> None:
        await self.answer()
        if self.article and (ids is None or self.article.id in ids) and self.is_removed():
            name = self.article.headline
            self.say(f"“{name}” was removed from the folder. It stays here until you leave it.", trouble=True)

    async def listed(self) -> None:
        """Wait until all that is known of the folder is in its place: list, title, timeline, and the first article."""
        await self._answers.wait()
        for group in ("article", "title", "timeline"):
            await self.finished(group)

    async def _first_article(self) -> None:
        """Wait until the first article stands with its terms: nothing that may follow is to slow them down."""
        await self.finished("article")
        await self.finished("terms")

    def _say_trouble(self) -> None:
        """Say once that there is no catalogue on the disk."""
        trouble = self.workspace.catalogue.trouble
        if trouble != self._trouble_said:
            self._trouble_said = trouble
            self.say(trouble, trouble=True)

    def _watch(self) -> Event:
        """Watch the folder in a thread, which brings the catalogue up to date; the event tells when it is watched."""
        from reader.catalogue.watching import changes

        closing, watched = Event(), Event()
        self._unwatch = closing

        def keep_up() -> None:
            for ids in changes(self.workspace.library, closing):
                if not watched.is_set():
                    watched.set()
                    self.is_watching = True
                    continue
                if self._look_again(ids):
                    self.post_message(ShowFolder(ids))

        Thread(target=keep_up, name="folder", daemon=True).start()
        return watched

    def _look_again(self, ids: frozenset[str] | None) -> bool:
        """Look at what changed, as soon as no other reader is at it; whether any article is different."""
        while not self.is_closing():
            try:
                return self.workspace.refresh() if ids is None else self.workspace.look_at(ids)
            except CatalogueBusy:
                continue
            except ReaderError:  # the folder is not to be had just now: the next change tells
                break
        return False

    def on_unmount(self) -> None:
        """Nobody needs to be told any more."""
        if self._unwatch:
            self._unwatch.set()


class _Told:
    """Hears from the thread that reads how many files it has read, and lets the list grow less and less often."""

    def __init__(self, screen: Gathering) -> None:
        self._screen = screen
        self._began = time.monotonic()
        self._next = 0.0
        self.done = False

    def __call__(self, read: int) -> None:
        """Raises Overtaken when the person has left: else the program would not end before all is read."""
        if self._screen.is_closing():
            raise Overtaken
        now = time.monotonic() - self._began
        if now >= self._next and not self.done:
            self._next = 2 * now
            self._screen.call_later(self._show, f"reading {read:,} files" if now > _SHOWS_PROGRESS else "")

    def _show(self, doing: str) -> None:
        if not self.done:
            self._screen.doing = doing
            self._screen.renew_list()
