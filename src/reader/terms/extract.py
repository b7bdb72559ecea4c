"""The key terms of an article, each with every place that says it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.model.term import Term
from reader.terms.gazetteer import common_words
from reader.terms.naming import places, shown
from reader.terms.passages import Passage, first_in_each, passages_of
from reader.terms.picking import Pick, pick
from reader.terms.reading import Reading, read
from reader.terms.scoring import score
from reader.terms.wording import wordings
from reader.text.span import Span

if TYPE_CHECKING:
    from reader.model.article import Article

WORDS_PER_TERM = 37
FEWEST, MOST = 6, 20
LARGEST_SHARE = 0.12
"""Of the characters of the body, in the first places of all terms in each paragraph: what is highlighted."""
ALWAYS = 160
"""Characters that may be highlighted in a body of any length: a short notice has names too."""

SHORTEST = 6
"""Characters that are kept free for each term that is still to come."""


_Placed = tuple[Pick, Term]


class Found(NamedTuple):
    """What an article says of note."""

    terms: tuple[Term, ...] = ()
    """By descending score: one in 37 words, 6 to 20."""
    names: tuple[Term, ...] = ()
    """All other names, no place of which overlaps one of a key term."""


def key_terms(article: "Article") -> tuple[Term, ...]:
    """What `article` is about, most telling first; no place of a term overlaps another term's."""
    return find_terms(article).terms


def find_terms(article: "Article") -> Found:
    """What `article` is about, highlighted on at most 12 % of the body, and which other names it has.

    Headers and boilerplate are not read. Texts that are too short, not English or all in capitals have few terms or
    none.
    """
    text, passages = _without(article), passages_of(article)
    reading = read(text, passages, headline=_own_headline(article))
    count = min(max(FEWEST, round(len(reading.tokens) / WORDS_PER_TERM)), MOST)
    scores = score(reading.rows)
    picks = pick(reading.concepts, scores, 2 * count)  # the next best stand in for those that take too much
    body = sum(passage.end - passage.start for passage in passages)
    room = count, max(ALWAYS, LARGEST_SHARE * body)
    kept = _sparse(_placed(reading, picks, passages), passages, *room)
    kept = _sparse(_placed(reading, [p for p, _ in kept], passages), passages, *room)  # in places that others had
    terms = tuple(term for _, term in kept)
    return Found(terms, tuple(_other_names(reading, scores, terms, len(text))))


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


def _placed(reading: Reading, picks: Sequence[Pick], passages: Sequence[Passage]) -> list[_Placed]:
    """The picks as terms; those whose every place belongs to a longer term are left out."""
    said = list(wordings(reading, picks))
    found = places(reading.text, passages, [forms for forms, _ in said], reading.names())
    return [
        (pick, Term(shown(pick, forms), pick.concept.kind, pick.score, tuple(forms), tuple(spans), tuple(otherwise)))
        for pick, (forms, otherwise), spans in zip(picks, said, found, strict=True)
        if spans
    ]


def _sparse(placed: Sequence[_Placed], passages: Sequence[Passage], count: int, budget: float) -> list[_Placed]:
    """The best `count` terms whose first places colour no more than `budget` characters.

    A term that would leave the others no room makes way for them: many short names tell more than one long phrase.
    """
    kept: list[_Placed] = []
    for picked, term in placed:
        width, others = sum(map(len, first_in_each(passages, term.spans))), count - len(kept) - 1
        if others >= 0 and width + others * SHORTEST <= budget:
            kept.append((picked, term))
            budget -= width
    return kept


def _other_names(reading: Reading, scores: Sequence[float], terms: Sequence[Term], length: int) -> Iterator[Term]:
    """The names in the text outside of `terms`, where they were read: not in headings."""
    taken = {offset for term in terms for span in term.spans for offset in range(span.start, span.end)}
    starts, ends = reading.tokens.starts, reading.tokens.ends
    for concept, value in zip(reading.concepts, scores, strict=True):
        if concept.head.is_name and concept.head.key not in common_words().generic:
            mentions = (Span(starts[mention.start], ends[mention.end - 1]) for mention in concept.mentions)
            within = (span for span in mentions if span.end <= length)
            spans = tuple(span for span in within if taken.isdisjoint(range(span.start, span.end)))
            if spans:
                forms = reading.forms(concept.members)
                yield Term(forms[0], concept.kind, value, tuple(forms), spans)
