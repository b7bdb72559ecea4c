"""Revisions and snapshots as the documents of a store file, with the W3C's names."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from reader.model.annotation import (
    Motivation,
    Revision,
    Target,
    TextPositionSelector,
    TextQuoteSelector,
    TextualBody,
)
from reader.model.article import text_hash
from reader.store.identity import ulid_number
from reader.store.lines import ID_DIGITS, Document, id_text
from reader.text.safety import clean, clean_line, unify_newlines


def to_document(revision: Revision) -> Document:
    """A revision as the store keeps it: W3C names, and nothing that is empty by default."""
    document: Document = {
        "kind": "merge" if revision.brought else "revision",
        "annotation": revision.annotation,
        "at": revision.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "body": [{"type": "TextualBody", "value": body.value, "purpose": body.purpose.value} for body in revision.body],
        "by": revision.by,
        "parents": [id_text(parent) for parent in revision.parents],
        "target": _target_document(revision.target),
    }
    extra = {
        "removed": revision.removed,
        "change": revision.change,
        "undoes": revision.undoes,
        "brought": [id_text(head) for head in revision.brought],
    }
    return document | {name: value for name, value in extra.items() if value}


def from_document(key: str, document: Mapping[str, Any]) -> Revision:
    """The revision that a document of the store holds, its texts cleaned.

    Unknown names in it are passed over. Raises ValueError if it does not have the shape of a revision.
    """
    ulid_number(_text(document, "annotation"))
    at = datetime.fromisoformat(_text(document, "at"))
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return Revision(
        id=_id(key),
        annotation=_text(document, "annotation"),
        at=at.astimezone(UTC),
        target=_target(document.get("target")),
        body=tuple(_body(body) for body in _mappings(document.get("body", []))),
        by=clean_line(_text(document, "by")),
        parents=tuple(_id(parent) for parent in _list(document.get("parents", []))),
        removed=document.get("removed") is True,
        change=clean(_text(document, "change")),
        undoes=clean(_text(document, "undoes")),
        brought=tuple(_id(head) for head in _list(document.get("brought", []))),
    )


def is_revision(document: Mapping[str, Any]) -> bool:
    """Whether a document says that it is a revision, or the record of a merge."""
    return document.get("kind") == ("merge" if document.get("brought") else "revision")


def revision_of(key: str, document: Document) -> Revision | None:
    """The revision in a document; None if it is none or has no revision's shape."""
    try:
        return from_document(key, document) if is_revision(document) else None
    except (ValueError, OverflowError):  # OverflowError: a time at the end of the calendar, in another zone
        return None


def snapshot_document(text: str) -> tuple[str, Document]:
    """An article's text as the store keeps it, with its id.

    The id comes from the text: two clones that keep the same text write the same line. It has a zero in front, as no
    revision's has, so that snapshots stand first.
    """
    name = text_hash(text)
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()) % 10 ** (ID_DIGITS - 1)
    return id_text(number), {"kind": "snapshot", "hash": name, "text": text}


def snapshot_of(document: Mapping[str, Any]) -> tuple[str, str] | None:
    """The hash and the cleaned text of a snapshot's document; None for any other document."""
    name, text = document.get("hash"), document.get("text")
    if document.get("kind") != "snapshot" or not isinstance(name, str) or not isinstance(text, str):
        return None
    return name, clean(text)


def _target_document(target: Target) -> Document:
    position, quote = target.position, target.quote
    selectors: list[Document] = []
    if position:
        selectors.append({"type": "TextPositionSelector", "start": position.start, "end": position.end})
    if quote:
        words = {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
        selectors.append({"type": "TextQuoteSelector", **words})
    return {"source": target.source, "selector": selectors, "snapshot": target.snapshot}


def _body(document: Mapping[str, Any]) -> TextualBody:
    purpose, value = Motivation(_text(document, "purpose")), _text(document, "value")
    return TextualBody(clean_line(value) if purpose is Motivation.TAGGING else clean(unify_newlines(value)), purpose)


def _target(value: object) -> Target:
    (document,) = _mappings([value])
    selectors = {_text(selector, "type"): selector for selector in _mappings(document.get("selector", []))}
    position, quote = selectors.get("TextPositionSelector"), selectors.get("TextQuoteSelector")
    return Target(
        source=_text(document, "source"),  # a key to find the article by: cleaned where it is shown
        quote=TextQuoteSelector(*(clean(_text(quote, part)) for part in ("exact", "prefix", "suffix")))
        if quote
        else None,
        position=_position(position) if position else None,
        snapshot=clean(_text(document, "snapshot")),
    )


def _position(selector: Mapping[str, Any]) -> TextPositionSelector:
    start, end = selector.get("start"), selector.get("end")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end):
        raise ValueError("not a position")
    return TextPositionSelector(start, end)


def _text(document: Mapping[str, Any], name: str) -> str:
    """The text under `name`, empty where there is none."""
    value = document.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"{name} is not a text")  # noqa: TRY004 - one error for every wrong shape
    return value


def _id(value: object) -> int:
    if not (isinstance(value, str) and len(value) == ID_DIGITS and value.isascii() and value.isdecimal()):
        raise ValueError("not an id")
    return int(value)


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("not a list")  # noqa: TRY004
    return value


def _mappings(value: object) -> list[dict[str, Any]]:
    values = _list(value)
    if not all(isinstance(item, dict) for item in values):
        raise ValueError("not an object")
    return values
