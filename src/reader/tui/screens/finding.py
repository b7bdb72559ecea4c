"""Finding: words in the article, articles in the list, places of a key term."""

import asyncio
from bisect import bisect_left, bisect_right

from textual import on, work

from reader.cursor import Cursor, Mode
from reader.model.mark import Mark, MarkKind
from reader.model.term import Term
from reader.text.find import find_all
from reader.text.span import Span
from reader.tui.messages import Find, LeaveQuery
from reader.tui.screens.desk import NO_ARTICLE, Desk
from reader.tui.widgets.query_bar import QueryBar


class Finding(Desk, part=True):
    """The part of the reading screen that looks for things."""

    matches: tuple[Span, ...] = ()
    matches_said = ""
    """`3/14`, or a word when nothing is found."""
    _origin: Cursor | None = None
    """Where the cursor was when the search began: giving up goes back there."""

    async def action_find(self) -> None:
        """Find in the article, or filter the list."""
        if self.focused is self.articles:
            await self.query_one("#filter", QueryBar).open("filter: words, or a phrase in quotes")
        else:
            self._origin = self.view.cursor
            await self.query_one("#find", QueryBar).open("find in the article")

    @on(Find)
    def _find(self, event: Find) -> None:
        if event.bar == "filter":
            self.renew_list()
        else:
            self._find_in_article(event.typed)

    @on(LeaveQuery)
    async def _leave(self, event: LeaveQuery) -> None:
        if event.bar == "filter":
            if not event.keep or not self.query_one("#filter", QueryBar).typed:
                self.close_filter()
            self.set_focus(self.articles)
            await self.finished("list")  # the next key is about what is listed then
            return
        await self.finished("find")
        if not event.keep:
            self.close_find()
            if self._origin:
                self.view.place(self._origin)
        self.query_one("#find", QueryBar).display = False
        self.set_focus(self.view)
        self.show_status()

    def close_filter(self) -> None:
        """Show the whole list again."""
        self.query_one("#filter", QueryBar).close()
        self.renew_list()

    def close_find(self) -> None:
        """Forget what was found."""
        self.query_one("#find", QueryBar).close()
        self.matches, self.matches_said = (), ""
        view = self.view
        view.mark("matches", ())
        view.mark("here", ())

    @work(exclusive=True, group="find")
    async def _find_in_article(self, typed: str) -> None:
        view = self.view
        if self.article is None or view.cursor is None:
            return
        within = view.cursor.units.paragraphs
        self.matches = tuple(await asyncio.to_thread(find_all, self.article.text, typed, within))
        view.mark("matches", [Mark(span, MarkKind.MATCH) for span in self.matches])
        if self.matches:
            starts = [span.start for span in self.matches]
            origin = self._origin or view.cursor
            begin = origin.sentence.start if origin.mode is Mode.READING else origin.head.start
            self._stand_on(bisect_left(starts, begin) % len(starts))
        else:
            self.matches_said = "not found" if typed else ""
            view.mark("here", ())
        self.query_one("#find", QueryBar).count(self.matches_said)

    def action_match(self, steps: int) -> None:
        """Go to the next or the previous match."""
        cursor = self.view.cursor
        if not self.matches or cursor is None:
            self.say("Nothing is looked for: / finds in the article.")
            return
        starts = [span.start for span in self.matches]
        index = bisect_right(starts, cursor.head.start) if steps > 0 else bisect_left(starts, cursor.head.start) - 1
        self._stand_on(index % len(starts))

    def _stand_on(self, index: int) -> None:
        view, match = self.view, self.matches[index]
        self.matches_said = f"{index + 1}/{len(self.matches)}"
        view.mark("here", [Mark(match, MarkKind.HERE)])
        self.select_or_take(match)

    def select_or_take(self, span: Span) -> None:
        """Make a find the passage; in visual mode take the passage there."""
        view = self.view
        if view.cursor and view.cursor.mode is Mode.READING:
            view.select(span)
        else:
            view.go_to(span)

    # Key terms

    def action_term_next(self) -> None:
        """Go to the next place of the key term under the cursor."""
        view = self.view
        if view.cursor is None:
            self.say(NO_ARTICLE)
            return
        term = self.term_under_cursor()
        if term is None:
            self.say("No key term is under the cursor.")
        else:
            self.next_place(term)

    def next_place(self, term: Term) -> None:
        """Look for all places of a term, so that `n` and `N` go on from there."""
        view = self.view
        if view.cursor is None or not term.spans:
            return
        self.matches = term.spans
        view.mark("matches", [Mark(span, MarkKind.MATCH) for span in term.spans])
        starts = [span.start for span in term.spans]
        here = view.cursor.head.start if view.cursor.selecting else view.cursor.sentence.start - 1
        self._stand_on(bisect_right(starts, here) % len(starts))

    def term_under_cursor(self) -> Term | None:
        """The term of the passage, or the first one in the sentence."""
        cursor = self.view.cursor
        if cursor is None:
            return None
        inside = [(span, t) for t in self.terms for span in t.spans if cursor.passage.overlaps(span)]
        return min(inside, key=lambda found: found[0], default=(None, None))[1]
