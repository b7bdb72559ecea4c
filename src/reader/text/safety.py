"""The gate: what outside text may carry to a terminal, a file or an export.

Every text that comes from outside passes here once, where it enters. Cleaning
keeps the length, so that offsets stay true: each bad code point becomes one
visible code point. Only `unify_newlines` changes the length; it comes first.
"""

import os
import re

_MOST_MARKS = 8
"""How many combining marks may stand in a row; Vietnamese, Hebrew and Tibetan stay well below."""

# Expressions are kept as text and compiled, once, when first used: no start waits for them.

_LINE_END = "\r\n|[\r\v\f\x85\u2028\u2029]"

_LINE_ENDS = "\r\v\f\x85\u2028\u2029"

_NOT_LATIN = "[^\t\n\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e]"
"""All but Latin letters and typographic signs: compiled in a tenth of the time that the next one takes."""

_UNUSUAL = (
    "[^\t\n\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e"  # Latin letters, typographic signs
    "\u0370-\u0482\u048a-\u052f\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]"
)
"""What most texts have none of, so that they need one quick look: all that may be forbidden or a mark, and more."""

_PLAIN = bytes((*b"\t\n", *range(0x20, 0x7F)))
"""Of these every one passes."""

_FORBIDDEN = (
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0, DEL and C1
    "\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f"  # direction, and invisible operators
    "\xad\u115f\u1160\u17b4\u17b5\u180e\u200b\u3164\uffa0"  # blanks that look like nothing
    "\u2028\u2029"  # line ends that nobody unified
    "\ud800-\uf8ff"  # lone surrogates, private use
    "\ufdd0-\ufdef\ufeff\ufff0-\ufffc\ufffe\uffff"  # noncharacters, byte order marks, annotation anchors
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # format controls of rare scripts
    "\U000e0000-\U000e0fff"  # tags
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
    + "\U000f0000-\U0010ffff]"  # private use planes
)

_STACK = rf"[^\w\s\x00-\u02ff]{{{_MOST_MARKS + 1},}}"
"""Where a stack of marks may hide: marks are neither word characters nor white space."""


def unify_newlines(text: str) -> str:
    """Make `\\n` of every line end: CRLF, CR, VT, FF, NEL, LS and PS; changes the length."""
    if not any(end in text for end in _LINE_ENDS):  # ten times as fast as the expression
        return text
    return re.sub(_LINE_END, "\n", text)


def clean(text: str) -> str:
    """Put a visible code point in the place of each one that is not fit for a terminal.

    Keeps `\\n`, `\\t` and the length; cleaning twice changes nothing more.
    """
    if text.isascii() and text.isprintable():
        return text
    rest = _without_plain(text)
    if not (rest and re.search(_NOT_LATIN, rest) and re.search(_UNUSUAL, rest)):
        return text
    return re.sub(_STACK, _thin, re.sub(_FORBIDDEN, _visible, text))


def clean_line(text: str) -> str:
    """Clean `text` for one line of a terminal: as `clean`, with `\\n` as U+240A and a tab as a space."""
    return clean(text).replace("\n", "\u240a").replace("\t", " ")


def visible_name(raw: str | bytes) -> str:
    """Show a file's name on one line, whatever bytes or surrogate escapes it has."""
    return clean_line(os.fsdecode(raw))


def _without_plain(text: str) -> str:
    """What is left without the characters that most of a text is made of, in a third of the time of a search."""
    return text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")


def _visible(match: re.Match[str]) -> str:
    """The control picture of a C0 code or DEL, and U+FFFD for the rest."""
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def _thin(match: re.Match[str]) -> str:
    """Replace what stands behind the eighth of a row of marks; joiners count, since they too have no width."""
    import unicodedata  # only where a stack of marks is

    characters = list(match.group())
    row = 0
    for index, character in enumerate(characters):
        has_no_width = character in "\u200c\u200d" or unicodedata.category(character) in ("Mn", "Me")
        row = row + 1 if has_no_width else 0
        if row > _MOST_MARKS:
            characters[index] = "\ufffd"
    return "".join(characters)
