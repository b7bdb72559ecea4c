"""A disk on which one system call fails, or all from one on; and a machine that crashes at one."""

import errno
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from reader import files

CALLS = ("open", "read", "write", "fsync", "close", "replace", "mkdir", "fstat", "listdir", "flock")
"""What `reader.files` asks of the system; `unlink` and `rmdir`, which tidy up after a failure, work."""


class Crash(BaseException):
    """The machine stops: no handler of ours runs to any effect behind it."""


class FaultyDisk:
    """`os` and `fcntl` as `reader.files` sees them; the call number `at`, from 1, is struck by `fault`."""

    def __init__(
        self, at: int = 0, fault: Callable[[], object] = lambda: None, *, for_good: bool = False, after: bool = False
    ) -> None:
        self.calls: list[str] = []
        """The names of the calls that were made."""
        self._at = at
        self._fault = fault
        self._for_good = for_good
        self._after = after

    def __getattr__(self, name: str) -> Any:
        real = getattr(fcntl if hasattr(fcntl, name) else os, name)
        return self._watched(name, real) if name in CALLS else real

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self.calls.append(name)
            number = len(self.calls)
            struck = number == self._at or (self._for_good and number > self._at > 0)
            if struck and (self._after or name == "close"):
                result = real(*arguments, **options)  # Linux closes a file even when it reports an error
                self._fault()
                return result
            if struck:
                self._fault()
            return real(*arguments, **options)

        return call


class ShortWrites(FaultyDisk):
    """A disk that takes half of the write number `at`, and has no room for any behind it."""

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        if name != "write":
            return super()._watched(name, real)

        def write(descriptor: int, data: memoryview) -> Any:
            self.calls.append(name)
            written = self.calls.count(name)
            if written > self._at:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(descriptor, data[: len(data) // 2] if written == self._at else data)

        return write


class CrashingMachine(FaultyDisk):
    """A machine that stops at the call number `at`: from there on nothing is done, not even tidying up."""

    def __getattr__(self, name: str) -> Any:
        if self._at and len(self.calls) >= self._at and name in ("unlink", "rmdir"):
            return self._nothing
        return super().__getattr__(name)

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self.calls.append(name)
            if not self._at or len(self.calls) < self._at:
                return real(*arguments, **options)
            if name == "close":
                real(*arguments)  # as the system does for a process that is gone: locks are free
            raise Crash

        return call

    def _nothing(self, *arguments: Any) -> None:
        raise Crash


def failing(code: int) -> Callable[[], object]:
    """The fault that is the error `code`."""

    def fault() -> object:
        raise OSError(code, os.strerror(code))

    return fault


@contextmanager
def standing_on(disk: FaultyDisk) -> Iterator[FaultyDisk]:
    """Let `reader.files` stand on a disk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "os", disk)
        patch.setattr(files, "fcntl", disk)
        yield disk
