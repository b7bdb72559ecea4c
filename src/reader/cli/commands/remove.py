"""`reader remove`: take annotations away."""

from typing import TYPE_CHECKING

from reader.cli.command import Arguments, Command, Takes
from reader.cli.output import ExitCode, Output

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace


def _arguments(parser: Takes) -> None:
    parser.add_argument("id", metavar="ID", help="an annotation's id, or the end of one")


def _run(workspace: "Workspace", arguments: Arguments, out: Output) -> int:
    annotation = workspace.notebook.find(arguments.id)
    workspace.notebook.remove(annotation)
    out.id(annotation.id)
    return ExitCode.DONE


COMMAND = Command("take an annotation away; `undo` brings it back", _arguments, _run)
