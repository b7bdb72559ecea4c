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
        here, there = slid[at], slid[at + 1]
        if there[0] == here[0] + 1 and there[1] > here[1] + 1:
            for step in range(_slide(slid, at, new, new_text, side=1)):
                slid[at - step] = (here[0] - step, there[1] - 1 - step)
        elif there[1] == here[1] + 1 and there[0] > here[0] + 1:
            for step in range(_slide(slid, at, old, old_text, side=0)):
                slid[at - step] = (there[0] - 1 - step, here[1] - step)
    return slid


def _slide(pairs: list[Pair], at: int, tokens: Tokens, text: str, side: int) -> int:
    """By how many tokens the break behind `pairs[at]` is best moved to the left."""
    here, there = pairs[at], pairs[at + 1]
    best, steps, step = _border(tokens, text, here[side] + 1), 0, 0
    while (
        at >= step
        and pairs[at - step] == (here[0] - step, here[1] - step)
        and tokens.words[here[side] - step] == tokens.words[there[side] - 1 - step]
    ):
        strength = _border(tokens, text, here[side] - step)
        step += 1
        if strength > best:
            best, steps = strength, step
    return steps


def _border(tokens: Tokens, text: str, index: int) -> int:
    """How strong a border lies before a token: 3 a line, 2 a sentence, 1 a sign, 0 none."""
    if not 0 < index < len(tokens):
        return 3
    if "\n" in text[tokens.ends[index - 1] : tokens.starts[index]]:
        return 3
    last = tokens.words[index - 1]
    return 2 if last in (".", "!", "?") else 0 if last.isalnum() else 1
