"""The last line: what can be done here, and where one is."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.timer import Timer

from reader.tui.commands import COMMANDS, Command, Place, Spot
from reader.tui.keymap import Keymap
from reader.tui.widgets.painted import PaintedLine, fitted

_NEWS_STAYS = 4.0
"""Seconds."""
_VISUAL = (("w b", "words"), (")", "sentence"), ("o", "other end"), ("}", "paragraph"))

Hint = tuple[str, str]
"""A key, and a word for what it does."""


class StatusBar(PaintedLine):
    """The keys that matter now, as many as there is room for, and a few words at the right."""

    DEFAULT_CSS = """
    StatusBar { height: 1; color: $faint; background: $surface; }
    """
    LOOKS = {"key": "bold $key", "said": "$ink"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hints: list[Hint] = []
        self._more: list[Hint] = []
        self._offer: tuple[Spot, bool, Keymap] | None = None
        """What the hints were made of."""
        self._said = ""
        self._news = ""
        self._until: Timer | None = None

    def show(self, spot: Spot, keymap: Keymap | None = None, *, visual: bool = False) -> None:
        """Offer the keys of where the person is, or of visual mode."""
        keymap = keymap or Keymap()
        offer = (spot, visual, keymap)
        if offer == self._offer:
            return
        self._offer = offer
        hints = [(keymap.first(c), c.hint) for c in COMMANDS if c.hint and _offered(c, spot) and keymap.of(c)]
        if visual:
            hints = [*(h for h in hints if h[1] in ("highlight", "tag", "note")), *_VISUAL, ("Esc", "leave")]
        elif spot is not Spot.ARTICLE:
            hints.insert(0, ("Enter", "read" if spot is Spot.LIST else "open"))
        self._hints = hints
        self.forget()

    def offer(self, hints: Iterable[Hint]) -> None:
        """Offer more keys, behind those for the passage."""
        more = list(hints)
        if more != self._more:
            self._more = more
            self.forget()

    def ask(self, wanted: str) -> None:
        """Say what is to be typed now, in place of the keys."""
        hints = [("Type", wanted), ("Esc", "leave")]
        if hints != self._hints:
            self._hints, self._offer = hints, None
            self.flash("")

    def say(self, said: str) -> None:
        """Say where one is."""
        if said == self._said:
            return
        before, self._said = cell_len(self._said), said
        if cell_len(said) != before:
            self.forget()
            return
        self._strips.clear()
        self.refresh(Region(self.outer_size.width - before - 2, 0, before + 2, 1))

    def flash(self, news: str) -> None:
        """Say what happened, in place of the keys, for a few seconds."""
        if self._until:
            self._until.stop()
        self._news = news
        self._until = self.set_timer(_NEWS_STAYS, self._forget) if news else None
        self.forget()

    def _forget(self) -> None:
        self._news = ""
        self.forget()

    @property
    def _all_hints(self) -> list[Hint]:
        index = next((index for index, hint in enumerate(self._hints, 1) if hint[1] == "note"), len(self._hints))
        return [*self._hints[:index], *self._more, *self._hints[index:]]

    def segments(self, width: int) -> Sequence[Segment]:
        """As many hints as fit beside what is said."""
        key, said, plain = self.look("key"), self.look("said"), self.look()
        right = f" {self._said} " if self._said else ""
        room = width - cell_len(right) - 1
        left = [Segment(" ", plain)]
        if self._news:
            left.append(Segment(fitted(self._news, room), said))
        else:
            hints = _fitting(self._all_hints, room)
            left += [part for keys, word in hints for part in (Segment(keys, key), Segment(f" {word}  ", plain))]
            left.append(Segment(" " * (room - sum(map(_width, hints))), plain))
        return [*left, Segment(right, said)]


def _fitting(hints: list[Hint], room: int) -> list[Hint]:
    """The first hints that there is room for, and before them the last one: it tells of all the others."""
    shown: list[Hint] = []
    room -= sum(map(_width, hints[-1:]))
    if room < 0:
        return []
    for hint in hints[:-1]:
        room -= _width(hint)
        if room < 0:
            break
        shown.append(hint)
    return shown + hints[-1:]


def _width(hint: Hint) -> int:
    return cell_len(hint[0]) + cell_len(hint[1]) + 3


def _offered(command: Command, spot: Spot) -> bool:
    if command.place is Place.VISUAL or (spot is not Spot.ARTICLE and command.id == "next"):
        return False
    return bool(command.does(spot))
