"""`reader tags`: the tags in use as a tree, renaming one, and how far two people agree."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from reader.cli.command import Command
from reader.cli.layout import table
from reader.cli.output import ExitCode, Output, say

if TYPE_CHECKING:
    from reader.model.tag_tree import TagNode
    from reader.workspace.desk import Workspace


def _arguments(parser: ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--rename",
        metavar=("OLD", "NEW"),
        nargs=2,
        help="call OLD, and all tags below it, NEW; where NEW is in use the two become one",
    )
    what.add_argument(
        "--agreement",
        metavar=("NAME", "NAME"),
        nargs=2,
        help="how far two people agree, word by word in the articles that both annotated, for each tag with those "
        "below it and for all tags together: Cohen's kappa and Krippendorff's alpha",
    )


def _run(workspace: "Workspace", arguments: Namespace, out: Output) -> int:
    if arguments.rename:
        old, new = arguments.rename
        _rename(workspace, old, new, out)
        return ExitCode.DONE
    workspace.refresh()
    if arguments.agreement:
        from reader.cli.agreeing import print_agreement

        first, second = arguments.agreement
        print_agreement(workspace, first, second, out)
    else:
        _list(workspace.tag_tree(), out)
    return ExitCode.DONE


def _list(tree: tuple["TagNode", ...], out: Output) -> None:
    """Print each tag, in a line below the one that it stands below; without a note of its own only the count of all."""
    if out.as_json:
        for node in tree:
            out.record({"tag": node.tag, "count": node.own, "total": node.count})
        return
    for line in table([_line(node) for node in tree], out.columns, right=frozenset({0})) if tree else ():
        out.line(line)
    if not tree:
        say("There are no tags yet.")


def _line(node: "TagNode") -> tuple[str, ...]:
    name = f"{'  ' * node.depth}/{node.name}" if node.depth else f"#{node.tag}"
    return (str(node.count), name, f"{node.own} of its own" if node.own != node.count else "")


def _rename(workspace: "Workspace", old: str, new: str, out: Output) -> None:
    """Rename a tag everywhere and print the ids of the annotations that carried it."""
    renamed = workspace.rename_tag(old, new)
    for id in renamed:
        out.id(id)
    notes = "1 note" if len(renamed) == 1 else f"{len(renamed)} notes"
    say(f"Renamed in {notes}, as one step: `reader undo` takes it back.")


COMMAND = Command("list the tags as a tree; --rename one; --agreement of two people", _arguments, _run)
