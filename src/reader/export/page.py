"""A Markdown page that two parties write: the reader its marked blocks, the person everything else, and the blocks too.

A block stands between `<!-- note ID HASH -->` and `<!-- /note ID -->`; the
hash is of the block as the reader wrote it, so it tells who changed it since.
"""

import hashlib
import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_START = re.compile(r"<!-- note ([0-9a-z]+) ([0-9a-f]{8})( gone)? -->\s*")


@dataclass(frozen=True, slots=True)
class Block:
    """One note on the page."""

    id: str
    body: str
    written: str
    """Hash of the body as the reader wrote it last."""
    gone: bool = False
    """Whether the reader put it among the notes whose passage is gone."""
    raw: str = ""
    """The block as it stands in the file, markers and all; empty for one that was never there."""

    @property
    def edited(self) -> bool:
        """Whether the person changed it."""
        return body_hash(self.body) != self.written

    def __str__(self) -> str:
        flag = " gone" if self.gone else ""
        return self.raw or f"<!-- note {self.id} {self.written}{flag} -->\n\n{self.body}\n\n<!-- /note {self.id} -->\n"


Piece = str | Block


def new_block(ident: str, body: str, gone: bool) -> Block:
    """A block as the reader writes it now."""
    return Block(ident, body, body_hash(body), gone)


def body_hash(body: str) -> str:
    """8 hexadecimal digits of the SHA-256 of `body`; white space at the ends of lines does not count."""
    lines = "\n".join(line.rstrip() for line in body.split("\n")).strip("\n")
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def parse(text: str) -> tuple[list[Piece], tuple[str, ...]]:
    """The pieces of `text`, which together are exactly it, and the ids of blocks whose markers are torn.

    A second block of the same id, and one without its end, are text.
    """
    lines = _LINE.findall(text)
    pieces: list[Piece] = []
    torn: list[str] = []
    seen: set[str] = set()
    at = 0
    while at < len(lines):
        start = _START.fullmatch(lines[at])
        end = _end(lines, at, start[1]) if start and start[1] not in seen else None
        if start and end:
            seen.add(start[1])
            body = "".join(lines[at + 1 : end - 1]).strip("\n")
            pieces.append(Block(start[1], body, start[2], bool(start[3]), "".join(lines[at:end])))
        elif start and start[1] not in seen:
            torn.append(start[1])
        if not (start and end):
            _append_text(pieces, lines[at])
        at = end or at + 1
    return pieces, tuple(ident for ident in torn if ident not in seen)


def _end(lines: list[str], start: int, ident: str) -> int | None:
    """The index behind the end marker of `ident`, if it comes before another block begins."""
    for at in range(start + 1, len(lines)):
        if lines[at].rstrip() == f"<!-- /note {ident} -->":
            return at + 1
        if _START.fullmatch(lines[at]):
            return None
    return None


def _append_text(pieces: list[Piece], line: str) -> None:
    if pieces and isinstance(last := pieces[-1], str):
        pieces[-1] = last + line
    else:
        pieces.append(line)
