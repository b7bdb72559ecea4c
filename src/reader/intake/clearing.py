"""What a page is relieved of before it is searched for its article: what trafilatura takes for text, and is none."""

from collections.abc import Collection
from typing import Any

_LONGEST_NOTICE = 4000
"""Characters that a cookie notice may have; what is longer and has such a name is a story about biscuits."""

_SMALL = "translate(concat(@id, ' ', @class), 'CDEGIKNOPRST', 'cdegiknoprst')"
_NOTICES = (
    "//*[@role='dialog' or @role='alertdialog' or "
    + " or ".join(f"contains({_SMALL}, '{word}')" for word in ("cookie", "consent", "gdpr"))
    + "][not(self::html or self::body or self::main or self::article)]"
    + f"[not(.//article or .//main or .//h1)][string-length(.) < {_LONGEST_NOTICE}]"
)
_LAYOUT_TABLES = "//table[.//table or .//h1 or .//h2 or .//h3 or .//*[self::td or self::th][count(p) > 1]]"
"""Tables that place things, as old pages and all newsletters have them; one of data has neither headings nor text."""
_TEXT_TAGS = ("p", "blockquote", "li", "pre")


def clear(tree: Any) -> None:
    """Take notices and what is for browsers without scripts out of a page, and undo tables for layout."""
    for path in ("//noscript", _NOTICES):
        for node in tree.xpath(path):
            if node.getparent() is not None:
                node.drop_tree()
    for table in tree.xpath(_LAYOUT_TABLES):
        for node in table.xpath("./tr | ./tbody | ./tbody/tr | ./tr/td | ./tr/th | ./tbody/tr/td | ./tbody/tr/th"):
            node.tag = "div"
        table.tag = "div"


def point_out(tree: Any, paragraphs: Collection[str]) -> bool:
    """Mark the part of a page that holds all these paragraphs as its article; whether it has headings besides.

    For pages that name no part of them an article, or each of their posts one: there headings are lost.
    """
    wanted = {squeezed(text) for text in paragraphs}
    places = [node for node in tree.iter(*_TEXT_TAGS) if squeezed(str(node.text_content())) in wanted]
    lines = [[*reversed([*node.iterancestors()])] for node in places]
    shared = [level[0] for level in zip(*lines, strict=False) if all(node is level[0] for node in level)]
    if not shared or shared[-1].tag == "html":
        return False
    part = shared[-1] if shared[-1].tag != "body" else _wrapped(shared[-1])
    for node in part.iter("article"):
        node.tag = "section"
        node.attrib.clear()
    part.tag = "article"
    return bool(part.xpath(".//h2 | .//h3 | .//h4"))


def _wrapped(body: Any) -> Any:
    """All that is in a body as one element in it."""
    inside = body.makeelement("div")
    inside.text, body.text = body.text, None
    inside.extend(list(body))
    body.append(inside)
    return inside


def squeezed(text: str) -> str:
    """`text` without white space, to be compared."""
    return "".join(text.split())
