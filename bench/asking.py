"""What a question costs: `python bench/asking.py FOLDER PLACE`, with a catalogue that bench/building.py made in PLACE.

The first screenful as the list shows it, and all answers apart. Words, beginnings and phrases are drawn from the
articles themselves.
"""

import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from reader.catalogue.catalogue import Catalogue
from reader.catalogue.parsing import parse_query
from reader.library.folder import Library
from reader.reading_state import ReadingState

_ASKED = 60
_SCREENFUL = 38


def main() -> None:
    place = Path(sys.argv[2])
    library = Library(Path(sys.argv[1]))
    catalogue = Catalogue(library, place / "catalogue.db", ReadingState(place / "state.db").open)
    listing = catalogue.listing
    chance = random.Random(1)
    drawn = []
    for index in chance.sample(range(len(listing)), _ASKED):
        words = re.findall(r"[A-Za-z]{3,}", catalogue.article(listing[index].id).text)
        start = chance.randrange(5, len(words) - 4)
        drawn.append(words[start : start + 3])
    kinds: dict[str, Callable[[Sequence[str]], str]] = {
        "a word": lambda words: f"{words[0]} ",
        "two words": lambda words: f"{words[0]} {words[2]} ",
        "a phrase of three": lambda words: f'"{" ".join(words)}"',
        "a beginning of two letters": lambda words: words[0][:2],
        "a beginning of four letters": lambda words: words[0][:4],
    }
    print("| what | screenful: median ms | p95 ms | all answers: p95 ms |\n|---|---|---|---|")
    for kind, typed in kinds.items():
        first, every = [], []
        for words in drawn:
            query = parse_query(typed(words), typing=True)
            began = time.perf_counter()
            found = catalogue.select(query, limit=_SCREENFUL)
            list(islice(found, _SCREENFUL))
            first.append(time.perf_counter() - began)
            began = time.perf_counter()
            catalogue.select(query)
            every.append(time.perf_counter() - began)
        print(f"| {kind} | {_at(first, 0.5)} | {_at(first, 0.95)} | {_at(every, 0.95)} |")


def _at(times: list[float], part: float) -> str:
    return f"{sorted(times)[int(part * (len(times) - 1))] * 1000:.1f}"


if __name__ == "__main__":
    main()
