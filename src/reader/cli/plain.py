"""Plain command lines as values: words and switches, as nearly all are.

argparse takes longer to import and to set up than a question takes to be answered.
"""

from collections.abc import Sequence

from reader.cli.command import Arguments
from reader.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

_EACH = ("", "?")
"""How many words an argument takes, as `nargs` has it: one, or one that may be left out."""
_ALL = ("*", "+")
_LEFT_OUT = ("?", "*")


class Plain:
    """Takes declarations as an `ArgumentParser` does, and reads only what that would read in the same way."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}
        """What each name stands for where nothing is typed."""
        self._switches: dict[str, str] = {}
        self._words: list[tuple[str, str]] = []
        """The names of what is no option, in order, each with its `nargs`."""
        self._understood = True

    def add_argument(self, *names: str, **how: "Any") -> None:
        """As `ArgumentParser.add_argument`."""
        name = how.get("dest") or names[-1].lstrip("-").replace("-", "_")
        if how.get("action") == "version":
            return
        self._values[name] = how.get("default", [] if how.get("nargs") == "*" else None)
        if not names[0].startswith("-"):
            many = how.get("nargs", "")
            self._words.append((name, many))
            self._understood &= many in (*_EACH, *_ALL) and not how.keys() & {"type", "choices"}
        elif how.get("action") == "store_true":
            self._values[name] = False
            self._switches |= dict.fromkeys(names, name)

    def add_mutually_exclusive_group(self) -> "Plain":
        """As `ArgumentParser.add_mutually_exclusive_group`; what excludes what is left to that."""
        self._understood = False
        return self

    def read(self, typed: Sequence[str]) -> Arguments | None:
        """What was typed; None where an option takes a value, something is wrong, or the help is asked for."""
        words = [word for word in typed if word not in self._switches]
        if not self._understood or any(word.startswith("-") for word in words):
            return None
        values = self._values | {self._switches[word]: True for word in typed if word in self._switches}
        for name, many in self._words:
            taken = words if many in _ALL else words[:1]
            words = words[len(taken) :]
            if taken:
                values[name] = taken if many in _ALL else taken[0]
            elif many not in _LEFT_OUT:
                return None
        return None if words else Arguments(**values)
