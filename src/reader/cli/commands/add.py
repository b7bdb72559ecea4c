"""`reader add`: turn pages, feeds, mails and corpora into articles in the folder."""

from typing import TYPE_CHECKING

from reader.cli.command import Arguments, Command, Takes
from reader.cli.intake import Reporting, add_wishes, wishes_of
from reader.cli.output import Output
from reader.errors import Unusable

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace


def _arguments(parser: Takes) -> None:
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="*",
        help="a URL, a file or a folder: page, feed, OPML, mail, JSON Lines, CSV, text; - is standard input",
    )
    parser.add_argument(
        "--as",
        dest="kind",
        choices=["page", "feed", "opml", "mail", "jsonl", "csv", "text", "markdown"],
        help="what the sources are, where it is not plain",
    )
    parser.add_argument(
        "--columns", metavar="FIELD=COLUMN,…", default="", help="which columns of a corpus hold text, title, date …"
    )
    add_wishes(parser)


def _run(workspace: "Workspace", arguments: Arguments, out: Output) -> int:
    if not arguments.sources:
        raise Unusable("Name a SOURCE: a URL, a file, a folder, or - for standard input.")
    wishes = wishes_of(arguments)
    from reader.intake.doors import add_sources

    with Reporting(out) as reporting:
        add_sources(workspace.library.folder, arguments.sources, wishes, reporting.told)
    return reporting.code


COMMAND = Command("add pages, feeds, mails or corpora as articles; print each id once it is saved", _arguments, _run)
