"""The annotations of the article that is open."""

from collections.abc import Iterator
from textwrap import wrap

from reader.model.annotation import AnchorState, Annotation, Placed
from reader.text.safety import clean_line
from reader.tui.themes import tag_look
from reader.tui.widgets.item_pane import ItemPane, ItemRow

_MOST_QUOTE_LINES = 3
_MOST_NOTE_LINES = 12


class AnnotationList(ItemPane):
    """Each annotation with the beginning of its quote, its tags and its note."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("No notes yet. h highlights the sentence you read, t tags it, a writes a note on it.", id=id)
        self._placed: tuple[Placed, ...] = ()

    @property
    def placed(self) -> Placed | None:
        """The annotation under the cursor."""
        return self._placed[self.current] if 0 <= self.current < len(self._placed) else None

    def show(self, placed: tuple[Placed, ...], current: str = "") -> None:
        """Show these annotations, with the cursor on the one whose id is `current`."""
        self._placed = placed
        self._set(next((i for i, p in enumerate(placed) if p.annotation.id == current), self.current))

    def go_to(self, id: str) -> None:
        """Put the cursor on an annotation without a word."""
        for index, placed in enumerate(self._placed):
            if placed.annotation.id == id:
                self.place_cursor(index)

    def fit(self) -> None:
        """Break the lines anew."""
        self._set(self.current)

    def _set(self, current: int) -> None:
        rows = [row for index, placed in enumerate(self._placed) for row in self._rows_of(index, placed)]
        self.set_rows(rows, current)

    def _rows_of(self, index: int, placed: Placed) -> Iterator[ItemRow]:
        annotation, width = placed.annotation, max(8, self.line_width - 4)
        state = _state(placed)
        yield from (ItemRow(line, index, "warning") for line in _lines(state, width, _MOST_NOTE_LINES))
        quote = annotation.target.quote
        words = quote.exact if quote else "The whole article"
        look = "quote" if quote else "strong"
        yield from (ItemRow(line, index, look) for line in _lines(words, width, _MOST_QUOTE_LINES))
        for number, version in enumerate(annotation.versions):
            if number:
                yield ItemRow("or", index, "warning")
            yield from _said(index, version, width)
        yield ItemRow("")


_STATES = {
    AnchorState.MOVED: "moved: is this the place? c: yes",
    AnchorState.ORPHAN: "its words are gone; c attaches it to the passage",
}


def _state(placed: Placed) -> str:
    """What is not as it should be, and the key for it; empty where all is well."""
    if placed.annotation.conflict:
        return "changed in two places: a settles it"
    if placed.offered:
        name = placed.annotation.target.source.rpartition("/")[2]
        return f"of {clean_line(name)}, which is gone; c: it is this article"
    return _STATES.get(placed.anchor.state, "")


def _said(index: int, annotation: Annotation, width: int) -> Iterator[ItemRow]:
    """The tags and the note."""
    if annotation.tags:
        yield from _tag_rows(index, annotation.tags, width)
    for paragraph in annotation.note.splitlines():
        yield from (ItemRow(line, index) for line in _lines(paragraph, width, _MOST_NOTE_LINES) or [""])


def _tag_rows(index: int, tags: tuple[str, ...], width: int) -> Iterator[ItemRow]:
    """The tags in lines, each in its colour; one that is wider than a line goes on in the next one."""
    names = ["#" + tag.replace(" ", "\N{NO-BREAK SPACE}") for tag in tags]
    looks = [tag_look(tag) for tag, name in zip(tags, names, strict=True) for _ in name]
    done = 0
    for line in _lines(" ".join(names), width, _MOST_NOTE_LINES):
        pieces: list[tuple[str, str]] = []
        for word in line.split(" "):
            pieces.append((f" {word}" if pieces else word, looks[done] if done < len(looks) else "tag"))
            done += len(word)
        yield ItemRow(pieces[0][0], index, pieces[0][1], more=tuple(pieces[1:]))


def _lines(text: str, width: int, most: int) -> list[str]:
    return wrap(text, width, max_lines=most, placeholder=" …", break_on_hyphens=False)
