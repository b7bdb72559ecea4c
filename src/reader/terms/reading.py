"""A text read once: its concepts, each with the measures that its score is made of."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reader.terms.candidates import Candidate, find_candidates
from reader.terms.gazetteer import common_words
from reader.terms.learnt import Learnt, shipped
from reader.terms.measures import frame, measure
from reader.terms.names import find_names
from reader.terms.passages import Passage
from reader.terms.phrases import phrases, telling_phrases
from reader.terms.tagger import tag
from reader.terms.tokens import WORD, Tokens, tokenize
from reader.terms.variants import Concept, is_broad, link, tells
from reader.terms.words import key_of

_ENOUGH = 60_000
"""Code points that are read: what a text is about, it says before them."""
_ENGLISH = 0.2
"""The least share of function words; running English has 0.35 to 0.55."""
_SHORT = 20
"""Words of a text that is too short to tell its language by."""
_ACRONYM = 5
"""The most letters of a form that is written in capitals for what it is, not to shout."""
_PHRASE = 5
"""The fewest words of a heading that says something."""


class Reading(NamedTuple):
    """What was found; `concepts` and `rows` are parallel."""

    text: str
    """The text, and behind it the headline."""
    tokens: Tokens
    tags: Sequence[str]
    concepts: list[Concept]
    rows: list[list[float]]

    def forms(self, members: Iterable[Candidate]) -> list[str]:
        """How the text writes `members`: the form to show, then the others, most frequent first."""
        said = [self._said(mention.start, mention.end) for member in members for mention in member.mentions]
        if len(said) == 1:
            return said
        counts = Counter(said)
        shown = max(counts, key=lambda form: (counts[form], not _capitals(form), len(form)))
        return [shown, *(form for form, _ in counts.most_common() if form != shown)]

    def phrases(self, members: Iterable[Candidate], *, telling: bool = False) -> list[str]:
        """The longer phrases that the text makes of `members`, most frequent first; all, or those that tell more."""
        find = telling_phrases if telling else phrases
        found = [self._said(*stretch) for member in members for stretch in find(self.tokens, self.tags, member)]
        return [phrase for phrase, _ in Counter(found).most_common()] if len(found) > 1 else found

    def names(self) -> set[str]:
        """How the text writes every name in it."""
        named = (member for concept in self.concepts for member in concept.members if member.is_name)
        return {self._said(mention.start, mention.end) for member in named for mention in member.mentions}

    def _said(self, start: int, end: int) -> str:
        return " ".join(self.text[self.tokens.starts[start] : self.tokens.ends[end - 1]].split())


def read(text: str, passages: Sequence[Passage], learnt: Learnt | None = None, headline: str = "") -> Reading:
    """The concepts of `passages` of `text`; none where it is not running English.

    `headline` is what stands above the text and is no part of it: evidence, and read first if it is written like a
    sentence. Its offsets are those behind the text.
    """
    whole = f"{text}\n{headline}"
    above = [Passage(len(text) + 1, len(whole))] if _flows(headline, heading=True) else []
    tokens = tokenize(whole, [*above, *_running(text, passages)])
    if not _is_english(tokens):
        return Reading(text, tokens, [], [], [])
    learnt = learnt or shipped()
    tags = tag(tokens, learnt)
    linked = link(find_candidates(tokens, tags, find_names(tokens, tags, learnt)))
    concepts = [c for c in linked if tells(c) or (is_broad(c) and any(telling_phrases(tokens, tags, c.head)))]
    around = frame(tokens, tags, _headings(text, passages, headline), learnt)
    return Reading(whole, tokens, tags, concepts, measure(concepts, around))


def _capitals(form: str) -> bool:
    return len(form) > _ACRONYM and form.isupper()


def _running(text: str, passages: Sequence[Passage]) -> Iterator[Passage]:
    """What is written like sentences, up to `_ENOUGH`: neither in capitals nor a heading In Title Case."""
    for passage in passages:
        end = min(passage.end, _ENOUGH)
        if passage.start < end and _flows(text[passage.start : end], passage.heading):
            yield Passage(passage.start, end)


def _flows(paragraph: str, heading: bool) -> bool:
    words = paragraph.split()
    if 2 * sum(map(str.isupper, words)) > len(words):
        return False
    if not heading:
        return True
    long = [word for word in words if len(word) > 3]
    return len(words) >= _PHRASE and 2 * sum(word[0].isupper() for word in long) < len(long)


def _headings(text: str, passages: Sequence[Passage], headline: str) -> str:
    lines = [headline, *(text[p.start : p.end] for p in passages if p.heading)]
    words = (word for line in lines for word in re.findall(r"\w[\w.'’-]*", line))
    key = key_of(words)
    return f" {key} " if key else ""


def _is_english(tokens: Tokens) -> bool:
    words = [word for word, kind in zip(tokens.lower, tokens.kinds, strict=True) if kind == WORD]
    function = common_words().function
    return bool(words) and (len(words) < _SHORT or sum(map(function.__contains__, words)) >= _ENGLISH * len(words))
