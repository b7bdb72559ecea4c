"""What making and verifying a catalogue costs: `python bench/building.py FOLDER [PLACE]`. CPU seconds; ratios count.

At the end every hundredth file gets a new time, as if it had been edited.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from reader.catalogue.catalogue import Catalogue
from reader.library.folder import Found, Library
from reader.reading_state import ReadingState


def main() -> None:
    folder = Path(sys.argv[1])
    place = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp())
    library = Library(folder)
    catalogue = Catalogue(library, place / "catalogue.db", ReadingState(place / "state.db").open)
    read, merged = _cost(catalogue.refresh), _cost(catalogue.settle)
    catalogue.close()
    size, built = (place / "catalogue.db").stat().st_size, read + merged
    files, text = _looked_at(folder)
    print(f"{files:,} articles, {text / 1e6:.0f} MB: {files / built:,.0f} a CPU second, {size / text:.2f} x the text")
    turns = [(_cost(lambda: _looked_at(folder)), _cost(catalogue.refresh)) for _ in range(5)]
    stat, verified = (min(times) for times in zip(*turns, strict=True))
    print(f"verified {verified:.2f} s = {verified / stat:.2f} x scandir and stat ({stat:.2f} s)")
    for found in islice(library.scan(), 0, None, 100):
        if isinstance(found, Found):
            os.utime(library.path(found.id))
    renewed = _cost(catalogue.refresh) - verified
    print(f"1 % changed: {renewed:.2f} s = {100 * renewed / built:.1f} % of building")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _cost(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def _looked_at(folder: Path) -> tuple[int, int]:
    """The yardstick: how many files there are, and their bytes."""
    files = text = 0
    for path, _, _ in os.walk(folder):
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_file():
                    files, text = files + 1, text + entry.stat().st_size
    return files, text


if __name__ == "__main__":
    main()
