"""One article with its notes as a Markdown page for Obsidian, GitHub and `less`.

The page's last line is a comment that only the reader reads: the article's
code, a hash of each front matter line that the reader wrote, and the ids
of all notes that it ever put on the page. By it an export knows its own page,
and that a note is missing because the person deleted it; take an id out of
that line to have the note again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reader.export import frontmatter
from reader.export.escaping import escaped_line
from reader.export.merging import TRAILER, merge
from reader.export.naming import short_hash
from reader.export.notes import is_gone, link, note, short_ids
from reader.export.page import new_block, parse
from reader.export.tags import safe_tags
from reader.export.template import Form
from reader.model.digest import ArticleDigest
from reader.text.safety import clean_line

_TRAILER = re.compile(rf"^{TRAILER}([0-9a-f]{{16}})((?: [0-9a-z:]+)*) -->[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page, and what the person should know about it."""

    text: str
    reports: tuple[str, ...]
    """One sentence for each note on which the page and the reader differ."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the page's last line says."""

    article: str
    lines: Mapping[str, str]
    """Our front matter keys and the hashes of their lines as we wrote them."""
    notes: tuple[str, ...]
    """Ids of the notes that were ever put on the page."""

    def __str__(self) -> str:
        return TRAILER + " ".join(
            [self.article, *(f"{key}:{code}" for key, code in self.lines.items()), *self.notes, "-->"]
        )


def page_code(source: str) -> str:
    """What names an article on its page; a file's name has only half of it."""
    return short_hash(source, 16)


def code_of(text: str) -> str:
    """The code of the article that a page was written for; empty for a page that is not ours."""
    match = _TRAILER.search(text.replace("\r\n", "\n"))
    return match[1] if match else ""


def render(digest: ArticleDigest, folder: Path, existing: str | None, form: Form | None = None) -> Rendered:
    """The page of one article in `folder`, brought up to date from `existing`, what the file holds now.

    With `form` the inside of each note's block is the person's.

    The same arguments give the same text, and rendering onto its own text changes nothing.
    """
    windows = existing is not None and "\r\n" in existing and existing.count("\n") == existing.count("\r\n")
    page = _fresh(digest, folder) if existing is None else existing.replace("\r\n", "\n") if windows else existing
    record = record_of(page) or Record(page_code(digest.source), dict.fromkeys(_front(digest), ""), ())
    known = frozenset(record.notes)
    on_page = [piece.id for piece in parse(page)[0] if not isinstance(piece, str)]
    names = short_ids((placed.annotation.id for placed in digest.notes), dict.fromkeys([*record.notes, *on_page]))
    wanted = [
        new_block(ident, note(placed, digest, folder, ident, form), is_gone(placed))
        for placed in digest.notes
        if (ident := names[placed.annotation.id])
    ]
    page, lines = frontmatter.updated(page, _front(digest), record.lines)
    merged = merge(page, frontmatter.end(page), wanted, known)
    notes = known.union(block.id for block in wanted).difference(merged.left)
    text = recorded(merged.text, Record(record.article, lines, tuple(sorted(notes))))
    return Rendered(text.replace("\n", "\r\n") if windows else text, merged.reports)


def _fresh(digest: ArticleDigest, folder: Path) -> str:
    """A page without notes."""
    front = _front(digest)
    article = digest.article
    facts = [
        escaped_line(article.dateline),
        article.date.isoformat() if article.date else "",
        escaped_line(f"By {article.author}") if article.author else "",
        escaped_line(article.source),
        link("article", digest, folder),
    ]
    hashes = {key: frontmatter.line_hash(line) for key, line in front.items()}
    return (
        f"{frontmatter.fresh(front)}\n# {escaped_line(article.headline)}\n\n{' · '.join(filter(None, facts))}\n\n"
        f"{Record(page_code(digest.source), hashes, ())}\n"
    )


def _front(digest: ArticleDigest) -> dict[str, str]:
    """Our own lines of the front matter."""
    article = digest.article
    tags = safe_tags(tuple(tag for placed in digest.notes for tag in placed.annotation.tags))
    values: dict[str, object] = {"title": clean_line(article.headline)}
    if article.date:
        values["date"] = article.date.isoformat()
    values |= {"source": clean_line(digest.source), "tags": tags, "notes": len(digest.notes)}
    return {key: frontmatter.line(key, value) for key, value in values.items()}


def record_of(page: str) -> Record | None:
    """What the last line of a page says; None where there is none of ours."""
    match = _TRAILER.search(page)
    if not match:
        return None
    words = match[2].split()
    lines = dict(word.split(":", 1) for word in words if ":" in word)
    return Record(match[1], lines, tuple(word for word in words if ":" not in word))


def recorded(page: str, record: Record) -> str:
    """`page` with its last line brought up to date, or added where the person took it away."""
    match = _TRAILER.search(page)
    if match:
        return page[: match.start()] + str(record) + page[match.end() :]
    return page + ("" if page.endswith("\n") else "\n") + f"\n{record}\n"
