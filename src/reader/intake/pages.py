"""A web page into a story: trafilatura tells body from boilerplate, here its tree becomes parts."""

import datetime as dt
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from urllib.parse import urlsplit

from reader.errors import CannotRead
from reader.intake.clearing import clear, point_out, squeezed
from reader.intake.decoding import decoded
from reader.intake.needs import needed
from reader.intake.story import Part, PartKind, Story, page_address

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_LANGUAGES = (
    "@lang",
    "@xml:lang",
    "//meta[translate(@http-equiv, 'CONTELAGU', 'contelagu')='content-language']/@content",
    "//meta[@name='language']/@content",
    "//meta[@property='og:locale']/@content",
)
_SHORTEST = 20
"""Characters of an article; where trafilatura finds fewer, it takes the whole page. Its own 250 are too many."""
_MOST_MORE = 1.1
"""How much more text a second look may find, before it is taken for boilerplate."""
_LINKED_DATA = "//script[@type='application/ld+json']/text()"
_IN_LANGUAGE = re.compile(r'"inLanguage"\s*:\s*"([^"]+)"')
_DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}
"""For htmldate: when it was published rather than changed, and from what the page says of itself."""


def page_story(data: bytes, url: str = "", charset: str = "", language: str = "") -> Story:
    """The story on a page; `charset` and `language` as its server says. Raises CannotRead where there is none."""
    return html_story(decoded(data, charset), url, language)


def html_story(text: str, url: str = "", language: str = "") -> Story:
    """As `page_story`, from text."""
    try:
        tree = needed("trafilatura").load_html(text)
        if tree is None:
            raise CannotRead("It is not a web page.")
        said, url = _language(tree), url or _canonical(tree)
        clear(tree)
        found = _extracted(deepcopy(tree), url)
        parts = tuple(_parts(found.body)) if found is not None else ()
        if parts and not any(part.kind is PartKind.HEADING for part in parts[1:]):
            parts = _with_headings(tree, parts)
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError) as error:
        raise CannotRead("It is damaged beyond reading.") from error
    if found is None or not parts:
        raise CannotRead("There is no article on this page.")
    return Story(
        title=found.title or "",
        parts=parts,
        date=_date(found.date),
        author=(found.author or "").replace("; ", ", "),
        source=found.sitename or found.hostname or "",
        url=url,
        language=said or language,
    )


def _extracted(tree: Any, url: str) -> Any:
    settings = deepcopy(needed("trafilatura.settings").DEFAULT_CONFIG)
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(_SHORTEST))
    return needed("trafilatura").bare_extraction(
        tree,
        url=url or None,
        include_comments=False,
        date_extraction_params=_DATES,
        with_metadata=True,
        config=settings,
    )


def _with_headings(tree: Any, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts with the headings between them, where a second look finds those and hardly anything else."""
    texts = [part.text for part in parts]
    if not point_out(tree, texts):
        return parts
    found = _extracted(tree, "")
    again = tuple(_parts(found.body)) if found is not None else ()
    whole = {squeezed(text) for text in texts} <= {squeezed(part.text) for part in again}
    body = [part.text for part in again if part.kind is not PartKind.HEADING]
    return again if whole and sum(map(len, body)) <= _MOST_MORE * sum(map(len, texts)) else parts


def _parts(element: Any) -> Iterator[Part]:
    if element.text and element.text.strip():
        yield Part(PartKind.PARAGRAPH, element.text)
    for child in element:
        yield from _part(child)
        if child.tail and child.tail.strip():
            yield Part(PartKind.PARAGRAPH, child.tail)


def _part(element: Any) -> Iterator[Part]:
    match element.tag:
        case "head":
            level = re.fullmatch(r"h([1-6])", element.get("rend", ""))
            yield Part(PartKind.HEADING, _text(element), int(level[1]) if level else 2)
        case "list":
            yield from (Part(PartKind.ITEM, _text(item)) for item in element.iter("item"))
        case "table":
            for row in element.iter("row"):
                yield Part(PartKind.ITEM, " | ".join(filter(None, (_text(cell).strip() for cell in row.iter("cell")))))
        case "code":
            yield Part(PartKind.CODE, "".join(element.itertext()))
        case "quote":
            yield from (Part(PartKind.QUOTE, text) for text in re.split(r"\n\n+", _text(element)))
        case "div":
            yield from _parts(element)
        case _:
            yield from (Part(PartKind.PARAGRAPH, text) for text in re.split(r"\n\n+", _text(element)))


def _text(element: Any) -> str:
    """The words of an element; a line break where it has one, a blank line between paragraphs, no inner list."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            pieces.append("\n")
        elif child.tag == "p":
            pieces += ("\n\n", _text(child), "\n\n")
        elif child.tag != "list":
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces).strip()


def _language(tree: Any) -> str:
    said = [value for path in _LANGUAGES for value in tree.xpath(path)]
    said += [found[1] for data in tree.xpath(_LINKED_DATA) for found in _IN_LANGUAGE.finditer(data)]
    found = (_LANGUAGE.match(value.strip()) for value in said)
    return next((str(match.group()).replace("_", "-") for match in found if match), "")


def _canonical(tree: Any) -> str:
    """The address that a saved page gives itself; a front page's stands on many pages and names none."""
    named = (page_address(href) for href in tree.xpath("//link[@rel='canonical']/@href"))
    return next((url for url in named if urlsplit(url).path not in ("", "/")), "")


def _date(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None
