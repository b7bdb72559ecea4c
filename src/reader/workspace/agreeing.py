"""How far two people agree in what they tag, word by word."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.agreement import cohens_kappa, krippendorffs_alpha
from reader.errors import NotFound, Unusable
from reader.model.annotation import Placed
from reader.model.article import Article
from reader.model.tag_tree import lineage
from reader.text.safety import clean_line
from reader.text.segments import words

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace

Tags = frozenset[str]
"""What a word is tagged with, in small letters: each tag and all that it stands below."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far two people agree, on one tag or on all."""

    tag: str
    """As it was first met; empty for all tags together."""
    first: int
    """How many words the first person tagged so."""
    second: int
    both: int
    kappa: float | None
    """As `cohens_kappa`."""
    alpha: float | None
    """As `krippendorffs_alpha`."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two people made of the same articles."""

    articles: int
    """How many both annotated: on other ones nothing is known of what the other one would have said."""
    words: int
    """All words of these, tagged or not: the units that are compared."""
    overall: Agreed
    """A word's value is the set of its tags: two people agree on it if they gave just the same ones, or none."""
    tags: tuple[Agreed, ...]
    """For each tag, in its order in the tree. A word's value is whether it has the tag or one below it."""


def agreement(workspace: "Workspace", first: str, second: str) -> Agreement:
    """How far two people, by the names that their annotations carry, agree in their tags of passages.

    A word is tagged if a tagged passage touches it; whoever changed a note since, it counts as its first author's. Tags
    of whole articles and notes whose words are gone are left out. Raises Unusable and NotFound where nothing can be
    compared.
    """
    first, second = clean_line(first), clean_line(second)
    if first == second:
        raise Unusable("Name two different people.")
    pairs, forms, people, articles = Counter[tuple[Tags, Tags]](), dict[str, str](), set[str](), 0
    for article in workspace.annotated():
        placed = [one for one in workspace.annotations_of(article) if one.span]
        here = {one.annotation.by for one in placed}
        people |= here
        if {first, second} <= here:
            articles += 1
            pairs.update(_values(article, placed, (first, second), forms))
    if not pairs:
        raise _nothing(first, second, people)
    tags = (_agreed(forms[key], _halved(pairs, key)) for key in sorted(forms, key=lambda key: key.split("/")))
    return Agreement(articles, sum(pairs.values()), _agreed("", pairs), tuple(tags))


def _nothing(first: str, second: str, people: Iterable[str]) -> NotFound | Unusable:
    """Why nothing can be compared."""
    for name in (first, second):
        if name not in people:
            known = ", ".join(sorted(filter(None, people)))
            there = f"Passages were annotated by {known}." if known else "No passage was annotated yet."
            return NotFound(f"No passage was annotated by “{name}”. {there}")
    return Unusable(f"{first} and {second} have annotated no article in common: there is nothing to compare.")


def _values(
    article: Article, placed: Sequence[Placed], people: tuple[str, str], forms: dict[str, str]
) -> Iterator[tuple[Tags, Tags]]:
    """What each of two people made of each word of an article; how a tag is written goes into `forms`."""
    spans = [span for block in article.body for span in words(article.text, block.span)]
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    said: dict[str, list[Tags]] = {name: [frozenset()] * len(spans) for name in people}
    for one in placed:
        mine = said.get(one.annotation.by)
        if mine is None or one.span is None:
            continue
        tags = {tag.lower(): tag for given in one.annotation.tags for tag in lineage(given)}
        for index in range(bisect_right(ends, one.span.start), bisect_left(starts, one.span.end)):
            mine[index] = mine[index].union(tags)
        forms.update(tags | forms)
    return zip(said[people[0]], said[people[1]], strict=True)


def _halved(pairs: Counter[tuple[Tags, Tags]], key: str) -> Counter[tuple[Tags, Tags]]:
    """The same units with nothing said but of one tag."""
    halved = Counter[tuple[Tags, Tags]]()
    for (one, other), times in pairs.items():
        halved[one & {key}, other & {key}] += times
    return halved


def _agreed(tag: str, pairs: Counter[tuple[Tags, Tags]]) -> Agreed:
    return Agreed(
        tag,
        sum(times for (one, _), times in pairs.items() if one),
        sum(times for (_, other), times in pairs.items() if other),
        sum(times for (one, other), times in pairs.items() if one and other),
        cohens_kappa(pairs),
        krippendorffs_alpha(pairs),
    )
