"""The codebook on the screen: all tags as a tree, what each stands for, and another name for one."""

import asyncio
from functools import partial
from typing import TypeVar

from textual import work
from textual.screen import ModalScreen

from reader.errors import ReaderError
from reader.tui.messages import ForgetTyped
from reader.tui.screens.favouring import Favouring
from reader.tui.screens.own_changes import OwnChange, OwnChanges
from reader.tui.widgets.query_bar import QueryBar

_Answer = TypeVar("_Answer")


class Coding(OwnChanges, Favouring, part=True):
    """The part of the reading screen that shows and changes tags, wherever they are given."""

    def action_tags(self) -> None:
        """Show all tags, until the person leaves or goes to the articles of one."""
        self.opening = True
        self._show_tags()

    @work(group="notes")
    async def _show_tags(self) -> None:
        from reader.tui.screens.tag_dialogs import TagAction, TagsDialog

        current = ""
        while True:
            tree = await asyncio.to_thread(lambda: self.workspace.tag_tree(planned=True))
            if trouble := self.workspace.codebook.trouble():
                self.say(trouble, trouble=True)
            if not tree:
                self.opening = False
                self.post_message(ForgetTyped())
                self.say("There are no tags yet: t gives the first.")
                return
            wish = await self._asked(TagsDialog(tree, self.workspace.codebook.now, current))
            if wish is None:
                return
            if wish.action is TagAction.SHOW:
                await self._show_articles_of(wish.tag)
                return
            self.opening = True
            ask = self._rename if wish.action is TagAction.RENAME else self._describe
            current = await ask(wish.tag)
            self.opening = True

    async def _asked(self, dialog: ModalScreen[_Answer]) -> _Answer:
        """What is answered to a dialog that was on its way."""
        self.opening = False
        return await self.app.push_screen_wait(dialog)

    async def _show_articles_of(self, tag: str) -> None:
        from reader.tui.widgets.facet_list import tag_query

        await self.query_one("#filter", QueryBar).ask(tag_query(tag))
        if not self.query_one("#left").display:
            self.action_toggle_left()
        self.set_focus(self.articles)
        self.renew_list()

    async def _rename(self, tag: str) -> str:
        """Ask for another name until it is taken or given up; what the tag is called then."""
        from reader.tui.screens.tag_dialogs import RenameDialog

        typed, trouble = tag, ""
        while (given := await self._asked(RenameDialog(tag, typed, trouble))) is not None:
            typed = given
            try:
                async with self._writing:
                    renamed = await asyncio.to_thread(self.workspace.rename_tag, tag, given)
            except ReaderError as error:
                trouble = str(error)
                continue
            await self._find_favourites()
            await self.update_notes()
            notes = "1 note" if len(renamed) == 1 else f"{len(renamed):,} notes"
            self.say(f"Renamed in {notes}.{' u takes it back.' if renamed else ''}")
            return given
        return tag

    async def _describe(self, tag: str) -> str:
        """Ask what a tag stands for until it is saved or given up; the tag."""
        from reader.tui.screens.annotating import NoteDialog

        workspace, trouble = self.workspace, ""
        text = workspace.codebook.now.of(tag)
        while True:
            text, save = await self._asked(NoteDialog(f"What #{tag} stands for", "", text, trouble, escape="gives up"))
            if not save:
                return tag
            try:
                before = await asyncio.to_thread(workspace.describe_tag, tag, text)
            except ReaderError as error:
                trouble = str(error)
                continue
            back = partial(workspace.describe_tag, tag, before)
            self.changed(OwnChange(f"what #{tag} stands for", back, self.refresh))
            self.say("Saved. u takes it back.")
            return tag
