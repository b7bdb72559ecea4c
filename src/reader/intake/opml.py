"""OPML (http://opml.org/spec2.opml): the lists of feeds that all feed readers take and give."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from reader.errors import CannotRead
from reader.intake.needs import needed
from reader.text.safety import clean_line


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that the person follows."""

    url: str
    title: str = ""


class Outlines:
    """An OPML document; what it holds besides feeds, and how they are grouped, stays as it is."""

    def __init__(self, root: ElementTree.Element) -> None:
        self._root = root

    def __iter__(self) -> Iterator[Subscription]:
        """The feeds, in order, each once."""
        seen = set()
        for outline in self._root.iter("outline"):
            url = (outline.get("xmlUrl") or "").strip()
            if url and url not in seen:
                seen.add(url)
                yield Subscription(url, " ".join(clean_line(outline.get("title") or outline.get("text") or "").split()))

    def add(self, feed: Subscription) -> bool:
        """Put a feed behind all others; whether it was not there yet."""
        if any(there.url == feed.url for there in self):
            return False
        title = feed.title or feed.url
        attributes = {"type": "rss", "text": title, "title": title, "xmlUrl": feed.url}
        ElementTree.SubElement(self._body(), "outline", attributes)
        return True

    def remove(self, url: str) -> bool:
        """Take a feed out, wherever it stands; whether it was there."""
        found = False
        for parent in list(self._root.iter()):
            for outline in list(parent.findall("outline")):
                if (outline.get("xmlUrl") or "").strip() == url:
                    parent.remove(outline)
                    found = True
        return found

    def to_bytes(self) -> bytes:
        """The document as UTF-8."""
        ElementTree.indent(self._root)
        return bytes(ElementTree.tostring(self._root, encoding="utf-8", xml_declaration=True)) + b"\n"

    def _body(self) -> ElementTree.Element:
        body = self._root.find("body")
        return body if body is not None else ElementTree.SubElement(self._root, "body")


def no_feeds(title: str) -> Outlines:
    """A document without feeds."""
    root = ElementTree.Element("opml", {"version": "2.0"})
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = title
    ElementTree.SubElement(root, "body")
    return Outlines(root)


def parse_opml(data: bytes) -> Outlines:
    """The document in `data`. Raises CannotRead where it is none, and for one that declares entities."""
    defused = needed("defusedxml")
    try:
        root = needed("defusedxml.ElementTree").fromstring(data)
    except defused.DefusedXmlException as error:
        raise CannotRead("It declares entities, which no list of feeds needs.") from error
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise CannotRead("It is no OPML that can be read.") from error
    if root.tag != "opml":
        raise CannotRead("It is no OPML.")
    return Outlines(root)
