"""A story as a Markdown file that the reader shows word for word, and any other Markdown program opens.

Our own parser is the judge: a paragraph gets backslashes only where something in it would be hidden or taken for a
heading, a quote or a rule.
"""

import json
import re

from reader.intake.story import Part, PartKind, Story, page_address
from reader.library.inline import hidden_markup
from reader.library.markdown import parse_markdown
from reader.library.source import Source
from reader.model.article import BlockKind
from reader.text.safety import clean, clean_line, unify_newlines
from reader.text.span import Span

_LONGEST_VALUE = 1000
"""Characters of a value in the front matter: all of them together stay below what the reader takes for front matter."""

_UNSEEN = re.compile("[\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc]")
"""Soft hyphens, zero-width spaces and direction marks: they carry no words, and the gate would make them visible."""

_MARKUP = re.compile(r"[\\`*_\[\]<>]")


def front_matter(story: Story) -> dict[str, str]:
    """What a file says of its story, by name, in order; only what is known."""
    fields = {
        "title": story.title,
        "date": story.date.isoformat() if story.date else "",
        "author": story.author,
        "source": story.source,
        "feed": page_address(story.feed),
        "url": page_address(story.url),
        "guid": story.guid,
        "language": story.language,
    }
    lines = {name: " ".join(clean_line(_UNSEEN.sub("", value)).split()) for name, value in fields.items()}
    return {name: line[:_LONGEST_VALUE] for name, line in lines.items() if line}


def front_line(name: str, value: str) -> str:
    """One line of front matter: the value as JSON, which is YAML too and always quoted."""
    return f"{name}: {json.dumps(value, ensure_ascii=False)}\n"


def body(story: Story) -> str:
    """The parts of a story as Markdown, its title left out where they begin with it."""
    parts = story.parts
    if parts and parts[0].kind is PartKind.HEADING and _squeezed(parts[0].text) == _squeezed(story.title):
        parts = parts[1:]
    written = [(part.kind, text) for part in parts if (text := _written(part))]
    pieces = []
    for index, (kind, text) in enumerate(written):
        follows = index + 1 < len(written) and written[index + 1][0] is kind is PartKind.ITEM
        pieces.append(text + ("\n" if follows else "\n\n"))
    return "".join(pieces).rstrip("\n") + "\n" if pieces else ""


def escaped(paragraph: str) -> str:
    """Lines without white space at their ends as Markdown that our parser shows as exactly these."""
    safe = _without_markup(paragraph)
    return "\n".join(line if line[:1].isalnum() or _is_plain(line) else f"\\{line}" for line in safe.split("\n"))


def _written(part: Part) -> str:
    text = clean(unify_newlines(_UNSEEN.sub("", part.text)))
    if part.kind is PartKind.MARKDOWN:
        return text.strip("\n")
    if part.kind is PartKind.CODE:
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
        return f"{fence}\n{text.strip(chr(10))}\n{fence}"
    lines = [line for raw in text.split("\n") if (line := " ".join(raw.split()))]
    if part.kind is PartKind.HEADING:
        return f"{'#' * part.level} {_heading(' '.join(lines))}" if lines else ""
    marks = {PartKind.QUOTE: ("> ", "> "), PartKind.ITEM: ("- ", "  ")}.get(part.kind, ("", ""))
    safe = escaped("\n".join(lines)).split("\n") if lines else []
    return "\n".join(marks[index > 0] + line for index, line in enumerate(safe))


def _heading(line: str) -> str:
    safe = _without_markup(line)
    return safe if not safe.endswith("#") else f"{safe[:-1]}\\#"


def _without_markup(text: str) -> str:
    """Backslashes before all that could be inline markup, where any of it would be hidden."""
    return _MARKUP.sub(r"\\\g<0>", text) if hidden_markup(text, Span(0, len(text))) else text


def _is_plain(line: str) -> bool:
    """Whether a line is read as it stands, as the first of its paragraph and behind another one."""
    alone = parse_markdown("", Source(f"{line}\n\nx\n")).blocks
    behind = parse_markdown("", Source(f"x\n{line}\n")).blocks[-1]
    return (
        alone[0].span.start == 0
        and alone[-2:][0].span.end == len(line)
        and behind.span.end == 2 + len(line)
        and behind.span.start in (0, 2)
        and BlockKind.HEADING not in (alone[0].kind, behind.kind)
    )


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
