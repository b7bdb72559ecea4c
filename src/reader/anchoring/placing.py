"""A passage of the old text found in the new one, by the alignment of both (rule 2 of the design)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from reader.anchoring.alignment import Alignment
from reader.anchoring.likeness import closest
from reader.model.annotation import Anchor, AnchorState
from reader.text.span import Span

_SURVIVES = 0.33
"""Part of a passage's words that must still be there for it to be the same passage."""
_MOVED = 0.70
_REWRITTEN = 0.50
_SAME_ARTICLE = 0.25
"""Part of the old tokens that must still be there for it to be the same article."""
_SURE = 0.9
_SURE_LENGTH = 40
"""In another article only a passage of so many characters, so much alike, is the same one."""
_TELLING = 20
_NEAR = 6
_ASIDE = 24
"""Tokens that may be pushed into a passage, as by an advertisement or a new sentence."""
_DETOUR = 8
"""Tokens beyond that which weigh as much against a chain as one surviving token for it."""
_ORPHAN = Anchor(AnchorState.ORPHAN, None)


def place(alignment: Alignment, passage: Span) -> Anchor:
    """Where `passage` of the old text stands in the new one, or an orphan with the best guess."""
    old = alignment.old
    tokens = range(bisect_right(old.ends, passage.start), bisect_left(old.starts, passage.end))
    same = alignment.likeness >= _SAME_ARTICLE
    if not tokens or not (same or len(passage) >= _SURE_LENGTH):
        return _ORPHAN
    chain = _chain(alignment, tokens)
    if chain and _words(alignment, chain) >= (_SURVIVES if same else _SURE) * _words(alignment, tokens):
        strayed = sum(index in alignment.moved for index in chain) * 2 > len(chain)
        state = AnchorState.MOVED if strayed or not same else AnchorState.ANCHORED
        return Anchor(state, _bounds(alignment, tokens, chain, passage))
    return _search(alignment, tokens, same)


def _words(alignment: Alignment, tokens: Iterable[int]) -> int:
    """How many of `tokens` are words; signs alone prove nothing."""
    return sum(alignment.old.words[index].isalnum() for index in tokens)


def _chain(alignment: Alignment, tokens: range) -> list[int]:
    """The surviving tokens that stand together in the new text: most tokens, least text pushed in between."""
    matches = alignment.matches
    runs: list[list[int]] = []
    for index in (index for index in tokens if matches[index] >= 0):
        if runs and index == runs[-1][-1] + 1 and matches[index] == matches[runs[-1][-1]] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    best: list[tuple[float, list[int]]] = []
    for run in runs:
        weight, before = 0.0, list[int]()
        for other_weight, other in best:
            stride, step = matches[run[0]] - matches[other[-1]], run[0] - other[-1]
            joined = other_weight - max(0, stride - step - _ASIDE) / _DETOUR
            if stride > 0 and joined > weight:
                weight, before = joined, other
        best.append((weight + len(run), before + run))
    return max(best, key=lambda entry: entry[0])[1] if best else []


def _bounds(alignment: Alignment, tokens: range, chain: list[int], passage: Span) -> Span:
    """From the first to the last survivor, with what replaced the words lost at either end."""
    old, new, matches = alignment.old, alignment.new, alignment.matches
    first = matches[chain[0]] - _replaced(alignment, chain[0], chain[0] - tokens[0], -1)
    last = matches[chain[-1]] + _replaced(alignment, chain[-1], tokens[-1] - chain[-1], 1)
    first, last = _word_for_word(alignment, tokens, first) or (first, last)
    start, end = new.starts[first], new.ends[last]
    if (
        old.words[tokens[0]] == new.words[first]
        and new.ends[first] - start == old.ends[tokens[0]] - old.starts[tokens[0]]
    ):
        start += max(0, passage.start - old.starts[tokens[0]])
    if (
        old.words[tokens[-1]] == new.words[last]
        and end - new.starts[last] == old.ends[tokens[-1]] - old.starts[tokens[-1]]
    ):
        end -= max(0, old.ends[tokens[-1]] - passage.end)
    return Span(start, max(start, end))


def _word_for_word(alignment: Alignment, tokens: range, near: int) -> tuple[int, int] | None:
    """The first and last new token of the whole passage, if it stands unchanged within a few tokens of `near`."""
    quote = alignment.old.words[tokens.start : tokens.stop]
    for first in sorted(range(max(0, near - _NEAR), near + _NEAR + 1), key=lambda index: abs(index - near)):
        if alignment.new.words[first : first + len(quote)] == quote:
            return first, first + len(quote) - 1
    return None


def _replaced(alignment: Alignment, survivor: int, lost: int, step: int) -> int:
    """How many new tokens behind `survivor`, in direction `step`, stand for `lost` old ones."""
    matches, taken = alignment.matches, alignment.taken
    here, room = matches[survivor] + step, 0
    while room <= 2 * lost and 0 <= here < len(alignment.new) and here not in taken:
        here, room = here + step, room + 1
    beyond = survivor + (lost + 1) * step
    whole = 0 <= beyond < len(matches) and matches[beyond] >= 0
    return min(room, lost * 3 // 2 + 1 if whole and lost else lost)


def _search(alignment: Alignment, tokens: range, same: bool) -> Anchor:
    """Look for the passage in what is new in the new text."""
    quote = [alignment.old.words[index] for index in tokens]
    best, found = 0.0, range(0)
    for gap in alignment.gaps:
        window = range(max(0, gap.start - 2), min(len(alignment.new), gap.stop + 2))
        likeness, where = closest(quote, alignment.new.words[window.start : window.stop], _REWRITTEN)
        if likeness > best:
            best, found = likeness, range(window.start + where.start, window.start + where.stop)
    if not found:
        return _ORPHAN
    span = Span(alignment.new.starts[found[0]], alignment.new.ends[found[-1]])
    if best >= (_MOVED if same else _SURE) or (same and _stays(alignment, tokens, found)):
        return Anchor(AnchorState.MOVED, span)
    return Anchor(AnchorState.ORPHAN, span)


def _stays(alignment: Alignment, tokens: range, found: range) -> bool:
    """Whether a rewritten passage stands between the neighbours that it had."""
    if sum(len(alignment.old.words[index]) + 1 for index in tokens) <= _TELLING:
        return False
    matches = alignment.matches
    kept = [index for index, match in enumerate(matches) if match >= 0 and index not in alignment.moved]
    before = max((index for index in kept if index < tokens[0]), default=-1)
    behind = min((index for index in kept if index > tokens[-1]), default=len(matches))
    low = matches[before] if before >= 0 else -1
    high = matches[behind] if behind < len(matches) else len(alignment.new)
    near = tokens[0] - before <= _NEAR and behind - tokens[-1] <= _NEAR
    return near and low < found[0] + 3 and found[-1] < high + 3
