"""The block rules: what becomes of each note on a page that the person may have written on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.export.page import Block, Piece, body_hash, parse

GONE_HEADING = "## Notes whose passage is gone"
TRAILER = "<!-- reader "

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_HEADING = re.compile(r"#{1,6}[ \t]")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")


@dataclass(frozen=True, slots=True)
class Merged:
    """A page after the block rules."""

    text: str
    reports: tuple[str, ...]
    left: frozenset[str]
    """Ids of the blocks that the reader took off the page."""


def merge(text: str, body: int, wanted: Sequence[Block], known: frozenset[str]) -> Merged:
    """Bring the blocks of `text` up to date; `body` is the offset behind its front matter.

    A block that nobody edited is rewritten; one that the person edited is
    kept, and reported if the note changed too; one of a `known` id that is
    missing was deleted by the person and stays away; a new one goes in at its
    place in the order of `wanted`; text outside the blocks is not touched.
    """
    pieces, torn = parse(text[body:])
    reports = [f"note {ident}: one of its two markers is missing; left as it is" for ident in torn]
    fresh = {block.id: block for block in wanted}
    page: list[Piece] = []
    left: set[str] = set()
    for piece in pieces:
        settled = _settled(piece, fresh.get(piece.id), reports) if isinstance(piece, Block) else piece
        if settled is None and isinstance(piece, Block):
            left.add(piece.id)
        _append(page, settled)
    here = {piece.id for piece in page if isinstance(piece, Block)}.union(torn)
    for block in wanted:
        if block.id not in here and (block.id in left or block.id not in known):
            _insert(page, block, [other.id for other in wanted])
    _drop_empty_section(page)
    return Merged(text[:body] + "".join(map(str, page)), tuple(reports), frozenset(left.difference(fresh)))


def _settled(block: Block, new: Block | None, reports: list[str]) -> Block | None:
    """What stands in the place of `block` from now on; None takes it off the page (or elsewhere on it)."""
    if not block.edited:
        return new if new and new.gone == block.gone else None
    if new is None:
        reports.append(f"note {block.id}: removed in the reader, but changed here; kept here")
        return block
    if new.written == body_hash(block.body):
        return new
    if new.written != block.written:
        reports.append(f"note {block.id}: changed here and in the reader; kept as it is here")
    return block


def _append(page: list[Piece], piece: Piece | None) -> None:
    """Add `piece`, so that no two texts follow each other and a block that went leaves no second blank line."""
    if isinstance(piece, str) and page and isinstance(page[-1], str):
        page[-1] += piece[1:] if piece.startswith("\n") and _ends_blank(page) else piece
    elif piece is not None:
        page.append(piece)


def _ends_blank(page: Sequence[Piece]) -> bool:
    """Whether a blank line, or nothing at all, comes last."""
    return "".join(map(str, page[-3:]))[-2:] in ("\n\n", "\n", "")


def _insert(page: list[Piece], block: Block, order: list[str]) -> None:
    """Put `block` before the next of `order` that is on the page, else last; before a heading that stands between."""
    index = {piece.id: at for at, piece in enumerate(page) if isinstance(piece, Block)}
    later = order[order.index(block.id) + 1 :]
    at = next((index[ident] for ident in later if ident in index), len(page))
    text = page[at - 1] if at else ""
    start = at - 1 if at and isinstance(text, str) else at
    text = text if isinstance(text, str) else ""
    cut = _border(text, first=start == 0, headings=not block.gone)
    before: list[Piece] = [*page[:start], text[:cut]]
    if block.gone and not any(isinstance(piece, str) and _has_section(piece) for piece in page):
        before += [_break(before), GONE_HEADING + "\n\n"]
    before += [_break(before)]
    behind: list[Piece] = [text[cut:], *page[at:]]
    if any(map(str, behind)) and not text[cut:].startswith("\n"):
        behind.insert(0, "\n")
    page[:] = _joined([*before, block, *behind])


def _break(page: Sequence[Piece]) -> str:
    """What makes a blank line of the end of `page`."""
    if _ends_blank(page):
        return ""
    return "\n" if str(page[-1] or page[-2]).endswith("\n") else "\n\n"


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` without empty texts, and no two texts in a row."""
    page: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and page and isinstance(page[-1], str):
            page[-1] += piece
        elif piece:
            page.append(piece)
    return page


def _border(text: str, *, first: bool, headings: bool) -> int:
    """Offset of the first heading outside code or of our last line, else the end; `first` text: not of its title."""
    offset = 0
    fenced = False
    title = first
    for line in _LINE.findall(text):
        if line.startswith(TRAILER):
            return offset
        fenced ^= bool(_FENCE.match(line))
        if _HEADING.match(line) and not fenced:
            if headings and not title:
                return offset
            title = False
        offset += len(line)
    return offset


def _has_section(text: str) -> bool:
    return GONE_HEADING in text.split("\n")


def _drop_empty_section(page: list[Piece]) -> None:
    """Take our heading away again when no note stands under it and nothing of the person's."""
    if page and isinstance(last := page[-1], str):
        head, heading, tail = last.rpartition(GONE_HEADING + "\n")
        if heading and (not tail.strip() or tail.lstrip("\n").startswith(TRAILER)):
            page[-1] = head + tail.lstrip("\n")
