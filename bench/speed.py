"""Start, keys, filter and memory of the screen, and start of the command line, each beside its yardstick in one run.

`python bench/speed.py FOLDER…`: each folder is opened once before, so that its catalogue is warm. The programs take
turns, so that ratios hold when the machine drifts. Prints Markdown rows: median, 95th percentile, ratio of medians.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from terminal import Terminal

_PYTHON = sys.executable
_MINIMAL = [_PYTHON, str(Path(__file__).parent / "minimal.py")]
_RUNS = 5
_KEYS = 20


def main() -> None:
    home = tempfile.mkdtemp()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {f"XDG_{name}_HOME": f"{home}/{name}" for name in ("CACHE", "STATE", "CONFIG")}
    environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    for folder in sys.argv[1:]:
        _headless([_PYTHON, "-m", "reader", "list", folder], environment)
        print(f"\n## {folder}\n\n| what | median ms | p95 ms | x yardstick |\n|---|---|---|---|")
        _starts(folder, environment)
        _commands(folder, environment)
        _keys(folder, environment)


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


def _keys(folder: str, environment: dict[str, str]) -> None:
    minimal, reader = Terminal(_MINIMAL, environment), Terminal([_PYTHON, "-m", "reader", folder], environment)
    try:
        minimal.until("row 0")
        reader.until("articles")
        minimal.settle()
        reader.settle()
        for what, strokes in _sessions():
            times = [(reader.key(stroke), minimal.key(b"j")) for stroke in strokes]
            first, end = ([mine[part] for mine, _ in times] for part in (0, 1))
            _row(f"{what}: first paint", first, [theirs[0] for _, theirs in times])
            _row(f"{what}: last paint", end, [theirs[1] for _, theirs in times])
    finally:
        minimal.close()
        reader.close()


def _sessions() -> list[tuple[str, list[bytes]]]:
    """What is measured, in an order in which each finds the screen as it needs it."""
    return [
        ("j in the list, which opens an article", [b"j"] * _KEYS),
        ("page in the list", [b" ", b"b"] * (_KEYS // 2)),
        ("End and Home in the list", [b"G", b"g"] * (_KEYS // 2)),
        ("Enter, q, into the article and back", [b"\r", b"q"] * (_KEYS // 2)),
        ("into the filter and typing", [b"/", *(bytes([c]) for c in b"sanctions luxury is:unread"), b"\x1b"]),
        ("into the article", [b"\r"]),
        ("j in the article", [b"j", b"k"] * (_KEYS // 2)),
        ("a passage grows by a word", [b"v", *[b"w"] * _KEYS]),
    ]


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
