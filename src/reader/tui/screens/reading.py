"""The reading screen: the list, the article and its notes."""

import asyncio
from collections.abc import Iterator

from textual import events, on, work
from textual.app import ComposeResult

from reader.cursor import Cursor, Mode, Unit, start, units_of
from reader.errors import CannotRead, NotFound, ReaderError
from reader.model.annotation import AnchorState, Placed
from reader.model.article import Article, BlockKind
from reader.model.mark import Mark, MarkKind
from reader.text.counting import counted
from reader.text.span import Span
from reader.tui.commands import bindings, key_name
from reader.tui.customs import Customs
from reader.tui.screens.bringing_in import BringingIn
from reader.tui.screens.coding import Coding
from reader.tui.screens.desk import NO_ARTICLE
from reader.tui.screens.handing_out import HandingOut
from reader.tui.screens.pane_screen import TALL
from reader.tui.screens.panes import Panes
from reader.tui.screens.reading_keys import ReadingKeys
from reader.tui.screens.reattaching import Reattaching
from reader.tui.screens.recalling import Recalling
from reader.tui.screens.resizing import Resizing
from reader.tui.screens.taking_up import TakingUp
from reader.tui.screens.terming import Terming
from reader.tui.widgets.annotation_list import AnnotationList
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.article_page import MARGIN
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.greeting import Greeting
from reader.tui.widgets.pane import Pane
from reader.tui.widgets.pane_title import PaneTitle
from reader.tui.widgets.query_bar import QueryBar
from reader.tui.widgets.status_bar import StatusBar
from reader.tui.widgets.term_list import TermList
from reader.tui.widgets.timeline_bar import TimelineBar
from reader.typeset.heading import head_of
from reader.workspace.desk import Workspace

_WITHIN = 0.1
"""Seconds that the first paint waits for what is known of the folder: painted once, nothing moves on the screen."""


