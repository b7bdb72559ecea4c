"""W3C Web Annotations in JSON-LD, our own exports and those of others (https://www.w3.org/TR/annotation-model/)."""

from collections.abc import Iterator, Mapping
from typing import Any

from reader.imports.foreign import Foreign, Refused
from reader.imports.shapes import each, instant, objects, text, texts
from reader.model import identifiers
from reader.model.annotation import TextPositionSelector, TextQuoteSelector


def read_webannotations(document: object) -> Iterator[Foreign | Refused]:
    """The annotations of a collection, of a page, of a list, or the one that the document is."""
    snapshots = _part(document, "snapshots")
    known = {uri: text(snapshots, uri) for uri in snapshots} if isinstance(snapshots, dict) else {}
    for number, item in enumerate(_items(document), 1):
        if not isinstance(item, dict) or "Annotation" not in texts(item.get("type")):
            yield Refused(f"annotation {number}", "it is no W3C annotation")
            continue
        target = next(iter(each(item.get("target"))), None)
        if target is None:
            yield Refused(f"annotation {number}", "it has no target")
            continue
        yield _foreign(item, target, known)


def _items(document: object) -> Iterator[object]:
    if isinstance(document, list):
        yield from document
    elif isinstance(document, dict) and "items" in document:
        yield from each(document["items"])
    elif isinstance(document, dict) and "AnnotationCollection" in texts(document.get("type")):
        for page in objects(document.get("first")):
            yield from each(page.get("items"))
    else:
        yield document


def _foreign(item: Mapping[str, Any], target: object, snapshots: Mapping[str, str]) -> Foreign:
    uri, source = text(item, "id"), _source(target)
    selectors = {text(selector, "type"): selector for selector in objects(_part(target, "selector"))}
    version = next((text(state, "cached") for state in objects(_part(target, "state"))), "")
    return Foreign(
        key=uri or repr(sorted(item.items(), key=lambda entry: entry[0])),
        id=identifiers.annotation_id(uri),
        source=identifiers.article_source(source),
        address=text(target, "via") or source,
        quote=_quote(selectors.get("TextQuoteSelector")),
        position=_position(selectors.get("TextPositionSelector")),
        snapshot=snapshots.get(version, ""),
        tags=tuple(tag for body in _bodies(item, tagging=True) for tag in body),
        note="\n\n".join(note for body in _bodies(item, tagging=False) for note in body),
        by=_creator(item.get("creator")),
        created=instant(text(item, "created")),
    )


def _part(target: object, key: str) -> object:
    return target.get(key) if isinstance(target, dict) else None


def _source(target: object) -> str:
    if isinstance(target, str):
        return target
    source = _part(target, "source")
    return source if isinstance(source, str) else text(source, "id") or text(target, "id")


def _bodies(item: Mapping[str, Any], *, tagging: bool) -> Iterator[tuple[str, ...]]:
    """The values of the bodies that are tags, or of those that are not."""
    if not tagging:
        yield texts(item.get("bodyValue"))
    for body in each(item.get("body")):
        if isinstance(body, dict) and ("tagging" in texts(body.get("purpose"))) is tagging:
            yield texts(body.get("value"))


def _creator(value: object) -> str:
    """The name of the first creator; an IRI where that is all there is."""
    for creator in each(value):
        if isinstance(creator, str):
            return creator
        return text(creator, "name") or text(creator, "nickname") or text(creator, "id")
    return ""


def _quote(selector: object) -> TextQuoteSelector | None:
    exact = text(selector, "exact")
    return TextQuoteSelector(exact, text(selector, "prefix"), text(selector, "suffix")) if exact.strip() else None


def _position(selector: object) -> TextPositionSelector | None:
    start, end = _part(selector, "start"), _part(selector, "end")
    if isinstance(start, int) and isinstance(end, int) and 0 <= start <= end:
        return TextPositionSelector(start, end)
    return None
