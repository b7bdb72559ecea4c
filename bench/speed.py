"""Start and memory of the screen, and start of the command line, each beside its yardstick in one run.

`python bench/speed.py FOLDER…`: each folder is opened once before, so that its catalogue is warm. The programs take
turns, so that ratios hold when the machine drifts. Prints Markdown rows: median, 95th percentile, ratio of medians.
"""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from terminal import Terminal
from terminal import environment as places

_PYTHON = sys.executable
_MINIMAL = [_PYTHON, str(Path(__file__).parent / "minimal.py")]
_RUNS = 5


def main() -> None:
    environment = places()
    for folder in sys.argv[1:]:
        _headless([_PYTHON, "-m", "reader", "list", folder], environment)
        print(f"\n## {folder}\n\n| what | median ms | p95 ms | x yardstick |\n|---|---|---|---|")
        _starts(folder, environment)
        _commands(folder, environment)


def _starts(folder: str, environment: dict[str, str]) -> None:
    reader, minimal = [_PYTHON, "-m", "reader", folder], _MINIMAL
    mine, theirs, memory = [], [], []
    for _ in range(_RUNS):
        theirs.append(_opened(minimal, "row 0", environment)[0])
        seconds, extra = _opened(reader, "articles", environment)
        mine.append(seconds)
        memory.append(extra - _opened(minimal, "row 0", environment)[1])
    _row("exec to the first screen", mine, theirs)
    print(f"| memory over the minimal app | {median(memory):.1f} MB | | |")


def _opened(command: Sequence[str], words: str, environment: dict[str, str]) -> tuple[float, float]:
    terminal = Terminal(command, environment)
    try:
        seconds = terminal.until(words)
        terminal.settle()
        return seconds, terminal.memory()
    finally:
        terminal.close()


def _commands(folder: str, environment: dict[str, str]) -> None:
    for words in (["list", folder, "date:2004-01-01"], ["search", folder, '"breach of UN sanctions" date:2004-01']):
        mine, bare = [], []
        for _ in range(_RUNS):
            bare.append(_headless([_PYTHON, "-c", "pass"], environment))
            mine.append(_headless([_PYTHON, "-m", "reader", *words], environment))
        _row(f"reader {words[0]}", mine, bare)


def _headless(command: Sequence[str], environment: dict[str, str]) -> float:
    began = time.monotonic()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.monotonic() - began


def _row(what: str, mine: list[float], theirs: list[float]) -> None:
    ordered = sorted(mine)
    late = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    ratio = median(mine) / median(theirs)
    late_ratio = late / median(theirs)
    print(
        f"| {what} | {median(mine) * 1000:.0f} | {late * 1000:.0f} | {ratio:.2f} (p95 {late_ratio:.2f}) |", flush=True
    )


if __name__ == "__main__":
    main()
