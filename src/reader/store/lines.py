"""The bytes of a store file: one TinyDB table, one document a line, and every line proves itself.

    {"annotations":{
    "2170…":{"_c":"94eadc90","annotation":"01M7…","kind":"revision",…},
    "9999…":{"_c":"5f0e11aa","article":"seeds/a.txt","kind":"article","schema":1}
    }}

An added document is one added line, so a union of the lines of two files, as `git merge` makes it, is a valid file of
both. `_c` is the CRC-32 of the id and of the document's canonical JSON: what an accident did to a line shows.
"""

import json
import math
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from reader.errors import StoreRefused

Document = dict[str, Any]

TABLE = "annotations"
SCHEMA = 1
ID_DIGITS = 37
"""Decimal digits of a ULID's number until the year 2232; padded, ids sort by time as text too."""
LAST_ID = "9" * ID_DIGITS
"""The id of the document that names the article: no other is larger, so its line is the last."""

_HEAD = b'{"%s":{\n' % TABLE.encode()
_TAIL = b"\n}}\n"
_LINE = re.compile(rb'"(?P<id>[0-9]{37})":\{"_c":"(?P<crc>[0-9a-f]{8})",(?P<rest>.*)')
_DOCUMENT = re.compile(r'"(?P<id>[0-9]{1,37})"\s*:\s*(?=\{)')
_KEY = re.compile(rb'"([0-9]{1,37})"[ \t\r\n]*:[ \t\r\n]*\{')
_BLANK = " \t\r\n"
_FRAME = re.compile(
    rf'(?:[{_BLANK}]*\{{[{_BLANK}]*"{TABLE}"[{_BLANK}]*:[{_BLANK}]*\{{[{_BLANK},]*\}}[{_BLANK}]*\}}[{_BLANK}]*)+'
)
_CONFLICT_MARKER = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)


class Facts(NamedTuple):
    """What the bytes of a file show without being parsed."""

    source: str
    """The article that it is about, or empty where that is not known any more."""
    newest: int
    """No revision in it has a larger id; what only looks like an id, in somebody's note, may make it too large."""


@dataclass(frozen=True)
class Contents:
    """What one store file holds."""

    documents: dict[str, Document]
    """By id, in the order of ids; every one of them proved by its CRC, which is left out."""
    damage: str = ""
    """What is wrong with the file, or empty: then every byte of it is accounted for."""

    @cached_property
    def source(self) -> str:
        """The article that the file is about, or empty where that is not known any more."""
        sources = (_source(document) for document in reversed(self.documents.values()))
        return next((source for source in sources if source), "")

    @property
    def newer(self) -> bool:
        """Whether a newer reader wrote it: then it is to be read, as far as it goes, and not to be written."""
        schema = self.documents.get(LAST_ID, {}).get("schema")
        return isinstance(schema, int) and schema > SCHEMA

    def check_writable_for(self, source: str) -> None:
        """Raise StoreRefused unless this reader may write the file anew, for the article `source`."""
        if self.newer:
            raise StoreRefused("it was written by a newer reader")
        if self.source not in ("", source):
            raise StoreRefused("it is about another article")


def article_document(source: str) -> Document:
    """The last document of a file."""
    return {"kind": "article", "article": source, "schema": SCHEMA}


def id_text(number: int) -> str:
    """A document's id as the file has it."""
    return f"{number:0{ID_DIGITS}}"


def encode(documents: Mapping[str, Document]) -> bytes:
    """The file that holds `documents`, by id; `LAST_ID` is among them."""
    lines = [_line(key, documents[key]) for key in sorted(documents)]
    return _HEAD + b",\n".join(lines) + _TAIL


def decode(raw: bytes) -> Contents:
    """What the bytes of a file hold, whatever happened to them.

    Raises StoreRefused if nothing in them shows that they are ours.
    """
    return _decode_exact(raw) or _salvage(raw)


def named_source(raw: bytes) -> str:
    """The article that a file is about, from its last line where that is whole; raises as `decode`."""
    line = raw.removesuffix(_TAIL).rpartition(b"\n")[2]
    match = _LINE.fullmatch(line)
    if match and match["id"] == LAST_ID.encode() and match["crc"] == _crc(LAST_ID, b"{" + match["rest"]):
        return Contents({LAST_ID: _parsed(b"{" + match["rest"]) or {}}).source
    return decode(raw).source


def glance(raw: bytes) -> Facts:
    """The source and the newest id in a file's bytes; raises as `decode`."""
    last = LAST_ID.encode()
    return Facts(named_source(raw), max((int(key) for key in _KEY.findall(raw) if key != last), default=0))


