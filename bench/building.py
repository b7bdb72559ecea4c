"""What making and verifying a catalogue costs: `python bench/building.py FOLDER`. CPU seconds; ratios count."""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from reader.catalogue.catalogue import Catalogue
from reader.library.folder import Library
from reader.reading_state import ReadingState


def main() -> None:
    folder = Path(sys.argv[1])
    place = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp())
    catalogue = Catalogue(Library(folder), place / "catalogue.db", ReadingState(place / "state.db").open)
    began = time.process_time()
    catalogue.refresh()
    catalogue.settle()
    built = time.process_time() - began
    began = time.process_time()
    files = text = 0
    for path, _, _ in os.walk(folder):
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_file():
                    files, text = files + 1, text + entry.stat().st_size
    stat = time.process_time() - began
    began = time.process_time()
    assert not catalogue.refresh()
    verified = time.process_time() - began
    catalogue.close()
    size = (place / "catalogue.db").stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate = files / built
    print(f"{files:,} articles, {text / 1e6:.0f} MB: built {rate:,.0f} a CPU second, {size / text:.2f} x the text")
    print(f"verified {verified:.2f} s = {verified / stat:.2f} x scandir and stat ({stat:.2f} s); peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
