"""The codebook: what each tag stands for, in a TOML file beside the annotations."""

from collections.abc import Mapping
from typing import Any

from reader.model.codes import Codes
from reader.own_file import OwnFile, quoted
from reader.text.safety import clean, clean_line, unify_newlines

_HEAD = "# What each tag stands for. A tag that stands here is offered before any note has it.\n"


class Codebook(OwnFile[Codes]):
    """The file: a line for each tag, or several in three quotes."""

    def parse(self, given: Mapping[str, Any]) -> Codes:
        """Two tables of texts."""
        tags, others = _table(given.get("tags")), _table(given.get("renamed"))
        described = {clean_line(tag): clean(unify_newlines(said)).strip() for tag, said in tags.items()}
        return Codes(
            {tag: said for tag, said in described.items() if said},
            {clean_line(old): clean_line(new) for old, new in others.items()},
        )

    def text(self, value: Codes) -> str:
        """The tags in order of the tree, then what was renamed."""
        tags = "".join(f"{quoted(tag)} = {_said(said)}\n" for tag, said in sorted(value.described.items(), key=_order))
        others = "".join(f"{quoted(old)} = {quoted(new)}\n" for old, new in value.renamed.items())
        return f"{_HEAD}\n[tags]\n{tags}" + (f"\n[renamed]\n{others}" if others else "")


def _table(value: Any) -> dict[str, str]:
    return {key: text for key, text in value.items() if isinstance(text, str)} if isinstance(value, dict) else {}


def _order(item: tuple[str, str]) -> list[str]:
    return item[0].lower().split("/")


def _said(text: str) -> str:
    """One line in quotes; several in three of them, each as it stands."""
    if "\n" not in text and "\t" not in text:
        return quoted(text)
    inside = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'"""\n{inside}\n"""'
