"""How much alike two stretches of tokens are, letter by letter."""

from collections.abc import Sequence


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """1 for the same letters, 0 for none in common (normalised Levenshtein similarity)."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(" ".join(one), " ".join(other))


def closest(quote: Sequence[str], words: Sequence[str], least: float) -> tuple[float, range]:
    """The stretch of `words` most like `quote`, and its likeness; an empty range where none reaches `least`."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Levenshtein

    needle, hay = " ".join(quote), " ".join(words)
    if len(hay) < 0.4 * len(needle):
        return 0.0, range(0)
    found = fuzz.partial_ratio_alignment(needle, hay, score_cutoff=100 * least)
    if not found:
        return 0.0, range(0)
    stretch = _whole_words(words, found.dest_start, found.dest_end)
    return Levenshtein.normalized_similarity(needle, hay[found.dest_start : found.dest_end]), stretch


def _whole_words(words: Sequence[str], start: int, end: int) -> range:
    """The indexes of the words of which at least half lies between two offsets of the words joined by blanks."""
    inside: list[int] = []
    offset = 0
    for index, word in enumerate(words):
        covered = min(offset + len(word), end) - max(offset, start)
        if covered > 0 and covered * 2 >= len(word):
            inside.append(index)
        offset += len(word) + 1
    return range(inside[0], inside[-1] + 1) if inside else range(0)
