"""`reader redo`: make again what was undone."""

from typing import TYPE_CHECKING

from reader.cli.command import Arguments, Command, takes_nothing
from reader.cli.commands.undo import print_taken
from reader.cli.output import ExitCode, Output

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace


def _run(workspace: "Workspace", _: Arguments, out: Output) -> int:
    print_taken(workspace.redo(), out)
    return ExitCode.DONE


COMMAND = Command("make again what was undone last", takes_nothing, _run)
