"""Key terms of bare text, for measuring against gold lists."""

import re
from collections.abc import Iterator, Sequence

from reader.terms.passages import Passage
from reader.terms.picking import pick
from reader.terms.reading import Reading, read
from reader.terms.scoring import score
from reader.terms.wording import wordings

_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")
_HEADING_WORDS = 12


def ranked(text: str, k: int, headline: str = "") -> list[list[str]]:
    """The `k` best key terms, best first, each with the form to show before its other forms."""
    reading = read(text, list(paragraphs(text)), headline=headline)
    return best(reading, score(reading.rows), k)


def best(reading: Reading, scores: Sequence[float], k: int) -> list[list[str]]:
    """The `k` terms with the highest of `scores`, one for each concept, in all their wordings."""
    picks = pick(reading.concepts, scores, k)
    return [[*forms, *otherwise] for forms, otherwise in wordings(reading, picks) if forms]


def paragraphs(text: str) -> Iterator[Passage]:
    """What stands between blank lines; short lines that no sentence ends are headings."""
    for match in _PARAGRAPH.finditer(text):
        words = match.group().split()
        heading = len(words) <= _HEADING_WORDS and match.group().rstrip()[-1] not in ".!?…:;,\"”'’)"
        yield Passage(match.start(), match.end(), heading)
