"""What is typed behind `reader`, as values."""

import os
from argparse import ArgumentParser, ArgumentTypeError, HelpFormatter, Namespace
from collections.abc import Sequence
from typing import NoReturn

from reader import __version__
from reader.cli.command import Command, load
from reader.cli.commands import NAMES
from reader.errors import Unusable
from reader.text.safety import visible_name
from reader.text.span import Span

QUERY_HELP = 'words, "phrases", tag: term: note: date: is: has:, - before what is to be left out, OR, parentheses'
_TAKES_A_VALUE = "--annotations"
"""The one option that may stand before the command and has a value."""


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


def split_command(argv: Sequence[str]) -> tuple[str, list[str]]:
    """The command that `argv` asks for and all the rest; a folder alone asks for `read`."""
    skip = False
    for index, word in enumerate(argv):
        if word == "--":
            break
        if not skip and not word.startswith("-"):
            return (word, [*argv[:index], *argv[index + 1 :]]) if word in NAMES else ("read", list(argv))
        skip = word == _TAKES_A_VALUE
    return "read", list(argv)


def parse(name: str, command: Command, rest: Sequence[str]) -> Namespace:
    """The arguments of the command called `name`. Raises Unusable with a sentence that says what to do."""
    parser = _Parser(prog=f"reader {name}", description=command.help, allow_abbrev=False, formatter_class=_Formatter)
    if not command.alone:
        parser.add_argument("folder", metavar="FOLDER", help="the folder of articles")
    command.arguments(parser)
    _add_common(parser)
    # Intermixed parsing lets a query stand around options, and forgets what `--` means.
    parsed = parser.parse_args if "--" in rest else parser.parse_intermixed_args
    try:
        return parsed(list(rest))
    except Unusable as error:
        raise Unusable(f"{error}{_hint(name, rest)}") from None


def print_overview() -> None:
    """Print what `reader` can do: its commands, each with its line."""
    commands = "\n".join(f"  {name:<14}{load(name).help}" for name in NAMES)
    print(
        "usage: reader FOLDER\n"
        "       reader COMMAND FOLDER ...\n\n"
        "Read a folder of news closely, mark passages, keep every quote.\n\n"
        f"commands:\n{commands}\n\n"
        "options of all commands:\n"
        "  --annotations DIR  where the annotations are kept; else beside the folder\n"
        "  --json             print one JSON object a line\n"
        "  --no-cache         keep the catalogue in memory instead of the cache folder\n"
        "  --version          print the version\n\n"
        "`reader COMMAND -h` shows what a command takes. A folder whose name is a command's: reader read FOLDER."
    )


def span(typed: str) -> Span:
    """The span that `A:B` stands for, as argparse wants it. Raises ArgumentTypeError."""
    start, _, end = typed.partition(":")
    try:
        return Span(int(start), int(end))
    except ValueError:
        raise ArgumentTypeError(f"{typed!r} is no span such as 12:48") from None


def ordinal(typed: str) -> int:
    """A number from 1, as argparse wants it. Raises ArgumentTypeError."""
    if typed.isascii() and typed.isdecimal() and int(typed) > 0:
        return int(typed)
    raise ArgumentTypeError(f"{typed!r} is no number from 1")


def add_query(parser: ArgumentParser) -> None:
    """Let a command take a query of any number of words."""
    parser.add_argument("query", metavar="QUERY", nargs="*", default=[], help=QUERY_HELP)


def add_fresh(parser: ArgumentParser) -> None:
    """Let a command that asks look at every file of a large library."""
    parser.add_argument(
        "--fresh",
        action="store_true",
        help="look at every file again; else, of more than a thousand, only at the folders and at what is printed, and "
        "a file that was changed in place and did not answer before is not noticed",
    )


def query(arguments: Namespace) -> str:
    """What was typed as QUERY."""
    return " ".join(arguments.query)


def _add_common(parser: ArgumentParser) -> None:
    parser.add_argument("--annotations", metavar="DIR", help="where the annotations are kept")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    parser.add_argument("--no-cache", action="store_true", help="keep the catalogue in memory")
    parser.add_argument("--version", action="version", version=f"reader {__version__}")


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
