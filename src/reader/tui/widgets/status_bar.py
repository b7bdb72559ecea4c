"""The last line: what can be done here, and where one is."""

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from reader.tui.commands import COMMANDS, Command, Place
from reader.tui.keymap import Keymap

_NEWS_STAYS = 4.0
"""Seconds."""
_VISUAL = (("w b", "words"), (")", "sentence"), ("o", "other end"), ("}", "paragraph"))

Hint = tuple[str, str]
"""A key, and a word for what it does."""


class StatusBar(Widget):
    """The keys that matter now, as many as there is room for, and a few words at the right."""

    DEFAULT_CSS = """
    StatusBar { height: 1; color: $faint; background: $surface; }
    StatusBar > .status--key { color: $key; text-style: bold; }
    StatusBar > .status--said { color: $ink; }
    """
    COMPONENT_CLASSES = {"status--key", "status--said"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hints: list[Hint] = []
        self._said = ""
        self._news = ""
        self._until: Timer | None = None

    def show(self, *, reading: bool, visual: bool, keymap: Keymap | None = None) -> None:
        """Offer the keys of the article, of visual mode, or of the list."""
        keymap = keymap or Keymap()
        hints = [(keymap.first(c), c.hint) for c in COMMANDS if c.hint and _offered(c, reading) and keymap.of(c)]
        if visual:
            hints = [*(h for h in hints if h[1] in ("highlight", "tag", "note")), *_VISUAL, ("Esc", "leave")]
        elif not reading:
            hints.insert(0, ("Enter", "read"))
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def ask(self, wanted: str) -> None:
        """Say what is to be typed now, in place of the keys."""
        hints = [("Type", wanted), ("Esc", "leave")]
        if hints != self._hints:
            self._hints = hints
            self.flash("")

    def say(self, said: str) -> None:
        """Say where one is."""
        if said != self._said:
            self._said = said
            self.refresh()

    def flash(self, news: str) -> None:
        """Say what happened, in place of the keys, for a few seconds."""
        if self._until:
            self._until.stop()
        self._news = news
        self._until = self.set_timer(_NEWS_STAYS, self._forget) if news else None
        self.refresh()

    def _forget(self) -> None:
        self._news = ""
        self.refresh()

    def render(self) -> Content:
        """As many hints as fit beside what is said."""
        key, said = self.get_visual_style("status--key"), self.get_visual_style("status--said")
        right = f" {self._said} " if self._said else ""
        room = self.size.width - cell_len(right) - 1
        parts: list[Content] = [Content(" ")]
        if self._news:
            news = set_cell_size(self._news, room) if cell_len(self._news) > room else self._news
            room -= cell_len(news)
            parts.append(Content.styled(news, said))
        hints = [] if self._news else _fitting(self._hints, room)
        for keys, word in hints:
            room -= _width((keys, word))
            parts += [Content.styled(keys, key), Content(f" {word}  ")]
        left = Content("").join(parts)
        return left + Content(" " * max(0, room)) + Content.styled(right, said)


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


def _offered(command: Command, reading: bool) -> bool:
    if not reading:
        return bool(command.list) and command.id != "next"
    return bool(command.article) and command.place is not Place.VISUAL
