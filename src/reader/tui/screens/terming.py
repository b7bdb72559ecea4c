"""Key terms on the screen: which are shown, what the person says of them, and which articles share them."""

import asyncio
from collections.abc import Callable, Iterable, Iterator

from textual import on, work

from reader.errors import NotSaved
from reader.model.article import Article
from reader.model.listing import Listing
from reader.model.mark import Mark, MarkKind
from reader.model.term import Term
from reader.terms.chosen import Chosen, key
from reader.terms.passages import first_in_each, passages_of
from reader.tui.screens.asking import asked
from reader.tui.screens.finding import Finding
from reader.tui.screens.own_changes import OwnChange, OwnChanges
from reader.tui.widgets.item_pane import ItemPane
from reader.tui.widgets.pane_title import PaneTitle
from reader.tui.widgets.term_list import TermList
from reader.workspace.desk import Workspace
from reader.workspace.stories import frequencies, holding, same_story


class Terming(OwnChanges, Finding, part=True):
    """The part of the reading screen that shows key terms and takes what the person says of them."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.marked_kinds: tuple[str, ...] = ()
        """The kinds of terms that are highlighted; empty while highlighting is off."""
        self.names: tuple[Term, ...] = ()
        """The names in the article that are no key terms."""
        self.related: tuple[Listing, ...] = ()
        """The articles that tell the same story as the one that is open."""
        self._joining: Term | None = None
        self._stood_on = ("", "")
        """The article and the term that Enter was pressed on last."""

    @work(exclusive=True, group="terms")
    async def show_terms(self, article: Article) -> None:
        """Find the terms of an article, show them, then what they have in common with the library."""
        await self.stands.wait()
        workspace = self.workspace
        terms = await asyncio.to_thread(workspace.terms_of, article)
        names = await asyncio.to_thread(workspace.names_of, article)
        if self.article is not article:
            return
        self.terms, self.names, self.related = terms, names, ()
        self.key_terms.show(terms)
        self.mark_terms()
        self.title_right()
        if await asyncio.to_thread(lambda: workspace.catalogue.is_settled):
            await self._count(article, terms)
        else:
            self._count_in_order(article, terms)

    @work(exclusive=True, group="counts")
    async def _count_in_order(self, article: Article, terms: tuple[Term, ...]) -> None:
        """Count when what a first look at a large folder has left is done."""
        await self.finished("folder")
        await self._count(article, terms)

    async def _count(self, article: Article, terms: tuple[Term, ...]) -> None:
        """Show what the terms have in common with the library."""
        held = await asked(lambda stop: frequencies(self.workspace, terms, stop))
        related = await asked(lambda stop: same_story(self.workspace, article, stop, zip(terms, held, strict=True)))
        if self.article is article and self.terms is terms:
            self.key_terms.show(terms, held)
            self.related = related
            story = f"{len(related)} more on this story (r) · " if related else ""  # in front: a headline may be cut
            self.query_one("#article-title", PaneTitle).say(story + article.headline)

    def mark_terms(self) -> None:
        """Highlight the terms of the kinds that are wanted."""
        self.view.mark("terms", self._marks(self.terms))
        self.view.mark("names", self._marks(self.names, MarkKind.OTHER_NAME))

    def _marks(self, terms: Iterable[Term], kind: MarkKind | None = None) -> Iterator[Mark]:
        """A mark on the first place of each term in a paragraph, as a term of its kind unless `kind` is given."""
        passages = passages_of(self.article) if self.article else ()
        for term in terms:
            if term.kind in self.marked_kinds:
                for span in first_in_each(passages, term.spans):
                    yield Mark(span, kind or MarkKind(term.kind.value), term.text)

    # The library

    @on(ItemPane.Opened, "#terms")
    def _term_opened(self) -> None:
        term = self.key_terms.term
        if term is None or self.article is None:
            return
        here = (self.article.id, key(term.text))
        again, self._stood_on = self._stood_on == here, here
        if again:
            self._go_to_holder(self.article, term)
        else:
            self.next_place(term)

    @work(exclusive=True, group="holder")
    async def _go_to_holder(self, article: Article, term: Term) -> None:
        holders = await asked(lambda stop: holding(self.workspace, term, stop))
        here = await asyncio.to_thread(holders.place, article.id)
        if len(holders) - (here >= 0) == 0:
            self.say("No other article says that.")
            self.next_place(term)
            return
        index = (here + 1) % len(holders)
        self.say(f"“{term.text}”: article {index + 1:,} of {len(holders):,}. Enter on it goes to its places.")
        self.go_to_article(holders[index].id)

    def action_related(self) -> None:
        """Go to another article that tells the same story."""
        if self.related:
            self.go_to_article(self.related[0].id)
        else:
            self.say("No other article tells this story.")

    # What the person says

    def action_pin_term(self) -> None:
        """Put the passage or the term on the person's own list, or take it off."""
        cursor = self.view.cursor
        if isinstance(self.focused, TermList) or cursor is None or not cursor.selecting:
            self._say_of_term(lambda chosen, text: chosen.pin(text), "on your list of key terms", "off your list")
        else:
            text = " ".join(cursor.passage.of(cursor.units.text).split()).strip('.,;:!?"“”')
            self._change(lambda chosen: chosen.pin(text), f"“{text}” is a key term in every article now.")

    def action_hide_term(self) -> None:
        """Never show the term again in this library."""
        self._say_of_term(lambda chosen, text: chosen.hide(text), "hidden in every article", "shown again")

    def action_join_term(self) -> None:
        """Join a term to another: once on the one, once on the other."""
        term, first = self._term(), self._joining
        self._joining = None
        if term is None:
            self.say("No key term is under the cursor.")
        elif first is None:
            self._joining = term
            self.say(f"“{term.text}” is another name of …: go to that term and press the key again.")
        else:
            said = "stands alone again" if key(first.text) == key(term.text) else f"is “{term.text}” from now on"
            self._change(lambda chosen: chosen.join(first.text, term.text), f"“{first.text}” {said}.")

    def _term(self) -> Term | None:
        return self.key_terms.term if isinstance(self.focused, TermList) else self.term_under_cursor()

    def _say_of_term(self, change: Callable[[Chosen, str], Chosen], now: str, before: str) -> None:
        term = self._term()
        if term is None:
            self.say("No key term is under the cursor.")
            return
        old = self.workspace.own_terms.chosen
        new = change(old, term.text)
        fewer = len(new.pinned) + len(new.hidden) < len(old.pinned) + len(old.hidden)
        self._change(lambda chosen: change(chosen, term.text), f"“{term.text}” is {before if fewer else now}.")

    @work(group="notes")
    async def _change(self, change: Callable[[Chosen], Chosen], said: str) -> None:
        own = self.workspace.own_terms
        try:
            await asyncio.to_thread(lambda: own.change(change(own.chosen)))
        except NotSaved as error:
            self.say(str(error), trouble=True)
            return
        self.changed(OwnChange("what you said of a key term", own.take_back, self._show_terms_anew))
        self._show_terms_anew()
        self.say(f"{said} u undoes.")

    def _show_terms_anew(self) -> None:
        if self.article:
            self.show_terms(self.article)
