"""The settings: one TOML file that the person writes and the reader only reads."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from reader.errors import Unusable
from reader.files import read_file
from reader.model.term import TermKind
from reader.places import settings_file
from reader.text.safety import clean_line, visible_name

_LARGEST = 1024 * 1024
_NOTHING: Mapping[str, Any] = MappingProxyType({})
MOST_FAVOURITES = 9


class Problem(NamedTuple):
    """Something in the settings that cannot hold."""

    line: int
    """From 1; 0 where it is not known."""
    reason: str
    """One sentence."""

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}" if self.line else self.reason


@dataclass(frozen=True)
class Settings:
    """What holds; each field as it is where the file does not say."""

    theme: str = ""
    """The name of a theme; empty for the one that was chosen last."""
    width: int = 76
    """The widest line of an article, in cells: about twelve words, as a book has."""
    by: str = ""
    """Who annotates; empty for the name of the user's account."""
    annotations: Path | None = None
    """The folder of annotations; None for the one beside the articles."""
    exports: Path | None = None
    """The folder for exports; None for `notes` beside the articles."""
    template: Path | None = None
    """A Jinja2 template for each page of the Markdown export."""
    highlight: tuple[str, ...] = tuple(TermKind)
    """The kinds of key terms that are highlighted."""
    boilerplate: tuple[re.Pattern[str], ...] = ()
    """A paragraph in which one of them is found is left out as boilerplate."""
    favourites: tuple[str, ...] = ()
    """The tags of the keys 1 to 9."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For a command, by its id, all its keys: each a key or a sequence of keys with blanks between."""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Where each setting stands; those of keys as `keys.id`."""


def settings_path() -> Path:
    """Where the settings are: `~/.config/reader/settings.toml` on Linux."""
    return Path(settings_file())


def load(path: Path) -> Settings:
    """The settings in a file, or those that hold without one. Raises Unusable with the first problem."""
    settings, problems = read(path)
    if problems:
        raise Unusable(f"{visible_name(str(path))}, {problems[0]}")
    return settings


def read(path: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """What of a file's settings can hold, and everything that cannot."""
    try:
        source = read_file(path.resolve(), _LARGEST).decode("utf-8")
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (Problem(0, f"it cannot be read: {error.strerror or 'it is too large'}."),)
    except UnicodeDecodeError as error:
        return Settings(), (Problem(error.object.count(b"\n", 0, error.start) + 1, "this is not UTF-8."),)
    return parse(source)


def parse(source: str) -> tuple[Settings, tuple[Problem, ...]]:
    """What of the settings in a TOML text can hold, and everything that cannot."""
    import tomllib

    try:
        given = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r" \(at line (\d+), column \d+\)$", str(error))
        said = clean_line(str(error)[: at.start()] if at else str(error))
        return Settings(), (Problem(int(at[1]) if at else source.count("\n") + 1, f"this is no TOML: {said}."),)
    lines, problems, held = _lines(source), [], dict[str, Any]()
    for name, value in given.items():
        try:
            held[name] = _field(name)(value)
        except ValueError as error:
            problems.append(Problem(lines.get(name, 0), str(error)))
    for id, value in (given["keys"] if isinstance(given.get("keys"), dict) else _NOTHING).items():
        try:
            held["keys"][id] = _texts(value)
        except ValueError as error:
            problems.append(Problem(lines.get(f"keys.{id}", 0), f"“{clean_line(id)}” {error}"))
    return Settings(**held, lines=lines), tuple(sorted(problems, key=lambda problem: problem.line))


def nearest(name: str, known: Iterator[str] | tuple[str, ...]) -> str:
    """`; did you mean “x”?` for the known name that is most like `name`, else a full stop."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), 1, 0.5)
    return f"; did you mean “{near[0]}”?" if near else "."


# What each setting takes. A converter raises ValueError with a sentence.


def _field(name: str) -> Callable[[Any], Any]:
    convert = _FIELDS.get(name)
    if convert is None:
        raise ValueError(f"there is no setting “{clean_line(name)}”{nearest(name, tuple(_FIELDS))}")

    def checked(value: Any) -> Any:
        try:
            return convert(value)
        except ValueError as error:
            raise ValueError(f"“{name}” {error}") from None

    return checked


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or value != clean_line(value):
        raise ValueError("is to be a text of one line.")
    return value.strip()


def _texts(value: Any) -> tuple[str, ...]:
    """One text, or a list of them."""
    given = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) and one.strip() and one == clean_line(one) for one in given):
        raise ValueError("is to be a text or a list of texts.")
    return tuple(dict.fromkeys(given))


def _path(value: Any) -> Path:
    path = Path(_text(value)).expanduser()
    if not path.is_absolute():
        raise ValueError("is to be a whole path: one that begins with / or ~.")
    return path


def _width(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 20 <= value <= 400:
        raise ValueError("is to be a number of columns from 20 to 400.")
    return value


def _kinds(value: Any) -> tuple[str, ...]:
    for kind in (kinds := _texts(value)):
        if kind not in tuple(TermKind):
            raise ValueError(f"knows no “{kind}”{nearest(kind, tuple(TermKind))} There are: {', '.join(TermKind)}.")
    return kinds


def _patterns(value: Any) -> tuple[re.Pattern[str], ...]:
    try:
        return tuple(re.compile(pattern) for pattern in _texts(value))
    except re.error as error:
        raise ValueError(f"holds a pattern that cannot be used: {error}.") from None


def _favourites(value: Any) -> tuple[str, ...]:
    if len(tags := tuple(tag.strip().lstrip("#") for tag in _texts(value))) > MOST_FAVOURITES:
        raise ValueError(f"has room for {MOST_FAVOURITES} tags: the keys 1 to 9.")
    return tags


def _keys(value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise ValueError("is a table: [keys], and below it a line for each command.")  # noqa: TRY004
    return {}  # filled key by key, so that each problem has its own line


_FIELDS: dict[str, Callable[[Any], Any]] = {
    "theme": _text,
    "width": _width,
    "by": _text,
    "annotations": _path,
    "exports": _path,
    "template": _path,
    "highlight": _kinds,
    "boilerplate": _patterns,
    "favourites": _favourites,
    "keys": _keys,
}


_ENTRY = re.compile(r"""\s*(?:\[\s*(?P<table>[\w"'-]+)\s*\]|(?P<name>[\w.-]+|"[^"]*"|'[^']*')\s*=)""")


def _lines(source: str) -> dict[str, int]:
    """The line of each setting: `tomllib` does not tell them. Entries of a table are written `table.name`."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(source.splitlines(), 1):
        if match := _ENTRY.match(line):
            if match["table"]:
                table = match["table"].strip("\"'") + "."
                found.setdefault(table[:-1], number)
            else:
                found.setdefault(table + match["name"].strip("\"'"), number)
    return found
