"""Parts of speech by an averaged perceptron (Collins 2002), trained by `bench/train_terms.py`."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat
from struct import Struct

from reader.terms.learnt import Learnt, Weights
from reader.terms.tokens import BOUNDARY, POINT, WORD, Tokens

TAGS = "NPJGEVRDX"
"""Noun, proper noun, adjective, -ing form, past participle, other verb, adverb, number, anything else."""
NO_WORD = "."
"""The tag of every token that is not a word."""
_HERE, _AHEAD = 5, 7
"""Where the tables of `of_word` and of `of_following` end."""
_look_up = dict[str, int].get
_WIDTH = 2 * len(TAGS)
"""Bytes of a row."""
_unpack = Struct(f"<{len(TAGS)}H").unpack


def tag(tokens: Tokens, learnt: Learnt) -> list[str]:
    """One of `TAGS` for each word, `NO_WORD` for every other token.

    What `of_place` tells is written out here: a sixth of the time of a text is spent in this loop.
    """
    words, lower, shapes, first = tokens.words, tokens.lower, tokens.shapes, tokens.first
    lexicon = learnt.lexicon.get
    pairs, lasts, shaped, behind, endings = (table.get for table in learnt.tagging[_AHEAD:])
    tags: list[str] = []
    before = previous = BOUNDARY
    for i, kind in enumerate(tokens.kinds):
        if kind != WORD:
            before, previous = (previous, NO_WORD) if kind == POINT else (BOUNDARY, BOUNDARY)
            tags.append(NO_WORD)
            continue
        opens = first[i]
        found = "" if opens else lexicon(words[i], "")
        if not found:
            here, last = (shapes[i] + BOUNDARY, BOUNDARY) if opens else (shapes[i], lower[i - 1])
            total = _by_word(learnt, lower[i], here) + _by_following(learnt, lower[i + 1])
            total += pairs(before + previous, 0) + lasts(last, 0) + shaped(previous + here, 0)
            found = best(total + behind(shapes[i + 1] + here, 0) + endings(previous + lower[i][-3:], 0))
        before, previous = previous, found
        tags.append(found)
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
    scores = _unpack(total.to_bytes(_WIDTH, "little"))
    return TAGS[scores.index(max(scores))]


def features(tokens: Tokens, i: int, before: str, previous: str) -> tuple[str, ...]:
    """What is known of word `i` when the two tags before it are `before` and `previous`: one feature a template."""
    word = of_word(tokens.lower[i], shape(tokens, i))
    return (*word, *of_following(tokens.lower[i + 1]), *of_place(tokens, i, before, previous))


def shape(tokens: Tokens, i: int) -> str:
    """How a word is written, and whether it opens its sentence."""
    return tokens.shapes[i] + BOUNDARY if tokens.first[i] else tokens.shapes[i]


def of_word(word: str, shape: str) -> tuple[str, ...]:
    """What a word says by itself."""
    return word, word[-3:], word[-2:], word[:3], shape


def of_following(following: str) -> tuple[str, ...]:
    """What the next word says."""
    return following, following[-3:]


def of_place(tokens: Tokens, i: int, before: str, previous: str) -> tuple[str, ...]:
    """What the place of a word says."""
    here, last = shape(tokens, i), BOUNDARY if tokens.first[i] else tokens.lower[i - 1]
    return before + previous, last, previous + here, tokens.shapes[i + 1] + here, previous + tokens.lower[i][-3:]
