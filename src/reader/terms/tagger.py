"""Parts of speech by an averaged perceptron (Collins 2002), trained by `bench/train_terms.py`."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.terms.learnt import Learnt, Weights
from reader.terms.tokens import Kind, Tokens

TAGS = "NPJGEVRDX"
"""Noun, proper noun, adjective, -ing form, past participle, other verb, adverb, number, anything else."""
POINT = "."
"""The tag of every token that is not a word."""
BOUNDARY = "^"
"""Stands for what is before a sentence and behind it."""


class Context(NamedTuple):
    """A text as the tagger sees it; each column is as long as the tokens, and one entry of `BOUNDARY` longer."""

    words: list[str]
    lower: list[str]
    shapes: list[str]
    first: list[bool]
    """Whether the word opens its sentence."""


def tag(tokens: Tokens, learnt: Learnt) -> list[str]:
    """One of `TAGS` for each word, `POINT` for every other token."""
    context = contextualize(tokens)
    tags: list[str] = []
    before = previous = BOUNDARY
    for i, kind in enumerate(tokens.kinds):
        if kind is Kind.WORD:
            found = None if context.first[i] else learnt.lexicon.get(context.words[i])
            found = found or best(features(context, i, before, previous), learnt.tagging)
        else:
            found = POINT
        tags.append(found)
        before, previous = (previous, found) if kind in (Kind.WORD, Kind.POINT) else (BOUNDARY, BOUNDARY)
    return tags


def best(found: Sequence[str], weights: Sequence[Weights]) -> str:
    """The tag with the highest sum over the features' rows; a noun where nothing is known."""
    rows = [row for feature, table in zip(found, weights, strict=True) if (row := table.get(feature))]
    if not rows:
        return TAGS[0]
    scores = [sum(column) for column in zip(*rows, strict=True)]
    return TAGS[scores.index(max(scores))]


def contextualize(tokens: Tokens) -> Context:
    """The columns that `features` reads."""
    first = list(_first(tokens.kinds))
    lower = [_fold(word, kind) for word, kind in zip(tokens.words, tokens.kinds, strict=True)]
    shapes = [_shape(word, kind) for word, kind in zip(tokens.words, tokens.kinds, strict=True)]
    return Context(tokens.words, [*lower, BOUNDARY], [*shapes, BOUNDARY], first)


def features(context: Context, i: int, before: str, previous: str) -> tuple[str, ...]:
    """What is known of word `i` when the two tags before it are `before` and `previous`: one feature a template."""
    lower, shapes = context.lower, context.shapes
    word, following = lower[i], lower[i + 1]
    shape = shapes[i] + BOUNDARY if context.first[i] else shapes[i]
    last = BOUNDARY if context.first[i] else lower[i - 1]
    return (
        word,
        word[-3:],
        word[-2:],
        word[:3],
        shape,
        before + previous,
        last,
        following,
        following[-3:],
        previous + shape,
        shapes[i + 1] + shape,
        previous + word[-3:],
    )


def _first(kinds: Sequence[Kind]) -> Iterator[bool]:
    opens = True
    for kind in kinds:
        yield opens and kind is Kind.WORD
        if kind is not Kind.POINT:
            opens = kind is not Kind.WORD


def _fold(word: str, kind: Kind) -> str:
    if kind is Kind.WORD:
        return "0" if word[0].isdigit() else word.lower()
    return POINT if kind is Kind.POINT else BOUNDARY


def _shape(word: str, kind: Kind) -> str:
    if kind is not Kind.WORD:
        return POINT if kind is Kind.POINT else BOUNDARY
    if word[0].isdigit():
        return "d"
    if word[0].isupper():
        return "A" if len(word) > 1 and word.isupper() else "C"
    return "x"
