"""What a source is, and the stories in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from reader.errors import CannotRead
from reader.intake.corpora import BadRow, csv_rows, json_lines, rows_of
from reader.intake.decoding import decoded
from reader.intake.mail import mail_story, mails
from reader.intake.pages import page_story
from reader.intake.story import Story
from reader.intake.texts import markdown_story, text_story


class Kind(StrEnum):
    """What a source can be."""

    PAGE = "page"
    FEED = "feed"
    OPML = "opml"
    MAIL = "mail"
    JSONL = "jsonl"
    CSV = "csv"
    TEXT = "text"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Material:
    """The bytes of a source, and what is said of them."""

    name: str
    """A file's name, or the last part of an address."""
    data: bytes
    url: str = ""
    """Where it was fetched; empty for a file."""
    content_type: str = ""
    charset: str = ""
    language: str = ""


ENDINGS = {
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".xhtml": Kind.PAGE,
    ".opml": Kind.OPML,
    ".rss": Kind.FEED,
    ".atom": Kind.FEED,
    ".xml": Kind.FEED,
    ".eml": Kind.MAIL,
    ".mbox": Kind.MAIL,
    ".json": Kind.JSONL,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
}
"""What a file is by the end of its name, where its beginning does not tell."""

_TYPES = {
    "text/html": Kind.PAGE,
    "application/xhtml+xml": Kind.PAGE,
    "text/csv": Kind.CSV,
    "text/markdown": Kind.MARKDOWN,
    "message/rfc822": Kind.MAIL,
    "application/mbox": Kind.MAIL,
    "application/json": Kind.JSONL,
}

_BEGINNINGS = (
    (Kind.OPML, r"(?:<\?xml.*?\?>)?(?:\s|<!--.*?-->|<!DOCTYPE[^>]*>)*<opml\b"),
    (Kind.FEED, r"(?:<\?xml.*?\?>)?(?:\s|<!--.*?-->|<\?.*?\?>|<!DOCTYPE\s+rss[^>]*>)*<(?:rss|feed|rdf:RDF)\b"),
    (Kind.FEED, r'\{[^{]{0,400}?"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org'),
    (Kind.PAGE, r"(?:<\?xml.*?\?>)?(?:\s|<!--.*?-->)*<(?:!doctype\s+html|html|head|body)\b"),
    (
        Kind.MAIL,
        r"From \S+ .*\n[\w-]+: |(?:(?:Return-Path|Received|From|Delivered-To|Message-ID|MIME-Version|Subject):)",
    ),
    (Kind.JSONL, r'\s*(?:\[\s*)?\{\s*"'),
)
_LOOK_AT = 4000
"""Bytes from the start that tell what a source is."""


def kind_of(material: Material) -> Kind:
    """What a source is: by its beginning, by what its server says, by its name; text where nothing tells."""
    head = decoded(material.data[:_LOOK_AT], material.charset).lstrip("\ufeff \t\r\n")
    by_name = next((kind for ending, kind in ENDINGS.items() if material.name.lower().endswith(ending)), None)
    if by_name in (Kind.TEXT, Kind.MARKDOWN, Kind.CSV):
        return by_name
    for kind, beginning in _BEGINNINGS:
        if re.match(beginning, head, re.DOTALL | re.IGNORECASE):
            return kind
    return _TYPES.get(material.content_type) or by_name or Kind.TEXT


def stories_of(material: Material, kind: Kind, columns: Mapping[str, str]) -> Iterator[Story | BadRow]:
    """The stories of a source that is neither a feed nor OPML. Raises CannotRead."""
    data, charset = material.data, material.charset
    match kind:
        case Kind.PAGE:
            yield page_story(data, material.url, charset, material.language)
        case Kind.MAIL:
            yield from _mail_stories(data)
        case Kind.JSONL:
            yield from json_lines(_one_line(decoded(data, charset)), material.name, columns)
        case Kind.CSV:
            yield from csv_rows(rows_of(decoded(data, charset)), material.name, columns)
        case Kind.MARKDOWN:
            yield _placed(markdown_story(data, charset), material)
        case _:
            yield _placed(text_story(data, charset), material)


def _mail_stories(data: bytes) -> Iterator[Story | BadRow]:
    for number, mail in enumerate(mails(data), 1):
        try:
            yield mail_story(mail)
        except CannotRead as error:
            yield BadRow(number, str(error))


def _one_line(text: str) -> Iterator[str]:
    """The lines of JSON Lines; JSON that goes over many lines, as one."""
    begin = text.lstrip()
    if begin.startswith("[") or begin.startswith("{\n"):
        return iter([text])
    return rows_of(text)


def _placed(story: Story, material: Material) -> Story:
    return replace(story, url=material.url or story.url, language=story.language or material.language)
