"""Tags as Obsidian reads them: letters, digits, `_`, `-` and `/`, and not digits alone."""

import re

_BLANK = re.compile(r"\s+")
_FOREIGN = re.compile(r"[^\w/-]+")


def safe_tag(tag: str) -> str:
    """`UN sanctions!` as `UN-sanctions`; `2024` as `_2024`; empty where no letter or digit is left."""
    parts = (_FOREIGN.sub("", _BLANK.sub("-", part.strip())).strip("-") for part in tag.split("/"))
    name = "/".join(part for part in parts if part)
    return f"_{name}" if re.fullmatch(r"[\d/_-]+", name) else name


def safe_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """The safe forms of `tags`, each once, in order."""
    return tuple(dict.fromkeys(name for tag in tags if (name := safe_tag(tag))))
