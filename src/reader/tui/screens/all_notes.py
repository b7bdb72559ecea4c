"""All notes of the library: asked, gone through, and opened where they stand."""

import asyncio

from textual import on, work
from textual.app import ComposeResult

from reader.catalogue.query import QueryError
from reader.catalogue.selection import Notes
from reader.catalogue.turns import CatalogueBusy
from reader.model.annotation import NoteListing
from reader.model.tag_tree import tag_tree
from reader.text.counting import counted
from reader.tui.commands import Command, Place, Spot, bindings
from reader.tui.keymap import Keymap
from reader.tui.messages import Find, HandOn, LeaveQuery
from reader.tui.screens.asking import SCREENFUL, asked
from reader.tui.screens.changing_notes import NO_NOTE, ChangingNotes
from reader.tui.screens.keying import Keying
from reader.tui.widgets.facet_list import FacetList, facets_of, toggled
from reader.tui.widgets.item_pane import ItemPane
from reader.tui.widgets.note_list import NoteList
from reader.tui.widgets.pane import Pane
from reader.tui.widgets.pane_title import PaneTitle
from reader.tui.widgets.query_bar import QueryBar
from reader.tui.widgets.status_bar import StatusBar
from reader.workspace.choosing import Chosen

_BOTH = 96
"""Columns from which the kinds of notes stand beside the notes."""


