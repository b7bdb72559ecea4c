"""`reader list`: the articles of a folder."""

from collections.abc import Sequence

from reader.cli.arguments import add_fresh, add_query, query
from reader.cli.asking import answering
from reader.cli.command import Arguments, Command, Takes
from reader.cli.layout import table
from reader.cli.output import ExitCode, Output, say
from reader.errors import Unusable
from reader.model.listing import Listing
from reader.text.counting import counted
from reader.text.safety import visible_name
from reader.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.workspace.opening import Opening
    from reader.workspace.shelf import Shelf


def print_listing(opening: "Opening", typed: str, out: Output, *, fresh: bool = False) -> ExitCode:
    """Print the articles that answer what was typed, newest first; `fresh` as in `Opening.glance`."""
    shelf, rows = answering(opening, typed, fresh=fresh)
    _print(rows, out)
    _say_what_is_missing(shelf, typed, len(rows))
    return ExitCode.DONE


def _print(rows: Sequence[Listing], out: Output) -> None:
    if out.as_json:
        from reader.cli.records import of_listing

        for row in rows:
            out.record(of_listing(row))
    elif rows:
        for line in table(map(_columns, rows), out.columns, right=frozenset({2})):
            out.line(line)


def _columns(row: Listing) -> tuple[str, ...]:
    date = row.date.isoformat() if row.date else "no date"
    return (date, visible_name(row.id), str(row.notes or ""), "*" if row.starred else "", row.headline)


def _say_what_is_missing(shelf: "Shelf", typed: str, found: int) -> None:
    if not found:
        say(f"No article answers “{typed}”." if typed else "There are no articles in this folder.")
    problems = len(shelf.catalogue.problems)
    if problems:
        say(f"{counted(problems, 'file')} cannot be read; `reader check` says which and why.")


def _arguments(parser: Takes) -> None:
    add_query(parser)
    add_fresh(parser)
    parser.add_argument(
        "--timeline", action="store_true", help="how many articles and notes each day, week, month … has"
    )
    parser.add_argument("--by", metavar="PERIOD", help="of the timeline: day, week, month, quarter, year or longer")
    parser.add_argument("--related", metavar="ARTICLE", help="only the articles that tell the same story as this one")


def _ask(opening: "Opening", arguments: Arguments, out: Output) -> int:
    if arguments.timeline or arguments.by:
        from reader.cli.timeline import print_timeline

        return print_timeline(opening, query(arguments), arguments.by, out, fresh=arguments.fresh)
    if arguments.related is None:
        return print_listing(opening, query(arguments), out, fresh=arguments.fresh)
    if query(arguments):
        raise Unusable("A query and --related do not go together.")
    from reader.cli import articles
    from reader.workspace.stories import same_story

    workspace = opening.workspace
    articles.look(workspace)
    related = same_story(workspace, articles.named(workspace, arguments.related))
    _print(related, out)
    if not related:
        say("No other article tells the same story.")
    return ExitCode.DONE


COMMAND = Command("list the articles, newest first", _arguments, ask=_ask)
