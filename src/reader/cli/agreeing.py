"""How far two people agree, as lines for the eye or for programs."""

from typing import TYPE_CHECKING

from reader.cli.layout import table
from reader.cli.output import Output, say
from reader.text.safety import clean_line

if TYPE_CHECKING:
    from reader.workspace.agreeing import Agreed, Agreement
    from reader.workspace.desk import Workspace

_NUMBERS = frozenset(range(1, 6))
"""The columns that are flush right."""
_UNDEFINED = "–"


def print_agreement(workspace: "Workspace", first: str, second: str, out: Output) -> None:
    """Print all tags together, then each tag. Raises Unusable and NotFound where nothing can be compared."""
    from reader.workspace.agreeing import agreement

    found = agreement(workspace, first, second)
    rows = (found.overall, *found.tags)
    if out.as_json:
        for row in rows:
            out.record(_record(row, found))
    else:
        head = ("words tagged by", clean_line(first), clean_line(second), "both", "kappa", "alpha")
        for line in table([head, *(_line(row) for row in rows)], out.columns, right=_NUMBERS):
            out.line(line)
    articles = "1 article" if found.articles == 1 else f"{found.articles} articles"
    say(f"Compared word by word: {found.words:,} words in {articles} that both annotated.")
    if any(row.kappa is None or row.alpha is None for row in rows):
        say(f"{_UNDEFINED}: not defined, since both gave every word the same; agreement by chance explains it all.")


def _line(row: "Agreed") -> tuple[str, ...]:
    counts = (f"{count:,}" for count in (row.first, row.second, row.both))
    measures = (_UNDEFINED if measure is None else f"{measure:.3f}" for measure in (row.kappa, row.alpha))
    return (f"#{row.tag}" if row.tag else "any tag", *counts, *measures)


def _record(row: "Agreed", found: "Agreement") -> dict[str, object]:
    return {
        "tag": row.tag or None,
        "articles": found.articles,
        "words": found.words,
        "first": row.first,
        "second": row.second,
        "both": row.both,
        "kappa": row.kappa,
        "alpha": row.alpha,
    }
