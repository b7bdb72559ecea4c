"""Any command line as values, read by argparse, which says what is wrong with it and what a command takes."""

import os
from argparse import ArgumentParser, HelpFormatter
from collections.abc import Sequence
from typing import NoReturn

from reader.cli.command import Arguments, Command
from reader.cli.commands import NAMES
from reader.errors import Unusable
from reader.text.safety import visible_name


class _Formatter(HelpFormatter):
    """Asks the system how wide the terminal is: argparse would import `shutil` for that, whenever it adds an option."""

    def __init__(self, prog: str) -> None:
        try:
            columns = int(os.environ.get("COLUMNS", 0)) or os.get_terminal_size().columns
        except (ValueError, OSError):
            columns = 80
        super().__init__(prog, width=columns - 2)


class _Parser(ArgumentParser):
    """Raises what is wrong as one sentence, instead of printing and leaving."""

    def error(self, message: str) -> NoReturn:
        raise Unusable(f"{message[:1].upper()}{message[1:]}. `{self.prog} -h` shows how.")


def parse_any(name: str, command: Command, rest: Sequence[str]) -> Arguments:
    """As `arguments.parse`. Raises SystemExit when it has printed the help or the version."""
    parser = _Parser(prog=f"reader {name}", description=command.help, allow_abbrev=False, formatter_class=_Formatter)
    command.declare(parser)
    # Intermixed parsing lets a query stand around options, and forgets what `--` means.
    parsed = parser.parse_args if "--" in rest else parser.parse_intermixed_args
    try:
        return parsed(list(rest), Arguments())
    except Unusable as error:
        raise Unusable(f"{error}{_hint(name, rest)}") from None


def _hint(name: str, rest: Sequence[str]) -> str:
    """What the person may have meant, where the arguments did not fit."""
    if name != "read" and os.path.isdir(name):
        return f" (The folder called {name}: reader read {name}.)"
    words = [word for word in rest if not word.startswith("-")]
    if name == "read" and len(words) > 1 and not os.path.isdir(words[0]):
        from difflib import get_close_matches

        near = get_close_matches(words[0], NAMES, 1)
        return f" (There is no command {visible_name(words[0])}{f'; did you mean {near[0]}?' if near else '.'})"
    return ""
