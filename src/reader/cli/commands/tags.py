"""`reader tags`: the tags as a tree, renaming and describing one, and how far two people agree."""

from typing import TYPE_CHECKING

from reader.cli import articles
from reader.cli.command import Arguments, Command, Takes
from reader.cli.layout import table
from reader.cli.output import ExitCode, Output, say
from reader.text.safety import clean_line

if TYPE_CHECKING:
    from reader.model.tag_tree import TagNode
    from reader.workspace.desk import Workspace


def _arguments(parser: Takes) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--rename",
        metavar=("OLD", "NEW"),
        nargs=2,
        help="call OLD, and all tags below it, NEW; where NEW is in use the two become one",
    )
    what.add_argument(
        "--describe",
        metavar=("TAG", "TEXT"),
        nargs=2,
        help="say in the codebook what TAG stands for; an empty TEXT takes it out again",
    )
    what.add_argument(
        "--agreement",
        metavar=("NAME", "NAME"),
        nargs=2,
        help="how far two people agree, word by word in the articles that both annotated, for each tag with those "
        "below it and for all tags together: Cohen's kappa and Krippendorff's alpha",
    )


def _run(workspace: "Workspace", arguments: Arguments, out: Output) -> int:
    if arguments.rename:
        old, new = arguments.rename
        _rename(workspace, old, new, out)
        return ExitCode.DONE
    if arguments.describe:
        tag, text = arguments.describe
        before = workspace.describe_tag(tag, text)
        say(f"Saved. Before, it said: {before}" if before else "Saved.")
        return ExitCode.DONE
    articles.look(workspace)
    if arguments.agreement:
        from reader.cli.agreeing import print_agreement

        first, second = arguments.agreement
        print_agreement(workspace, first, second, out)
    else:
        _list(workspace, out)
    return ExitCode.DONE


def _list(workspace: "Workspace", out: Output) -> None:
    """Print the tree: how many notes have each tag or one below it, how many just that, and what it stands for."""
    tree, codes = workspace.tag_tree(planned=True), workspace.codebook.now
    if trouble := workspace.codebook.trouble():
        say(trouble)
    if out.as_json:
        for node in tree:
            record = {"tag": node.tag, "count": node.own, "total": node.count, "description": codes.of(node.tag)}
            out.record(record)
        return
    rows = [_line(node, codes.of(node.tag)) for node in tree]
    for line in table(rows, out.columns, right=frozenset({0})) if rows else ():
        out.line(line)
    if not tree:
        say("There are no tags yet.")


def _line(node: "TagNode", said: str) -> tuple[str, ...]:
    name = f"{'  ' * node.depth}/{node.name}" if node.depth else f"#{node.tag}"
    return (str(node.count), name, f"{node.own} of its own" if node.own != node.count else "", clean_line(said))


def _rename(workspace: "Workspace", old: str, new: str, out: Output) -> None:
    """Rename a tag everywhere and print the ids of the annotations that carried it."""
    renamed = workspace.rename_tag(old, new)
    for id in renamed:
        out.id(id)
    notes = "1 note" if len(renamed) == 1 else f"{len(renamed)} notes"
    say(f"Renamed in {notes}, as one step: `reader undo` takes it back.")


COMMAND = Command("list the tags as a tree; --rename or --describe one; --agreement of two people", _arguments, _run)
