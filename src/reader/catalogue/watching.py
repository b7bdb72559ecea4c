"""Told at once when files of a folder come, change or go."""

import os
import time
from collections.abc import Iterator
from threading import Event

from reader.library.folder import Library, is_article

_GATHER = 150
"""Milliseconds for which changes are gathered: an unpacked archive is one change."""
_STEP = 40
_LOOK_EVERY = 0.5
"""Seconds between looks where nobody tells."""
_SHARE = 20
"""A look that takes long is made the more seldom: one part of so many of the time."""

_LOST = "\ufffd"
"""Stands in what is told for bytes of a name that are not UTF-8."""
Changes = Iterator[frozenset[str] | None]
"""The ids of files that changed, or None where any may have."""


def changes(library: Library, stop: Event) -> Changes:
    """What changes from now on, until `stop` is set.

    Something is given at once when the folder is watched, and from then on nothing is missed. Where nobody tells of
    changes, all is to be looked at now and then.
    """
    try:
        yield from _told(library, stop)
    except (OSError, RuntimeError, UnicodeError):  # no more watches, a file system without, a name that is not UTF-8
        yield from _now_and_then(stop)


def _told(library: Library, stop: Event) -> Changes:
    """Watches every folder by itself: to watch all below one is to look at every file, and holds up all threads.

    Where folders may have come or gone they are watched anew, and what happened meanwhile is unclear. Raises OSError,
    RuntimeError and UnicodeError.
    """
    at_first: frozenset[str] | None = frozenset()
    while not stop.is_set():
        try:
            yield from _told_of_files(library, stop, at_first)
        except FileNotFoundError:  # a folder went away before it was watched
            if not library.folder.is_dir():
                raise
        at_first = None


def _told_of_files(library: Library, stop: Event, at_first: frozenset[str] | None) -> Changes:
    """Gives `at_first` when the folders that are there are watched; ends when there may be others."""
    from watchfiles import watch  # 50 ms, and wanted after the first screen

    root = os.path.abspath(library.folder)
    told = watch(
        *(os.path.join(root, below) for below in library.folders()), recursive=False, ignore_permission_denied=True,
        watch_filter=None, debounce=_GATHER, step=_STEP, stop_event=stop,
        rust_timeout=_STEP, yield_on_timeout=True, raise_interrupt=False,
    )  # fmt: skip
    for number, batch in enumerate(told):
        if number == 0:
            yield at_first
        paths = {os.path.relpath(path, root).replace(os.sep, "/") for _, path in batch}
        seen = {path for path in paths if not path.startswith(".") and "/." not in path}
        articles = frozenset(path for path in seen if is_article(path))
        if any(_may_be_folder(os.path.join(root, path)) for path in seen - articles):
            return
        if any(_LOST in path for path in articles):
            yield None
        elif articles:
            yield articles


def _may_be_folder(path: str) -> bool:
    """Whether a folder is there, or something without an ending went away."""
    return os.path.isdir(path) or (not os.path.lexists(path) and not os.path.splitext(path)[1])


def _now_and_then(stop: Event) -> Changes:
    yield frozenset()
    pause = _LOOK_EVERY
    while not stop.wait(pause):
        began = time.monotonic()
        yield None
        pause = max(_LOOK_EVERY, _SHARE * (time.monotonic() - began))
