"""`reader notes`: the annotations of a folder."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.cli import articles
from reader.cli.arguments import add_query, query
from reader.cli.command import Arguments, Command
from reader.cli.layout import PROSE, clip, wrapped
from reader.cli.output import ExitCode, Output, say
from reader.cli.records import of_note
from reader.model.annotation import Placed

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace


def _run(workspace: "Workspace", arguments: Arguments, out: Output) -> int:
    articles.look(workspace)
    width = min(out.columns or PROSE, PROSE)
    last = None
    for article, placed in workspace.notes(query(arguments)):
        if out.as_json:
            out.record(of_note(article, placed))
        else:
            if article.id != last:
                out.line(("" if last is None else "\n") + clip(articles.heading(article), out.columns))
            for line in _lines(placed, width):
                out.line(line)
        last = article.id
    if last is None:
        say("There are no such annotations." if query(arguments) else "There are no annotations yet.")
    return ExitCode.DONE


def _lines(placed: Placed, width: int) -> Iterator[str]:
    annotation, quote = placed.annotation, placed.annotation.target.quote
    yield ""
    yield from wrapped(f"“{' '.join(quote.exact.split())}”" if quote else "(the whole article)", width, "  ")
    pieces = (articles.tagged(annotation.tags), articles.standing(placed), annotation.id)
    yield from wrapped("  ".join(piece for piece in pieces if piece), width, "    ")
    for number, version in enumerate(annotation.versions):
        if number:
            yield from wrapped(f"or  {articles.tagged(version.tags)}", width, "    ")
        if version.note:
            yield from wrapped(version.note, width, "    ")


COMMAND = Command("list the annotations in reading order", add_query, _run)
