"""`reader show`: one article."""

import itertools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.cli import articles
from reader.cli.command import Arguments, Command, Takes
from reader.cli.layout import PROSE, wrapped
from reader.cli.output import ExitCode, Output
from reader.cli.records import of_article
from reader.model.annotation import Placed
from reader.model.article import Article, Block, BlockKind

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace


def _arguments(parser: Takes) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="an id as `list` prints it, or a unique part of one")


def _run(workspace: "Workspace", arguments: Arguments, out: Output) -> int:
    article = articles.named(workspace, arguments.article)
    if out.as_json:
        out.record(of_article(article))
        return ExitCode.DONE
    width = min(out.columns or PROSE, PROSE)
    for line in _page(article, workspace.annotations_of(article), width):
        out.line(line)
    return ExitCode.DONE


def _page(article: Article, notes: Sequence[Placed], width: int) -> Iterator[str]:
    """The lines of an article: head, body with a number behind each annotated passage, and the notes below."""
    yield from wrapped(article.headline, width)
    yield from wrapped(articles.byline(article), width)
    numbers = itertools.count(1)
    labelled = [(f"[{next(numbers)}]" if placed.span else "[*]", placed) for placed in notes]
    ends = [(placed.span.end, label) for label, placed in labelled if placed.span]
    for block in article.body:
        yield from ("", "") if block.kind is BlockKind.HEADING else ("",)
        yield from wrapped(_labelled(article, block, ends), width)
    if notes:
        yield from ("", "─" * width)
    for label, placed in labelled:
        yield from _note(label, placed, width)


def _labelled(article: Article, block: Block, ends: Sequence[tuple[int, str]]) -> str:
    """The words of a block, without hidden markup, with the labels of the passages that end in it."""
    first = bisect_left(article.hidden, block.span.start, key=lambda hidden: hidden.start)
    last = bisect_left(article.hidden, block.span.end, key=lambda hidden: hidden.start)
    cuts = [(hidden.start, hidden.end, "") for hidden in article.hidden[first:last]]
    cuts += [(end, end, label) for end, label in ends if block.span.start < end <= block.span.end]
    pieces, at = [], block.span.start
    for start, end, label in sorted(cuts, key=lambda cut: cut[:2]):
        pieces += [article.text[at:start], label]
        at = max(at, end)
    return " ".join("".join([*pieces, article.text[at : block.span.end]]).split())


def _note(label: str, placed: Placed, width: int) -> Iterator[str]:
    """A note as it stands below the article: its tags, what is said, and the id by which it can be changed."""
    annotation, quote = placed.annotation, placed.annotation.target.quote
    about = "highlighted" if quote else "the whole article"
    pieces = (label, articles.tagged(annotation.tags) or about, articles.standing(placed), annotation.id)
    yield from wrapped(" ".join(piece for piece in pieces if piece), width)
    if quote and not placed.span:
        yield from wrapped(f"“{' '.join(quote.exact.split())}”", width, " " * (len(label) + 1))
    if annotation.note:
        yield from wrapped(annotation.note, width, " " * (len(label) + 1))


COMMAND = Command("show one article as text, with its notes", _arguments, _run)
