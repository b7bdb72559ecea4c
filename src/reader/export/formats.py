"""The formats of an export, and where each goes: pages in a folder, one file, or a text."""

from enum import StrEnum
from pathlib import Path

from reader.export import jsonld, spreadsheet, webpage
from reader.export.folder import (
    MARKDOWN,
    Exported,
    export_codebook,
    export_file,
    export_pages,
    markdown_in,
    markdown_text,
    web_with,
)
from reader.export.template import load_form
from reader.model.digest import Digest


class Format(StrEnum):
    """A form in which notes leave the reader."""

    MARKDOWN = "markdown"
    """A page an article, which the person may edit."""
    JSONLD = "jsonld"
    """One file: W3C Web Annotations, for other programs."""
    CSV = "csv"
    """One file: a spreadsheet; and one with the codebook, if there is any."""
    HTML = "html"
    """A page an article, to read and print."""

    @property
    def label(self) -> str:
        """What it is, for a person."""
        return _LABELS[self]


_LABELS = {
    Format.MARKDOWN: "Markdown pages",
    Format.JSONLD: "W3C annotations, one file",
    Format.CSV: "spreadsheet, one file",
    Format.HTML: "web pages",
}
_ONE_FILE = {
    Format.JSONLD: ("annotations.jsonld", jsonld.collection, jsonld.is_collection),
    Format.CSV: ("annotations.csv", spreadsheet.table, spreadsheet.is_table),
}


def export(digest: Digest, format: Format, path: Path, template: Path | None = None) -> Exported:
    """Write `digest` into the folder `path` or, in a format of one file, to the file `path` or one in that folder.

    A template is the form of notes on Markdown pages. Raises NotSaved, and Unusable where it is none.
    """
    if format in _ONE_FILE:
        name, render, owns = _ONE_FILE[format]
        whole = path / name if path.is_dir() or not path.suffix else path
        done = export_file(render(digest), whole, owns)
        return done + _codebook_beside(digest, whole) if format is Format.CSV and digest.codes else done
    if format is Format.HTML:
        return export_pages(digest, path, web_with(digest.codes))
    kind = markdown_in(load_form(template)) if template else MARKDOWN
    return export_pages(digest, path, kind) + export_codebook(digest.codes, path)


def _codebook_beside(digest: Digest, path: Path) -> Exported:
    """What tags stand for in a table of its own: `annotations-codebook.csv` beside `annotations.csv`."""
    beside = path.with_name(f"{path.stem}-codebook{path.suffix}")
    return export_file(spreadsheet.codebook(digest.codes), beside, spreadsheet.is_codebook)


def text_of(digest: Digest, format: Format, folder: Path, template: Path | None = None) -> str:
    """All of `digest` as one text, a spreadsheet without its codebook; its links count from `folder`."""
    if format in _ONE_FILE:
        return _ONE_FILE[format][1](digest)
    if format is Format.HTML:
        return webpage.page(digest.articles, digest.codes)
    return markdown_text(digest, folder, load_form(template) if template else None)
