"""A web page as two parsers that know nothing of each other read it by the HTML standard."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import html5lib
from selectolax.lexbor import LexborHTMLParser

_DEAD = re.compile(
    "html|head|meta|title|style|body|main|article|header|section|aside|footer|nav|h[1-6]|p|div|span|a|mark|blockquote"
    "|cite|sup|ul|ol|li|dl|dt|dd|time|small|em|strong|br|hr"
)
"""Elements that do nothing by themselves; a link does what its address says."""
_RISKY = frozenset({"src", "srcset", "style", "action", "formaction", "http-equiv", "ping", "background", "data"})
_OWN_POLICY = "Content-Security-Policy"
"""By which the page itself forbids a browser whatever is not on it."""


@dataclass(frozen=True)
class Seen:
    """What stands on a page."""

    elements: tuple[tuple[str, dict[str, str]], ...]
    """Each element's name and attributes, in order."""
    text: str
    """What is to be read, blanks and line breaks as one blank."""

    @property
    def links(self) -> set[str]:
        return {attributes["href"] for _, attributes in self.elements if "href" in attributes}

    @property
    def alive(self) -> list[tuple[str, str]]:
        """Elements and attributes that could do or fetch something."""
        names = [(name, "") for name, _ in self.elements if not _DEAD.fullmatch(name)]
        return names + [
            (name, attribute)
            for name, attributes in self.elements
            for attribute in attributes
            if attribute.startswith("on") or (attribute in _RISKY and attributes[attribute] != _OWN_POLICY)
        ]


def seen_by_each(html: str) -> Iterator[Seen]:
    """The page as html5lib reads it, which refuses what the standard calls an error, and as Lexbor does."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    texts = (node.text or "" for node in tree.iter() if node.tag in ("style", "title"))
    whole = "".join(tree.itertext())
    for text in texts:
        whole = whole.replace(text, " ", 1)
    named = [node for node in tree.iter() if isinstance(node.tag, str)]
    yield Seen(tuple((node.tag, dict(node.attrib)) for node in named), " ".join(whole.split()))
    other = LexborHTMLParser(html)
    nodes = tuple((node.tag or "", {k: v or "" for k, v in node.attributes.items()}) for node in other.css("*"))
    body = other.body
    yield Seen(nodes, " ".join((body.text() if body else "").split()))
