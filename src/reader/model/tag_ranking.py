"""Which tags a person most likely wants next: those that are used often, and were used of late."""

from collections import Counter
from collections.abc import Mapping

_HALF_LIFE = 30
"""Days after which a use counts half: the figure of the method's author."""


def ranked(uses: Mapping[tuple[tuple[str, ...], int], int]) -> tuple[str, ...]:
    """The tags in use, the likeliest first; `uses` says how many annotations with just these tags are so many days old.

    A tag's worth is the sum of 2 ** (-age / 30 days) over its uses. So it never falls by being used and needs no
    classes of age ("frecency" by exponential decay: J. Ruderman, https://wiki.mozilla.org/User:Jesse/NewFrecency).
    """
    worth = Counter[str]()
    for (tags, age), times in uses.items():
        worth.update(dict.fromkeys(tags, times * 2 ** (-max(0, age) / _HALF_LIFE)))
    return tuple(sorted(worth, key=lambda tag: (-worth[tag], tag)))
