"""`reader merge`: take another store in."""

from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.command import Arguments, Command, Takes
from reader.cli.output import ExitCode, Output, say
from reader.cli.records import of_joined
from reader.model.listing import Unreadable
from reader.text.safety import visible_name

if TYPE_CHECKING:
    from reader.store.merging import Joined
    from reader.workspace.desk import Workspace


def _arguments(parser: Takes) -> None:
    parser.add_argument("store", metavar="STORE", type=Path, help="an annotations folder, or one file of one")


def _run(workspace: "Workspace", arguments: Arguments, out: Output) -> int:
    code, annotations = ExitCode.DONE, 0
    nothing = True
    for found in workspace.merge(arguments.store):
        if isinstance(found, Unreadable):
            code = ExitCode.FAILED
            say(f"{found.path}: {found.reason}.")
            continue
        nothing = False
        annotations += found.added + found.changed + found.removed + found.conflicts
        if out.as_json:
            out.record(of_joined(found))
        else:
            out.line(_told(found) + _elsewhere(found, workspace.library.name))
    if nothing:
        say("Nothing in it is new.")
    elif annotations:
        say("All of it is one step: `reader undo` takes it back.")
    return code


def _told(joined: "Joined") -> str:
    """What came in with one article, in a line."""
    counts = (
        (joined.added, "new"),
        (joined.changed, "changed"),
        (joined.removed, "removed"),
        (joined.conflicts, "in conflict: both are kept"),
    )
    said = ", ".join(f"{count} {what}" for count, what in counts if count)
    return f"{visible_name(joined.source)}: {said or 'older states only'}"


def _elsewhere(joined: "Joined", library: str) -> str:
    """A word on notes that this folder does not show."""
    theirs = joined.source.partition("/")[0]
    return "" if theirs == library else f"; shown where a folder called {visible_name(theirs)} is read"


COMMAND = Command("take in the annotations of another store, or of a conflict copy", _arguments, _run)
