"""Which words of two token sequences are the same words: pairs `(old index, new index)`, runs and clusters of them."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

Pair = tuple[int, int]
Words = Sequence[str]

_LANDMARK = 5
"""Tokens in a row, found once in either text, that are taken for the same place."""
_ENDURED = 4
"""By how much an extension may fall below its best score before it ends."""


class Run(NamedTuple):
    """Tokens that follow each other alike in both texts."""

    old: int
    new: int
    length: int

    @property
    def pairs(self) -> list[Pair]:
        """The pairs of the run."""
        return [(self.old + step, self.new + step) for step in range(self.length)]


def common(old: Words, new: Words) -> list[Pair]:
    """A longest common subsequence (Indel distance of rapidfuzz)."""
    from rapidfuzz.distance import Indel

    return [
        pair
        for step in Indel.opcodes(old, new)
        if step.tag == "equal"
        for pair in zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True)
    ]


def landmarks(old: Words, new: Words) -> list[Run]:
    """The runs that occur once in either text (Heckel's rule, CACM 1978, on five tokens in a row), in old order."""
    places = _once(new)
    shared = [(at, places[gram]) for gram, at in _once(old).items() if gram in places]
    grown: list[Run] = []
    for at, place in sorted(shared):
        last = grown[-1] if grown else None
        if last and place - at == last.new - last.old and at <= last.old + last.length:
            grown[-1] = Run(last.old, last.new, at + _LANDMARK - last.old)
        else:
            grown.append(Run(at, place, _LANDMARK))
    return sorted(_disjoint(_disjoint(grown, lambda run: run.old), lambda run: run.new))


def _once(words: Words) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    for at, gram in enumerate(zip(*(words[shift:] for shift in range(_LANDMARK)), strict=False)):
        places[gram] = -1 if gram in places else at
    return {gram: at for gram, at in places.items() if at >= 0}


def _disjoint(runs: list[Run], start: Callable[[Run], int]) -> list[Run]:
    """`runs` with what lies in an earlier one, on the side of `start`, cut off their beginning."""
    cut: list[Run] = []
    end = 0
    for run in sorted(runs, key=start):
        lost = max(0, end - start(run))
        if lost < run.length:
            cut.append(Run(run.old + lost, run.new + lost, run.length - lost))
            end = start(run) + run.length
    return cut


def spine(runs: list[Run]) -> list[Run]:
    """Those of `runs` (in old order) that stand in the same order in both texts, the most tokens of them."""
    ends: list[int] = []
    weights: list[int] = []
    tips: list[Run] = []
    before: dict[Run, Run | None] = {}
    for run in runs:
        at = bisect_left(ends, run.new)
        before[run] = tips[at - 1] if at else None
        weight = run.length + (weights[at - 1] if at else 0)
        worse = at
        while worse < len(ends) and weights[worse] <= weight:
            worse += 1
        ends[at:worse], weights[at:worse], tips[at:worse] = [run.new], [weight], [run]
    chain: list[Run] = []
    tip = tips[-1] if tips else None
    while tip:
        chain.append(tip)
        tip = before[tip]
    return chain[::-1]


def runs_of(pairs: list[Pair]) -> list[list[Pair]]:
    """`pairs` cut wherever a token is missing in either text."""
    return _cut(pairs, lambda last, this: this == (last[0] + 1, last[1] + 1))


def clusters(pairs: list[Pair], reach: int = 6) -> list[list[Pair]]:
    """`pairs` cut wherever more than `reach` tokens lie between two of them, or the order turns."""
    return _cut(pairs, lambda last, this: 0 < this[0] - last[0] <= reach and 0 < this[1] - last[1] <= reach)


def _cut(pairs: list[Pair], together: Callable[[Pair, Pair], bool]) -> list[list[Pair]]:
    pieces: list[list[Pair]] = []
    for pair in pairs:
        if pieces and together(pieces[-1][-1], pair):
            pieces[-1].append(pair)
        else:
            pieces.append([pair])
    return pieces


def density(cluster: list[Pair]) -> float:
    """Which part of the tokens between the ends of `cluster` is matched, on the longer side."""
    (old_first, new_first), (old_last, new_last) = cluster[0], cluster[-1]
    return len(cluster) / (max(old_last - old_first, new_last - new_first) + 1)


def without_strays(pairs: list[Pair]) -> list[Pair]:
    """`pairs` without runs under three tokens, unless a long run is at most a few tokens away."""
    runs = runs_of(pairs)
    kept: list[Pair] = []
    for at, run in enumerate(runs):
        near = [other for other in runs[max(0, at - 1) : at + 2] if len(other) >= 3]
        if len(run) >= 3 or any(_close(run, other) for other in near):
            kept += run
    return kept


def _close(run: list[Pair], other: list[Pair]) -> bool:
    first, second = sorted((run, other))
    return second[0][0] - first[-1][0] <= 4 and second[0][1] - first[-1][1] <= 6


def extended(old: Words, new: Words, end: Pair, step: int, free: Callable[[Pair], bool]) -> Pair:
    """How far a match goes on from `end`, one by one in direction `step`, over free tokens (the X-drop of BLAST)."""
    score = best = 0
    at, reached = end, end
    while score > best - _ENDURED:
        at = (at[0] + step, at[1] + step)
        if not (0 <= at[0] < len(old) and 0 <= at[1] < len(new) and free(at)):
            break
        score += 1 if old[at[0]] == new[at[1]] else -1
        if score > best:
            best, reached = score, at
    return reached