class AllNotesScreen(Keying[NoteListing | None], ChangingNotes[NoteListing | None]):
    """Every annotation, newest first, in every article; dismissed with the one to open, or None.

    It stays alive while the person is elsewhere, and is found again as it was left.
    """

    BINDINGS = bindings("screen", spot=Spot.NOTES)
    DEFAULT_CSS = """
    AllNotesScreen { #facets-pane { width: 32; } }
    """

    opening = True
    _answered = ""
    """What the list answers."""
    _facets_wanted: bool | None = None
    """What the person said; None leaves it to the width."""
    _version: object = None
    _stamp: object = None

    def compose(self) -> ComposeResult:
        """Two panes and the line of keys."""
        with Pane(id="facets-pane"):
            yield PaneTitle("Kinds of notes")
            yield FacetList(id="facets")
        with Pane(id="notes-pane"):
            yield PaneTitle("All notes", id="all-title")
            yield QueryBar(id="filter")
            yield NoteList(id="all-notes")
        with Pane(id="bottom"):
            yield StatusBar(id="status")

    def on_mount(self) -> None:
        """Show what is known, and look now and then whether anybody wrote something."""
        self.set_focus(self.notes)
        self.arrange_panes()
        self._begin()
        self.look_now_and_then()

    @property
    def bar(self) -> QueryBar:
        """The line of the filter."""
        return self.query_one(QueryBar)

    def begin_anew(self) -> None:
        """Show all notes again, from the newest."""
        if self.is_mounted:
            self.bar.close()
            self.notes.mark({})
            self.notes.action_edge(-1)
            self.set_focus(self.notes)
            self._filter()

    def use(self, keymap: Keymap) -> None:
        """Let these keys hold."""
        self.keymap = keymap
        if self.is_mounted:
            self.show_keys()

    # What is shown

    @work(group="look")
    async def _begin(self) -> None:
        try:
            self._version = await asyncio.to_thread(lambda: self.workspace.noted_version)
            await self._show_answer()
        finally:
            self._hand_on()
        self._count()
        await self.look()

    def _hand_on(self) -> None:
        """What was typed meanwhile is about what is shown now."""
        self.opening = False
        self.post_message(HandOn())

    async def look(self) -> None:
        """Show what is different, and take in what was written, whoever wrote it."""
        version, stamp = await asyncio.to_thread(
            lambda: (self.workspace.noted_version, self.workspace.notebook.stamp())
        )
        if version != self._version:
            self._version = version
            await self._show_answer()
            self._count()
        if stamp != self._stamp:
            self._stamp = stamp
            await self.renew()

    async def renew(self, current: str = "") -> None:
        """Show the notes as the disk has them now, with the cursor on the one whose id is `current`."""
        try:
            await asyncio.to_thread(self.workspace.copy_annotations)
        except CatalogueBusy:  # the next look tries again
            self._stamp = None
        await self._show_answer()
        if current:
            self.notes.go_to(current)
        self._count()

    @work(exclusive=True, group="list")
    async def _answer(self) -> None:
        await self._show_answer()

    async def _show_answer(self) -> None:
        """Show what answers the filter: a screenful at once, then all of it; a mistake leaves the last good one."""
        typed = self.bar.typed
        other = typed != self._answered
        try:
            if other or not self.notes.item_count:
                part = await asked(lambda stop: self.workspace.noted(typed, typing=True, limit=SCREENFUL, stop=stop))
                self._show(part, typed, other=other)
                if len(part) < SCREENFUL:
                    return
            whole = await asked(lambda stop: self.workspace.noted(typed, typing=True, stop=stop))
            self._show(whole, typed, other=other)
        except QueryError as error:
            self.bar.count("?")
            self.say(str(error))

    def _show(self, found: Notes, typed: str, *, other: bool) -> None:
        if typed != self.bar.typed:  # another answer is on its way
            return
        self.notes.empty = _nothing(typed)
        self.notes.show(found, other=other)
        self._answered = typed
        self.bar.count("")
        self._title()

    def _title(self) -> None:
        """Say how many notes are shown, and how many are marked."""
        count, marked = self.notes.item_count, len(self.notes.marks)
        said = [counted(count, "note") + (" found" if self._answered.strip() else "")]
        said += [f"{marked:,} marked"] if marked else []
        self.query_one("#all-title", PaneTitle).say(" · ".join(said))

    @work(exclusive=True, group="count")
    async def _count(self) -> None:
        catalogue = self.workspace.catalogue
        counts = await asked(catalogue.count_notes)
        tree = await asked(lambda _: tag_tree(catalogue.tagged()))
        self.query_one(FacetList).show(facets_of(counts, tree), self.bar.typed)

    def all_shown(self) -> Chosen:
        """All notes that answer the filter; asks the catalogue."""
        return self.workspace.noted_ids(self._answered)

    # Filter and kinds

    async def action_find(self) -> None:
        """Filter the notes."""
        await self.bar.open("words, tag:un, is:orphan, noted:2024-03, date:2024 …")

    @on(Find)
    def _typed(self) -> None:
        self._filter()

    @on(LeaveQuery)
    async def _left(self, event: LeaveQuery) -> None:
        if not event.keep or not self.bar.typed:
            self.bar.close()
            self._filter()
        self.set_focus(self.notes)
        await self.finished("list")  # the next key is about what is listed then

    @on(ItemPane.Opened, "#facets")
    async def _facet_chosen(self) -> None:
        facet = self.query_one(FacetList).facet
        if facet:
            await self.bar.ask(toggled(self.bar.typed, facet.asks))
            self._filter()

    def _filter(self) -> None:
        self._answer()
        facets = self.query_one(FacetList)
        facets.show(facets.facets, self.bar.typed)

    # One note, and many

    @on(ItemPane.Opened, "#all-notes")
    def _note_opened(self) -> None:
        note = self.notes.note
        if note and note.id:
            self.dismiss(note)
        else:
            self.say(NO_NOTE)

    @on(NoteList.Marked)
    def _marked(self) -> None:
        self._title()

    @on(NoteList.MarkAllAsked)
    def _mark_all_asked(self) -> None:
        self.opening = True  # what is typed next is about the marks
        self._mark_all()

    @work(exclusive=True, group="marks")
    async def _mark_all(self) -> None:
        try:
            chosen = await asyncio.to_thread(self.all_shown)
        finally:
            self._hand_on()
        self.notes.mark({id: article for article, ids in chosen.items() for id in ids})

    # Panes and keys

    def on_resize(self) -> None:
        """Another width: the person's wish holds while it can."""
        self.arrange_panes()

    def arrange_panes(self) -> None:
        """Show the kinds of notes where there is room for them, or where they are wanted."""
        beside = self.size.width >= _BOTH if self._facets_wanted is None else self._facets_wanted
        self.query_one("#facets-pane").display = beside
        self.query_one("#notes-pane").set_class(beside, "-beside")
        if not beside and self.focused is self.query_one(FacetList):
            self.set_focus(self.notes)
        self.show_keys()

    def show_keys(self) -> None:
        """Say below what can be done."""
        self.query_one(StatusBar).show(Spot.NOTES, self.keymap)

    def action_toggle_left(self) -> None:
        """Hide the kinds of notes, or bring them back with the focus."""
        pane = self.query_one("#facets-pane")
        self._facets_wanted = not pane.display
        self.arrange_panes()
        if pane.display:
            self.set_focus(self.query_one(FacetList))

    def action_switch(self, _steps: int) -> None:
        """Give the focus to the other pane; where it is hidden, it comes back."""
        if self.focused is not self.notes:
            self.set_focus(self.notes)
        elif self.query_one("#facets-pane").display:
            self.set_focus(self.query_one(FacetList))
        else:
            self.action_toggle_left()

    def action_all_notes(self) -> None:
        """All of them again."""
        self.begin_anew()

    def action_help(self) -> None:
        """Show the keys that mean something here."""
        from reader.tui.screens.helping import HelpScreen

        self.app.push_screen(HelpScreen(self.spot, self.keymap))

    def action_back(self) -> None:
        """One level back: out of the kinds of notes, of the filter, and to the article."""
        if self.focused is not self.notes:
            self.set_focus(self.notes)
        elif self.bar.display:
            self.bar.close()
            self._filter()
        else:
            self.dismiss(None)

    @property
    def spot(self) -> Spot:
        """Where the person is."""
        return Spot.NOTES

    def places(self) -> tuple[Place, ...]:
        """Whose commands a key may call now, the first ones first."""
        own = (Place.NOTES,) if self.focused is self.notes else ()
        return (*own, Place.PANE, Place.SCREEN)

    def has(self, command: Command) -> bool:
        """Whether it does something among all notes."""
        return bool(command.notes)

    def why_not(self, key: str) -> str:
        """What a key needs that has a meaning elsewhere only."""
        return f"{key} works in an article: {self.key_of('enter')} opens the one of this note."

    async def carry_out(self, command: Command) -> None:
        """Do what a command says, where it is done."""
        if command.place is Place.NOTES:
            self.set_focus(self.notes)
        await super().carry_out(command)


def _nothing(typed: str) -> str:
    if typed.strip():
        return "No note answers that. Esc shows them all."
    return "No notes yet. In an article h highlights the sentence you read, t tags it, a writes a note on it."
