"""The formats of an export, and where each goes: pages in a folder, one file, or a text."""

from enum import StrEnum
from pathlib import Path

from reader.export import jsonld, spreadsheet, webpage
from reader.export.folder import MARKDOWN, WEB, Exported, export_file, export_pages, markdown_in, markdown_text
from reader.export.template import load_form
from reader.model.digest import Digest


class Format(StrEnum):
    """A form in which notes leave the reader."""

    MARKDOWN = "markdown"
    """A page an article, which the person may edit."""
    JSONLD = "jsonld"
    """One file: W3C Web Annotations, for other programs."""
    CSV = "csv"
    """One file: a spreadsheet."""
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
        return export_file(render(digest), whole, owns)
    if format is Format.HTML:
        return export_pages(digest, path, WEB)
    return export_pages(digest, path, markdown_in(load_form(template)) if template else MARKDOWN)


def text_of(digest: Digest, format: Format, folder: Path, template: Path | None = None) -> str:
    """All of `digest` as one text; its links count from `folder`."""
    if format in _ONE_FILE:
        return _ONE_FILE[format][1](digest)
    if format is Format.HTML:
        return webpage.page(digest.articles)
    return markdown_text(digest, folder, load_form(template) if template else None)
