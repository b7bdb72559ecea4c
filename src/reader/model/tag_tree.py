"""The tags in use as a tree by `/`: `un/sanctions` stands below `un`."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_DEEPEST = 20
"""Slashes that are looked at: whatever stands below that is one tag."""


@dataclass(frozen=True, slots=True)
class TagNode:
    """One tag of the tree, given or only a part of others."""

    tag: str
    """Whole, in the form that is used most: `un/sanctions`."""
    depth: int
    """How many tags it stands below."""
    own: int
    """How many annotations carry just this tag."""
    count: int
    """How many carry it or one below it, each counted once: as many as answer `tag:` and its name."""

    @property
    def name(self) -> str:
        """What it adds to the tag above it: `sanctions`."""
        return self.tag.rpartition("/")[2]


def tag_tree(tagged: Mapping[tuple[str, ...], int]) -> tuple[TagNode, ...]:
    """The tree of the tags of some annotations, each tag before those below it and beside it the most used first.

    `tagged` says how many annotations carry just these tags together. As in a query, capitals do not count.
    """
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    own, counts, below = Counter[str](), Counter[str](), defaultdict[str, set[str]](set)
    for tags, times in tagged.items():
        lines = [lineage(tag) for tag in tags]
        for above, tag in {pair for line in lines for pair in zip(["", *line], line, strict=False)}:
            forms[tag.lower()][tag] += times
            below[above.lower()].add(tag.lower())
        counts.update(dict.fromkeys({tag.lower() for line in lines for tag in line}, times))
        own.update(dict.fromkeys({line[-1].lower() for line in lines if line}, times))

    def nodes(above: str, depth: int) -> Iterator[TagNode]:
        for key in sorted(below[above], key=lambda key: (-counts[key], key)):
            yield TagNode(max(sorted(forms[key]), key=forms[key].__getitem__), depth, own[key], counts[key])
            yield from nodes(key, depth + 1)

    return tuple(nodes("", 0))


def lineage(tag: str) -> list[str]:
    """The tags that `tag` stands below, from the top, and itself."""
    parts = tag.strip("/").split("/", _DEEPEST)
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1) if parts[end - 1]]
