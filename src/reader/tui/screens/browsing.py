"""The list: what is in it, where one is in it, what is read and starred."""

import asyncio
import time
from collections.abc import Callable, Hashable

from textual import on, work
from textual.widget import Widget

from reader.catalogue.query import QueryError
from reader.catalogue.selection import Selection
from reader.catalogue.turns import CatalogueBusy
from reader.model.listing import Listing
from reader.text.counting import counted
from reader.tui.screens.asking import SCREENFUL, asked
from reader.tui.screens.desk import NO_ARTICLE, Desk
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.item_pane import ItemPane
from reader.tui.widgets.pane_title import PaneTitle
from reader.tui.widgets.query_bar import QueryBar
from reader.tui.widgets.timeline_bar import TimelineBar

_HURRY = 0.1
"""Seconds: who moves on sooner holds the key, and passes by."""
_REST = 0.06
"""Seconds on one article after which it is opened then: two steps of a key that is held are 0.033 apart."""


class Browsing(Desk, part=True):
    """The part of the reading screen that goes from article to article."""

    doing = ""
    """What takes longer and is still going on."""
    fills = False
    """Whether the folder is read for the first time and nobody has moved yet: then the newest article is at hand."""
    looked = False
    """Whether the folder was looked through since the start: before that, an empty list says nothing of it."""
    _noted: Hashable = None
    """The stamp of all annotations when the list was brought up to date with them."""
    _answered = ""
    """What the list answers."""
    _just_read: frozenset[str] = frozenset()
    """Articles that were read since the list was entered: they stay in it."""

    _moved = 0.0
    """When the list's cursor was moved last."""

    async def update_list(self) -> None:
        """Show the list as it is now, answering what is typed in the filter; a mistake leaves the last good one."""
        self._noted = self.workspace.notebook.stamp()
        try:
            await asyncio.to_thread(self.workspace.copy_annotations)
        except CatalogueBusy:  # the next look tries again
            self._noted = None
        await self.answer()

    async def look_at_notes(self) -> None:
        """Bring the list up to date if anybody, another reader too, has changed an annotation since."""
        if self.workspace.notebook.stamp() != self._noted:
            await self.update_list()

    @work(exclusive=True, group="list")
    async def renew_list(self) -> None:
        """Show what answers the filter now, in place of any earlier such wish."""
        await self.turn()
        await self.answer()

    async def answer(self) -> None:
        """Show what answers the filter: a screenful at once, then all of it."""
        typed = self.query_one("#filter", QueryBar).typed
        other = typed != self._answered
        if other:
            self._just_read = frozenset()
        try:
            if typed.strip() and other:
                part = await asked(lambda stop: self._select(typed, stop, SCREENFUL))
                self._show(part, typed, other=True, more=len(part) >= SCREENFUL)
                if len(part) < SCREENFUL:
                    return
            self._show(await asked(lambda stop: self._select(typed, stop)), typed, other=other)
        except QueryError as error:
            self.query_one("#filter", QueryBar).count("?")
            self.say(str(error))

    def _select(self, typed: str, stop: Callable[[], bool], limit: int = -1) -> Selection:
        return self.workspace.list(typed, typing=True, limit=limit, stop=stop, also=self._just_read)

    def _show(self, listing: Selection, typed: str, *, other: bool = False, more: bool = False) -> None:
        articles = self.articles
        articles.empty = self._nothing(typed)
        articles.show(listing, other=other)
        if self.fills and self.focused is articles and articles.item_count:
            articles.place_cursor(0)
        self._answered = typed
        self.query_one("#filter", QueryBar).count("")
        if not more:
            self.title_list()
            self._draw_timeline()
        shown = articles.article
        if shown and (self.article is None or shown.id != self.article.id) and not self.is_removed():
            self.open_article(shown.id)

    def is_removed(self) -> bool:
        """Whether the article that is read is not there any more: it stays on the screen."""
        return self.article is not None and self.workspace.catalogue.row_of(self.article.id) is None

    def _nothing(self, typed: str) -> str:
        if typed.strip():
            return "No article answers that. Esc shows them all."
        name = self.workspace.library.name
        if not self.looked:
            return f"Looking through {name} …"
        return f"There is no article in {name} yet. Put text files (.txt, .md) there: they show up at once."

    @work(exclusive=True, group="title")
    async def title_list(self) -> None:
        """Say above the list how much is in it, and how much of that is to be read."""
        listing = self.articles.listing
        if not isinstance(listing, Selection) or not (self.looked or listing or self._answered):
            return
        await self.turn("article")
        unread = await asyncio.to_thread(self.workspace.unread, listing)
        problems = len(self.workspace.catalogue.problems)
        said = [counted(len(listing), "article")]
        said += [self.doing] if self.doing else []
        said += [counted(problems, "problem")] if problems and not self._answered else []
        said += [f"{unread:,} unread"] if unread else []
        self.query_one("#list-title", PaneTitle).say(", ".join(said))

    @work(exclusive=True, group="timeline")
    async def _draw_timeline(self) -> None:
        listing = self.articles.listing
        if not isinstance(listing, Selection):
            return
        await self.turn("article", "title")
        notes = await asyncio.to_thread(self.workspace.notes_by_day, listing)
        self.query_one(TimelineBar).show(listing.days, len(listing), notes, self.articles.date)

    @on(TimelineBar.Changed)
    def _timeline_changed(self, event: TimelineBar.Changed) -> None:
        self.articles.groups = event.starts

    @on(TimelineBar.Chosen)
    def _period_chosen(self, event: TimelineBar.Chosen) -> None:
        self.articles.highlight(event.article)

    @on(ItemPane.Highlighted, "#list")
    def _article_highlighted(self, event: ItemPane.Highlighted) -> None:
        self.fills = False
        row = self.articles.article
        self.query_one(TimelineBar).go_to(self.articles.date)
        if row and not isinstance(event, ItemPane.Opened):  # then it is open, or on its way
            now = time.monotonic()
            hurried, self._moved = now - self._moved < _HURRY, now
            self.open_article(row.id, rest=_REST if hurried else 0)

    @on(ItemPane.Opened, "#list")
    def _article_opened(self) -> None:
        self.set_focus(self.view)

    def watch_focused(self, before: Widget | None, focused: Widget | None) -> None:
        """What has the focus says what can be done; an article that has it counts as read."""
        super().watch_focused(before, focused)
        if focused is None:
            return
        row = self.articles.article
        arriving = row and self.article and row.id != self.article.id  # it is marked when it is there
        if focused is self.view and not arriving:
            self.mark_read(True)
        self.show_status()

    @on(ArticleView.EndPassed)
    @work(exclusive=True, group="next")
    async def _end_passed(self) -> None:
        self.mark_read(True)
        listing = self.articles.listing
        if not isinstance(listing, Selection):
            return
        unread = await asyncio.to_thread(self.workspace.next_unread, listing, self.articles.current)
        if unread >= 0:
            self.go_to_article(listing[unread].id)
        else:
            self.say("This is the end: every article is read.")

    def go_to_article(self, id: str, offset: int | None = None) -> None:
        """Open an article and put the list's cursor on it."""
        self.articles.go_to(id)
        self.query_one(TimelineBar).go_to(self.articles.date)
        self.open_article(id, offset)

    def action_article(self, steps: int) -> None:
        """Go to the next or the previous article."""
        before = self.articles.current
        self.articles.action_step(steps)
        if self.articles.current == before:
            there = "the last" if steps > 0 else "the first"
            self.say(f"This is {there} article." if self.articles.item_count else NO_ARTICLE)

    # Reading state

    def mark_read(self, read: bool) -> None:
        """Say of the article that it is read, or not."""
        if self.article:
            self.set_state(self.article.id, read=read)

    def set_state(self, id: str, **change: bool) -> None:
        """Change the reading state of an article, in the list too, where it stays whatever was asked for."""
        before = self.workspace.reading.of(id)
        if self.workspace.reading.set(id, **change) == before:
            return
        self._just_read |= {id}
        listing = self.articles.listing
        if isinstance(listing, Selection):
            listing.forget()
        self.articles.renew(id)
        self.title_list()

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
        if self.articles.article is None:
            self.say(NO_ARTICLE)
        return self.articles.article
