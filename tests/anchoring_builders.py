"""Articles, edits of them and targets on them."""

import random
import re
from functools import cache

from reader.anchoring.anchor import anchor
from reader.anchoring.describe import describe
from reader.model.annotation import Anchor
from reader.model.article import Article, text_hash
from reader.text.span import Span

_NAMES = ["Mali", "Iraq", "Laos", "Ghana", "Yemen", "Nepal", "Peru", "Chile", "Kenya", "Cuba"]
_EVENTS = ("flooding", "a fire", "a bus crash", "a landslide", "a storm")
_NEWS = (
    "The ministers met for a third day and left without a word to the press.",
    "Two of the ships turned back before dawn, according to the harbour master.",
    "Nobody in the village had seen the convoy, yet everybody knew who drove it.",
    "Prices of rice rose again, for the ninth week in a row, by two per cent.",
    "The court will hear the appeal in June, its clerk told reporters on Friday.",
    "A song that was banned for years opened the festival by the old bridge.",
)


def an_article(text: str) -> Article:
    return Article("a.txt", text, (), "Headline")


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def anchored_in(new: str, old: str, words: str | Span, *, snapshot: bool = True) -> Anchor:
    """Where a note made on `words` of `old` stands in `new`."""
    span = words if isinstance(words, Span) else span_of(old, words)
    target = describe(an_article(old), span, "seeds/a.txt")
    return anchor(new, text_hash(new), target, old if snapshot else None)


@cache
def live_blog(seed: int = 1, paragraphs: int = 12) -> str:
    """Paragraphs that differ in names and numbers only, and a sentence of news behind each."""
    dice = random.Random(seed)
    return "\n\n".join(
        f"{dice.randrange(24):02}:{dice.randrange(60):02} GMT. {dice.choice(_NAMES)}'s interior ministry said that"
        f" {dice.randrange(3, 90)} people were killed and {dice.randrange(5, 290)} injured after"
        f" {dice.choice(_EVENTS)}, adding that the number could rise in the coming days. {dice.choice(_NEWS)}"
        for _ in range(paragraphs)
    )


def words_of(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"\w+", text)]
