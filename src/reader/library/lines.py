"""What single lines of an article are: nothing, boilerplate, a heading."""

import re
from collections.abc import Iterator

from reader.text.span import Span

LONGEST = 200
"""Characters that a line which is not prose may have."""
_MOST_WORDS_OF_BOILERPLATE = 8
_LONGEST_HEADING = 100
_LONGEST_HEADING_WITHOUT_SPACES = 40
_MOST_WORDS_OF_HEADING = 14

_ADVERTISEMENT = re.compile(
    r"(?:advertise?ments?|advertising|advertorial|anzeige|werbung|publicité|publicidad|pubblicità|реклама"
    r"|广告|廣告|広告|광고)\s*(?:[-–—:|].*)?",
    re.IGNORECASE,
)
_BEGINNINGS = (
    "all", "also", "article", "click", "continue", "copyright", "file", "follow", "getty", "image", "listen", "more",
    "most", "paid", "photo", "picture", "promoted", "read", "recommended", "related", "scroll", "see", "share", "sign",
    "sponsored", "story", "subscribe", "trending", "watch", "©",
)  # fmt: skip
"""What boilerplate begins with. Few headings do: for the others the next expression need not be compiled."""
_BOILERPLATE = (
    r"(?:sponsored|promoted)(?:\s+by\b.*)?:?|(?:sponsored|promoted|paid)\s+(?:content|posts?|links?|stories|message):?"
    r"|(?:(?:also\s+)?read(?:\s+(?:also|next|more))?|see\s+also|watch|listen|related|recommended)\s*[:|]\s*.*"
    r"|(?:also\s+read|read\s+(?:also|next|more)|see\s+also)(?:\s+(?:on|about|from|in)\b.*|\s*…|\s*\.\.\.|\s*[»›>→]+)?"
    r"|(?:related|recommended|more|most\s+(?:read|popular))\s+(?:stories|articles|coverage|topics|reading|for\s+you)"
    r"|(?:trending|recommended|most\s+(?:read|popular))(?:\s+now)?"
    r"|(?:story|article)\s+continues\s+below.*|continue\s+reading.*|scroll\s+(?:down\s+)?to\s+continue.*"
    r"|(?:sign\s+up|subscribe)(?:\s+(?:for|to|here|now|today)\b.*)?"
    r"|follow\s+us\b.*|share\s+this(?:\s+(?:article|story|post|page|video|on\b.*))?:?|share\s+on\s+\w+|click\s+here\b.*"
    r"|(?:file\s+)?(?:photo|image|picture)(?:\s+credit)?\s*:.*|getty\s+images"
    r"|(?:copyright\s*(?:©|\(c\)|\d{4})|©).*|all\s+rights\s+reserved\.?"
)
_EMPTY_LINES = re.compile(r"\n+")
_ENDS_LIKE_PROSE = re.compile(r"[.!?][\"'”’)]*\Z")


def lines(text: str, start: int = 0) -> Iterator[Span]:
    """The lines of `text` from `start` on, without their `\\n`; empty ones in a row as one."""
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield Span(start, end)
        empty = _EMPTY_LINES.match(text, end) if start == end else None
        start = empty.end() if empty else end + 1


def trimmed(text: str, span: Span) -> Span:
    """`span` without white space at its ends; empty at its end if there is nothing else."""
    stretch = span.of(text)
    if stretch and not stretch[0].isspace() and not stretch[-1].isspace():  # nearly all are
        return span
    start = span.end - len(stretch.lstrip())
    return Span(start, max(start, span.start + len(stretch.rstrip())))


def is_advertisement(line: str) -> bool:
    """Whether a line, also one between lines of prose, can only be the label of an advertisement."""
    line = line.strip()
    return _ADVERTISEMENT.fullmatch(line) is not None and not line[0].islower() and _is_short(line)


def is_boilerplate(line: str) -> bool:
    """Whether a line that stands alone is there for the web page and not for the reader."""
    line = line.strip()
    if not _is_short(line):
        return False
    if _ADVERTISEMENT.fullmatch(line):
        return True
    is_prose = _ENDS_LIKE_PROSE.search(line) and not line.endswith("...") and "reserved" not in line.lower()
    if is_prose or not line.casefold().startswith(_BEGINNINGS):
        return False
    return re.fullmatch(_BOILERPLATE, line, re.IGNORECASE) is not None


def is_heading(line: str) -> bool:
    """Whether a line that stands alone reads like a heading: short, and not ended like a sentence.

    A question is one only if most of its words have a capital.
    """
    line = line.strip()
    limit = _LONGEST_HEADING if " " in line else _LONGEST_HEADING_WITHOUT_SPACES
    if not line or len(line) > limit or line[0].islower() or not any(map(str.isalpha, line)):
        return False
    if line[-1] in '.!;:,…。！；：，、۔।"”»' or re.match(r"[-*+•–—·>|#]|[0-9]+[.)]|[\"“«]", line):
        return False
    words = line.split()
    return len(words) <= _MOST_WORDS_OF_HEADING and (line[-1] not in "?？" or _is_title_case(words))


def _is_title_case(words: list[str]) -> bool:
    return 2 * sum(not word[0].islower() for word in words) > len(words)


def _is_short(line: str) -> bool:
    return 0 < len(line.split()) <= _MOST_WORDS_OF_BOILERPLATE
