"""What was asked before: kept in the user's cache folder, and only ever a saving; losing it loses nothing."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reader.files import locked, make_folder_durably, read_file, write_durably
from reader.places import library_name, user_folder

_LARGEST = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to tell later whether its answer is still the same (RFC 9110, 8.8)."""

    etag: str = ""
    modified: str = ""

    def headers(self) -> dict[str, str]:
        """What makes a request conditional."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}


class Memory:
    """Of one folder: the validators of addresses, and what each feed said when it was read last."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._said = _load(path)

    def validators(self, url: str) -> Validators | None:
        """What the server of `url` gave last time."""
        kept = _entry(self._said, "validators", url)
        return Validators(str(kept.get("etag", "")), str(kept.get("modified", ""))) if kept else None

    def stories(self, feed: str) -> dict[str, str]:
        """The fingerprint of each entry that `feed` had last time, by key; empty: its page is to be tried again."""
        return {key: str(value) for key, value in _entry(self._said, "stories", feed).items()}

    def note(self, url: str, validators: Validators | None, stories: dict[str, str] | None = None) -> None:
        """Remember an answer, in the place of the one before."""
        self._said.setdefault("validators", {})[url] = asdict(validators) if validators else {}
        if stories is not None:
            self._said.setdefault("stories", {})[url] = stories

    def save(self) -> None:
        """Put it on the disk, where there is room; without it, more is asked next time."""
        try:
            make_folder_durably(self._path.parent)
            write_durably(self._path, json.dumps(self._said).encode())
        except OSError:
            return


def memory_path(folder: Path) -> Path:
    """Where it is kept for the articles in `folder`."""
    return Path(user_folder("cache")) / "intake" / f"{library_name(folder)}.json"


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Alone among all processes that write articles into `folder`; where no cache can be had, all take their chance."""
    with ExitStack() as held:
        with suppress(OSError):
            path = memory_path(folder).with_suffix(".lock")
            make_folder_durably(path.parent)
            held.enter_context(locked(path))
        yield


def _load(path: Path) -> dict[str, Any]:
    try:
        said = json.loads(read_file(path, _LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _entry(said: dict[str, Any], kind: str, name: str) -> dict[str, Any]:
    entries = said.get(kind)
    entry = entries.get(name) if isinstance(entries, dict) else None
    return entry if isinstance(entry, dict) else {}
