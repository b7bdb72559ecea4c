"""What the person says of key terms, in a TOML file beside the annotations."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reader.own_file import OwnFile, quoted
from reader.terms.chosen import Chosen
from reader.text.safety import clean_line

_HEAD = "# Key terms: `pinned` are highlighted wherever they stand, `hidden` never, `joined` are names of one thing.\n"


class OwnTerms(OwnFile[Chosen]):
    """The file; every change here can be taken back while the program runs."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._before: list[Chosen] = []

    @property
    def chosen(self) -> Chosen:
        """What holds now."""
        return self.now

    def change(self, chosen: Chosen) -> None:
        """Let `chosen` hold from now on; on the disk when this returns. Raises NotSaved."""
        before = self.now
        self.write(chosen)
        self._before.append(before)

    def take_back(self) -> bool:
        """Undo the last change; False where there is none. Raises NotSaved."""
        if not self._before:
            return False
        self.write(self._before[-1])
        self._before.pop()
        return True

    def parse(self, given: Mapping[str, Any]) -> Chosen:
        """Lists of texts, and pairs of them."""
        joined = given.get("joined", {})
        pairs = (_texts(list(pair)) for pair in joined.items()) if isinstance(joined, dict) else ()
        return Chosen(_texts(given.get("pinned")), _texts(given.get("hidden")), dict(p for p in pairs if len(p) == 2))

    def text(self, value: Chosen) -> str:
        """One line a term."""

        def listed(name: str, texts: tuple[str, ...]) -> str:
            return f"{name} = [\n" + "".join(f"    {quoted(text)},\n" for text in texts) + "]\n"

        joined = "".join(f"{quoted(text)} = {quoted(other)}\n" for text, other in value.joined.items())
        return f"{_HEAD}\n{listed('pinned', value.pinned)}\n{listed('hidden', value.hidden)}\n[joined]\n{joined}"


def _texts(value: Any) -> tuple[str, ...]:
    texts = [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
    lines = (" ".join(clean_line(text).split()) for text in texts)
    return tuple(dict.fromkeys(line for line in lines if line))
