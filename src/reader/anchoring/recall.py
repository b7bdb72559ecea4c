"""A quote found in a text whose old version is not at hand (rule 3 of the design)."""

from dataclasses import dataclass
from functools import cached_property

from reader.anchoring.likeness import closest, likeness
from reader.anchoring.tokens import Tokens, tokenise
from reader.model.annotation import Anchor, AnchorState, TextQuoteSelector
from reader.text.span import Span

_QUOTE, _CONTEXT, _POSITION = 0.3, 0.7, 0.04
_ACCEPTED = 0.80
_MARGIN = 0.05
_ALIKE = 0.45
"""A quote less alike than this is another one, whatever stands around it."""
_FRAMED = 0.85
"""Between a prefix and a suffix that are both so much alike, what is left of a quote is offered, however little."""
_CHANCE = 0.35
"""How much alike any two stretches of prose are."""
_AROUND = 12
"""Tokens of prefix and suffix that are compared."""
_LONG = 20
"""Characters from which on a quote that occurs once, word for word, is not there by chance."""
_TRIES = 3
_MOST = 50


@dataclass(frozen=True)
class _Sought:
    """What is looked for, and where."""

    text: Tokens
    quote: tuple[str, ...]
    prefix: tuple[str, ...]
    suffix: tuple[str, ...]
    hint: float
    """Where it stood, 0 at the beginning of the text and 1 at its end; negative where that is not known."""

    @cached_property
    def exact(self) -> list[range]:
        """The places that have all words of the quote, at most fifty."""
        return _occurrences(self.text.words, self.quote)


def recall(text: str, quote: TextQuoteSelector, position: int | None) -> Anchor:
    """Where `quote` stands in `text`; `position` is its old offset, if that is known.

    Accepted where quote, context and position together are alike enough, and
    clearly more than anywhere else; a quote that occurs once, without its
    context, and what is left of one between its contexts, count as moved.
    """
    sought = _Sought(
        tokenise(text),
        tokenise(quote.exact).words,
        tokenise(quote.prefix).words[-_AROUND:],
        tokenise(quote.suffix).words[:_AROUND],
        -1.0 if position is None else position / max(1, len(text)),
    )
    if not sought.quote or not sought.text:
        return Anchor(AnchorState.ORPHAN, None)
    scored = sorted(((_score(sought, place), place) for place in _places(sought)), key=lambda entry: -entry[0])
    if not scored:
        return Anchor(AnchorState.ORPHAN, None)
    score, best = scored[0]
    runner_up = max((other for other, place in scored if not _overlap(place, best)), default=0.0)
    span = Span(sought.text.starts[best.start], sought.text.ends[best.stop - 1])
    return Anchor(_state(sought, best, score, score - runner_up), span)


def _state(sought: _Sought, place: range, score: float, margin: float) -> AnchorState:
    alike = likeness(sought.quote, _words(sought, place))
    if score >= _ACCEPTED and margin >= _MARGIN and alike >= _ALIKE:
        return AnchorState.ANCHORED if alike == 1.0 else AnchorState.MOVED
    if sought.exact == [place] and len(" ".join(sought.quote)) >= _LONG:
        return AnchorState.MOVED
    framed = margin >= _MARGIN and bool(sought.prefix and sought.suffix) and min(_contexts(sought, place)) >= _FRAMED
    return AnchorState.MOVED if framed else AnchorState.ORPHAN


def _words(sought: _Sought, place: range) -> tuple[str, ...]:
    return sought.text.words[place.start : place.stop]


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _score(sought: _Sought, place: range) -> float:
    before, behind = _contexts(sought, place)
    context = 0.5 * max(before, behind) + 0.25 * (before + behind)
    near = 1 - abs(place.start / len(sought.text) - sought.hint) if sought.hint >= 0 else 0.0
    return _QUOTE * likeness(sought.quote, _words(sought, place)) + _CONTEXT * context + _POSITION * near


def _contexts(sought: _Sought, place: range) -> tuple[float, float]:
    """How much alike what stands before a place, and behind it, is to prefix and suffix."""
    words = sought.text.words
    return (
        _beyond_chance(sought.prefix, words[max(0, place.start - len(sought.prefix)) : place.start]),
        _beyond_chance(sought.suffix, words[place.stop : place.stop + len(sought.suffix)]),
    )


def _beyond_chance(old: tuple[str, ...], new: tuple[str, ...]) -> float:
    """How much alike two contexts are, 0 for what chance explains; two ends of a text are alike."""
    if not old and not new:
        return 1.0
    return max(0.0, (likeness(old, new) - _CHANCE) / (1 - _CHANCE))


def _places(sought: _Sought) -> set[range]:
    """Where the quote may stand: word for word, between its contexts, or where it is most alike."""
    return {place for place in (*sought.exact, *_between(sought), *_alike(sought)) if place}


def _occurrences(words: tuple[str, ...], sought: tuple[str, ...]) -> list[range]:
    found: list[range] = []
    at = -1
    while sought and len(found) < _MOST:
        try:
            at = words.index(sought[0], at + 1)
        except ValueError:
            break
        if words[at : at + len(sought)] == sought:
            found.append(range(at, at + len(sought)))
    return found


def _between(sought: _Sought) -> list[range]:
    """From where the prefix ends to where the suffix begins, where the length fits; else as long as the quote."""
    words, length = sought.text.words, len(sought.quote)
    starts = [place.stop for place in _occurrences(words, sought.prefix[-4:])]
    ends = [place.start for place in _occurrences(words, sought.suffix[:4])]
    framed = [range(s, e) for s in starts for e in ends if 0.3 * length <= e - s <= 2.2 * length + 4]
    half_framed = [range(s, min(len(words), s + length)) for s in starts]
    half_framed += [range(max(0, e - length), e) for e in ends]
    return framed + half_framed


def _alike(sought: _Sought) -> list[range]:
    """The few stretches of the text that are most like the quote, best first."""
    words = list(sought.text.words)
    found: list[range] = []
    for _ in range(_TRIES if not sought.exact else 0):
        _, place = closest(sought.quote, words, _ALIKE)
        if not place:
            break
        found.append(place)
        words[place.start : place.stop] = ["\0"] * len(place)
    return found
