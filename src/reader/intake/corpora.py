"""JSON Lines and CSV corpora into stories, by the columns that hold them."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from reader.errors import CannotRead, Unusable
from reader.intake.dates import day_of
from reader.intake.fragments import fragment_parts
from reader.intake.story import Story, paragraphs

_USUAL = {
    "text": ("text", "body", "content", "article", "maintext", "article_text", "full_text", "story", "html"),
    "title": ("title", "headline", "heading", "name"),
    "date": ("date", "published", "published_at", "publish_date", "date_published", "pubdate", "datetime", "timestamp"),
    "author": ("author", "authors", "byline", "creator"),
    "source": ("source", "publisher", "publication", "outlet", "site", "source_domain"),
    "url": ("url", "link", "href", "source_url"),
    "guid": ("guid", "id", "uid", "article_id"),
    "language": ("language", "lang"),
}
"""What each field of a story is usually called, most likely first."""

_HTML = re.compile(r"</(?:p|div|br|h[1-6]|li)>|<br ?/?>", re.IGNORECASE)
_LONGEST_FIELD = 8 * 2**20
"""Characters of a field; a longer one is no article."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is no story, and why."""

    number: int
    """From 1, as lines count in JSON Lines and rows behind the header in CSV."""
    reason: str


def column_mapping(typed: str) -> dict[str, str]:
    """`text=body,date=when` as a mapping of a story's fields to columns. Raises Unusable."""
    mapping = {}
    for pair in filter(None, typed.split(",")):
        field, equals, column = pair.partition("=")
        if not equals or field.strip() not in _USUAL:
            raise Unusable(f"--columns takes pairs such as text=body; the fields are {', '.join(_USUAL)}.")
        mapping[field.strip()] = column.strip()
    return mapping


def json_lines(lines: Iterable[str], name: str, columns: Mapping[str, str]) -> Iterator[Story | BadRow]:
    """The stories of JSON Lines; a file that is one list of objects is read too."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            yield BadRow(number, "It is not JSON.")
            continue
        for row in value if isinstance(value, list) else [value]:
            yield _story(row, number, name, columns) if isinstance(row, dict) else BadRow(number, "It is no object.")


def csv_rows(lines: Iterable[str], name: str, columns: Mapping[str, str]) -> Iterator[Story | BadRow]:
    """The stories of a table with a header, parted by commas, semicolons, tabs or bars."""
    csv.field_size_limit(_LONGEST_FIELD)
    ahead = iter(lines)
    begin = list(islice(ahead, 1))
    if not begin:
        raise CannotRead("It is empty.")
    delimiter = max(",;\t|", key=begin[0].count)
    table = csv.DictReader(_chained(begin, ahead), delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            row = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRow(number, f"It is no row that can be read ({error}).")
            continue
        yield _story(row, number, name, columns)


def rows_of(text: str) -> Iterator[str]:
    """The lines of `text`, line ends kept."""
    return iter(io.StringIO(text, newline=""))


def _chained(begin: list[str], rest: Iterator[str]) -> Iterator[str]:
    yield from begin
    yield from rest


def _story(row: Mapping[Any, Any], number: int, name: str, columns: Mapping[str, str]) -> Story | BadRow:
    lower = {str(column).strip().lower(): value for column, value in row.items() if column is not None}
    values = {field: _value(lower, field, columns) for field in _USUAL}
    text = values["text"]
    if not text.strip():
        names = {columns["text"].lower()} if "text" in columns else {*_USUAL["text"]}
        if names & lower.keys():
            return BadRow(number, "There is no text in it.")
        return BadRow(number, f"It has no column {columns.get('text', 'text')}; --columns text=… says which it is.")
    return Story(
        title=values["title"],
        parts=fragment_parts(text) if _HTML.search(text) else paragraphs(text),
        date=day_of(values["date"]),
        author=values["author"],
        source=values["source"],
        url=values["url"],
        guid=f"{name}#{values['guid']}" if values["guid"] else "",
        language=values["language"],
    )


def _value(row: Mapping[str, Any], field: str, columns: Mapping[str, str]) -> str:
    names = (columns[field].lower(),) if field in columns else _USUAL[field]
    value = next((row[name] for name in names if row.get(name) not in (None, "", [])), "")
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return value if isinstance(value, str) else json.dumps(value) if isinstance(value, dict) else str(value)
