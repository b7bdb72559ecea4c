"""What was read, starred, and how far: private to this machine, and safe to lose."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any

from reader.files import make_folder_durably, read_file, write_durably

_LARGEST = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the person is with one article."""

    read: bool = False
    starred: bool = False
    place: int = 0
    """Offset of the sentence that was read last, in code points."""


class ReadingState:
    """The reading state of one library, in one file of the user's state folder.

    Another reader may write the same file: saving puts only what changed here over what stands there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _load(path)
        self._changed: dict[str, Progress] = {}
        self._changing, self._saving = Lock(), Lock()

    def of(self, id: str) -> Progress:
        """The state of one article."""
        return self._known.get(id, Progress())

    def set(self, id: str, **change: Any) -> Progress:
        """Change fields of an article's state in memory; `save` keeps them."""
        with self._changing:
            state = replace(self.of(id), **change)
            if state != self.of(id):
                self._known[id] = self._changed[id] = state
        return state

    def save(self) -> bool:
        """Put the changes on the disk; False where that cannot be had: reading goes on without."""
        with self._saving:
            with self._changing:
                changes = dict(self._changed)
            if not changes:
                return True
            merged = _load(self._path) | changes
            try:
                make_folder_durably(self._path.parent)
                entries = {id: asdict(state) for id, state in merged.items() if state != Progress()}
                write_durably(self._path, json.dumps({"articles": entries}).encode())
            except OSError:
                return False
            with self._changing:  # what was changed while it was written is neither lost nor taken for saved
                self._changed = {id: state for id, state in self._changed.items() if changes.get(id) != state}
                self._known = merged | self._changed
        return True


def state_path(folder: Path) -> Path:
    """Where the state of the library in `folder` is kept."""
    from platformdirs import user_state_path

    name = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:16]
    return user_state_path("reader") / "libraries" / f"{name}.json"


def _load(path: Path) -> dict[str, Progress]:
    try:
        entries = json.loads(read_file(path, _LARGEST))["articles"]
        return {id: _progress(entry) for id, entry in entries.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _progress(entry: dict[str, Any]) -> Progress:
    place = entry.get("place", 0)
    return Progress(
        read=entry.get("read") is True,
        starred=entry.get("starred") is True,
        place=place if isinstance(place, int) and place >= 0 else 0,
    )
