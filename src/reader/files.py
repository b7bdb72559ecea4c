"""The disk: files that are whole or absent, a lock that dies with its owner, and cheap looks at what is there.

Python repeats calls that a signal interrupts (PEP 475), so only short reads and writes are looped here.
"""

import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from reader.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Fingerprint = tuple[int, int, int]
"""Inode, size in bytes and time of the last change in nanoseconds."""
_BESIDE = r"\..+\.[0-9a-f]{8}\.tmp"
_TICK = 20_000_000
"""Nanoseconds in which a file or folder may change twice and show one time."""
_COARSE_TICK = 2_000_000_000
"""The same on a disk that keeps whole seconds only; FAT keeps every other one."""
_ABANDONED = 3_600_000_000_000
"""Nanoseconds after which a file beside is what a killed writer left: no write takes so long."""


def read_file(path: "Path", limit: int) -> bytes:
    """The bytes of a regular file that is not a link.

    Raises OSError: ELOOP for a link, EINVAL for a pipe, a device or a folder, EFBIG for more than `limit` bytes.
    """
    # O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", os.fspath(path))
        data = b""
        while chunk := os.read(descriptor, min(status.st_size, limit) + 1):
            data += chunk
            if len(data) > limit:
                raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), os.fspath(path))
    finally:
        os.close(descriptor)
    return data


def write_durably(path: "Path", data: bytes, mode: int = 0o600) -> None:
    """Make `path` hold `data`, on the disk when this returns; until then it holds what it held.

    Raises OSError. The file beside is then removed; if only the last step failed (the folder's fsync), `path` already
    holds `data`, but a power cut may take that back.
    """
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
    with ExitStack() as on_error:
        on_error.callback(remove_quietly, beside)
        _fill(descriptor, data)
        os.replace(beside, path)
        on_error.pop_all()
    _sync_folder(path.parent)


def make_folder_durably(path: "Path") -> None:
    """Make the folder and its missing parents, for the owner only, on the disk when this returns. Raises OSError."""
    if path.is_dir():
        return
    make_folder_durably(path.parent)
    try:
        os.mkdir(path, 0o700)
    except FileExistsError:  # another process was faster
        return
    with ExitStack() as on_error:
        on_error.callback(_remove_folder_quietly, path)  # else the next try would find it there, and not sync
        _sync_folder(path.parent)
        on_error.pop_all()


@contextmanager
def locked(path: "Path") -> Iterator[None]:
    """Hold the lock file `path`, alone among all processes and threads; waits until it is free. Raises OSError.

    The file is never removed: a waiter would hold the removed one, and the next comer a new one.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        with suppress(OSError):  # nothing was written to it, so its closing cannot lose anything
            os.close(descriptor)


def fingerprint(path: "Path") -> Fingerprint | None:
    """What changes when the file or folder changes; None where there is none or it cannot be looked at."""
    try:
        status = os.stat(path, follow_symlinks=False)
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def settled(changed: int) -> bool:
    """Whether a change from now on gives another time than `changed`, in nanoseconds since 1970."""
    return time.time_ns() - changed > (_TICK if changed % 1_000_000_000 else _COARSE_TICK)


def signature(folder: str) -> int | None:
    """What differs when a file was added to a folder, removed or written; 0 where there is none.

    Hidden files do not count. None where the folder cannot be looked through.
    """
    try:
        with os.scandir(folder) as listing:
            entries = sorted((entry.name, entry.stat()) for entry in listing if not entry.name.startswith("."))
    except FileNotFoundError:
        return 0
    except OSError:
        return None
    return hash(tuple((int.from_bytes(os.fsencode(name)), s.st_ino, s.st_size, s.st_mtime_ns) for name, s in entries))


def names_in(folder: "Path") -> tuple[str, ...]:
    """The names in a folder, unordered; none where there is no folder. Raises OSError if it cannot be listed."""
    try:
        return tuple(os.listdir(folder))
    except FileNotFoundError:
        return ()


def abandoned(path: "Path") -> bool:
    """Whether a name is one that `write_durably` gives a file beside, and nobody has touched that for an hour."""
    import re

    now = fingerprint(path) if re.fullmatch(_BESIDE, path.name) else None
    return now is not None and time.time_ns() - now[2] > _ABANDONED


def remove_file(path: "Path") -> None:
    """Remove a file. Raises OSError."""
    os.unlink(path)


def remove_quietly(path: "Path") -> None:
    """Remove a file that nobody misses, if that can be done."""
    with suppress(OSError):
        os.unlink(path)


def check_parent(folder: "Path") -> None:
    """Raise FileNotFoundError where the parent of `folder` is not there.

    A disk that is not mounted looks so: a new folder in its place would hide what is on it.
    """
    if not os.path.lexists(folder.parent):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), os.fspath(folder.parent))


def check_writable(folder: "Path") -> None:
    """Raise OSError if nothing can be written in `folder` or, where it is missing, it cannot be made in its parent."""
    check_parent(folder)
    nearest = folder if os.path.lexists(folder) else folder.parent
    if not nearest.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), os.fspath(nearest))
    if not os.access(nearest, os.W_OK | os.X_OK):
        code = errno.EROFS if os.statvfs(nearest).f_flag & os.ST_RDONLY else errno.EACCES
        raise OSError(code, os.strerror(code), os.fspath(nearest))


def _fill(descriptor: int, data: bytes) -> None:
    """Write all of `data`, force it to the disk and close."""
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(folder: "Path") -> None:
    """Force the names in a folder to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_folder_quietly(path: "Path") -> None:
    with suppress(OSError):  # as above; or somebody has already put something into it
        os.rmdir(path)
