"""A folder of pages, one an article, shared with the person who reads and edits them."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from reader.errors import NotSaved
from reader.export import codebook, webpage
from reader.export.markdown import Rendered, code_of, page_code, render
from reader.export.naming import file_stem, short_hash
from reader.export.template import Form
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
    skipped: tuple[Path, ...] = ()
    """Files that were left alone, each with a report."""

    def __add__(self, other: "Exported") -> "Exported":
        """Both, one after the other."""
        return Exported(
            self.written + other.written,
            self.unchanged + other.unchanged,
            self.reports + other.reports,
            self.skipped + other.skipped,
        )


@dataclass(frozen=True, slots=True)
class PageKind:
    """A form of pages that stand one an article in a folder."""

    ending: str
    """Of their names, with its dot."""
    owns: Callable[[ArticleDigest, str], bool]
    """Whether a text is the page that the reader wrote for an article."""
    render: Callable[[ArticleDigest, Path, str | None], Rendered]
    """The page of an article in a folder, from what its file holds now."""


MARKDOWN = PageKind(".md", lambda digest, text: code_of(text) == page_code(digest.source), render)


class _Skipped(Exception):
    """A page that is left alone; the sentence is the reason."""


def export_markdown(digest: Digest, folder: Path) -> Exported:
    """As `export_pages`, in Markdown."""
    return export_pages(digest, folder, MARKDOWN)


def export_pages(digest: Digest, folder: Path, kind: PageKind) -> Exported:
    """Bring the pages in `folder` up to date: one an article, readable by the owner only.

    A page is found again by its article, whatever name it got. A file that
    is not the article's page, or cannot be read, is reported and left alone.
    Raises NotSaved if the folder cannot be made, listed or written.
    """
    try:
        make_folder_durably(folder)
        names = sorted(names_in(folder))
    except OSError as error:
        raise not_exported(folder, error) from error
    written: list[Path] = []
    unchanged: list[Path] = []
    reports: list[str] = []
    skipped: list[Path] = []
    for article in digest.articles:
        path = _page_of(article, folder, names, kind)
        try:
            rendered, changed = _brought_up_to_date(
                path, partial(kind.owns, article), partial(kind.render, article, folder)
            )
        except _Skipped as why:
            skipped.append(path)
            reports.append(f"{visible_name(path.name)}: {why}")
            continue
        (written if changed else unchanged).append(path)
        reports += [f"{visible_name(path.name)}: {report}" for report in rendered.reports]
    return Exported(tuple(written), tuple(unchanged), tuple(reports), tuple(skipped))


def export_file(text: str, path: Path, owns: Callable[[str], bool]) -> Exported:
    """Make `path` hold `text`, for the owner only; a file that is there and not owned is reported and left alone.

    Raises NotSaved if it cannot be written.
    """
    try:
        existing = _existing(path, owns)
    except _Skipped as why:
        return Exported((), (), (f"{visible_name(path.name)}: {why}",), (path,))
    if existing == text:
        return Exported((), (path,), ())
    try:
        make_folder_durably(path.parent)
        write_durably(path, text.encode())
    except OSError as error:
        raise not_exported(path, error) from error
    return Exported((path,), (), ())


def export_codebook(codes: Mapping[str, str], folder: Path) -> Exported:
    """Bring the page that says what tags stand for up to date, as `export_pages`; none where nothing was said."""
    path = folder / codebook.NAME
    if not codes:
        return Exported((), (), ())
    try:
        rendered, changed = _brought_up_to_date(path, codebook.owns, partial(codebook.render, codes))
    except _Skipped as why:
        return Exported((), (), (f"{visible_name(path.name)}: {why}",), (path,))
    reports = tuple(f"{visible_name(path.name)}: {report}" for report in rendered.reports)
    return Exported((path,), (), reports) if changed else Exported((), (path,), reports)


def not_exported(path: Path, error: OSError) -> NotSaved:
    """What to raise where `path` cannot be written."""
    return NotSaved(f"Not exported: {visible_name(str(path))}: {_reason(error)}.")


def markdown_text(digest: Digest, folder: Path, form: Form | None = None) -> str:
    """All pages in a row, as they would be in `folder` if it were empty."""
    pages = [render(article, folder, None, form).text for article in digest.articles]
    return "\n".join([*pages, codebook.render(digest.codes, None).text] if digest.codes else pages)


def markdown_in(form: Form) -> PageKind:
    """Markdown pages whose notes have the person's own form."""
    return replace(MARKDOWN, render=lambda digest, folder, existing: render(digest, folder, existing, form))


def web_with(codes: Mapping[str, str]) -> PageKind:
    """Web pages that say what their tags stand for."""

    def render(digest: ArticleDigest, _folder: Path, _existing: str | None) -> Rendered:
        return Rendered(webpage.page([digest], codes), ())

    return PageKind(".html", webpage.is_page_of, render)


def _page_of(article: ArticleDigest, folder: Path, names: list[str], kind: PageKind) -> Path:
    """The article's page among `names`, which may have the name of an older headline; else the path of a new one."""
    limit = 100 - len(kind.ending) + len(MARKDOWN.ending)
    name = file_stem(article.article, article.source, limit) + kind.ending
    mark = f"-{short_hash(article.source)}{kind.ending}"
    for known in [name, *(known for known in names if known.endswith(mark) and known != name)]:
        path = folder / known
        try:
            page = read_file(path, _LARGEST)
        except OSError:
            continue
        if kind.owns(article, _decoded(page)):
            return path
    return folder / name


def _brought_up_to_date(
    path: Path, owns: Callable[[str], bool], render: Callable[[str | None], Rendered]
) -> tuple[Rendered, bool]:
    """Write the page at `path` if it changes. Raises _Skipped for a file to leave alone, NotSaved if it fails."""
    before = fingerprint(path)
    existing = _existing(path, owns)
    rendered = render(existing)
    if rendered.text == existing:
        return rendered, False
    if fingerprint(path) != before:
        raise _Skipped("changed while it was exported; export again")
    try:
        write_durably(path, rendered.text.encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise not_exported(path, error) from error
    return rendered, True


def _existing(path: Path, owns: Callable[[str], bool]) -> str | None:
    """What the file holds; None where there is none. Raises _Skipped for a file that is not `owns`'s."""
    if not os.path.lexists(path):
        return None
    try:
        text = _decoded(read_file(path, _LARGEST))
    except OSError as error:
        raise _Skipped(f"left alone, it cannot be read: {_reason(error)}") from error
    if not owns(text):
        raise _Skipped("left alone, the reader did not write it")
    return text


def _decoded(page: bytes) -> str:
    """UTF-8; bytes that are none come back as they were when the page is written."""
    return page.decode("utf-8", "surrogateescape")


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
