"""Make a corpus of any size from the seeds by recombination: `python bench/corpus.py FOLDER COUNT [PARAGRAPHS]`.

Each article has a date of twenty years, a dateline, and 3 to 24 paragraphs, or at most PARAGRAPHS, of sentences drawn
from the seeds, a fifth of whose words are replaced by made ones with the frequencies of natural language (Zipf): an
index grows as it would.
"""

import datetime as dt
import itertools
import os
import random
import re
import sys
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"
_PLACES = ("SEOUL, South Korea", "GENEVA", "NAIROBI, Kenya", "LIMA, Peru", "OSLO", "HANOI, Vietnam", "AMMAN", "QUITO")
_FIRST = dt.date(2004, 1, 1)
_DAYS = 7300
_A_FOLDER = 10_000
_MADE = 200_000
"""Words that are made up."""


def main() -> None:
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    most = int(sys.argv[3]) if len(sys.argv) > 3 else 24
    chance = random.Random(count)
    text = " ".join(path.read_text() for path in sorted(SEEDS.glob("*.txt")))
    sentences = re.findall(r"[A-Z][^.!?]{40,300}[.!?]", " ".join(text.split()))
    made = ["".join(chance.choices("abdegiklmnoprstuvz", k=chance.randint(4, 10))) for _ in range(_MADE)]
    weights = list(itertools.accumulate(1 / rank for rank in range(1, _MADE + 1)))
    for number in range(count):
        place = folder / f"{number // _A_FOLDER:03}" if count > _A_FOLDER else folder
        if number % _A_FOLDER == 0:
            os.makedirs(place, exist_ok=True)
        (place / f"{number:07}.txt").write_text(_article(chance, sentences, made, weights, most))


def _article(chance: random.Random, sentences: list[str], made: list[str], weights: list[float], most: int) -> str:
    day = _FIRST + dt.timedelta(chance.randrange(_DAYS))
    paragraphs = []
    for _ in range(min(most, 3 + int(chance.expovariate(0.3)))):
        words = " ".join(chance.choices(sentences, k=chance.randint(2, 4))).split()
        fresh = iter(chance.choices(made, cum_weights=weights, k=len(words)))
        paragraphs.append(" ".join(next(fresh) if chance.random() < 0.2 else word for word in words))
    return f" date {day} {chance.choice(_PLACES)} — " + "\n\n".join(paragraphs) + "\n"


if __name__ == "__main__":
    main()
