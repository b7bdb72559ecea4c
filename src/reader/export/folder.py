"""A folder of Markdown pages, one an article, shared with the person who reads and edits them."""

import os
from dataclasses import dataclass
from pathlib import Path

from reader.errors import NotSaved
from reader.export.markdown import Rendered, code_of, page_code, render
from reader.export.naming import file_stem, short_hash
from reader.files import fingerprint, make_folder_durably, names_in, read_file, write_durably
from reader.model.digest import ArticleDigest, Digest
from reader.text.safety import visible_name

_LARGEST = 64 * 1024 * 1024
"""Bytes of a page; a larger file is none of ours."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did."""

    written: tuple[Path, ...]
    unchanged: tuple[Path, ...]
    reports: tuple[str, ...]
    """One sentence for each file or note that the person should look at."""


class _Skipped(Exception):
    """A page that is left alone; the sentence is the reason."""


def export_markdown(digest: Digest, folder: Path) -> Exported:
    """Bring the pages in `folder` up to date: one an article, readable by the owner only.

    A page is found again by its article, whatever name it got. A file that
    is not the article's page, or cannot be read, is reported and left alone.
    Raises NotSaved if the folder cannot be made, listed or written.
    """
    try:
        make_folder_durably(folder)
        names = sorted(names_in(folder))
    except OSError as error:
        raise NotSaved(f"not exported: {visible_name(str(folder))}: {_reason(error)}") from error
    written: list[Path] = []
    unchanged: list[Path] = []
    reports: list[str] = []
    for article in digest.articles:
        path = _page_of(article, folder, names)
        try:
            rendered, changed = _brought_up_to_date(article, path)
        except _Skipped as skipped:
            reports.append(f"{visible_name(path.name)}: {skipped}")
            continue
        (written if changed else unchanged).append(path)
        reports += [f"{visible_name(path.name)}: {report}" for report in rendered.reports]
    return Exported(tuple(written), tuple(unchanged), tuple(reports))


def markdown_text(digest: Digest, folder: Path) -> str:
    """All pages in a row, as they would be in `folder` if it were empty."""
    return "\n".join(render(article, folder, None).text for article in digest.articles)


def _page_of(article: ArticleDigest, folder: Path, names: list[str]) -> Path:
    """The article's page among `names`, which may have the name of an older headline; else the path of a new one."""
    name = f"{file_stem(article.article, article.source)}.md"
    older = [known for known in names if known.endswith(f"-{short_hash(article.source)}.md") and known != name]
    for known in [name, *older]:
        path = folder / known
        try:
            page = read_file(path, _LARGEST)
        except OSError:
            continue
        if code_of(_decoded(page)) == page_code(article.source):
            return path
    return folder / name


def _brought_up_to_date(article: ArticleDigest, path: Path) -> tuple[Rendered, bool]:
    """Write the page at `path` if it changes. Raises _Skipped for a file to leave alone, NotSaved if it fails."""
    before = fingerprint(path)
    existing = _existing(path, article.source)
    rendered = render(article, path.parent, existing)
    if rendered.text == existing:
        return rendered, False
    if fingerprint(path) != before:
        raise _Skipped("changed while it was exported; export again")
    try:
        write_durably(path, rendered.text.encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise NotSaved(f"not exported: {visible_name(str(path))}: {_reason(error)}") from error
    return rendered, True


def _existing(path: Path, source: str) -> str | None:
    """What the page holds; None where there is no file. Raises _Skipped for a file that is not this article's page."""
    if not os.path.lexists(path):
        return None
    try:
        text = _decoded(read_file(path, _LARGEST))
    except OSError as error:
        raise _Skipped(f"left alone, it cannot be read: {_reason(error)}") from error
    if code_of(text) != page_code(source):
        raise _Skipped("left alone, it is not a page that the reader wrote for this article")
    return text


def _decoded(page: bytes) -> str:
    """UTF-8; bytes that are none come back as they were when the page is written."""
    return page.decode("utf-8", "surrogateescape")


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
