"""What a command is."""

from collections.abc import Callable
from importlib import import_module
from types import SimpleNamespace

from reader import __version__
from reader.cli.output import Output
from reader.typed import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from typing import Any

    from reader.workspace.desk import Workspace
    from reader.workspace.opening import Opening


class Arguments(SimpleNamespace):
    """What was typed behind a command, by name."""


class Takes(Protocol):
    """What the arguments of a command are declared to, as to argparse's `ArgumentParser`."""

    def add_argument(self, *names: str, **how: "Any") -> object:
        """Declare one of them."""

    def add_mutually_exclusive_group(self) -> "Takes":
        """What is declared to this excludes each other."""


class Command(NamedTuple):
    """One subcommand of `reader`."""

    help: str
    """One line: what it does, in the imperative."""
    arguments: Callable[[Takes], None]
    """Adds what the command takes besides FOLDER and the common options."""
    run: Callable[["Workspace", Arguments, Output], int] | None = None
    """Carries it out on an opened folder and returns the exit status. Raises ReaderError."""
    ask: Callable[["Opening", Arguments, Output], int] | None = None
    """In place of `run`, for a command that a shelf alone may answer: see `Opening`."""
    alone: Callable[[Arguments, Output], int] | None = None
    """In place of `run`, for a command that takes no folder."""

    def declare(self, parser: Takes) -> None:
        """Declare all that it takes."""
        if not self.alone:
            parser.add_argument("folder", metavar="FOLDER", help="the folder of articles")
        self.arguments(parser)
        parser.add_argument("--annotations", metavar="DIR", help="where the annotations are kept")
        parser.add_argument("--json", action="store_true", help="print one JSON object a line")
        parser.add_argument("--no-cache", action="store_true", help="keep the catalogue in memory")
        parser.add_argument("--version", action="version", version=f"reader {__version__}")


def load(name: str) -> Command:
    """The command called `name`, one of `commands.NAMES`."""
    command = import_module(f"reader.cli.commands.{name.replace('-', '_')}").COMMAND
    assert isinstance(command, Command)
    return command


def takes_nothing(parser: Takes) -> None:
    """The `arguments` of a command that takes only FOLDER and the common options."""
