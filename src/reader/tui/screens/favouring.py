"""Favourite tags: nine keys that each set one on the passage, and take it off again."""

import asyncio
from collections.abc import Iterator

from textual import work

from reader.cursor import Cursor
from reader.settings import MOST_FAVOURITES
from reader.tui.commands import COMMANDS
from reader.tui.customs import Customs
from reader.tui.screens.note_taking import NoteTaking
from reader.tui.screens.pointing import Subject
from reader.tui.widgets.status_bar import Hint
from reader.workspace.desk import Workspace
from reader.workspace.notebook import new_annotation_id

_WIDEST = 14
"""Characters of a tag's name in the last line."""


class Favouring(NoteTaking, part=True):
    """The part of the reading screen that knows the person's favourite tags: those of the settings, else the most used.

    The most used ones keep their keys while the program runs, whatever is used meanwhile.
    """

    _customs: Customs

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._most_used: tuple[str, ...] | None = None
        """None until somebody asks."""

    @property
    def favourites(self) -> tuple[str, ...]:
        """The tags of the keys, as far as they are known."""
        return self._customs.settings.favourites or self._most_used or ()

    def favourite_hints(self, cursor: Cursor | None) -> Iterator[Hint]:
        """While a passage is selected, each favourite's key and name; they follow when they are known."""
        if cursor and cursor.selecting:
            if not self.favourites and self._most_used is None:
                self._ask_favourites()
            for number, tag in enumerate(self.favourites, 1):
                command = next(command for command in COMMANDS if command.id == f"favourite-{number}")
                name = tag.rpartition("/")[2]
                yield self.keymap.first(command), f"#{name if len(name) <= _WIDEST else name[: _WIDEST - 1] + '…'}"

    @work(group="favourites", exclusive=True)
    async def _ask_favourites(self) -> None:
        await self._find_favourites()
        self.show_status()

    async def _find_favourites(self) -> None:
        """Those that have a key and are still in use keep it; the most used of the others have the rest."""
        if not self._customs.settings.favourites:
            counts = await asyncio.to_thread(self.workspace.tags)
            kept = [tag for tag in self._most_used or () if tag in counts]
            more = sorted((tag for tag in counts if tag not in kept), key=lambda tag: (-counts[tag], tag))
            self._most_used = tuple([*kept, *more][:MOST_FAVOURITES])

    def action_favourite(self, number: int) -> None:
        """Give the passage a favourite tag, or take it off."""
        if self.focused is self.articles:
            self.say(f"Enter opens the article; then {number} gives the sentence you read a favourite tag.")
        elif subject := self.subject_here():
            self._favour(subject, number)

    @work(group="notes")
    async def _favour(self, subject: Subject, number: int) -> None:
        cursor = self.view.cursor
        selected = subject.span if cursor and cursor.selecting else None
        async with self._writing:
            if len(self.favourites) < number:
                await self._find_favourites()
            if len(self.favourites) < number:
                self.say("No tag is on that key: your most used tags are, or the favourites of the settings.")
                return
            tag = self.favourites[number - 1]
            before = (await self._seen(subject)).existing
            tags = before.tags if before else ()
            there = tag.lower() in {other.lower() for other in tags}
            tags = tuple(other for other in tags if other.lower() != tag.lower()) if there else (*tags, tag)
            subject = subject._replace(existing=before)
            if await self._save(subject, tags, before.note if before else "", new_annotation_id()):
                return
        if selected and self.article is subject.article:
            self.view.select(selected)  # for more keys on the same words
        self.say(f"#{tag} is {'off' if there else 'on'}. u takes it back.")
