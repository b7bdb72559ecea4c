"""A file's bytes into text, once, at the border."""

import codecs
import errno
import os
import stat

from reader.errors import CannotRead
from reader.text.safety import clean, unify_newlines
from reader.typed import NamedTuple

MOST_BYTES = 8 * 2**20
"""A larger file is no article: seven times War and Peace would fit, and a key must stay instant."""

_AT_ONCE = 64 * 1024
"""Bytes that are read at least: no dearer than a few hundred."""

_SAMPLE = 8000
"""How many characters from the start tell whether a file is binary (git looks at as many)."""

_NO_TEXT = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r\x1b"})
"""Control codes that text does not use."""

_MARKED = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_REASONS = {
    errno.ELOOP: "It is a link, and links are not followed.",
    errno.EACCES: "There is no permission to read it.",
    errno.EPERM: "There is no permission to read it.",
    errno.ENOENT: "It is not there any more.",
    errno.ENOTDIR: "It is not there any more.",
    errno.ENXIO: "It is a device or a socket, not a file.",
    errno.ENAMETOOLONG: "Its path is too long for this system.",
}

_KINDS = (
    (stat.S_ISLNK, _REASONS[errno.ELOOP]),
    (stat.S_ISDIR, "It is a folder, not a file."),
    (stat.S_ISFIFO, "It is a pipe, not a file."),
    (stat.S_ISSOCK, "It is a socket, not a file."),
)


class Source(NamedTuple):
    """The text of one file, cleaned and broken only by `\\n`: the text that every offset counts."""

    text: str
    damaged: bool = False
    """Whether bytes were not valid in the file's encoding and stand as U+FFFD."""


def read_source(path: str | bytes, dir_fd: int | None = None) -> Source:
    """Read a regular file as text; `path` counts from the folder `dir_fd` if that is given.

    No link is followed and nothing is waited for. Raises CannotRead, with the
    reason, for all but regular text files of at most `MOST_BYTES`.
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags, dir_fd=dir_fd)
        try:
            raw = _read(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise CannotRead(reason_of(error)) from error
    return decode(raw)


def decode(raw: bytes) -> Source:
    """Decode by byte order mark, else as UTF-8; raises CannotRead for what is not text."""
    encoding = next((name for mark, name in _MARKED if raw.startswith(mark)), "utf-8")
    try:
        text, damaged = raw.decode(encoding), False
    except UnicodeDecodeError:
        text, damaged = raw.decode(encoding, "replace"), True
    if _is_binary(text[:_SAMPLE]):
        raise CannotRead("It is binary, not text.")
    return Source(clean(unify_newlines(text)), damaged)


def reason_of(error: OSError) -> str:
    """Why the system refused a file, in our own words."""
    name = errno.errorcode.get(error.errno or 0, "an unknown error")
    return _REASONS.get(error.errno or 0, f"The system could not read it ({name}).")


def reason_of_mode(mode: int) -> str:
    """Why a directory entry of this `st_mode` is not read; empty for a regular file."""
    if stat.S_ISREG(mode):
        return ""
    return next((reason for is_kind, reason in _KINDS if is_kind(mode)), "It is a device, not a file.")


def _read(descriptor: int) -> bytes:
    status = os.fstat(descriptor)
    if reason := reason_of_mode(status.st_mode):
        raise CannotRead(reason)
    raw, expected = b"", max(status.st_size + 1, _AT_ONCE)  # a byte more than there is tells that this was all
    while len(raw) <= MOST_BYTES >= status.st_size:
        piece = os.read(descriptor, expected)
        raw += piece
        if len(piece) < expected and (not piece or len(raw) == status.st_size):
            return raw
    raise CannotRead(f"It is too large: more than {MOST_BYTES // 2**20} MB.")


def _is_binary(sample: str) -> bool:
    """Whether a NUL or, as in random bytes, more than a tenth of control codes is there."""
    raw = sample.encode()
    return b"\0" in raw or 10 * (len(raw) - len(raw.translate(None, _NO_TEXT))) > len(raw)
