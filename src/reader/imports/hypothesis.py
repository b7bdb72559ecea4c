"""Annotations as the Hypothesis API gives them (https://h.readthedocs.io/en/latest/api-reference/)."""

from collections.abc import Iterator

from reader.imports.foreign import Foreign, Refused
from reader.imports.shapes import each, instant, objects, text, texts
from reader.model.annotation import TextQuoteSelector


def is_hypothesis(document: object) -> bool:
    """Whether a JSON document is what the API answers to a search, or a list of its rows."""
    if isinstance(document, dict) and "rows" in document:
        return True
    first = next(objects(document), {}) if isinstance(document, list) else document
    return isinstance(first, dict) and "uri" in first and "target" in first


def read_hypothesis(document: object) -> Iterator[Foreign | Refused]:
    """The annotations and page notes of an answer; replies to others are told and left out."""
    rows = each(document.get("rows")) if isinstance(document, dict) and "rows" in document else each(document)
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not text(row, "uri"):
            yield Refused(f"row {number}", "it is no annotation of Hypothesis")
        elif row.get("references"):
            yield Refused(f"row {number}", "it is a reply to another annotation")
        else:
            yield Foreign(
                key=f"hypothesis:{text(row, 'id') or repr(sorted(row.items(), key=lambda entry: entry[0]))}",
                address=text(row, "uri"),
                title=next(iter(texts(_title(row.get("document")))), ""),
                quote=_quote(row.get("target")),
                tags=texts(row.get("tags")),
                note=text(row, "text"),
                by=text(row, "user").removeprefix("acct:").partition("@")[0],
                created=instant(text(row, "created")),
            )


def _title(document: object) -> object:
    return document.get("title") if isinstance(document, dict) else None


def _quote(targets: object) -> TextQuoteSelector | None:
    """The quote of the first target that has one. Its offsets count in a web page and are of no use here."""
    for target in objects(targets):
        for selector in objects(target.get("selector")):
            if text(selector, "exact").strip():
                return TextQuoteSelector(text(selector, "exact"), text(selector, "prefix"), text(selector, "suffix"))
    return None
