"""A TOML file of the person's own, which the reader writes and which may be written by hand too."""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from reader.errors import CannotRead, NotSaved
from reader.files import fingerprint, locked, make_folder_durably, read_file, write_durably
from reader.text.safety import clean_line

_LARGEST = 4 * 2**20
_Value = TypeVar("_Value")


class OwnFile(ABC, Generic[_Value]):
    """What the file says, read again whenever it changes. A file that cannot be read is never written over."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._problem = ""
        self._seen: object = ()
        self._value = self.parse({})

    @abstractmethod
    def parse(self, given: Mapping[str, Any]) -> _Value:
        """What holds of what was written, which may be anything; what holds without a file for an empty table."""

    @abstractmethod
    def text(self, value: _Value) -> str:
        """The file that says `value`."""

    @property
    def now(self) -> _Value:
        """What holds now."""
        self._look()
        return self._value

    def trouble(self) -> str:
        """Why the file cannot be read now, in a sentence, or nothing; what was read before still holds."""
        self._look()
        return self._problem

    def write(self, value: _Value) -> None:
        """Let `value` hold from now on; on the disk when this returns. Raises NotSaved."""
        self._look()
        if self._problem:
            raise NotSaved(f"Not saved: {self._problem}")
        try:
            make_folder_durably(self.path.parent)
            with locked(self.path.with_name(f".{self.path.name}.lock")):
                write_durably(self.path, self.text(value).encode())
        except OSError as error:
            raise NotSaved(f"Not saved: {error.strerror or 'the disk fails'}.") from None
        self._seen, self._value = fingerprint(self.path), value

    def _look(self) -> None:
        stamp = fingerprint(self.path)
        if stamp != self._seen:
            self._seen, self._problem = stamp, ""
            try:
                self._value = self.parse(_read(self.path) if stamp else {})
            except CannotRead as error:
                self._problem = str(error)


def quoted(text: str) -> str:
    """One line as a basic string: JSON's escapes are TOML's too, once there are no control characters."""
    return json.dumps(text, ensure_ascii=False)


def _read(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(read_file(path, _LARGEST).decode("utf-8"))
    except OSError as error:
        raise CannotRead(f"{path.name} cannot be read: {error.strerror}.") from None
    except ValueError as error:  # not UTF-8, not TOML
        raise CannotRead(f"{path.name} cannot be read: {clean_line(str(error))}.") from None
