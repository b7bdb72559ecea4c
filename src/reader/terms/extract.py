"""The key terms of an article, each with every place that says it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.model.term import Term
from reader.terms.naming import places, shown
from reader.terms.picking import Pick, pick
from reader.terms.reading import Reading, read
from reader.terms.scoring import score
from reader.terms.tokens import Passage

if TYPE_CHECKING:  # whoever has an article has imported it; to find terms needs none of what it imports
    from reader.model.article import Article

WORDS_PER_TERM = 37
FEWEST, MOST = 6, 20
LARGEST_SHARE = 0.145
"""Of the characters of the body, in all places of all terms."""
ALWAYS = 160
"""Characters that may be marked in a body of any length: a short notice has names too."""

SHORTEST = 6
"""Characters that are kept free for each term that is still to come."""


def key_terms(article: "Article") -> tuple[Term, ...]:
    """What `article` is about, by descending score: one term in 37 words, 6 to 20, on at most 14.5 % of the body.

    Headers and boilerplate are not read. Texts that are too short, not English or all in capitals have few terms or
    none. No place of a term overlaps another term's.
    """
    text = _without(article)
    passages = passages_of(article)
    reading = read(text, passages, headline=_own_headline(article))
    count = min(max(FEWEST, round(len(reading.tokens) / WORDS_PER_TERM)), MOST)
    picks = pick(
        reading.concepts, score(reading.rows), 2 * count
    )  # the next best stand in for those that take too much
    terms = _placed(reading, picks, passages)
    body = sum(passage.end - passage.start for passage in passages)
    return _sparse(terms, count, max(ALWAYS, LARGEST_SHARE * body))


def passages_of(article: "Article") -> list[Passage]:
    """The headings and paragraphs of `article`."""
    return [Passage(block.span.start, block.span.end, block.is_heading) for block in article.body]


def _own_headline(article: "Article") -> str:
    """The headline that the front matter gives; nothing where it was taken from the body."""
    start = article.headline.removesuffix("…")
    within = any(start in " ".join(block.span.of(article.text).split()) for block in article.body[:2])
    return "" if within else article.headline


def _without(article: "Article") -> str:
    """The article's text with blanks for the markup that is not shown."""
    pieces, at = [], 0
    for span in article.hidden:
        pieces += [article.text[at : span.start], " " * len(span)]
        at = span.end
    return "".join([*pieces, article.text[at:]])


def _placed(reading: Reading, picks: Sequence[Pick], passages: Sequence[Passage]) -> list[Term]:
    """The picks as terms; those whose every place belongs to a longer term are left out."""
    variants = [reading.forms(pick.members) for pick in picks]
    found = places(reading.text, passages, variants, reading.names())
    return [
        Term(shown(pick, forms), pick.concept.kind, pick.score, tuple(forms), tuple(spans))
        for pick, forms, spans in zip(picks, variants, found, strict=True)
        if spans
    ]


def _sparse(terms: Sequence[Term], count: int, budget: float) -> tuple[Term, ...]:
    """The best `count` of `terms` that colour no more than `budget` characters; each keeps its places or goes whole.

    A term that would leave the others no room makes way for them: many short names tell more than one long phrase.
    """
    kept: list[Term] = []
    for term in terms:
        width, others = sum(map(len, term.spans)), count - len(kept) - 1
        if others >= 0 and width + others * SHORTEST <= budget:
            kept.append(term)
            budget -= width
    return tuple(kept)
