"""What a command is."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from reader.cli.output import Output

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace
    from reader.workspace.opening import Opening


class Command(NamedTuple):
    """One subcommand of `reader`."""

    help: str
    """One line: what it does, in the imperative."""
    arguments: Callable[[ArgumentParser], None]
    """Adds what the command takes besides FOLDER and the common options."""
    run: Callable[["Workspace", Namespace, Output], int] | None = None
    """Carries it out on an opened folder and returns the exit status. Raises ReaderError."""
    ask: Callable[["Opening", Namespace, Output], int] | None = None
    """In place of `run`, for a command that a shelf alone may answer: see `Opening`."""
    alone: Callable[[Namespace, Output], int] | None = None
    """In place of `run`, for a command that takes no folder."""


def load(name: str) -> Command:
    """The command called `name`, one of `commands.NAMES`."""
    command = import_module(f"reader.cli.commands.{name.replace('-', '_')}").COMMAND
    assert isinstance(command, Command)
    return command


def takes_nothing(parser: ArgumentParser) -> None:
    """The `arguments` of a command that takes only FOLDER and the common options."""
