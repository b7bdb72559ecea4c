"""Taking up: whoever was interrupted while writing finds the words again at the next start."""

import asyncio
from contextlib import suppress

from textual.worker import WorkerError

from reader.model.annotation import Motivation
from reader.text.safety import visible_name
from reader.tui.commands import COMMANDS
from reader.tui.screens.note_taking import NoteTaking
from reader.workspace.drafting import Unfinished, unfinished


class TakingUp(NoteTaking, part=True):
    """The part of the reading screen that goes to what was not finished, once."""

    _taken_up = False

    async def take_up(self) -> None:
        """Go to the newest draft, unless the person has begun with something else, and say what goes on with it."""
        if self._taken_up:
            return
        self._taken_up = True
        begun = await asyncio.to_thread(unfinished, self.workspace)
        if not begun:
            return
        first = begun[0]
        if first.article is None:
            where = visible_name(str(self.workspace.drafts.path(first.draft)))
            self.say(f"A note was not finished, and its article is gone: the text is in {where}.", trouble=True)
            return
        if self.focused is self.articles and self.articles.current == 0:
            await self._go_to_words(first)
        self.say(self._told(first) + (f" {len(begun) - 1} more wait." if len(begun) > 1 else ""))

    async def _go_to_words(self, one: Unfinished) -> None:
        assert one.article
        self.articles.go_to(one.article.id)
        with suppress(WorkerError):  # overtaken by what the person did
            await self.open_article(one.article.id, one.span.start if one.span else None).wait()
            if one.span:
                self.set_focus(self.view)
                self.view.select(one.span)

    def _told(self, one: Unfinished) -> str:
        note = one.draft.purpose is Motivation.COMMENTING
        what, them, id = ("A note was", "it", "annotate") if note else ("Tags were", "them", "tag")
        if one.article and (self.article is None or self.article.id != one.article.id):
            return f"{what} not finished, in “{one.article.headline}”."
        key = next(self.keymap.first(command) for command in COMMANDS if command.id == id)
        return f"{what} not finished: {key} goes on with {them}."
