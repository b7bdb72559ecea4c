"""A key to its paint, beside a minimal app that changes one cell: `python bench/keys.py FOLDER…`.

Each folder is opened once before, so that its catalogue is warm. Both programs get their keys in turns, and each key
when the one before has been answered; a paint counts when it is there whole. Prints Markdown rows: of the first paint
the median, times the minimal app's, and the 95th percentile, times the same; the least of all, times the minimal app's,
which other programs on the machine change least; the processor time of all threads until then, times the minimal app's;
the last paint, with all that may follow; and of a key that is held at 30 a second, how many steps were painted.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from terminal import Terminal, environment

_PYTHON = sys.executable
_MINIMAL = [_PYTHON, str(Path(__file__).parent / "minimal.py")]
_READER = [_PYTHON, "-m", "reader"]
_ROUNDS = 30
_HELD = 60
_RATE = 30.0


class Session(NamedTuple):
    """Keys that are timed."""

    what: str
    keys: Sequence[str]
    before: Sequence[str] = ()
    """Keys that lead there."""
    after: Sequence[str] = ()
    """Keys that lead back to the list."""


_TYPED = "sanctions luxury is:unread"
_SESSIONS = (
    Session("`j` in the list", ["j"] * _ROUNDS),
    Session("a page in the list", [" ", "b"] * (_ROUNDS // 2)),
    Session("End, Home in the list", ["G", "g"] * (_ROUNDS // 2)),
    Session("Enter into the article", ["\r", "q"] * (_ROUNDS // 2)),
    Session("a character in the filter", list(_TYPED), ["/"], ["\x1b"]),
    Session("`j` in the article", ["j", "j", "k", "k"] * (_ROUNDS // 4), ["\r"], ["g", "q"]),
    Session("a page in the article", [" ", "b"] * (_ROUNDS // 2), ["\r"], ["g", "q"]),
    Session("End, Home in the article", ["G", "g"] * (_ROUNDS // 2), ["\r"], ["g", "q"]),
    Session("a passage grows by a word", ["w"] * _ROUNDS, ["\r", "v"], ["\x1b", "g", "q"]),
)


def main() -> None:
    for folder in sys.argv[1:]:
        print(f"\n## {folder}\n\n| what | first ms | x | 95 % x | least x | CPU x | last ms |")
        print("|---|---|---|---|---|---|---|")
        home = environment()
        subprocess.run([*_READER, "list", folder], env=home, check=True, stdout=subprocess.DEVNULL)
        minimal, reader = Terminal(_MINIMAL, home), Terminal([*_READER, folder], home)
        try:
            minimal.until("row 0")
            reader.until("articles" if len(list(Path(folder).iterdir())) > 1 else "article")
            for terminal in (minimal, reader):
                terminal.settle()
            for session in _SESSIONS:
                _time(session, reader, minimal)
            _hold("in the list", "", "j", "▌", reader)
            _hold("in the article", "\r", "jk", "┃", reader)
        finally:
            minimal.close()
            reader.close()


def _time(session: Session, reader: Terminal, minimal: Terminal) -> None:
    for key in session.before:
        reader.key(key.encode())
    reader.settle()
    times = [(reader.key(key.encode()), minimal.key(b"j")) for key in session.keys]
    for key in session.after:
        reader.key(key.encode())
    reader.settle()
    first = sorted(mine.first for mine, _ in times)
    cell = median(theirs.first for _, theirs in times)
    least = first[0] / min(theirs.first for _, theirs in times)
    spent = median(mine.spent for mine, _ in times) / median(theirs.spent for _, theirs in times)
    late, last = first[int(0.95 * len(first))] / cell, median(mine.last for mine, _ in times) * 1000
    print(
        f"| {session.what} | {median(first) * 1000:.1f} | {median(first) / cell:.2f} | {late:.2f} | {least:.2f} |"
        f" {spent:.2f} | {last:.0f} |",
        flush=True,
    )


def _hold(what: str, before: str, keys: str, sign: str, reader: Terminal) -> None:
    """`keys` are held in turns; the sign is painted with each step."""
    if before:
        reader.key(before.encode())
        reader.settle()
    painted = reader.hold([keys[number % len(keys)].encode() for number in range(_HELD)], _RATE, sign.encode())
    print(f"| `j` held {what} | {painted} of {_HELD} steps painted | | | | | |", flush=True)


if __name__ == "__main__":
    main()
