"""The YAML that Markdown files begin with, as web clippers and site generators write it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.library.headline import LONGEST_TITLE, shortened
from reader.text.safety import clean_line
from reader.text.span import Span

_LONGEST = 16 * 1024
"""Characters that front matter may have; more is text that begins with a rule."""

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_FIELD_LINE = re.compile(r"^([^\W\d_][\w -]{0,40}):[ \t]*(\S.*)$", re.MULTILINE)
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]")
_NOTHING = frozenset({"", "~", "null", "none"})


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file says of itself before its text."""

    span: Span
    """From the first `---` to the closing one."""
    fields: dict[str, str]
    """Values on one line by name in small letters; a list's items joined by commas, nested values left out."""

    def first(self, *names: str) -> str:
        """The value of the first of `names` that has one, else an empty string."""
        return next((value for name in names if (value := self.fields.get(name, ""))), "")


def read_front_matter(text: str) -> FrontMatter | None:
    """The front matter that `text` begins with; None if there is none or it names nothing."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end(), _LONGEST) if opening else None
    if opening is None or closing is None:
        return None
    fields = _fields(text[opening.end() : closing.start()])
    return FrontMatter(Span(0, closing.end()), fields) if fields else None


def _fields(source: str) -> dict[str, str]:
    gathered: dict[str, list[str]] = {}
    for name, value in _pairs(source):
        line = clean_line(" ".join(_WIKI_LINK.sub(r"\1", value).split()))
        if line.lower() not in _NOTHING:
            gathered.setdefault(name.strip().lower(), []).append(line)
    return {name: shortened(", ".join(values), LONGEST_TITLE) for name, values in gathered.items()}


def _pairs(source: str) -> list[tuple[str, str]]:
    """Names and values, by YAML or, where it is not valid, line by line."""
    import yaml

    try:
        return list(_yaml_pairs(source))
    except (yaml.YAMLError, ValueError):  # ValueError: an escape beyond Unicode
        return [(name, value.strip().strip("\"'")) for name, value in _FIELD_LINE.findall(source)]


def _yaml_pairs(source: str) -> Iterator[tuple[str, str]]:
    """The scalars of the outermost mapping, and the items of its lists.

    Reads events and builds nothing, so that aliases cost nothing, no tag makes
    an object, and a date that no calendar has stays what was written.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    depth, name, in_list = 0, "", False
    for event in yaml.parse(source, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth == 1 and isinstance(event, yaml.SequenceStartEvent):
                return
            in_list = depth == 2 and isinstance(event, yaml.SequenceStartEvent)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            in_list = False
            name = "" if depth == 1 else name
        elif isinstance(event, yaml.ScalarEvent) and depth == 1 and not name:
            name = event.value
        elif isinstance(event, yaml.ScalarEvent) and name and (depth == 1 or in_list):
            yield name, event.value
            name = "" if depth == 1 else name
        elif isinstance(event, yaml.AliasEvent) and depth == 1:
            name = ""
