"""What all notes can be narrowed down to: states, tags, months."""

import datetime as dt
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from reader.model.note_counts import NoteCounts
from reader.model.tag_tree import TagNode
from reader.tui.themes import tag_look
from reader.tui.widgets.item_pane import ItemPane, ItemRow
from reader.typeset.dates import month_name

_MOST_TAGS = 1000
"""Tags that are listed; of more, the most used. `tag:` finds all."""
_WORD = re.compile(r'(?:[^\s"]|"[^"]*"?)+')


class Facet(NamedTuple):
    """One kind of notes."""

    text: str
    """What it is called; of a part of something, the part."""
    asks: str
    """What asks for it in the query language."""
    notes: int
    """How many they are."""
    depth: int = 0


class FacetList(ItemPane):
    """Kinds of notes with their numbers; one that the filter asks for is marked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("No notes yet.", id=id)
        self._facets: Sequence[Facet] = ()
        self._typed = ""

    @property
    def facets(self) -> Sequence[Facet]:
        """All that are shown."""
        return self._facets

    @property
    def facet(self) -> Facet | None:
        """The one under the cursor."""
        return self._facets[self.current] if 0 <= self.current < len(self._facets) else None

    def show(self, facets: Sequence[Facet], typed: str) -> None:
        """Show these, and which of them what is typed asks for; the cursor stays on its own."""
        if (facets, typed) == (self._facets, self._typed):
            return
        here = self.facet
        self._facets, self._typed = facets, typed
        asked = set(_WORD.findall(typed))
        rows = list(_rows(facets, asked))
        same = (i for i, facet in enumerate(facets) if here and facet.asks == here.asks)
        self.set_rows(rows, next(same, self.current))

    def action_group(self, steps: int) -> None:
        """Go to the first of the next kind, or of the previous one."""
        firsts = [i for i, facet in enumerate(self._facets) if i == 0 or _kind(facet) != _kind(self._facets[i - 1])]
        beyond = [i for i in firsts if (i > self.current if steps > 0 else i < self.current)]
        if beyond:
            self.highlight(beyond[0] if steps > 0 else beyond[-1])


def facets_of(counts: NoteCounts, tags: Sequence[TagNode]) -> tuple[Facet, ...]:
    """All that there are: states, tags, when the notes were made, when their articles appeared."""
    states = {"orphan": counts.orphan, "moved": counts.moved, "conflict": counts.conflict}
    return (
        *(Facet(state, f"is:{state}", count) for state, count in states.items() if count),
        *(Facet(node.name, tag_query(node.tag), node.count, node.depth) for node in _most_used(tags)),
        *_months("noted", counts.made),
        *_months("date", counts.dated),
    )


def tag_query(tag: str) -> str:
    """What asks for a tag and those below it."""
    return f"tag:{tag}" if re.fullmatch(r"[\w/.-]+", tag) else f'tag:"{tag}"'


def toggled(typed: str, asks: str) -> str:
    """What was typed, with these words taken out where they are in it, else with them behind it."""
    words = _WORD.findall(typed)
    left = [word for word in words if word != asks]
    # The blank says that the last word is whole: no other one that begins so is meant.
    return "".join(f"{word} " for word in (left if len(left) < len(words) else [*words, asks]))


_HEADINGS = {"is": "To be settled", "tag": "Tags", "noted": "Noted in", "date": "Articles of"}


def _kind(facet: Facet) -> str:
    return facet.asks.partition(":")[0]


def _rows(facets: Sequence[Facet], asked: Container[str]) -> Iterator[ItemRow]:
    """The facets under headings, those that are asked for with a dot."""
    last = ""
    for index, facet in enumerate(facets):
        if (kind := _kind(facet)) != last:
            yield from [ItemRow("")] if last else []
            yield ItemRow(_HEADINGS[kind], look="heading")
        last = kind
        chosen = facet.asks in asked
        tag = tag_look(facet.asks.partition(":")[2].strip('"'))
        look = "strong" if chosen else {"is": "warning", "tag": tag}.get(kind, "text")
        yield ItemRow("  " * facet.depth + facet.text, index, look, f"{facet.notes:,}", "●" if chosen else " ")


def _most_used(tags: Sequence[TagNode]) -> Iterator[TagNode]:
    """As many as are listed, in their order: a tag is used as often as those below it, and comes before them."""
    ranked = sorted(range(len(tags)), key=lambda index: -tags[index].count)
    return (tags[index] for index in sorted(ranked[:_MOST_TAGS]))


def _months(key: str, counts: Mapping[str, int]) -> Iterator[Facet]:
    """Years, each with its months below it where it has more than one."""
    for year, group in groupby(counts.items(), lambda item: item[0][:4]):
        months = list(group)
        yield Facet(year, f"{key}:{year}", sum(count for _, count in months))
        for month, count in months:
            name = month_name(dt.date.fromisoformat(f"{month}-01")).partition(" ")[0]
            yield Facet(name, f"{key}:{month}", count, 1)
