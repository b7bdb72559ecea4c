"""Annotations as rows of a spreadsheet: CSV as RFC 4180 has it, with every cell in quotes.

A spreadsheet takes a cell that begins like a formula for one, also when it is quoted; such a cell gets an apostrophe
in front, which spreadsheets show as text (https://owasp.org/www-community/attacks/CSV_Injection). Quotes around every
cell keep a separator of another country inside.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from reader.export.passages import passage
from reader.model.annotation import Annotation, Motivation
from reader.model.digest import ArticleDigest, Digest
from reader.text.safety import clean, unify_newlines, visible_name

COLUMNS = (
    "article", "headline", "date", "dateline", "author", "source",
    "state", "start", "end", "quote", "tags", "note", "by", "created", "modified", "conflict", "id",
)  # fmt: skip
CODEBOOK_COLUMNS = ("tag", "stands for")
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]|'*[\t\r]")


def table(digest: Digest) -> str:
    """One row an annotation, below the names of the columns; tags are parted by commas, times are UTC."""
    rows = ([cell(value) for value in row] for article in digest.articles for row in _rows(article))
    return _written(chain([COLUMNS], rows))


def is_table(text: str) -> bool:
    """Whether `text` begins as `table` does: a file to write anew."""
    return text.startswith(table(Digest(())))


def codebook(codes: Mapping[str, str]) -> str:
    """One row a tag with what it stands for."""
    return _written([CODEBOOK_COLUMNS, *([cell(tag), cell(said)] for tag, said in codes.items())])


def is_codebook(text: str) -> bool:
    """Whether `text` begins as `codebook` does: a file to write anew."""
    return text.startswith(codebook({}))


def _written(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return text.getvalue()


def cell(value: str) -> str:
    """`value` as a cell that no spreadsheet carries out; `without_guard` gives it back."""
    shown = clean(unify_newlines(value))
    return f"'{shown}" if _FORMULA.match(shown) else shown


def without_guard(shown: str) -> str:
    """What a `cell` says."""
    return shown[1:] if shown.startswith("'") and _FORMULA.match(shown) else shown


def _rows(digest: ArticleDigest) -> Iterator[tuple[str, ...]]:
    article = digest.article
    about = (
        visible_name(article.id),
        article.headline,
        article.date.isoformat() if article.date else "",
        article.dateline,
        article.author,
        article.source,
    )
    for placed in digest.notes:
        annotation, span = placed.annotation, placed.span
        yield (
            *about,
            placed.anchor.state.value,
            str(span.start) if span else "",
            str(span.end) if span else "",
            "\n\n".join(" ".join(paragraph.split()) for paragraph in passage(article, placed)),
            ", ".join(_said(annotation, Motivation.TAGGING)),
            "\n\n".join(_said(annotation, Motivation.COMMENTING)),
            annotation.by,
            f"{annotation.created:%Y-%m-%d %H:%M:%S}",
            f"{annotation.modified:%Y-%m-%d %H:%M:%S}",
            "yes" if annotation.conflict else "",
            annotation.id,
        )


def _said(annotation: Annotation, purpose: Motivation) -> list[str]:
    """The tags or the notes, in a conflict of all versions."""
    return [body.value for body in annotation.every_body if body.purpose is purpose]
