"""What the person says of key terms, in a TOML file beside the annotations, which may be written by hand too."""

import json
from pathlib import Path
from typing import Any

from reader.errors import CannotRead, NotSaved
from reader.files import fingerprint, locked, make_folder_durably, read_file, write_durably
from reader.terms.chosen import Chosen
from reader.text.safety import clean_line

_LARGEST = 4 * 2**20
_HEAD = "# Key terms: `pinned` are highlighted wherever they stand, `hidden` never, `joined` are names of one thing.\n"


class OwnTerms:
    """The file, read again whenever it changes; every change here can be taken back while the program runs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._problem = ""
        self._seen: object = ()
        self._chosen = Chosen()
        self._before: list[Chosen] = []

    @property
    def chosen(self) -> Chosen:
        """What holds now."""
        self._look()
        return self._chosen

    def trouble(self) -> str:
        """Why the file cannot be read now, in a sentence, or nothing; what was read before still holds."""
        self._look()
        return self._problem

    def _look(self) -> None:
        stamp = fingerprint(self.path)
        if stamp != self._seen:
            self._seen, self._problem = stamp, ""
            try:
                self._chosen = _read(self.path) if stamp else Chosen()
            except CannotRead as error:
                self._problem = str(error)

    def change(self, chosen: Chosen) -> None:
        """Let `chosen` hold from now on; on the disk when this returns. Raises NotSaved."""
        before = self.chosen
        self._write(chosen)
        self._before.append(before)

    def take_back(self) -> bool:
        """Undo the last change; False where there is none. Raises NotSaved."""
        if not self._before:
            return False
        self._write(self._before[-1])
        self._before.pop()
        return True

    def _write(self, chosen: Chosen) -> None:
        if self._problem:
            raise NotSaved(f"Not saved: {self._problem}")
        try:
            make_folder_durably(self.path.parent)
            with locked(self.path.with_name(f".{self.path.name}.lock")):
                write_durably(self.path, _toml(chosen).encode())
        except OSError as error:
            raise NotSaved(f"Not saved: {error.strerror or 'the disk fails'}.") from None
        self._seen, self._chosen = fingerprint(self.path), chosen


def _read(path: Path) -> Chosen:
    import tomllib

    try:
        given = tomllib.loads(read_file(path, _LARGEST).decode("utf-8"))
    except OSError as error:
        raise CannotRead(f"{path.name} cannot be read: {error.strerror}.") from None
    except ValueError as error:  # not UTF-8, not TOML
        raise CannotRead(f"{path.name} cannot be read: {clean_line(str(error))}.") from None
    joined = given.get("joined", {})
    pairs = (_texts(list(pair)) for pair in joined.items()) if isinstance(joined, dict) else ()
    return Chosen(_texts(given.get("pinned")), _texts(given.get("hidden")), dict(p for p in pairs if len(p) == 2))


def _texts(value: Any) -> tuple[str, ...]:
    texts = [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
    lines = (" ".join(clean_line(text).split()) for text in texts)
    return tuple(dict.fromkeys(line for line in lines if line))


def _toml(chosen: Chosen) -> str:
    def listed(name: str, texts: tuple[str, ...]) -> str:
        return f"{name} = [\n" + "".join(f"    {_quoted(text)},\n" for text in texts) + "]\n"

    joined = "".join(f"{_quoted(text)} = {_quoted(other)}\n" for text, other in chosen.joined.items())
    return f"{_HEAD}\n{listed('pinned', chosen.pinned)}\n{listed('hidden', chosen.hidden)}\n[joined]\n{joined}"


def _quoted(text: str) -> str:
    """A basic string: JSON's escapes are TOML's too, once there are no control characters."""
    return json.dumps(text, ensure_ascii=False)
