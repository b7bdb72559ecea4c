"""What is wrong with the store, in sentences."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import NotSaved, StoreRefused
from reader.store.documents import is_revision, revision_of
from reader.store.folder import carries_mark, mark, raw_bytes
from reader.store.lines import decode
from reader.text.safety import visible_name

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "there is no permission",
    errno.EPERM: "there is no permission",
    errno.EIO: "the disk failed",
    errno.ENOENT: "there is no such folder",
    errno.ENOTDIR: "a file is in the place of the folder",
    errno.ELOOP: "a link is in the place of the file",
    errno.EINVAL: "it is not a regular file",
    errno.EFBIG: "the file is too large",
}


def problem(path: Path) -> str:
    """What is wrong with a file, or an empty string."""
    try:
        raw = raw_bytes(path)
        contents = decode(raw) if raw is not None else None
    except OSError as error:
        return reason(error)
    except StoreRefused as refusal:
        return str(refusal)
    if contents is None:
        return ""  # it went away since the folder was listed
    if contents.newer:
        return "it was written by a newer reader: it can be read and not changed"
    if contents.damage:
        return f"{contents.damage}; what is whole is shown, and the file is kept aside before it is written again"
    if not carries_mark(path, contents.source):
        return f"it is not found under this name: that must end in -{mark(contents.source)}.json"
    revisions = {key: item for key, item in contents.documents.items() if is_revision(item)}
    odd = sum(revision_of(key, item) is None for key, item in revisions.items())
    return f"{odd} of its revisions cannot be understood" if odd else ""


@contextmanager
def telling(what: str) -> Iterator[None]:
    """Make sentences of errors: `what` and the reason."""
    try:
        yield
    except OSError as error:
        raise NotSaved(f"{what}: {reason(error)}.") from error
    except StoreRefused as refusal:
        raise StoreRefused(f"{what}: the article's file in the store is not touched, for {refusal}.") from refusal


def reason(error: OSError) -> str:
    """Why the disk refused, in our own words."""
    words = _REASONS.get(error.errno or 0, f"the system reports error {error.errno}")
    return f"{words} ({visible_name(error.filename)})" if isinstance(error.filename, str | bytes) else words
