"""`reader terms`: the key terms of an article, or of all."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.cli import articles
from reader.cli.command import Command
from reader.cli.layout import table
from reader.cli.output import ExitCode, Output, say
from reader.cli.records import of_library_term, of_term

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", nargs="?", help="an id as `list` prints it, or a unique part")


def _run(workspace: "Workspace", arguments: Namespace, out: Output) -> int:
    articles.look(workspace)
    found = _of_one(workspace, arguments.article, out) if arguments.article is not None else _of_all(workspace, out)
    if not found:
        say("There are no key terms.")
    return ExitCode.DONE


def _of_one(workspace: "Workspace", part: str, out: Output) -> bool:
    from reader.workspace.vocabulary import holders

    terms = workspace.terms_of(articles.named(workspace, part))
    held = holders(workspace, terms)
    if out.as_json:
        for term, count in zip(terms, held, strict=True):
            out.record(of_term(term, count))
        return bool(terms)
    rows = [(f"{len(term.spans)}×", term.text, term.kind, _others(term.text, term.variants)) for term in terms]
    _print(rows, out)
    return bool(terms)


def _of_all(workspace: "Workspace", out: Output) -> bool:
    from reader.workspace.vocabulary import library_terms

    terms = library_terms(workspace)
    if out.as_json:
        for term in terms:
            out.record(of_library_term(term))
        return bool(terms)
    rows = [(_in_articles(term.articles), term.text, _others(term.text, term.variants)) for term in terms]
    _print(rows, out)
    return bool(terms)


def _print(rows: Sequence[tuple[str, ...]], out: Output) -> None:
    for line in table(rows, out.columns, right=frozenset({0})) if rows else ():
        out.line(line)


def _in_articles(count: int) -> str:
    return f"{count} article{'s' if count != 1 else ''}"


def _others(text: str, variants: tuple[str, ...]) -> str:
    return ", ".join(form for form in variants if form != text)


COMMAND = Command("list the key terms of one article, or of all", _arguments, _run)
