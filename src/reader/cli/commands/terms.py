"""`reader terms`: the key terms of an article, or of all, and what the person says of one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.cli import articles
from reader.cli.command import Arguments, Command, Takes
from reader.cli.layout import table
from reader.cli.output import ExitCode, Output, say
from reader.cli.records import of_library_term, of_term
from reader.errors import Unusable
from reader.text.counting import counted
from reader.text.safety import clean_line

if TYPE_CHECKING:
    from reader.terms.chosen import Chosen
    from reader.workspace.desk import Workspace


def _arguments(parser: Takes) -> None:
    parser.add_argument("article", metavar="ARTICLE", nargs="?", help="an id as `list` prints it, or a unique part")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--pin", metavar="TERM", help="make TERM one of your own key terms, in every article")
    what.add_argument("--hide", metavar="TERM", help="never show TERM as key term")
    what.add_argument("--join", metavar=("TERM", "OTHER"), nargs=2, help="TERM is another name of OTHER")
    what.add_argument("--forget", metavar="TERM", help="take back that TERM was pinned, hidden or joined")


def _run(workspace: "Workspace", arguments: Arguments, out: Output) -> int:
    own = workspace.own_terms
    if (said := _said(own.chosen, arguments)) is not None:
        if arguments.article is not None:
            raise Unusable("What you say of a key term holds in every article: name none.")
        changed = said != own.chosen
        if changed:
            own.change(said)
        say("Saved. --forget takes it back." if changed and not arguments.forget else "Saved.")
        return ExitCode.DONE
    articles.look(workspace)
    found = _of_one(workspace, arguments.article, out) if arguments.article is not None else _of_all(workspace, out)
    if not found:
        say("There are no key terms.")
    return ExitCode.DONE


def _said(chosen: "Chosen", arguments: Arguments) -> "Chosen | None":
    """What holds when the person has said this of a term; None where nothing was said. Raises Unusable."""
    if arguments.pin is not None:
        return chosen.pin(_term(arguments.pin), on=True)
    if arguments.hide is not None:
        return chosen.hide(_term(arguments.hide), on=True)
    if arguments.join is not None:
        text, other = map(_term, arguments.join)
        return chosen.join(text, other)
    return chosen.forget(_term(arguments.forget)) if arguments.forget is not None else None


def _term(text: str) -> str:
    from reader.terms.chosen import key

    if not key(name := " ".join(clean_line(text).split())):
        raise Unusable("Name the term.")
    return name


def _of_one(workspace: "Workspace", part: str, out: Output) -> bool:
    from reader.terms.passages import first_in_each, passages_of
    from reader.workspace.vocabulary import holders

    article = articles.named(workspace, part)
    terms, passages = workspace.terms_of(article), passages_of(article)
    held = holders(workspace, terms)
    if out.as_json:
        for term, count in zip(terms, held, strict=True):
            out.record(of_term(term, count, first_in_each(passages, term.spans)))
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
    rows = [(counted(term.articles, "article"), term.text, _others(term.text, term.variants)) for term in terms]
    _print(rows, out)
    return bool(terms)


def _print(rows: Sequence[tuple[str, ...]], out: Output) -> None:
    for line in table(rows, out.columns, right=frozenset({0})) if rows else ():
        out.line(line)


def _others(text: str, variants: tuple[str, ...]) -> str:
    return ", ".join(form for form in variants if form != text)


COMMAND = Command("list the key terms of one article, or of all; --pin, --hide, --join one", _arguments, _run)
