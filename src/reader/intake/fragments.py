"""A piece of HTML that is all story, as feeds, corpora and mails have it: nothing in it is boilerplate."""

import html as entities
import re

from reader.intake.needs import needed
from reader.intake.story import Part, PartKind, paragraphs

_KINDS = {"blockquote": PartKind.QUOTE, "li": PartKind.ITEM, "tr": PartKind.ITEM, "pre": PartKind.CODE} | {
    f"h{level}": PartKind.HEADING for level in range(1, 7)
}
_BLOCKS = frozenset(
    {
        *_KINDS,
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "aside",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
    }
    | {"tbody", "thead", "hr", "address", "details", "summary"}
)
_NOT_TEXT = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "svg", "form", "button", "figure"}
)


def fragment_parts(html: str) -> tuple[Part, ...]:
    """The parts of a piece of HTML, in order; of plain text, its paragraphs."""
    if not re.search(r"<[a-zA-Z!/]", html):
        return paragraphs(entities.unescape(html))
    lxml = needed("lxml.html")
    try:
        tree = lxml.fragment_fromstring(html, create_parent="div")
    except (lxml.etree.LxmlError, ValueError):
        return paragraphs(plain_text(html))
    walk = _Walk()
    events = lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, node in events:
        if event == "start" and node.tag in _NOT_TEXT:
            events.skip_subtree()
        elif event == "start":
            walk.begin(node.tag, node.text or "")
        if event != "start":
            walk.end(node.tag, node.tail or "" if node is not tree else "")
    return tuple(walk.parts)


def plain_text(html: str) -> str:
    """The words of a piece of HTML, without markup; for titles and short summaries."""
    lxml = needed("lxml.html")
    try:
        return str(lxml.fragment_fromstring(html, create_parent="div").text_content())
    except (lxml.etree.LxmlError, ValueError):
        return entities.unescape(re.sub(r"<[^<>]*>", " ", html))


class _Walk:
    """Takes the elements as they open and close, and keeps the blocks of text in `parts`."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._text: list[str] = []
        self._open: list[str] = []
        """The blocks with a kind of their own that stand around."""

    def begin(self, tag: object, text: str) -> None:
        """An element opens, with the text before its first child."""
        if tag == "br":
            self._text.append("\n")
        elif tag in ("td", "th") and any(map(str.strip, self._text)):
            self._text.append(" | ")
        elif tag in _BLOCKS:
            self._flush()
        if tag in _KINDS:
            self._open.append(str(tag))
        self._add(text)

    def end(self, tag: object, tail: str) -> None:
        """An element closes, with the text behind it."""
        if tag in _BLOCKS:
            self._flush()
        if tag in _KINDS:
            self._open.pop()
        self._add(tail)

    def _add(self, text: str) -> None:
        self._text.append(text if "pre" in self._open else re.sub(r"\s+", " ", text))

    def _flush(self) -> None:
        text = re.sub(r" *\n *", "\n", "".join(self._text)).strip("\n" if "pre" in self._open else None)
        self._text.clear()
        if not text.strip():
            return
        tag = self._open[-1] if self._open else ""
        kind = _KINDS.get(tag, PartKind.PARAGRAPH)
        level = int(tag[1]) if kind is PartKind.HEADING else 0
        pieces = [text] if kind is PartKind.CODE else re.split(r"\n\n+", text)
        self.parts += [Part(kind, piece, level) for piece in pieces]
