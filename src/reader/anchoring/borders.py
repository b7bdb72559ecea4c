"""Where an insertion or a removal begins, when several places explain it as well."""

from reader.anchoring.matching import Pair
from reader.anchoring.tokens import Tokens


def settled(pairs: list[Pair], old: Tokens, new: Tokens, old_text: str, new_text: str) -> list[Pair]:
    """`pairs` with each insertion and each removal slid to the strongest border that fits it as well.

    `A [B A] C` and `[A B] A C` explain the same text; the one that cuts at a
    paragraph or a sentence is meant (as in git's indent heuristic).
    """
    slid = list(pairs)
    for at in range(len(slid) - 1):
        (old_here, new_here), (old_there, new_there) = slid[at], slid[at + 1]
        if old_there == old_here + 1 and new_there > new_here + 1:
            _slide(slid, at, 1, new, new_text)
        elif new_there == new_here + 1 and old_there > old_here + 1:
            _slide(slid, at, 0, old, old_text)
    return slid


def _slide(pairs: list[Pair], at: int, side: int, tokens: Tokens, text: str) -> None:
    """Move the break behind `pairs[at]`, which is in the text of that `side`, to where it is strongest."""
    here, there = pairs[at], pairs[at + 1]
    first, length = here[side] + 1, there[side] - here[side] - 1
    best = max(
        (_border(tokens, text, first + steps), -abs(steps), steps)
        for steps in range(-_room(pairs, at, side, tokens, -1), _room(pairs, at, side, tokens, 1) + 1)
    )[2]
    for step in range(best):
        pairs[at + 1 + step] = _shifted(pairs[at + 1 + step], side, -length)
    for step in range(-best):
        pairs[at - step] = _shifted(pairs[at - step], side, length)


def _room(pairs: list[Pair], at: int, side: int, tokens: Tokens, step: int) -> int:
    """By how many tokens the break can move in direction `step` without a word changing."""
    length = pairs[at + 1][side] - pairs[at][side] - 1
    start = at + 1 if step > 0 else at
    room = 0
    while 0 <= start + room * step < len(pairs):
        pair = pairs[start + room * step]
        if pair != (pairs[start][0] + room * step, pairs[start][1] + room * step):
            break
        if tokens.words[pair[side]] != tokens.words[pair[side] - length * step]:
            break
        room += 1
    return room


def _shifted(pair: Pair, side: int, by: int) -> Pair:
    return (pair[0], pair[1] + by) if side else (pair[0] + by, pair[1])


def _border(tokens: Tokens, text: str, index: int) -> int:
    """How strong a border lies before a token: 3 a line, 2 a sentence, 1 a sign, 0 none."""
    if not 0 < index < len(tokens):
        return 3
    if "\n" in text[tokens.ends[index - 1] : tokens.starts[index]]:
        return 3
    last = tokens.words[index - 1]
    return 2 if last in (".", "!", "?") else 0 if last.isalnum() else 1
