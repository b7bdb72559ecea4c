"""Which keys call which command: those of the table, and in their place the person's own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from reader.settings import Problem, Settings, nearest
from reader.text.safety import clean_line
from reader.tui.commands import COMMANDS, Command, Place, key_name

Keys = tuple[str, ...]
"""One key, or a sequence of keys: single characters, and names such as `ctrl+d` and `pagedown`."""

UNBOUND = "unbound"
"""A key that no keyboard has, for a command without single keys: Textual takes no empty list."""
_MODIFIERS = ("ctrl", "alt", "shift", "super")
_NAMED = (
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete", "backspace", "enter",
    "escape", "tab", "space", *(f"f{number}" for number in range(1, 25)),
)  # fmt: skip
_OTHER_NAMES = {"esc": "escape", "return": "enter", "pgdn": "pagedown", "pgup": "pageup", "del": "delete"}


@dataclass(frozen=True)
class Keymap:
    """The keys of every command."""

    own: Mapping[str, tuple[Keys, ...]] = field(default_factory=dict)
    """By a command's id, all keys that the person gave it; other commands have those of the table."""

    def of(self, command: Command) -> tuple[Keys, ...]:
        """All keys of a command."""
        given = self.own.get(command.id)
        return tuple((key,) for key in command.keys) if given is None else given

    def shown(self, command: Command) -> str:
        """The keys of a command as a person knows them."""
        return " ".join(written(keys).replace(" ", "\N{NO-BREAK SPACE}") for keys in self.of(command))

    def first(self, command: Command) -> str:
        """The first of them, as a person knows it; empty where there is none."""
        return next((written(keys) for keys in self.of(command)), "")

    @cached_property
    def singles(self) -> dict[str, str]:
        """For Textual, by id: the single keys of every command; empty where the person changed none.

        With all ids in it, no key of one command is lost when another one moves away from the same key.
        """
        if not self.own:
            return {}
        alone = {c.id: ["comma" if k[0] == "," else k[0] for k in self.of(c) if len(k) == 1] for c in COMMANDS}
        return {id: ",".join(keys) or UNBOUND for id, keys in alone.items()}

    @cached_property
    def meant(self) -> Mapping[str, tuple[Command, ...]]:
        """By each single key, the commands that it calls in one place or another."""
        keys = {keys[0] for command in COMMANDS for keys in self.of(command) if len(keys) == 1}
        return {key: tuple(command for command in COMMANDS if (key,) in self.of(command)) for key in keys}

    @cached_property
    def sequences(self) -> tuple[tuple[Keys, Command], ...]:
        """All sequences of more than one key."""
        return tuple((keys, command) for command in COMMANDS for keys in self.of(command) if len(keys) > 1)

    def begun(self, pressed: Keys, places: Sequence[Place]) -> list[tuple[Keys, Command]]:
        """The sequences of commands at `places` that go on with, or are, what was pressed."""
        return [
            (keys, command)
            for keys, command in self.sequences
            if command.place in places and keys[: len(pressed)] == pressed
        ]


def keymap_of(settings: Settings) -> tuple[Keymap, tuple[Problem, ...]]:
    """The keys that the settings ask for, and everything in them that cannot hold."""
    ids = tuple(command.id for command in COMMANDS)
    own: dict[str, tuple[Keys, ...]] = {}
    problems: list[Problem] = []
    for id, typed in settings.keys.items():
        line = settings.lines.get(f"keys.{id}", 0)
        if id not in ids:
            problems.append(Problem(line, f"there is no command “{clean_line(id)}”{nearest(id, ids)}"))
            continue
        try:
            own[id] = tuple(keys_of(one) for one in typed)
        except ValueError as error:
            problems.append(Problem(line, str(error)))
    keymap = Keymap(own)
    return keymap, (*problems, *_clashes(keymap, settings.lines))


def keys_of(typed: str) -> Keys:
    """The keys that are written as `g g`, `ctrl+d` or `?`. Raises ValueError with a sentence."""
    return tuple(_key(key) for key in typed.split())


def written(keys: Keys) -> str:
    """Keys as a person knows them: `g g`, `Shift+↓`."""
    return " ".join(map(key_name, keys))


def _key(typed: str) -> str:
    if len(typed) == 1:
        return typed
    *modifiers, last = typed.lower().split("+") if not typed.endswith("+") else [*typed.lower().split("+")[:-2], "+"]
    last = _OTHER_NAMES.get(last, last)
    if len(last) > 1 and last not in _NAMED:
        raise ValueError(f"there is no key “{typed}”{nearest(last, _NAMED)}")
    if wrong := [modifier for modifier in modifiers if modifier not in _MODIFIERS]:
        raise ValueError(f"there is no key “{typed}”: “{wrong[0]}” is none of {', '.join(_MODIFIERS)}.")
    if modifiers == ["shift"] and len(last) == 1:
        return last.upper()
    return "+".join([*(modifier for modifier in _MODIFIERS if modifier in modifiers), last])


def _clashes(keymap: Keymap, lines: Mapping[str, int]) -> Iterator[Problem]:
    """Two commands on one key, or one key that begins the sequence of another, where both may be meant."""
    for one, other in combinations(COMMANDS, 2) if keymap.own else ():
        changed = [command for command in (other, one) if command.id in keymap.own]
        if not changed or not _meet(one, other):
            continue
        for mine in keymap.of(one):
            for theirs in keymap.of(other):
                short, long = sorted((mine, theirs), key=len)
                if long[: len(short)] == short:
                    line = max(lines.get(f"keys.{command.id}", 0) for command in changed)
                    first, second = (one, other) if mine == short else (other, one)
                    also = "also one" if short == long else f"begins “{written(long)}”"
                    yield Problem(line, f"“{written(short)}” is a key of “{first.id}” and {also} of “{second.id}”.")


def _meet(one: Command, other: Command) -> bool:
    """Whether both may be meant by one key: not where one comes first, as those of visual mode do."""
    places = {one.place, other.place}
    if len(places) == 1 or not places & {Place.VISUAL, Place.NOTES}:
        return True
    others = next(command for command in (other, one) if command.place is not Place.NOTES)
    return Place.VISUAL not in places and others.place is Place.SCREEN and bool(others.notes)
