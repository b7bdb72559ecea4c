"""What a question costs: `python bench/asking.py FOLDER PLACE`, with a catalogue that bench/building.py made in PLACE.

A screenful as the list shows it, a screenful of places as `reader search` prints them, and all answers. Words, their
beginnings and phrases are drawn from the articles themselves. Milliseconds of processor time, the least of three.
"""

import random
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path

from reader.catalogue.catalogue import Catalogue
from reader.catalogue.parsing import parse_query
from reader.catalogue.query import Node
from reader.library.folder import Library
from reader.model.hit import Hit
from reader.reading_state import ReadingState

_ASKED = 60
_LINES, _COLUMNS = 40, 80


def main() -> None:
    place = Path(sys.argv[2])
    catalogue = Catalogue(Library(Path(sys.argv[1])), place / "catalogue.db", ReadingState(place / "state.db").open)
    drawn = _drawn(catalogue)
    kinds: dict[str, Callable[[Sequence[str]], str]] = {
        "a word": lambda words: f"{words[0]} ",
        "two words": lambda words: f"{words[0]} {words[2]} ",
        "a phrase of three": lambda words: f'"{" ".join(words)}"',
        "three words that stand nowhere so": lambda words: f'"{words[2]} {words[1]} {words[0]}"',
        "a beginning of two letters": lambda words: words[0][:2],
        "a beginning of four letters": lambda words: words[0][:4],
    }
    ways: tuple[Callable[[Node], object], ...] = (
        lambda query: list(islice(catalogue.select(query, limit=_LINES), _LINES)),
        lambda query: _screenful(catalogue.hits(query)),
        lambda query: catalogue.select(query),
    )
    print("| asked | list: median | p95 | places: median | p95 | all: p95 |\n|---|---|---|---|---|---|")
    for kind, typed in kinds.items():
        times = [[_least(way, parse_query(typed(words), typing=True)) for words in drawn] for way in ways]
        listed, places, every = times
        print(f"| {kind} | {_at(listed, 0.5)} | {_at(listed, 0.95)}", end="")
        print(f" | {_at(places, 0.5)} | {_at(places, 0.95)} | {_at(every, 0.95)} |")


def _drawn(catalogue: Catalogue) -> list[list[str]]:
    """Three words that follow each other in a paragraph, from some articles."""
    listing, chance, drawn = catalogue.listing, random.Random(1), []
    for index in chance.sample(range(len(listing)), _ASKED):
        article = catalogue.article(listing[index].id)
        words = re.findall(r"[^\W_]+", chance.choice(article.body).span.of(article.text))
        start = chance.randrange(max(1, len(words) - 2))
        drawn.append((words[start : start + 3] + words)[:3])
    return drawn


def _screenful(hits: Iterable[Hit]) -> None:
    """As many places as fill the screen: a line for each article, and each place in lines of some columns."""
    lines, last = 0, ""
    for hit in hits:
        lines += (hit.article != last) + -(-(len(hit.snippet) + 2) // _COLUMNS)
        last = hit.article
        if lines >= _LINES:
            break


def _least(way: Callable[[Node], object], query: Node) -> float:
    def once() -> float:
        began = time.process_time()
        way(query)
        return time.process_time() - began

    return min(once() for _ in range(3))


def _at(times: list[float], part: float) -> str:
    return f"{sorted(times)[int(part * (len(times) - 1))] * 1000:.1f}"


if __name__ == "__main__":
    main()
