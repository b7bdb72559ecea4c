"""The articles by date."""

from reader.model.article import Listing
from reader.tui.widgets.item_pane import ItemPane, ItemRow
from reader.typeset.listing import RowKind, Sheet, set_listing


class ArticleList(ItemPane):
    """Articles, newest first, under their months and days."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("No article yet.", id=id)
        self._sheet = Sheet((), ())

    @property
    def listing(self) -> tuple[Listing, ...]:
        """The articles that are shown."""
        return self._sheet.listing

    @property
    def article(self) -> Listing | None:
        """The article under the cursor."""
        return self._sheet.listing[self.current] if 0 <= self.current < len(self._sheet.listing) else None

    def show(self, listing: tuple[Listing, ...]) -> None:
        """Show these articles; the cursor stays on its article, or where that one was."""
        here, old = self.article, self.current
        places = {row.id: index for index, row in enumerate(listing)}
        current = places.get(here.id, min(old, len(listing) - 1)) if here else 0
        self._sheet = set_listing(listing)
        self.set_rows([self._row(row.kind, row.text, row.article) for row in self._sheet.rows], current)

    def go_to(self, id: str) -> None:
        """Put the cursor on an article without a word."""
        for index, row in enumerate(self._sheet.listing):
            if row.id == id:
                self.place_cursor(index)

    def action_group(self, steps: int) -> None:
        """Go to the next or the previous day."""
        if self._sheet.listing:
            self.highlight(self._sheet.day_from(max(0, self.current), steps))

    def _row(self, kind: RowKind, text: str, index: int) -> ItemRow:
        if kind is RowKind.MONTH:
            return ItemRow(text, look="heading")
        if kind is RowKind.DAY:
            return ItemRow(text, look="faint")
        row = self._sheet.listing[index]
        right = " ".join(filter(None, ["★" if row.starred else "", str(row.notes) if row.notes else ""]))
        look = "faint" if row.read else "strong"
        return ItemRow(text, index, look, right, " " if row.read else "●")
