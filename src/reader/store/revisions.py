"""From revisions to annotations, and from revisions to the documents of the store.

Revisions are only ever added: the state of an annotation is its heads, the revisions that nothing replaces. So the
union of two stores is a store, whoever merged them and in whichever order.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from reader.model.annotation import (
    Annotation,
    Motivation,
    Revision,
    Target,
    TextPositionSelector,
    TextQuoteSelector,
    TextualBody,
)
from reader.store.identity import new_number, ulid_number
from reader.store.lines import LAST_ID, Document, id_text
from reader.text.safety import clean

State = tuple[Target, tuple[TextualBody, ...]] | None
"""What a revision says, or None if it removes: two heads with one state are no conflict."""


def annotations(revisions: Iterable[Revision]) -> tuple[Annotation, ...]:
    """The annotations that `revisions` amount to, by id; without the removed ones."""
    return tuple(
        annotation
        for _, history in sorted(by_annotation(revisions).items())
        if (annotation := _annotation(history)) is not None
    )


def by_annotation(revisions: Iterable[Revision]) -> dict[str, list[Revision]]:
    """Each annotation's revisions, oldest first and each once."""
    histories: dict[str, dict[int, Revision]] = defaultdict(dict)
    for revision in revisions:
        histories[revision.annotation][revision.id] = revision
    return {name: [history[key] for key in sorted(history)] for name, history in histories.items()}


def heads(history: Iterable[Revision]) -> tuple[Revision, ...]:
    """The revisions of one annotation that nothing replaces, oldest first; at least one."""
    known = sorted(history, key=lambda revision: revision.id)
    # A parent is older than its child. Whatever else a file says must not make an annotation vanish.
    replaced = {parent for revision in known for parent in revision.parents if parent < revision.id}
    return tuple(revision for revision in known if revision.id not in replaced)


def state(revision: Revision) -> State:
    """What a revision says about its annotation."""
    return None if revision.removed else (revision.target, revision.body)


def standing(history: Iterable[Revision]) -> dict[State, Revision]:
    """The states in which an annotation stands, newest last, each with its newest head; an edit beats a removal."""
    states = {state(head): head for head in heads(history)}
    if len(states) > 1:
        states.pop(None, None)
    return dict(sorted(states.items(), key=lambda item: item[1].id))


def numbered(new: Iterable[Revision], known: Iterable[Revision]) -> tuple[Revision, ...]:
    """`new` with ids of their own, each larger than all in `known`: a child sorts behind its parents."""
    after = max((revision.id for revision in known), default=0)
    result = []
    for revision in new:
        after = new_number(after)
        result.append(replace(revision, id=after))
    return tuple(result)


def to_document(revision: Revision) -> Document:
    """A revision as the store keeps it: W3C names, and nothing that is empty by default."""
    document: Document = {
        "kind": "revision",
        "annotation": revision.annotation,
        "at": revision.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "body": [{"type": "TextualBody", "value": body.value, "purpose": body.purpose.value} for body in revision.body],
        "by": revision.by,
        "parents": [id_text(parent) for parent in revision.parents],
        "target": _target_document(revision.target),
    }
    extra = {"removed": revision.removed, "change": revision.change, "undoes": revision.undoes}
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
        body=tuple(
            TextualBody(clean(_text(body, "value")), Motivation(_text(body, "purpose")))
            for body in _mappings(document.get("body", []))
        ),
        by=clean(_text(document, "by")),
        parents=tuple(_id(parent) for parent in _list(document.get("parents", []))),
        removed=document.get("removed") is True,
        change=clean(_text(document, "change")),
        undoes=clean(_text(document, "undoes")),
    )


def _annotation(history: Sequence[Revision]) -> Annotation | None:
    """What an annotation's revisions, oldest first, amount to; None if it is removed."""
    *rivals, head = standing(history).values()
    if head.removed:
        return None
    return Annotation(
        id=head.annotation,
        target=head.target,
        body=head.body,
        by=history[0].by,
        created=history[0].at,
        modified=head.at,
        heads=tuple(revision.id for revision in heads(history)),
        rivals=tuple(rival.body for rival in rivals),
    )


def _target_document(target: Target) -> Document:
    position, quote = target.position, target.quote
    selectors: list[Document] = []
    if position:
        selectors.append({"type": "TextPositionSelector", "start": position.start, "end": position.end})
    if quote:
        words = {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
        selectors.append({"type": "TextQuoteSelector", **words})
    return {"source": target.source, "selector": selectors, "snapshot": target.snapshot}


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
    if not (isinstance(value, str) and value.isascii() and value.isdecimal() and value < LAST_ID):
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
