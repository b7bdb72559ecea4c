"""The list: what is in it, where one is in it, what is read and starred."""

import asyncio

from textual import on, work
from textual.content import Content
from textual.widgets import Static

from reader.errors import ReaderError
from reader.model.article import Listing
from reader.tui.screens.desk import Desk
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.item_pane import ItemPane
from reader.tui.widgets.query_bar import QueryBar


class Browsing(Desk):
    """The part of the reading screen that goes from article to article."""

    @work(exclusive=True, group="list")
    async def fill_list(self) -> None:
        """Look at the folder, and show what is in it."""
        try:
            await asyncio.to_thread(self.workspace.refresh)
        except ReaderError as error:
            self.say(str(error), trouble=True)
        await self.update_list()

    @work(exclusive=True, group="list")
    async def renew_list(self) -> None:
        """Show the list as it is now, in place of any earlier such wish."""
        await self.update_list()

    async def update_list(self) -> None:
        """Show the list as it is now, answering what is typed in the filter."""
        typed = self.query_one("#filter", QueryBar).typed
        listing = await asyncio.to_thread(self.workspace.list, typed, typing=True)
        articles = self.articles
        articles.empty = self._nothing(typed)
        articles.show(listing)
        self._title_list(listing, typed)
        shown = articles.article
        if shown and (self.article is None or shown.id != self.article.id):
            self.open_article(shown.id)

    def _nothing(self, typed: str) -> str:
        if typed.strip():
            return "No article answers that. Esc shows them all."
        name = self.workspace.library.name
        return f"There is no article in {name} yet. Put text files (.txt, .md) there, and open it again."

    def _title_list(self, listing: tuple[Listing, ...], typed: str) -> None:
        unread = sum(not row.read for row in listing)
        problems = len(self.workspace.catalogue.problems)
        said = [f"{len(listing):,} article{'s' if len(listing) != 1 else ''}"]
        said += [f"{problems:,} problem{'s' if problems != 1 else ''}"] if problems and not typed else []
        said += [f"{unread:,} unread"] if unread else []
        self.query_one("#list-title", Static).update(Content(", ".join(said)))

    @on(ItemPane.Highlighted, "#list")
    def _article_highlighted(self, event: ItemPane.Highlighted) -> None:
        row = self.articles.article
        if row and not isinstance(event, ItemPane.Opened):  # then it is open, or on its way
            self.open_article(row.id)

    @on(ItemPane.Opened, "#list")
    def _article_opened(self) -> None:
        self.set_focus(self.view)

    def on_descendant_focus(self) -> None:
        """What has the focus says what can be done; an article that has it counts as read."""
        row = self.articles.article
        arriving = row and self.article and row.id != self.article.id  # it is marked when it is there
        if self.focused is self.view and not arriving:
            self.mark_read(True)
        self.show_status()

    @on(ArticleView.EndPassed)
    def _end_passed(self) -> None:
        self.mark_read(True)
        rows = self.articles.listing
        here = next((i for i, row in enumerate(rows) if self.article and row.id == self.article.id), -1)
        unread = [row for row in (*rows[here + 1 :], *rows[: max(here, 0)]) if not row.read]
        if unread:
            self.go_to_article(unread[0].id)
        else:
            self.say("This is the end: every article is read.")

    def go_to_article(self, id: str, offset: int | None = None) -> None:
        """Open an article and put the list's cursor on it."""
        self.articles.go_to(id)
        self.open_article(id, offset)

    def action_article(self, steps: int) -> None:
        """Go to the next or the previous article."""
        self.articles.action_step(steps)

    # Reading state

    def mark_read(self, read: bool) -> None:
        """Say of the article that it is read, or not."""
        if self.article:
            self.set_state(self.article.id, read=read)

    def set_state(self, id: str, **change: bool) -> None:
        """Change the reading state of an article, in the list too."""
        before = self.workspace.reading.of(id)
        if self.workspace.reading.set(id, **change) != before:
            self.renew_list()

    def action_toggle_read(self) -> None:
        """Read, or unread again."""
        row = self._row()
        if row:
            self.set_state(row.id, read=not row.read)

    def action_toggle_star(self) -> None:
        """Star, or take the star away."""
        row = self._row()
        if row:
            self.set_state(row.id, starred=not row.starred)

    def _row(self) -> Listing | None:
        return self.articles.article
