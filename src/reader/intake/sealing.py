"""Our own files: front matter whose last line tells whether anybody edited the file since we wrote it."""

import hashlib
import json
import re
from contextlib import suppress
from pathlib import Path

from reader.files import read_file
from reader.intake.markdown import front_line
from reader.library.source import MOST_BYTES

_HEAD = 64 * 1024
"""Bytes in which our own front matter ends."""
_LINE = re.compile(r"^([a-z-]+): (\".*\")$", re.MULTILINE)
_SEAL = "file-hash"
"""The name of the line that tells whether a file is as we wrote it: the hash of all its other lines."""


def is_sealed(text: str) -> bool:
    """Whether a file is as `sealed` made it."""
    fields = own_fields(text)
    seal = fields.pop(_SEAL, "")
    return bool(seal) and text == sealed(fields, text[text.find("\n---\n\n") + 6 :])


def text_hash(text: str) -> str:
    """`sha256-` and the hexadecimal digest of `text` in UTF-8."""
    return "sha256-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def sealed(fields: dict[str, str], text: str) -> str:
    """The whole file, with the hash of its other lines in the last line of its front matter."""
    lines = "".join(front_line(name, value) for name, value in fields.items())
    return f"---\n{lines}{front_line(_SEAL, text_hash(lines + text))}---\n\n{text}"


def own_fields(text: str) -> dict[str, str]:
    """The values of front matter that we wrote; of other files' only what is written in the same way."""
    end = text.find("\n---\n", 3)
    if not text.startswith("---\n") or end < 0:
        return {}
    fields = {}
    for name, value in _LINE.findall(text[4 : end + 1]):
        with suppress(ValueError):
            fields[name] = json.loads(value)
    return fields


def head_fields(path: Path) -> dict[str, str]:
    """As `own_fields`, of a file. Raises OSError."""
    return own_fields(read_file(path, MOST_BYTES)[:_HEAD].decode("utf-8", "replace").replace("\r\n", "\n"))
