"""`reader search`: places in articles, notes and tags."""

from reader.cli.arguments import QUERY_HELP, add_fresh, query
from reader.cli.asking import answering
from reader.cli.command import Arguments, Command, Takes
from reader.cli.layout import wrapped
from reader.cli.output import ExitCode, Output, say
from reader.cli.records import of_hit
from reader.model.hit import Where
from reader.text.safety import visible_name
from reader.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.workspace.opening import Opening


def _arguments(parser: Takes) -> None:
    parser.add_argument("query", metavar="QUERY", nargs="+", help=QUERY_HELP)
    add_fresh(parser)


def _ask(opening: "Opening", arguments: Arguments, out: Output) -> int:
    typed = query(arguments)
    shelf, rows = answering(opening, typed, fresh=arguments.fresh, notes=True)
    article = None
    for hit in shelf.search(typed, rows):
        if out.as_json:
            out.record(of_hit(hit))
        else:
            if hit.article != article:
                out.line(visible_name(hit.article))
            where = "" if hit.where is Where.TEXT else f"{hit.where}: "
            for line in (
                wrapped(where + hit.snippet, out.columns, "  ") if out.columns else (f"  {where}{hit.snippet}",)
            ):
                out.line(line)
        article = hit.article
    if article is None:
        say(f"“{typed}” is nowhere in articles, notes and tags.")
    return ExitCode.DONE


COMMAND = Command("find words in articles, notes and tags", _arguments, ask=_ask)
