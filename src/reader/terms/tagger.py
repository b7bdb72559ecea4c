"""Parts of speech by an averaged perceptron (Collins 2002), trained by `bench/train_terms.py`."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from struct import unpack
from typing import NamedTuple

from reader.terms.learnt import Learnt, Weights
from reader.terms.tokens import Kind, Tokens

TAGS = "NPJGEVRDX"
"""Noun, proper noun, adjective, -ing form, past participle, other verb, adverb, number, anything else."""
POINT = "."
"""The tag of every token that is not a word."""
BOUNDARY = "^"
"""Stands for what is before a sentence and behind it."""
_HERE, _AHEAD = 5, 7
"""Where the tables of `of_word` and of `of_following` end."""
_look_up = dict[str, int].get


class Context(NamedTuple):
    """A text as the tagger sees it; each column is as long as the tokens, and one entry of `BOUNDARY` longer."""

    words: list[str]
    lower: list[str]
    shapes: list[str]
    first: list[bool]
    """Whether the word opens its sentence."""

    def shape(self, i: int) -> str:
        """How a word is written, and whether it opens its sentence."""
        return self.shapes[i] + BOUNDARY if self.first[i] else self.shapes[i]


def tag(tokens: Tokens, learnt: Learnt) -> list[str]:
    """One of `TAGS` for each word, `POINT` for every other token."""
    context, lexicon = contextualize(tokens), learnt.lexicon
    lower, by_place = context.lower, learnt.tagging[_AHEAD:]
    tags: list[str] = []
    before = previous = BOUNDARY
    for i, kind in enumerate(tokens.kinds):
        if kind is not Kind.WORD:
            found = POINT
        elif context.first[i] or not (found := lexicon.get(context.words[i], "")):
            known = _by_word(learnt, lower[i], context.shape(i)) + _by_following(learnt, lower[i + 1])
            found = best(known + added(by_place, of_place(context, i, before, previous)))
        tags.append(found)
        before, previous = (previous, found) if kind is Kind.WORD or kind is Kind.POINT else (BOUNDARY, BOUNDARY)
    return tags


@lru_cache(maxsize=30_000)
def _by_word(learnt: Learnt, word: str, shape: str) -> int:
    return added(learnt.tagging[:_HERE], of_word(word, shape))


@lru_cache(maxsize=30_000)
def _by_following(learnt: Learnt, following: str) -> int:
    return added(learnt.tagging[_HERE:_AHEAD], of_following(following))


def added(weights: Sequence[Weights], found: Sequence[str]) -> int:
    """The sum of the rows of features, one from each table."""
    return sum(map(_look_up, weights, found, repeat(0)))


def best(total: int) -> str:
    """The tag with the highest sum; a noun where nothing is known."""
    scores = unpack("<9H", total.to_bytes(18, "little"))
    return TAGS[scores.index(max(scores))]


def contextualize(tokens: Tokens) -> Context:
    """The columns that `features` reads."""
    first = list(_first(tokens.kinds))
    lower = [_fold(word, kind) for word, kind in zip(tokens.words, tokens.kinds, strict=True)]
    shapes = [_shape(word, kind) for word, kind in zip(tokens.words, tokens.kinds, strict=True)]
    return Context(tokens.words, [*lower, BOUNDARY], [*shapes, BOUNDARY], first)


def features(context: Context, i: int, before: str, previous: str) -> tuple[str, ...]:
    """What is known of word `i` when the two tags before it are `before` and `previous`: one feature a template."""
    word = of_word(context.lower[i], context.shape(i))
    return (*word, *of_following(context.lower[i + 1]), *of_place(context, i, before, previous))


def of_word(word: str, shape: str) -> tuple[str, ...]:
    """What a word says by itself."""
    return word, word[-3:], word[-2:], word[:3], shape


def of_following(following: str) -> tuple[str, ...]:
    """What the next word says."""
    return following, following[-3:]


def of_place(context: Context, i: int, before: str, previous: str) -> tuple[str, ...]:
    """What the place of a word says."""
    shape, last = context.shape(i), BOUNDARY if context.first[i] else context.lower[i - 1]
    behind = context.shapes[i + 1] + shape
    return before + previous, last, previous + shape, behind, previous + context.lower[i][-3:]


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
