"""The articles by date."""

import datetime as dt
from collections.abc import Sequence

from reader.model.listing import Listing
from reader.tui.widgets.item_pane import ItemPane, ItemRow
from reader.typeset.listing import Day, RowKind, Sheet, group_from, set_listing


class ArticleList(ItemPane):
    """Articles, newest first, under their months and days; each is looked at when it is painted."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("No article yet.", id=id)
        self._sheet = Sheet(())
        self.groups: Sequence[int] = ()
        """The first article of each group that one goes through; empty for the days."""

    @property
    def listing(self) -> Sequence[Listing]:
        """The articles that are shown."""
        return self._sheet.listing

    @property
    def days(self) -> Sequence[Day]:
        """The first article of each day, and the day."""
        return self._sheet.days

    @property
    def article(self) -> Listing | None:
        """The article under the cursor."""
        return self.listing[self.current] if 0 <= self.current < len(self.listing) else None

    @property
    def date(self) -> dt.date | None:
        """The day of the article under the cursor; None where that, or its date, is not there."""
        return self.article.date if self.article else None

    @property
    def item_count(self) -> int:
        """How many articles there are."""
        return len(self.listing)

    @property
    def row_count(self) -> int:
        """How many rows articles and headings take."""
        return len(self._sheet)

    def show(self, listing: Sequence[Listing], *, other: bool = False) -> None:
        """Show these articles; the cursor stays on its article.

        Where that is not among them, it stays where it was; with `other` articles than before it goes to the first.
        """
        here, old = self.article, self.current
        self.groups = ()
        self._sheet = set_listing(listing)
        place = self.place(here.id) if here else 0
        self.rows_changed(place if place >= 0 else 0 if other else min(old, len(listing) - 1))

    def place(self, id: str) -> int:
        """The index of an article; -1 where it is not shown."""
        return self._sheet.place(id)

    def go_to(self, id: str) -> None:
        """Put the cursor on an article without a word."""
        place = self.place(id)
        if place >= 0:
            self.place_cursor(place)

    def renew(self, id: str) -> None:
        """Paint an article anew: what is shown of it has changed."""
        self.repaint(self._rows_of_item(self._sheet.place(id)))

    def row_at(self, line: int) -> ItemRow:
        """A heading, or an article with its star and the number of its notes."""
        row = self._sheet.row(line)
        if row.kind is RowKind.MONTH:
            return ItemRow(row.text, look="heading")
        if row.kind is RowKind.DAY:
            return ItemRow(row.text, look="faint")
        article = self.listing[row.article]
        right = " ".join(filter(None, ["★" if article.starred else "", str(article.notes) if article.notes else ""]))
        look = "faint" if article.read else "strong"
        return ItemRow(row.text, row.article, look, right, " " if article.read else "●")

    def lines_of(self, item: int) -> tuple[int, int]:
        """The one row of an article."""
        row = self._sheet.row_of(item)
        return row, row

    def action_group(self, steps: int) -> None:
        """Go to the next or the previous day, or period of the timeline."""
        if self.listing:
            self.highlight(group_from(self.groups or self._sheet.firsts, max(0, self.current), steps))

    def _item_near(self, line: int, direction: int) -> int:  # noqa: ARG002 (below a heading is always an article)
        return self._sheet.article_near(max(0, line))
