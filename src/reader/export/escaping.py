"""Other people's words as Markdown that shows exactly these words, and nothing that lives.

CommonMark and GFM (https://github.github.com/gfm/) decide what needs a
backslash; beyond them the signs of Obsidian (`%%`, `==`, `[[ ]]`, `#tag`,
`^block`), Dataview (`::`), pandoc (`{.class}`, `a.`, `: `), mathematics (`$`)
and GitHub (`@name`, `:emoji:`) are made harmless. A plain sentence gets none.
"""

import re

from reader.text.safety import clean, unify_newlines

_ESCAPED = re.compile(
    r"[\\`*_\[\]<>~$|#^]"
    r"|&(?=[A-Za-z#])"
    r"|(?<==)=|=(?==)"  # highlight
    r"|(?<=%)%|%(?=%)"  # comment
    r"|(?<=:):|:(?=:)"  # inline field
    r"|:(?=[\w+-]+:)|:(?=//|\w+@)|(?<=\b(?i:mailto)):|(?<=\b(?i:xmpp)):"  # emoji, links
    r"|/(?=/)"  # a link without its scheme
    r"|@(?=[\w@])"
    r"|(?<=[\w@])@"
    r"|(?<=\b(?i:www))\."
    r"|(?<=[^\s.])\.(?=[^\W\d_]{2})"  # a host's name
    r"|\{(?=[.#%{])"
)
_BLOCK = re.compile(r"[-+=]|:(?=\s)")
_NUMBERED = re.compile(r"(\(?(?:[0-9]{1,9}|[A-Za-z]|[ivxIVX]{1,6}))([.)])(?=\s|$)")
_OUR_MARKER = re.compile(r"<!--(?=\s*/?(?:note|reader)\b)", re.IGNORECASE)


def escaped(text: str) -> str:
    """One paragraph, its lines without white space at their ends, as Markdown."""
    return "\n".join(_line(line) for line in lines_of(text))


def escaped_line(text: str) -> str:
    """`text` as Markdown on one line, for a heading."""
    return _line(" ".join(lines_of(text)))


def quoted(paragraphs: list[str]) -> str:
    """A block quote of `paragraphs`; empty where they are."""
    shown = [escaped(paragraph) for paragraph in paragraphs if lines_of(paragraph)]
    return "\n>\n".join("\n".join(f"> {line}" for line in paragraph.split("\n")) for paragraph in shown)


def lines_of(text: str) -> list[str]:
    """The lines of `text` as they are shown: cleaned, without white space at their ends, without blank ones."""
    return [line for raw in clean(unify_newlines(text)).split("\n") if (line := raw.strip())]


def own_words(note: str) -> str:
    """What the person wrote, as Markdown of theirs: only control characters and our own markers are made harmless."""
    return _OUR_MARKER.sub(r"\\<!--", clean(unify_newlines(note))).strip("\n")


def _line(line: str) -> str:
    numbered = _NUMBERED.match(line)
    if numbered:
        rest = line[numbered.end() :]
        return f"{numbered[1]}\\{numbered[2]}{_ESCAPED.sub(_with_backslash, rest)}"
    lead = "\\" if _BLOCK.match(line) and not _ESCAPED.match(line) else ""
    return lead + _ESCAPED.sub(_with_backslash, line)


def _with_backslash(match: re.Match[str]) -> str:
    return "\\" + match.group()
