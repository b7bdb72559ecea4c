"""Two versions of a text, token by token: what stayed, what moved, and what is new."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from reader.anchoring import matching
from reader.anchoring.borders import settled
from reader.anchoring.matching import Pair
from reader.anchoring.tokens import Tokens, tokenise

_MOVED = 8
"""Tokens in landmarks out of order that are taken for a moved passage; fewer may be chance."""
_LEFT_OVER = 3
_DENSE = 0.5
_ROUNDS = 3
_AREA = 200_000_000
"""Token pairs that one subsequence may weigh, about 25 MB; a larger stretch without landmarks counts as rewritten."""


@dataclass(frozen=True)
class Alignment:
    """Which token of the old text became which of the new one."""

    old: Tokens
    new: Tokens
    matches: tuple[int, ...]
    """For each old token its index in the new text, or -1."""
    moved: frozenset[int]
    """The old tokens whose matches stand out of order."""
    gaps: tuple[range, ...]
    """Stretches of new tokens that the old text does not explain, in text order."""
    likeness: float
    """Which part of the old tokens is still there, 0 to 1."""

    @cached_property
    def taken(self) -> frozenset[int]:
        """The new tokens that the old text explains."""
        return frozenset(self.matches) - {-1}


@lru_cache(maxsize=4)
def align(old: str, new: str) -> Alignment:
    """The tokens of `old` found again in `new`; kept for the next notes on the same two versions.

    Runs that occur once in either text hold it up: those in order are the
    spine, the others have moved. What lies between is matched by longest
    common subsequences, and so, after that, is what is left over.
    """
    draft = _Draft(tokenise(old), tokenise(new))
    runs = matching.landmarks(draft.old.words, draft.new.words)
    spine = matching.spine(runs)
    strayed = set(runs).difference(spine)
    draft.take_moved(
        [pair for run in sorted(strayed) for pair in run.pairs], {pair for run in spine for pair in run.pairs}
    )
    draft.take_in_order(spine, old, new)
    likeness = len(draft.matches) / max(1, len(draft.old))
    draft.take_left_over()
    matches = tuple(draft.matches.get(index, -1) for index in range(len(draft.old)))
    return Alignment(draft.old, draft.new, matches, frozenset(draft.moved), draft.gaps(), likeness)


class _Draft:
    """An alignment in the making."""

    def __init__(self, old: Tokens, new: Tokens) -> None:
        self.old = old
        self.new = new
        self.matches: dict[int, int] = {}
        self.moved: set[int] = set()
        self._closed_old: set[int] = set()
        self._closed_new: set[int] = set()
        """What lies between the ends of moved passages: no match in order may use it."""

    def take_moved(self, pairs: list[Pair], spine: set[Pair]) -> None:
        """Take what of `pairs` is dense and long enough for a moved passage, with all that moved along."""
        self._closed_old.update(old for old, _ in spine)
        self._closed_new.update(new for _, new in spine)
        dense = [c for c in matching.clusters(pairs) if len(c) >= _MOVED and matching.density(c) >= _DENSE]
        moved = [self._take_whole(cluster) for cluster in dense]
        self._closed_old = {index for first, last in moved for index in range(first[0], last[0] + 1)}
        self._closed_new = {index for first, last in moved for index in range(first[1], last[1] + 1)}

    def _take_whole(self, cluster: list[Pair]) -> tuple[Pair, Pair]:
        """Take `cluster`, what it encloses and how far it goes on at both ends; answer its first and last pair."""

        def free(pair: Pair) -> bool:
            return pair[0] not in self._closed_old and pair[1] not in self._closed_new

        first = matching.extended(self.old.words, self.new.words, cluster[0], -1, free)
        last = matching.extended(self.old.words, self.new.words, cluster[-1], 1, free)
        old, new = range(first[0], last[0] + 1), range(first[1], last[1] + 1)
        pairs = self._common(list(old), list(new))
        self.matches.update(pairs)
        self.moved.update(index for index, _ in pairs)
        self._closed_old.update(old)
        self._closed_new.update(new)
        return first, last

    def take_in_order(self, spine: list[matching.Run], old: str, new: str) -> None:
        """Take the runs of `spine` and, between each two, the longest common subsequence."""
        pairs: list[Pair] = []
        old_end = new_end = 0
        for run in [*spine, matching.Run(len(self.old), len(self.new), 0)]:
            before = [index for index in range(old_end, run.old) if index not in self._closed_old]
            after = [index for index in range(new_end, run.new) if index not in self._closed_new]
            pairs += self._common(before, after) + run.pairs
            old_end, new_end = run.old + run.length, run.new + run.length
        self.matches.update(matching.without_strays(settled(pairs, self.old, self.new, old, new)))

    def take_left_over(self) -> None:
        """Take what moved without a landmark: dense common stretches of all that is unmatched in both texts."""
        for _ in range(_ROUNDS):
            self._closed_old, self._closed_new = set(self.matches), set(self.matches.values())
            before = [index for index in range(len(self.old)) if index not in self._closed_old]
            after = [index for index in range(len(self.new)) if index not in self._closed_new]
            found = [c for c in matching.clusters(self._common(before, after)) if _is_passage(c)]
            for cluster in found:
                self._take_whole(cluster)
            if not found:
                return

    def gaps(self) -> tuple[range, ...]:
        """The stretches of new tokens without a match."""
        ends = [-1, *sorted(set(self.matches.values())), len(self.new)]
        return tuple(range(last + 1, this) for last, this in pairwise(ends) if this - last > 1)

    def _common(self, old: list[int], new: list[int]) -> list[Pair]:
        if not old or not new or len(old) * len(new) > _AREA:
            return []
        words = self.old.words, self.new.words
        pairs = matching.common([words[0][index] for index in old], [words[1][index] for index in new])
        return [(old[before], new[after]) for before, after in pairs]


def _is_passage(cluster: list[Pair]) -> bool:
    long = any(len(run) >= _LEFT_OVER for run in matching.runs_of(cluster))
    return long and matching.density(cluster) >= _DENSE
