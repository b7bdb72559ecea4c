"""One story on its way into the folder."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hs(?:enc|mi)", re.IGNORECASE)
"""Parameters of an address that say where a visitor came from, never what the page is."""

_PORTS = {"http": "80", "https": "443"}


class PartKind(StrEnum):
    """What a stretch of a story is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ITEM = "item"
    """Of a list."""
    CODE = "code"
    MARKDOWN = "markdown"
    """Any number of blocks that already are Markdown."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a story, without blank lines."""

    kind: PartKind
    text: str
    """As it came: not cleaned, not escaped."""
    level: int = 0
    """Depth of a heading, 1 to 6; 0 for everything else."""


@dataclass(frozen=True, slots=True)
class Story:
    """What a source says; its words are cleaned where they are written."""

    title: str = ""
    parts: tuple[Part, ...] = ()
    """The body, in order."""
    date: dt.date | None = None
    """When it was published."""
    author: str = ""
    source: str = ""
    """Who published it: a name."""
    url: str = ""
    """Where it stands."""
    guid: str = ""
    """What its feed, mail or corpus calls it; means nothing outside of it."""
    feed: str = ""
    """The address of the feed that it came with."""
    language: str = ""
    """As BCP 47 has it: `de`, `pt-BR`."""


def paragraphs(text: str) -> tuple[Part, ...]:
    """The paragraphs of plain text that blank lines part."""
    stretches = re.split(r"\n[^\S\n]*\n\s*", text.strip())
    return tuple(Part(PartKind.PARAGRAPH, stretch) for stretch in stretches if stretch)


def page_address(url: str) -> str:
    """The address of a page in the one form by which it is known again.

    Without fragment, name and password, usual port and tracking parameters; empty for what is no http(s) address.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower(), str(parts.port or "")
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        return ""
    place = f"[{host}]" if ":" in host else host
    if port and port != _PORTS[scheme]:
        place += f":{port}"
    kept = [(name, value) for name, value in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(name)]
    query = parts.query if len(kept) == len(parse_qsl(parts.query, True)) else urlencode(kept)
    return urlunsplit((scheme, place, parts.path or "/", query, ""))
