"""What is typed behind `reader`, as values."""

from collections.abc import Sequence

from reader.cli.command import Arguments, Command, Takes, load
from reader.cli.commands import NAMES
from reader.cli.plain import Plain
from reader.text.span import Span

QUERY_HELP = 'words, "phrases", tag: term: note: date: is: has:, - before what is to be left out, OR, parentheses'
_TAKES_A_VALUE = "--annotations"
"""The one option that may stand before the command and has a value."""


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


def parse(name: str, command: Command, rest: Sequence[str]) -> Arguments:
    """The arguments of the command called `name`. Raises Unusable with a sentence that says what to do.

    Raises SystemExit when it has printed the help or the version.
    """
    plain = Plain()
    command.declare(plain)
    if (arguments := plain.read(rest)) is not None:
        return arguments
    from reader.cli.parser import parse_any

    return parse_any(name, command, rest)


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
    from argparse import ArgumentTypeError

    start, _, end = typed.partition(":")
    try:
        return Span(int(start), int(end))
    except ValueError:
        raise ArgumentTypeError(f"{typed!r} is no span such as 12:48") from None


def ordinal(typed: str) -> int:
    """A number from 1, as argparse wants it. Raises ArgumentTypeError."""
    from argparse import ArgumentTypeError

    if typed.isascii() and typed.isdecimal() and int(typed) > 0:
        return int(typed)
    raise ArgumentTypeError(f"{typed!r} is no number from 1")


def add_query(parser: Takes) -> None:
    """Let a command take a query of any number of words."""
    parser.add_argument("query", metavar="QUERY", nargs="*", default=[], help=QUERY_HELP)


def add_fresh(parser: Takes) -> None:
    """Let a command that asks look at every file of a large library."""
    parser.add_argument(
        "--fresh",
        action="store_true",
        help="look at every file again; else, of more than a thousand, only at the folders and at what is printed, and "
        "a file that was changed in place and did not answer before is not noticed",
    )


def query(arguments: Arguments) -> str:
    """What was typed as QUERY."""
    return " ".join(arguments.query)
