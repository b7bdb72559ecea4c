"""`reader import-notes`: annotations of other programs, and our own exports, taken in."""

from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.command import Arguments, Command, Takes
from reader.cli.output import ExitCode, Output, say
from reader.model.annotation import AnchorState
from reader.text.safety import visible_name

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace
    from reader.workspace.taking_in import TakenIn

_STANDING = {
    AnchorState.MOVED: "to be confirmed",
    AnchorState.ORPHAN: "its words are not in the article: kept without a place",
}


def _arguments(parser: Takes) -> None:
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        type=Path,
        help="W3C JSON-LD, the JSON of the Hypothesis API, or the CSV of Readwise",
    )


def _run(workspace: "Workspace", arguments: Arguments, out: Output) -> int:
    workspace.refresh()
    code, arrived = ExitCode.DONE, 0
    for path in arguments.files:
        taken = workspace.take_in(path)
        arrived += len(taken.arrivals)
        code = ExitCode.FAILED if taken.refused else code
        _tell(taken, visible_name(path.name), out)
    if arrived:
        say(f"{'Each file' if len(arguments.files) > 1 else 'All of it'} is one step: `reader undo` takes it back.")
    return code


def _tell(taken: "TakenIn", name: str, out: Output) -> None:
    """Print the ids of what arrived, and say what the person should know."""
    for arrival in taken.arrivals:
        if out.as_json:
            out.record({"id": arrival.id, "article": arrival.article, "state": arrival.state})
        else:
            out.line(arrival.id)
        if arrival.state in _STANDING:
            say(f"{name}: {arrival.told}: {_STANDING[arrival.state]}.")
    for reason in taken.refused:
        say(f"{name}: not taken in: {reason}.")
    if taken.known:
        say(f"{name}: {taken.known} of its notes were here before; what became of them here stays.")
    elif not taken.arrivals and not taken.refused:
        say(f"{name}: there are no notes in it.")


COMMAND = Command("take in notes from W3C JSON-LD, Hypothesis or Readwise files", _arguments, _run)
