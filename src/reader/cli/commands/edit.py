"""`reader edit`: change the tags and the note of an annotation."""

from typing import TYPE_CHECKING

from reader.cli.command import Arguments, Command, Takes
from reader.cli.output import ExitCode, Output, say
from reader.errors import Unusable

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace


def _arguments(parser: Takes) -> None:
    parser.add_argument("id", metavar="ID", help="an annotation's id, or the end of one")
    parser.add_argument("--tag", metavar="T", action="append", default=[], help="add a tag; may be repeated")
    parser.add_argument("--untag", metavar="T", action="append", default=[], help="take a tag off; may be repeated")
    parser.add_argument("--note", metavar="TEXT", help="put this note in the place of the old; '' takes it away")


def _run(workspace: "Workspace", arguments: Arguments, out: Output) -> int:
    from reader.workspace.cleaning import clean_tags

    annotation = workspace.notebook.find(arguments.id).merged
    added, off = clean_tags(tuple(arguments.tag)), clean_tags(tuple(arguments.untag))
    if not (added or off or arguments.note is not None or annotation.conflict):
        raise Unusable("There is nothing to change: give --tag, --untag or --note.")
    for tag in off:
        if tag not in annotation.tags:
            say(f"It has no tag “{tag}”.")
    tags = tuple(tag for tag in annotation.tags + added if tag not in off)
    note = annotation.note if arguments.note is None else arguments.note
    out.id(workspace.edit(annotation, tags, note).id)
    return ExitCode.DONE


COMMAND = Command("change the tags or the note of an annotation", _arguments, _run)
