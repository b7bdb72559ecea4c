"""Annotations as they are asked for, by options or by a line of JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from reader.cli import articles
from reader.errors import Unusable
from reader.model.article import Article
from reader.text.span import Span

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace


@dataclass(frozen=True, slots=True)
class Request:
    """One annotation that somebody wants."""

    article: str
    """As ARTICLE: an id or a unique part of one."""
    quote: str | None = None
    nth: int | None = None
    """Which place of the quote is meant, from 1."""
    span: Span | None = None
    whole: bool = False
    """Whether it is about the article, not about a passage."""
    tags: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if [self.quote is not None, self.span is not None, self.whole].count(True) != 1:
            raise Unusable("Say what it is about: a quote, a span, or the whole article; one of them.")
        if self.nth is not None and (self.quote is None or self.nth < 1):
            raise Unusable("The number of the place goes with a quote, and counts from 1.")
        if self.whole and not (any(tag.strip() for tag in self.tags) or self.note.strip()):
            raise Unusable("Give a tag or a note: a whole article cannot be highlighted.")


def carry_out(workspace: "Workspace", request: Request) -> str:
    """Write the annotation and return its id; it is on the disk then.

    Raises NotFound, CannotRead or Unusable where the request does not fit the article, and NotSaved.
    """
    article = articles.named(workspace, request.article)
    return workspace.annotate(article, _passage(article, request), request.tags, request.note).id


def request_of(line: bytes) -> Request:
    """The request that a line of JSON makes; keys that it does not know, it leaves. Raises Unusable."""
    try:
        fields = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Unusable("This is no JSON in UTF-8.") from None
    if not isinstance(fields, dict):
        raise Unusable("This is no JSON object.")
    tags = fields.get("tags") or []
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise Unusable("“tags” is to be a list of strings.")
    return Request(
        article=_text(fields, "article") or "",
        quote=_text(fields, "quote"),
        nth=_number(fields, "nth"),
        span=_span(_number(fields, "start"), _number(fields, "end")),
        whole=fields.get("whole") is True,
        tags=tuple(tags),
        note=_text(fields, "note") or "",
    )


def _passage(article: Article, request: Request) -> Span | None:
    from reader.workspace.quoting import find_passage

    if request.quote is not None:
        return find_passage(article, request.quote, request.nth)
    span = request.span
    if span is not None and not span.start < span.end <= len(article.text):
        raise Unusable(f"{span.start}:{span.end} is no passage of an article of {len(article.text)} characters.")
    return span


def _text(fields: Mapping[str, object], key: str) -> str | None:
    value = fields.get(key)
    if value is None or isinstance(value, str):
        return value
    raise Unusable(f"“{key}” is to be a string.")


def _number(fields: Mapping[str, object], key: str) -> int | None:
    value = fields.get(key)
    if value is None or _is_number(value):
        return value
    raise Unusable(f"“{key}” is to be a whole number.")


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _span(start: int | None, end: int | None) -> Span | None:
    if start is None and end is None:
        return None
    if start is None or end is None or not 0 <= start < end:
        raise Unusable("“start” and “end” go together, and the end lies behind the start.")
    return Span(start, end)