def _decode_exact(raw: bytes) -> Contents | None:
    """What a file holds that has the very form that `encode` gives, else None."""
    if not (raw.startswith(_HEAD) and raw.endswith(_TAIL)):
        return None
    documents: dict[str, Document] = {}
    previous = ""
    for line in raw[len(_HEAD) : -len(_TAIL)].split(b",\n"):
        match = _LINE.fullmatch(line)
        if not match:
            return None
        key, body = match["id"].decode(), b"{" + match["rest"]
        document = _parsed(body) if match["crc"] == _crc(key, body) else None
        if document is None or key <= previous:
            return None
        documents[key] = document
        previous = key
    return Contents(documents) if previous == LAST_ID else None


def _salvage(raw: bytes) -> Contents:
    """Every document that proves itself, wherever it stands: in what is left of a damaged file, in a merged or in a
    re-formatted one."""
    text = raw.decode("utf-8", "surrogateescape")
    documents: dict[str, Document] = {}
    rest, seen = [], 0
    for start, end, key, document in _proven(text):
        documents[key] = _newer_of(documents.get(key), document)
        rest.append(text[seen:start])
        seen = end
    rest.append(text[seen:])
    if not documents and not _looks_ours(raw):
        raise StoreRefused("it is not one of reader's annotation files")
    damage = _damage("".join(rest), documents, cut=raw.startswith(_HEAD) and not raw.endswith(_TAIL))
    return Contents(dict(sorted(documents.items())), damage)


def _proven(text: str) -> Iterator[tuple[int, int, str, Document]]:
    """Start, end, id and content of each document in `text` whose CRC is right."""
    seen = 0
    for match in _DOCUMENT.finditer(text):
        if match.start() < seen:
            continue
        try:
            document, end = _PARSER.raw_decode(text, match.end())
            crc, key = document.pop("_c", None), match["id"].zfill(ID_DIGITS)
            proven = isinstance(crc, str) and crc.encode() == _crc(key, _canonical(document))
        except RecursionError:
            return  # nothing of ours nests so deep, and to go on inside costs the square of the depth
        except ValueError:  # not JSON, or a number that JSON does not have
            continue
        if proven:
            yield match.start(), end, key, document
            seen = end


def _damage(rest: str, documents: Mapping[str, Document], cut: bool) -> str:
    """What is wrong with a file of which `rest` is left when its documents are taken out."""
    if not rest.strip("\0\r\n ") and not documents:
        return "the file is empty"
    if cut or LAST_ID not in documents:
        return "the end of the file is missing"
    if not _FRAME.fullmatch(_CONFLICT_MARKER.sub("", rest)):
        return "some of its bytes were changed"
    return ""


def _looks_ours(raw: bytes) -> bool:
    """Whether a file without one whole document was ours: cut at its beginning, emptied, or full of damaged lines."""
    return raw.startswith(_HEAD) or _HEAD.startswith(raw) or not raw.strip(b"\0") or b'":{"_c":"' in raw


def _newer_of(one: Document | None, other: Document) -> Document:
    """Of two documents with one id the one to keep; they differ where two versions of reader wrote a file's end."""
    if one is None or one == other:
        return other
    return max(one, other, key=lambda document: (str(document.get("schema", "")).zfill(9), _canonical(document)))


def _source(document: Document) -> str:
    """The article that a document names, or an empty string."""
    target = document.get("target")
    source = document.get("article") or (target.get("source") if isinstance(target, dict) else None)
    return source if isinstance(source, str) else ""


def _line(key: str, document: Document) -> bytes:
    body = _canonical(document)
    return b'"%s":{"_c":"%s",%s' % (key.encode(), _crc(key, body), body[1:])


def _crc(key: str, body: bytes) -> bytes:
    return b"%08x" % zlib.crc32(body, zlib.crc32(key.encode()))


def _parsed(body: bytes) -> Document | None:
    """The document, or None if it is not JSON in spite of a right CRC."""
    try:
        document: Document = _PARSER.decode(body.decode())
    except (ValueError, RecursionError):
        return None
    return document


def _finite(text: str) -> float:
    """A number that JSON has. Raises ValueError for the others."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"not a number: {text!r}")
    return number


_PARSER = json.JSONDecoder(parse_float=_finite, parse_constant=_finite)


def _canonical(document: Document) -> bytes:
    """JSON with sorted keys and without spaces, in UTF-8; lone surrogates are escaped. Raises ValueError for NaN."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError:
        # Two surrogates that make a pair are one character to whoever reads the file: write that one.
        joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        return joined.encode("utf-8", "backslashreplace")
