"""What the person has begun to write and not saved: a small file each, private to this machine, until it is."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from reader.files import make_folder_durably, names_in, read_file, remove_file, write_durably
from reader.model.annotation import Motivation, Target, TextPositionSelector, TextQuoteSelector
from reader.text.safety import clean, unify_newlines

_LARGEST = 64 * 2**20
_NAME = re.compile(r"([0-7][0-9A-HJKMNP-TV-Z]{25})\.json")
"""A ULID, and the ending."""


class Draft(NamedTuple):
    """A note, or a line of tags, on its way."""

    id: str
    """ULID; the annotation that it becomes has it too, where it is to be a new one."""
    purpose: Motivation
    """`commenting` for a note, `tagging` for a line of tags."""
    target: Target
    annotation: str = ""
    """The annotation that it is to change; empty for a new one."""
    text: str = ""
    """As far as it is typed; empty means that there is nothing to keep."""


class Drafts:
    """The drafts of one library, in a folder of its own. Safe to use from several threads and processes.

    `put` costs nothing and `save` brings to the disk what was put: what cannot be kept there now stays in memory,
    and is tried again.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._unsaved: dict[str, Draft] = {}
        self._changing, self._writing = Lock(), Lock()

    def put(self, draft: Draft) -> None:
        """Remember a draft as it reads now, or forget one without a text."""
        with self._changing:
            self._unsaved[draft.id] = draft

    def save(self) -> bool:
        """Put what is not there yet on the disk; False where that cannot be had."""
        with self._writing:
            for draft in tuple(self._unsaved.values()):
                try:
                    self._write(draft)
                except OSError:
                    return False
                with self._changing:
                    if self._unsaved.get(draft.id) is draft:
                        del self._unsaved[draft.id]
        return True

    def all(self) -> tuple[Draft, ...]:
        """What is begun and not saved, the newest first; a file that is no draft is passed over and stays."""
        with self._changing:
            drafts = {draft.id: draft for draft in self._kept()} | self._unsaved
        return tuple(drafts[id] for id in sorted(drafts, reverse=True) if drafts[id].text.strip())

    def path(self, draft: Draft) -> Path:
        """Where a draft is kept."""
        return self.folder / f"{draft.id}.json"

    def _write(self, draft: Draft) -> None:
        if draft.text.strip():
            make_folder_durably(self.folder)
            write_durably(self.path(draft), json.dumps(_named(draft), ensure_ascii=True).encode())
        else:
            with suppress(FileNotFoundError):
                remove_file(self.path(draft))

    def _kept(self) -> Iterator[Draft]:
        with suppress(OSError):
            for name in names_in(self.folder):
                if match := _NAME.fullmatch(name):
                    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
                        yield _draft(match[1], json.loads(read_file(self.folder / name, _LARGEST)))


def _named(value: Any) -> Any:
    """Named tuples as mappings, whatever they hold."""
    return {name: _named(held) for name, held in value._asdict().items()} if hasattr(value, "_asdict") else value


def _draft(id: str, kept: Mapping[str, Any]) -> Draft:
    """A draft as it was written, its text cleaned. Raises one of the errors of a wrong shape for another."""
    target = kept["target"]
    quote, position = target["quote"], target["position"]
    fields = [kept["annotation"], kept["text"], target["source"], target["snapshot"], *(quote or {}).values()]
    offsets = [*(position or {}).values()]
    if not all(isinstance(field, str) for field in fields) or not all(
        isinstance(at, int) and at >= 0 for at in offsets
    ):
        raise TypeError("not a draft")
    return Draft(
        id=id,
        purpose=Motivation(kept["purpose"]),
        target=Target(
            target["source"],
            TextQuoteSelector(**quote) if quote else None,
            TextPositionSelector(**position) if position else None,
            target["snapshot"],
        ),
        annotation=kept["annotation"],
        text=clean(unify_newlines(kept["text"])),
    )
