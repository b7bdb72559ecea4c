"""The key terms of the article that is open."""

from reader.model.term import Frequency, Term, TermKind
from reader.tui.widgets.item_pane import ItemPane, ItemRow


class TermList(ItemPane):
    """Key terms by weight, with their kind and how often they are said."""

    LOOKS = {
        **ItemPane.LOOKS,
        TermKind.PERSON: "bold $faint",
        TermKind.PLACE: "bold italic $faint",
        TermKind.ORGANISATION: "bold underline $faint",
        TermKind.NAME: "underline $faint",
        TermKind.THING: "italic $faint",
    }
    PLAIN_LOOKS = {TermKind.ORGANISATION: "bold uu $faint", TermKind.NAME: "uu $faint"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("No key terms in this article.", id=id)
        self._terms: tuple[Term, ...] = ()

    @property
    def term(self) -> Term | None:
        """The term under the cursor."""
        return self._terms[self.current] if 0 <= self.current < len(self._terms) else None

    def show(self, terms: tuple[Term, ...], articles: tuple[Frequency, ...] = ()) -> None:
        """Show these terms, and in how many articles each is said where that is known; the cursor stays on its term."""
        here = self.term
        self._terms = terms
        said = [f"{len(term.spans)}×" for term in terms]
        if articles:
            held = (f"{frequency.articles:,}{'+' if frequency.more else ''}" for frequency in articles)
            said = [f"{here} in {count}" for here, count in zip(said, held, strict=True)]
        rows = [ItemRow(term.text, i, "text", said[i], _SIGNS[term.kind]) for i, term in enumerate(terms)]
        legend = [ItemRow(str(kind), look=str(kind), lead=sign) for kind, sign in _SIGNS.items()]
        current = next((i for i, term in enumerate(terms) if here and term.text == here.text), self.current)
        self.set_rows([*rows, ItemRow(""), *legend] if rows else [], current)


_SIGNS = {
    TermKind.PERSON: "☻",
    TermKind.PLACE: "⌂",
    TermKind.ORGANISATION: "§",
    TermKind.NAME: "◆",
    TermKind.THING: "·",
}
