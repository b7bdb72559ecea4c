"""RSS, Atom and JSON feeds into entries."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any
from xml.sax import SAXException

from reader.errors import CannotRead
from reader.intake.dates import day_of
from reader.intake.decoding import decoded
from reader.intake.fragments import fragment_parts, plain_text
from reader.intake.needs import needed
from reader.intake.story import Story, page_address

_WHOLE = 120
"""Words from which what a feed gives of a story, without calling it its content, is taken for the whole."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One story of a feed, as far as the feed tells it."""

    story: Story
    """Without parts: `parts` makes them."""
    html: str
    """What the feed gives of it."""
    whole: bool
    """Whether that is the story; else it is a summary, and the page has the rest."""

    @property
    def key(self) -> str:
        """What names the entry in its feed."""
        return self.story.guid or page_address(self.story.url) or self.story.title

    @property
    def fingerprint(self) -> str:
        """Another one whenever the feed says something else of the story: 16 hexadecimal digits."""
        said = "\n".join((self.story.title, str(self.story.date), self.html))
        return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it reads now."""

    title: str
    entries: tuple[Entry, ...]


def parse_feed(data: bytes, url: str = "", content_type: str = "") -> Feed:
    """The feed in `data`, which came from `url`. Raises CannotRead for what is no feed."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(data, url)
    headers = {"content-type": content_type} if content_type else {}
    if url:
        headers["content-location"] = url
    try:
        read = needed("feedparser").parse(data, response_headers=headers)
    except (ValueError, TypeError, AttributeError, KeyError, LookupError, RecursionError, AssertionError) as error:
        raise CannotRead("It is a feed that is damaged beyond reading.") from error
    torn = isinstance(read.get("bozo_exception"), SAXException)
    if not read.entries and (torn or not read.get("version")):
        raise CannotRead("It is no feed.")
    here = read.feed
    address = url or _self(here)
    language = here.get("language") or ""
    entries = (_entry(item, address, plain_text(here.get("title", "")), language) for item in read.entries)
    return Feed(_line(plain_text(here.get("title", ""))), tuple(entries))


def parts_of(entry: Entry) -> Story:
    """The story with what the feed gives of it as its parts."""
    return replace(entry.story, parts=fragment_parts(entry.html))


def _entry(item: Any, feed: str, source: str, language: str) -> Entry:
    content = next((c.value for c in item.get("content", ()) if c.get("value") and "html" in c.get("type", "")), "")
    content = content or next((c.value for c in item.get("content", ()) if c.get("value")), "")
    html = content or item.get("summary", "")
    story = Story(
        title=_line(plain_text(item.get("title", ""))),
        date=_day(item),
        author=", ".join(filter(None, (_line(a.get("name", "")) for a in item.get("authors", ())))),
        source=_line(plain_text(item.get("source", {}).get("title", ""))) or _line(source),
        url=item.get("link", ""),
        guid=item.get("id", ""),
        feed=feed,
        language=next((c.language for c in item.get("content", ()) if c.get("language")), "") or language,
    )
    is_whole = bool(content) or len(plain_text(html).split()) >= _WHOLE or not page_address(story.url)
    return Entry(story, html, is_whole)


def _day(item: Any) -> dt.date | None:
    """The day that is written where it was published; feedparser, which knows more forms, tells it as UTC."""
    known = item.get("published_parsed") or item.get("updated_parsed")
    return day_of(item.get("published") or item.get("updated")) or (dt.date(*known[:3]) if known else None)


def _self(feed: Any) -> str:
    """The address that a feed in a file gives itself."""
    links = feed.get("links", ())
    named = [link.get("href", "") for link in links if link.get("rel") == "self"] + [feed.get("link", "")]
    return next((address for href in named if (address := page_address(href))), "")


def _json_feed(data: bytes, url: str) -> Feed:
    """As https://www.jsonfeed.org/version/1.1/ has it."""
    try:
        feed = json.loads(decoded(data))
    except (ValueError, RecursionError) as error:
        raise CannotRead("It is JSON that is damaged.") from error
    if not isinstance(feed, dict) or not isinstance(items := feed.get("items"), list):
        raise CannotRead("It is JSON, but no feed.")
    address = url or page_address(_text(feed, "feed_url"))
    return Feed(_line(_text(feed, "title")), tuple(_json_entries(items, feed, address)))


def _json_entries(items: list[Any], feed: dict[str, Any], address: str) -> Iterator[Entry]:
    for item in (item for item in items if isinstance(item, dict)):
        html, text = _text(item, "content_html"), _text(item, "content_text")
        story = Story(
            title=_line(_text(item, "title")),
            date=day_of(item.get("date_published") or item.get("date_modified")),
            author=", ".join(_authors(item) or _authors(feed)),
            source=_line(_text(feed, "title")),
            url=_text(item, "url") or _text(item, "external_url"),
            guid=_text(item, "id"),
            feed=address,
            language=_text(item, "language") or _text(feed, "language"),
        )
        said = html or text.replace("&", "&amp;").replace("<", "&lt;")
        yield Entry(story, said or _text(item, "summary"), bool(said) or not page_address(story.url))


def _authors(of: dict[str, Any]) -> list[str]:
    named = of.get("authors") or [of.get("author")]
    people = named if isinstance(named, list) else []
    return [name for person in people if isinstance(person, dict) and (name := _line(_text(person, "name")))]


def _text(of: dict[str, Any], name: str) -> str:
    value = of.get(name)
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def _line(text: str) -> str:
    return " ".join(text.split())
