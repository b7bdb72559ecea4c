"""Start and memory of the screen, and start of the command line, each beside its yardstick in one run.

`python bench/speed.py [--runs N] FOLDER…`: each folder is asked before, so that its catalogue is warm. The programs
take turns, so that ratios hold when the machine drifts. Prints Markdown rows: how many times the yardstick's are a
program's processor time (its own and the system's) and its time by the clock, by the least of each and by their
medians. Processor time says what a busy machine hides, and the least what it would take alone.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from terminal import Terminal
from terminal import environment as places

_PYTHON = sys.executable
_READER = [_PYTHON, "-m", "reader"]
_MINIMAL = [_PYTHON, str(Path(__file__).parent / "minimal.py")]
_PASS = [_PYTHON, "-c", "pass"]
_TICK = os.sysconf("SC_CLK_TCK")

_FIRST_ROW = "●"
"""What an unread article's row begins with."""

_QUESTIONS = (
    ("list", "date:2004-01-01"),
    ("search", "nowhere date:2004-01"),
    ("search", '"breach of UN sanctions" date:2004-01-01..2004-01-09'),
    ("search", '"breach of UN sanctions" date:2004-01'),
)
"""In 100,000 articles of `bench/corpus.py`: nothing, a screenful of 26 places, and 69."""

Cost = tuple[float, ...]
"""Seconds of processor time and by the clock; of a screen also its memory in MB."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("folders", nargs="+")
    asked = parser.parse_args()
    environment = places()
    for folder in asked.folders:
        for _ in range(2):  # the second look knows the folders' times too
            _ran([*_READER, "list", folder, "date:2004-01-01"], environment)
        print(f"\n## {folder}\n\n| what | ms | x CPU, least | x CPU, median | x clock, least | x clock, median |")
        print("|---|---|---|---|---|---|")
        theirs, mine = _in_turn(
            lambda: _opened(_MINIMAL, "row 0", environment),
            lambda folder=folder: _opened([*_READER, folder], "articles", environment),
            asked.runs,
        )
        _row("exec to the first screen", mine, theirs)
        over = median(cost[2] for cost in mine) - median(cost[2] for cost in theirs)
        print(f"| memory over the minimal app | {over:.1f} MB | | | | |")
        theirs, mine = _in_turn(
            lambda folder=folder: _opened([*_READER, folder], _FIRST_ROW, environment),
            lambda folder=folder: _opened_cold(folder),
            asked.runs,
        )
        _row("the first article, nothing known yet, beside all known", mine, theirs)
        for what, query in _QUESTIONS:
            words = [what, folder, query]
            theirs, mine = _in_turn(
                lambda: _ran(_PASS, environment),
                lambda words=words: _ran([*_READER, *words], environment),
                3 * asked.runs,
            )
            _row(f"reader {what} {query}", mine, theirs)


def _in_turn(one: Callable[[], Cost], other: Callable[[], Cost], runs: int) -> tuple[list[Cost], list[Cost]]:
    pairs = [(one(), other()) for _ in range(runs)]
    return [first for first, _ in pairs], [second for _, second in pairs]


def _opened(command: Sequence[str], words: str, environment: Mapping[str, str]) -> Cost:
    terminal = Terminal(command, environment)
    try:
        seconds = terminal.until(words)
        used = _processor_time(terminal.pid)
        terminal.settle()
        return used, seconds, terminal.memory()
    finally:
        terminal.close()


def _opened_cold(folder: str) -> Cost:
    with TemporaryDirectory() as home:
        return _opened([*_READER, folder], _FIRST_ROW, places(home))


def _processor_time(pid: int) -> float:
    """Seconds that a process has used up to now (proc(5): fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def _ran(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    began, silence = time.monotonic(), [(os.POSIX_SPAWN_OPEN, end, os.devnull, os.O_WRONLY, 0) for end in (1, 2)]
    _, _, used = os.wait4(os.posix_spawn(command[0], command, environment, file_actions=silence), 0)
    return used.ru_utime + used.ru_stime, time.monotonic() - began


def _row(what: str, mine: Sequence[Cost], theirs: Sequence[Cost]) -> None:
    ratios = [
        of(cost[part] for cost in mine) / of(cost[part] for cost in theirs) for part in (0, 1) for of in (min, median)
    ]
    told = " | ".join(f"{ratio:.2f}" for ratio in ratios)
    print(f"| {what} | {1000 * min(cost[0] for cost in mine):.0f} | {told} |", flush=True)


if __name__ == "__main__":
    main()
