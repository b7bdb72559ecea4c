"""`reader list`: the articles of a folder."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.cli import articles
from reader.cli.arguments import add_query, query
from reader.cli.command import Command
from reader.cli.layout import table
from reader.cli.output import ExitCode, Output, say
from reader.cli.records import of_listing
from reader.errors import Unusable
from reader.model.article import Listing
from reader.text.safety import visible_name

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace


def print_listing(workspace: "Workspace", typed: str, out: Output) -> ExitCode:
    """Print the articles that answer what was typed, newest first."""
    articles.look(workspace)
    rows = workspace.list(typed)
    _print(rows, out)
    _say_what_is_missing(workspace, typed, len(rows))
    return ExitCode.DONE


def _print(rows: Sequence[Listing], out: Output) -> None:
    if out.as_json:
        for row in rows:
            out.record(of_listing(row))
    elif rows:
        for line in table([_columns(row) for row in rows], out.columns, right=frozenset({2})):
            out.line(line)


def _columns(row: Listing) -> tuple[str, ...]:
    date = row.date.isoformat() if row.date else "no date"
    return (date, visible_name(row.id), str(row.notes or ""), "*" if row.starred else "", row.headline)


def _say_what_is_missing(workspace: "Workspace", typed: str, found: int) -> None:
    if not found:
        say(f"No article answers “{typed}”." if typed else "There are no articles in this folder.")
    problems = len(workspace.catalogue.problems)
    if problems:
        say(f"{problems} file{'s' if problems > 1 else ''} cannot be read; `reader check` says which and why.")


def _arguments(parser: ArgumentParser) -> None:
    add_query(parser)
    parser.add_argument("--related", metavar="ARTICLE", help="only the articles that tell the same story as this one")


def _run(workspace: "Workspace", arguments: Namespace, out: Output) -> int:
    if arguments.related is None:
        return print_listing(workspace, query(arguments), out)
    from reader.workspace.stories import same_story

    if query(arguments):
        raise Unusable("A query and --related do not go together.")
    articles.look(workspace)
    related = same_story(workspace, articles.named(workspace, arguments.related))
    _print(related, out)
    if not related:
        say("No other article tells the same story.")
    return ExitCode.DONE


COMMAND = Command("list the articles, newest first", _arguments, _run)
