"""A file to import, whichever of the known kinds it is."""

import json
from collections.abc import Iterator
from pathlib import Path

from reader.errors import Unusable
from reader.files import read_file
from reader.imports.foreign import Foreign, Refused
from reader.imports.hypothesis import is_hypothesis, read_hypothesis
from reader.imports.readwise import is_readwise, read_readwise
from reader.imports.webannotation import read_webannotations
from reader.text.safety import visible_name

_LARGEST = 256 * 2**20
"""Bytes of a file; a larger one is no export of notes."""


def read_notes(path: Path) -> Iterator[Foreign | Refused]:
    """What a file holds: W3C JSON-LD, the JSON of the Hypothesis API, or the CSV of Readwise.

    Raises Unusable for a file that cannot be read or is none of these.
    """
    name = visible_name(str(path))
    try:
        written = read_file(path, _LARGEST).decode("utf-8-sig")
    except OSError as error:
        raise Unusable(f"{name} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError:
        raise Unusable(f"{name} is not text in UTF-8.") from None
    if written.lstrip()[:1] in ("{", "["):
        return _of_json(written, name)
    if is_readwise(written):
        return read_readwise(written)
    raise Unusable(f"{name} is no JSON-LD, no JSON of Hypothesis and no CSV of Readwise.")


def _of_json(written: str, name: str) -> Iterator[Foreign | Refused]:
    try:
        document = json.loads(written)
    except (ValueError, RecursionError):
        raise Unusable(f"{name} is damaged: it is no whole JSON.") from None
    return read_hypothesis(document) if is_hypothesis(document) else read_webannotations(document)
