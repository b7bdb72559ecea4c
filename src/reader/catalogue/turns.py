"""Turns of the threads that write: who has just had one comes behind whoever waits."""

from _thread import LockType, allocate_lock  # `threading` takes a twentieth of a bare start
from collections.abc import Iterator
from contextlib import contextmanager

from reader.errors import ReaderError


class CatalogueBusy(ReaderError):
    """Somebody else writes; what is there can be asked for."""

    def __init__(self) -> None:
        super().__init__("Another reader is busy with this folder's catalogue.")


class Turns:
    """One thread at a time. A lock alone would go to the same thread again and again: it asks before others wake."""

    def __init__(self) -> None:
        self._now = allocate_lock()
        self._next = allocate_lock()
        """Held by the one thread whose turn comes next, until it comes."""

    @property
    def is_awaited(self) -> bool:
        """Whether another thread waits for the end of this turn."""
        return self._next.locked()

    @contextmanager
    def one(self, patience: float) -> Iterator[None]:
        """A turn, waited for so many seconds behind the one before and so many more for its end.

        Raises CatalogueBusy.
        """
        _acquire(self._next, patience)
        try:
            _acquire(self._now, patience)
        finally:
            self._next.release()
        try:
            yield
        finally:
            self._now.release()


def _acquire(lock: LockType, patience: float) -> None:
    if not lock.acquire(timeout=patience):
        raise CatalogueBusy
