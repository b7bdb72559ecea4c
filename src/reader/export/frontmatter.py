"""Front matter line by line: our own keys are kept up to date, every other line is the person's.

No YAML library reads or writes it again: the best of them changes one file in five.
"""

import hashlib
import json
import re
from collections.abc import Mapping

_BLOCK = re.compile(
    r"\ufeff?---[ \t]*\n(?P<lines>(?:(?!---[ \t]*$|\.\.\.[ \t]*$).*\n)*)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.M
)


def line(key: str, value: object) -> str:
    """`key: value`, the value as JSON, which is YAML too and always quoted."""
    return f"{key}: {json.dumps(value, ensure_ascii=False)}"


def line_hash(text: str) -> str:
    """8 hexadecimal digits of the SHA-256 of a line."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def end(text: str) -> int:
    """The offset behind the front matter of `text`; 0 where there is none."""
    match = _BLOCK.match(text)
    return match.end() if match else 0


def fresh(lines: Mapping[str, str]) -> str:
    """Front matter of our own lines alone."""
    return "".join(["---\n", *(f"{own}\n" for own in lines.values()), "---\n"])


def updated(text: str, lines: Mapping[str, str], written: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """`text` with our own `lines` brought up to date in its front matter, and the hashes of what we wrote.

    `written` has the hash of each line as we wrote it last: a line that is
    another one now is the person's and stays, one that is gone stays away.
    """
    match = _BLOCK.match(text)
    if not match:
        return text, dict(written)
    kept = match["lines"].split("\n")[:-1]
    hashes = dict(written)
    for key, own in lines.items():
        at = next((index for index, there in enumerate(kept) if there.startswith(f"{key}:")), None)
        if at is None and key not in written:
            kept.append(own)
        elif at is None or line_hash(kept[at]) not in (written.get(key), line_hash(own)):
            continue
        else:
            kept[at] = own
        hashes[key] = line_hash(own)
    start, stop = match.span("lines")
    return text[:start] + "".join(f"{there}\n" for there in kept) + text[stop:], hashes
