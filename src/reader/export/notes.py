"""One note as Markdown: the inside of its block."""

import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from reader.export.escaping import escaped_line, own_words, quoted
from reader.export.passages import passage
from reader.export.tags import safe_tags
from reader.export.template import Form
from reader.model.annotation import AnchorState, Annotation, Motivation, Placed, TextualBody
from reader.model.digest import ArticleDigest

_SHORTEST_ID = 5


def note(placed: Placed, digest: ArticleDigest, folder: Path, ident: str, form: Form | None = None) -> str:
    """Quote, block id, one line of facts, and what the person wrote; or these parts in the person's own form."""
    annotation = placed.annotation
    quotation = quoted(passage(digest.article, placed))
    anchor = f"^n-{ident}"
    when, where = _when(annotation), _where(placed, digest, folder)
    if form:
        return form(
            {
                "quote": quotation,
                "anchor": anchor,
                "tags": safe_tags(annotation.tags),
                "note": "\n\n".join(_said(annotation)),
                "created": when,
                "place": where,
                "by": escaped_line(annotation.by),
                "headline": escaped_line(digest.article.headline),
                "date": digest.article.date.isoformat() if digest.article.date else "",
            }
        )
    facts = " · ".join(fact for fact in (_tags(annotation.tags), when, where) if fact)
    parts = [quotation, anchor] if quotation else []
    parts += [facts, *_said(annotation)]
    return "\n\n".join(part for part in (parts if quotation else [*parts, anchor]) if part)


def is_gone(placed: Placed) -> bool:
    """Whether the note's passage is not in the article any more."""
    return placed.anchor.state is AnchorState.ORPHAN


def short_ids(annotations: Iterable[str], used: Iterable[str]) -> dict[str, str]:
    """For each ULID the end of it that names it on one page, in small letters; `used` are ids of that page already."""
    wanted = [ulid.lower() for ulid in annotations]
    given = {ulid: ident for ident in used for ulid in wanted if ulid.endswith(ident)}
    for ulid in wanted:
        if ulid not in given:
            others = [other for other in wanted if other != ulid]
            given[ulid] = next(
                ulid[-length:]
                for length in range(_SHORTEST_ID, len(ulid) + 1)
                if length == len(ulid) or not (ulid[-length:] in given.values() or _shared(ulid[-length:], others))
            )
    return {ulid.upper(): ident for ulid, ident in given.items()}


def _shared(ident: str, ulids: list[str]) -> bool:
    return any(ulid.endswith(ident) for ulid in ulids)


def link(label: str, digest: ArticleDigest, folder: Path, line: int = 0) -> str:
    """A relative link from a page in `folder` to the article's file, at a line counted from 1."""
    way = os.path.relpath(os.path.abspath(digest.path), os.path.abspath(folder))
    return f"[{label}]({quote(os.fsencode(way), safe='/')}{f'#L{line}' if line else ''})"


def _tags(tags: tuple[str, ...]) -> str:
    names = safe_tags(tags)
    return "Tags: " + " ".join(f"#{name}" for name in names) if names else ""


def _when(annotation: Annotation) -> str:
    return f"{annotation.created:%Y-%m-%d %H:%M} UTC"


def _where(placed: Placed, digest: ArticleDigest, folder: Path) -> str:
    if is_gone(placed):
        return "no longer in " + link("the article", digest, folder)
    if placed.span is None:
        return "on " + link("the whole article", digest, folder)
    line = digest.article.text.count("\n", 0, placed.span.start) + 1
    place = link(f"line {line}", digest, folder, line)
    return f"moved or rewritten, now perhaps {place}" if placed.anchor.state is AnchorState.MOVED else place


def _said(annotation: Annotation) -> list[str]:
    """The note; in a conflict every version of it, with its tags."""
    if not annotation.rivals:
        return [own_words(annotation.note)]
    parts = ["**Changed in two places; every version is kept until one is chosen.**"]
    for number, bodies in enumerate((annotation.body, *annotation.rivals), start=1):
        parts += [" · ".join(filter(None, (f"**Version {number}**", _tags(_values(bodies, Motivation.TAGGING)))))]
        parts += [own_words(value) for value in _values(bodies, Motivation.COMMENTING)]
    return parts


def _values(bodies: tuple[TextualBody, ...], purpose: Motivation) -> tuple[str, ...]:
    return tuple(body.value for body in bodies if body.purpose is purpose)
