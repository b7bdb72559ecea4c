"""What the parts of the reading screen share."""

import asyncio
from contextlib import suppress

from textual.worker import Worker

from reader.model.annotation import Placed
from reader.model.article import Article
from reader.model.term import Term
from reader.tui.screens.pane_screen import PaneScreen
from reader.tui.widgets.annotation_list import AnnotationList
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.term_list import TermList
from reader.workspace.desk import Workspace

_FRAMES = 0.04
"""Seconds."""
NO_ARTICLE = "There is no article here."


class Desk(PaneScreen[None], part=True):
    """The workspace, what is open, and how it is said; each part of the screen adds one thing that is done with it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.article: Article | None = None
        self.placed: tuple[Placed, ...] = ()
        """The annotations of the article, in reading order."""
        self.offered: tuple[Placed, ...] = ()
        """Annotations of an article that is gone and that this one may be."""
        self.terms: tuple[Term, ...] = ()
        self.current_id = ""
        """The annotation under the cursor, or an empty string."""
        self.stands = asyncio.Event()
        """Whether anything was painted."""

    async def turn(self, *groups: str) -> None:
        """Wait until it is the turn of what a screen can do without: a thread that begins sooner would hold it up.

        Once anything was painted, until what has changed is on the screen too. It waits no longer than two frames: a
        key may keep the screen from being painted until this work is done. Before, until these groups have no worker.
        """
        if not self.stands.is_set():
            for group in groups:
                await self.finished(group)
            return
        done = asyncio.Event()
        with suppress(TimeoutError):
            async with asyncio.timeout(_FRAMES):
                self.call_after_refresh(done.set)
                await done.wait()

    @property
    def articles(self) -> ArticleList:
        """The list."""
        return self.query_one(ArticleList)

    @property
    def view(self) -> ArticleView:
        """The article."""
        return self.query_one(ArticleView)

    @property
    def notes(self) -> AnnotationList:
        """The notes pane."""
        return self.query_one(AnnotationList)

    @property
    def key_terms(self) -> TermList:
        """The pane of key terms."""
        return self.query_one(TermList)

    def show_status(self) -> None:
        """Say below what can be done, and where one is."""
        raise NotImplementedError

    def notes_of(self, article: Article) -> tuple[Placed, ...]:
        """The annotations of an article, and behind them what is offered; looks at the disk."""
        return self.workspace.annotations_of(article) + self.workspace.offered(article)

    def show_notes(self, placed: tuple[Placed, ...], current: str = "") -> None:
        """Show the annotations of the article, in the text and beside it."""
        raise NotImplementedError

    async def update_list(self) -> None:
        """Show the list as it is now, answering what is typed in the filter."""
        raise NotImplementedError

    def renew_list(self) -> object:
        """Show the list as it is now, in place of any earlier such wish."""
        raise NotImplementedError

    def action_term_next(self) -> None:
        """Go to the next place of the key term under the cursor."""
        raise NotImplementedError

    def title_right(self) -> None:
        """Say above the right pane what it holds."""
        raise NotImplementedError

    def action_toggle_left(self) -> None:
        """Hide the list, or bring it back."""
        raise NotImplementedError

    def go_to_article(self, id: str) -> None:
        """Put the list's cursor on an article, and open it."""
        raise NotImplementedError

    def keep_place(self) -> None:
        """Remember how far the article was read."""
        raise NotImplementedError

    def open_article(self, id: str, offset: int | None = None, rest: float | None = None) -> Worker[None]:
        """Show an article where it was left, or at an offset."""
        raise NotImplementedError

    async def take_up(self) -> None:
        """Go to what was begun before and not finished."""
        raise NotImplementedError
