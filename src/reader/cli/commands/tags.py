"""`reader tags`: the tags in use, and renaming one."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from reader.cli.command import Command
from reader.cli.layout import table
from reader.cli.output import ExitCode, Output, say

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--rename",
        metavar=("OLD", "NEW"),
        nargs=2,
        help="call OLD, and all tags below it, NEW; where NEW is in use the two become one",
    )


def _run(workspace: "Workspace", arguments: Namespace, out: Output) -> int:
    if arguments.rename:
        old, new = arguments.rename
        return _rename(workspace, old, new, out)
    tags = sorted(workspace.notebook.tags().items(), key=lambda item: (-item[1], item[0]))
    if out.as_json:
        for tag, count in tags:
            out.record({"tag": tag, "count": count})
    elif tags:
        for line in table([(str(count), f"#{tag}") for tag, count in tags], out.columns, right=frozenset({0})):
            out.line(line)
    else:
        say("There are no tags yet.")
    return ExitCode.DONE


def _rename(workspace: "Workspace", old: str, new: str, out: Output) -> int:
    """Rename a tag everywhere and print the ids of the annotations that carried it."""
    renamed = workspace.rename_tag(old, new)
    for id in renamed:
        out.id(id)
    notes = "1 note" if len(renamed) == 1 else f"{len(renamed)} notes"
    say(f"Renamed in {notes}, as one step: `reader undo` takes it back.")
    return ExitCode.DONE


COMMAND = Command("list the tags and how often each is used; --rename one", _arguments, _run)
