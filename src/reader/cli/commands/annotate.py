"""`reader annotate`: write annotations, one from options or many from JSON Lines."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.cli.arguments import ordinal, span
from reader.cli.command import Arguments, Command, Takes
from reader.cli.output import ExitCode, Output, say
from reader.cli.requests import Request, carry_out, request_of
from reader.errors import NotSaved, ReaderError, Unusable

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace


def _arguments(parser: Takes) -> None:
    parser.add_argument("article", metavar="ARTICLE", nargs="?", help="an id as `list` prints it, or a unique part")
    parser.add_argument("--quote", metavar="TEXT", help="the passage by its words")
    parser.add_argument("--nth", metavar="N", type=ordinal, help="which one, where the quote is there often")
    parser.add_argument("--span", metavar="A:B", type=span, help="the passage by code points of `show --json`'s text")
    parser.add_argument("--whole", action="store_true", help="annotate the article, not a passage")
    parser.add_argument("--tag", metavar="T", action="append", default=[], help="a tag; may be repeated")
    parser.add_argument("--note", metavar="TEXT", default="", help="what there is to say")
    parser.add_argument(
        "--stdin",
        action="store_true",
        help="take JSON Lines with article, quote (and nth) or start and end or whole, tags, note",
    )


def _run(workspace: "Workspace", arguments: Arguments, out: Output) -> int:
    if arguments.stdin:
        if arguments.article is not None:
            raise Unusable("With --stdin the articles are named in its lines.")
        return _take_lines(workspace, sys.stdin.buffer if sys.stdin else (), out)
    if arguments.article is None:
        raise Unusable("Name an ARTICLE, or give --stdin.")
    out.id(carry_out(workspace, _requested(arguments)))
    return ExitCode.DONE


def _requested(arguments: Arguments) -> Request:
    return Request(
        article=arguments.article,
        quote=arguments.quote,
        nth=arguments.nth,
        span=arguments.span,
        whole=arguments.whole,
        tags=tuple(arguments.tag),
        note=arguments.note,
    )


def _take_lines(workspace: "Workspace", lines: Iterable[bytes], out: Output) -> ExitCode:
    """Write what each line asks for; one that cannot be carried out is said with its number, and the rest goes on."""
    worst = ExitCode.DONE
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            out.id(carry_out(workspace, request_of(line)))
        except ReaderError as error:
            worst = max(worst, ExitCode.NOT_SAVED if isinstance(error, NotSaved) else ExitCode.FAILED)
            say(f"line {number}: {error}")
    return worst


COMMAND = Command("annotate a passage or a whole article; print the id once it is saved", _arguments, _run)