class ReadingScreen(
    Terming, Coding, BringingIn, Recalling, TakingUp, Resizing, Reattaching, HandingOut, Panes, ReadingKeys
):
    """Knows both sides: what the widgets say is done at the workspace, and what it gives is shown by them."""

    BINDINGS = bindings("screen")
    AUTO_FOCUS = ""  # the list has it from the start: nothing else is to get it first and lose it
    DEFAULT_CSS = """
    ReadingScreen.-short TimelineBar { max-height: 2; }
    """

    def __init__(self, workspace: Workspace, customs: Customs | None = None, *, greet: bool = False) -> None:
        super().__init__(workspace)
        self._greet = greet
        self._customs = customs or Customs()
        self._stamp: object = None
        self._marks_shown = True
        self._boilerplate = False

    def customise(self, customs: Customs) -> None:
        """Take over what the person wants; what is open is shown by it."""
        self._customs, self.keymap = customs, customs.keymap
        self.tell_keys()
        self.view.set_measure(customs.settings.width)
        self._choose_marks()
        self.show_status()
        if self.workspace.take_over(customs.settings):
            if self.article:
                self.open_article(self.article.id)
            self.read_anew()

    def compose(self) -> ComposeResult:
        """Three panes and the line of keys."""
        # Classes that most terminals come to: put here, before there are widgets, no style is set twice for them.
        self.add_class("-tall" if self.app.size.height >= TALL else "-short", update=False)
        with Pane(id="left"):
            yield PaneTitle("Articles", id="list-title")
            yield QueryBar(id="filter")
            yield TimelineBar(id="timeline")
            yield ArticleList(id="list")
        with Pane(id="middle", classes="-beside"):
            yield PaneTitle(id="article-title")
            yield ArticleView(id="article")
            yield QueryBar(id="find")
        with Pane(id="right", classes="-beside"):
            yield PaneTitle("Notes", id="notes-title")
            yield AnnotationList(id="notes")
            yield TermList(id="terms")
        with Pane(id="bottom"):
            if self._greet:
                yield Greeting(self._customs.keymap)
            yield StatusBar(id="status")

    async def on_mount(self) -> None:
        """Fill the list before anything is painted, and look now and then whether another reader wrote something."""
        self.set_focus(self.articles)
        self.arrange_panes(self.app.size.width)
        self.customise(self._customs)
        self.watch(self.view, "cursor", self._cursor_moved, init=False)
        self.fill_list()
        await asyncio.wait({asyncio.create_task(self.listed())}, timeout=_WITHIN)
        self.call_after_refresh(self.stands.set)
        self.look_now_and_then()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """What was given its styles when it was made needs none a second time, before anybody has seen it."""
        event.refresh_styles = event.refresh_styles and self.stands.is_set()

    # The article

    @work(exclusive=True, group="article")
    async def open_article(self, id: str, offset: int | None = None, rest: float | None = None) -> None:
        """Show an article where it was left, or at an offset; its terms follow when they are known.

        With `rest`, only behind the next paint, and if no other one is asked for in so many seconds.
        """
        if rest is not None:
            await self.turn()
            await asyncio.sleep(rest)
        self.keep_place()
        await asyncio.to_thread(self.workspace.reading.save)
        try:
            article, placed, cursor = await asyncio.to_thread(self._load, id, offset)
        except (CannotRead, NotFound) as error:
            self.say(str(error), trouble=True)
            return
        self.close_find()
        self.article, self.terms = article, ()
        view = self.view
        view.show(article, head_of(article), cursor, boilerplate=self._boilerplate)
        self.query_one("#article-title", PaneTitle).say(article.headline)
        self.show_notes(placed)
        self.key_terms.show(())
        self.show_terms(article)
        if self.focused is view:
            self.mark_read(True)
        if cursor:
            self._find_words(cursor)

    @work(exclusive=True, group="words")
    async def _find_words(self, cursor: Cursor) -> None:
        """Know them before somebody moves by them."""
        await self.stands.wait()
        await asyncio.to_thread(lambda: cursor.units.words)

    def _load(self, id: str, offset: int | None) -> tuple[Article, tuple[Placed, ...], Cursor | None]:
        article = self.workspace.article(id)
        place = self.workspace.reading.of(id).place if offset is None else offset
        units = units_of(article, boilerplate=self._boilerplate)
        self.view.set_ahead(article, head_of(article), boilerplate=self._boilerplate)
        return article, self.notes_of(article), start(units, place)

    def show_notes(self, placed: tuple[Placed, ...], current: str = "") -> None:
        """Show the annotations of the article, in the text and beside it."""
        self.placed = tuple(p for p in placed if not p.offered)
        self.offered = tuple(p for p in placed if p.offered)
        if self.article:
            self._stamp = self.workspace.notebook.stamp(self.workspace.source(self.article.id))
        self.view.mark("notes", _note_marks(self.placed))
        self.view.mark(MARGIN, _tag_marks(self.placed))
        self.notes.show(placed, current)
        self.title_right()
        self.mark_current()

    def action_help(self) -> None:
        """Show the keys of what has the focus."""
        from reader.tui.screens.helping import HelpScreen

        self.app.push_screen(HelpScreen(self.spot, self.keymap))

    def action_back(self) -> None:
        """One level back: out of visual mode, of a selection, of a search, of the article, of the filter, and out."""
        view, cursor = self.view, self.view.cursor
        if self.focused is view and cursor and cursor.selecting:
            view.place(cursor.leave())
        elif self.matches:
            self.close_find()
            self.show_status()
        elif self.focused is not self.articles and self.query_one("#left").display:
            self.set_focus(self.articles)
        elif self.query_one("#filter", QueryBar).display:
            self.close_filter()
        else:
            self.leave()

    @work(group="notes")
    async def leave(self, return_code: int = 0) -> None:
        """End the program when everything that was begun is on the disk."""
        async with self._writing:
            self.keep_place()
            self.app.exit(return_code=return_code)

    def keep_place(self) -> None:
        """Remember how far the article was read."""
        view = self.view
        if self.article and view.cursor:
            self.workspace.reading.set(self.article.id, place=view.cursor.sentence.start)

    async def look(self) -> None:
        """Show what another reader wrote, on the article too."""
        await self.look_at_notes()
        if self.article is None:
            return
        article = self.article
        if self.workspace.notebook.stamp(self.workspace.source(article.id)) != self._stamp:
            placed = await asyncio.to_thread(self.notes_of, article)
            if self.article is article:
                self.show_notes(placed, self.current_id)
        await self._look_at_article(article)

    async def _look_at_article(self, shown: Article) -> None:
        """Show the article as its file reads now, at the sentence that was read, if the file was changed."""
        cursor = self.view.cursor
        try:
            now, offset = await asyncio.to_thread(_edited, self.workspace, shown, cursor.sentence if cursor else None)
        except ReaderError:  # it is gone or cannot be read just now: what was read stays on the screen
            return
        if self.article is shown and now.text != shown.text:
            self.open_article(now.id, offset)
            self.say("The article was changed: this is how it reads now.")

    def _cursor_moved(self) -> None:
        self.mark_current()
        self.show_status()

    @on(ArticleView.LabelsChanged)
    def _labels_changed(self, event: ArticleView.LabelsChanged) -> None:
        self.show_status()
        if event.wrong:
            self.say(f"No word has a label with {key_name(event.wrong)}.")

    # What is shown of the text

    def action_toggle_marks(self) -> None:
        """Key terms off and on."""
        self._marks_shown = not self._marks_shown
        self._choose_marks()
        self.say(f"Key terms are {'shown' if self._marks_shown else 'not shown'} in the text.")

    def _choose_marks(self) -> None:
        self.marked_kinds = self._customs.settings.highlight if self._marks_shown else ()
        self.mark_terms()

    def action_toggle_boilerplate(self) -> None:
        """Show what is left out as boilerplate, or leave it out again."""
        view, article = self.view, self.article
        if article is None:
            self.say(NO_ARTICLE)
            return
        self._boilerplate = not self._boilerplate
        offset = view.cursor.sentence.start if view.cursor else 0
        cursor = start(units_of(article, boilerplate=self._boilerplate), offset)
        view.show(article, head_of(article), cursor, boilerplate=self._boilerplate)
        there = any(block.kind is BlockKind.BOILERPLATE for block in article.blocks)
        shown = "shown" if self._boilerplate else "left out"
        self.say(f"Boilerplate is {shown}." if there else f"Boilerplate is {shown}; this article has none.")

    def show_status(self) -> None:
        """Say below what can be done, and where one is."""
        status, view = self.query_one(StatusBar), self.view
        cursor = view.cursor
        visual = cursor is not None and cursor.mode is not Mode.READING
        if view.labels:
            status.ask("the last word's label" if view.labels.chosen or visual else "the first word's label")
        else:
            status.show(self.spot, self.keymap, visual=visual and self.focused is view)
        status.offer(self.favourite_hints(cursor) if self.focused is view else ())
        status.say(" · ".join(self._where(cursor)) if self.focused is view and cursor else "")

    def _where(self, cursor: Cursor) -> Iterator[str]:
        if cursor.mode is not Mode.READING:
            yield cursor.mode.value
        if cursor.selecting:
            words = len(cursor.passage.of(cursor.units.text).split())
            yield f"{counted(words, 'word')} selected"
        if self.view.resizes_from_start:
            yield "its beginning moves"
        if self.matches_said:
            yield self.matches_said
        units = cursor.units
        yield f"{100 * (units.at(Unit.SENTENCE, cursor.sentence.start) + 1) // len(units.sentences)} %"


def _edited(workspace: Workspace, shown: Article, sentence: Span | None) -> tuple[Article, int]:
    """An article as its file reads now, and where a sentence of what is shown is in it. Raises ReaderError."""
    now = workspace.article(shown.id)
    if sentence is None or now.text == shown.text:
        return now, 0
    from reader.anchoring.anchor import anchor
    from reader.anchoring.describe import describe

    found = anchor(now.text, now.hash, describe(shown, sentence, ""), shown.text).span
    return now, found.start if found else min(sentence.start, len(now.text))


def _note_marks(placed: tuple[Placed, ...]) -> Iterator[Mark]:
    for one in placed:
        if one.span:
            kind = MarkKind.MOVED if one.anchor.state is AnchorState.MOVED else MarkKind.NOTE
            yield Mark(one.span, kind, one.annotation.id)


def _tag_marks(placed: tuple[Placed, ...]) -> Iterator[Mark]:
    """The first tag of each annotation, where it begins."""
    for one in placed:
        if one.span and one.annotation.tags:
            yield Mark(Span(one.span.start, one.span.start + 1), MarkKind.NOTE, one.annotation.tags[0])
