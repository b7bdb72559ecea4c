"""`reader undo`: take the last change back."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.cli.command import Arguments, Command, takes_nothing
from reader.cli.output import ExitCode, Output, say
from reader.text.safety import visible_name

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace
    from reader.workspace.notebook import Taken


def print_taken(taken: Iterable["Taken"], out: Output) -> None:
    """Print the ids of the annotations that were touched, and say what became of each."""
    for one in taken:
        annotation = one.after or one.before
        if annotation is None:
            continue
        became = "gone" if one.after is None else "back" if one.before is None else "as it was"
        out.id(annotation.id)
        say(f"The annotation in {visible_name(one.source)} is {became}.")


def _run(workspace: "Workspace", _: Arguments, out: Output) -> int:
    print_taken(workspace.undo(), out)
    return ExitCode.DONE


COMMAND = Command("take your last change back, also one of another day", takes_nothing, _run)
