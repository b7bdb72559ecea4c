"""A program in a terminal of its own, timed as a person meets it."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import tempfile
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_CONTROL = re.compile(
    rb"\x1b\[[0-9;?<>=$]*[ -/]*[@-~]|\x1b[()][A-Z0-9]|\x1b[=>78MNc]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
)
_PAINTED = b"\x1b[?2026l"
"""What ends a paint."""
_QUIET = 0.15
"""Seconds without output after which a key has been answered."""
_PATIENCE = 20.0


def environment(home: str | None = None) -> dict[str, str]:
    """The person's, with places of its own, below `home`, and nothing that slows an interpreter down."""
    slow = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
    home = home or tempfile.mkdtemp()
    places = {f"XDG_{name}_HOME": f"{home}/{name}" for name in ("CACHE", "STATE", "CONFIG")}
    kept = {name: value for name, value in os.environ.items() if name not in slow}
    return {**kept, **places, "TERM": "xterm-256color", "COLORTERM": "truecolor"}


class Answer(NamedTuple):
    """What a key cost, in seconds."""

    first: float
    """Until the end of its first paint."""
    last: float
    """Until the end of all that it paints."""
    spent: float
    """Of processor time, until the first paint."""


class Terminal:
    """120 columns and 40 lines."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.began = time.monotonic()
        self.pid, self._end = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), dict(environment))
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self._sent = bytearray()  # bytes would be copied whole with every piece, within what is timed

    def until(self, words: str) -> float:
        """Seconds from the start until the words were painted."""
        while words.encode() not in _CONTROL.sub(b"", self._sent):
            if self._read(_PATIENCE) is None:
                raise TimeoutError(f"{words!r} did not come: {self._sent[-500:]!r}")
        return time.monotonic() - self.began

    def settle(self) -> None:
        """Read until nothing comes for half a second."""
        while self._read(0.5) is not None:
            pass

    def key(self, keys: bytes) -> Answer:
        """Send a key and wait until it has been answered in full; what came before it is no answer."""
        while self._read(0) is not None:
            pass
        said, spent = len(self._sent), self.spent()
        began = time.monotonic()
        os.write(self._end, keys)
        first = last = self._read(_PATIENCE) or time.monotonic()
        while _PAINTED not in self._sent[said:] and (more := self._read(_QUIET)) is not None:
            first = last = more
        spent = self.spent() - spent
        while (more := self._read(_QUIET)) is not None:
            last = more
        return Answer(first - began, last - began, spent)

    def spent(self) -> float:
        """Seconds of processor time that all threads of the program have taken."""
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9

    def hold(self, keys: Sequence[bytes], rate: float, sign: bytes) -> int:
        """Send keys, so many a second; how many paints had the sign in them."""
        said, began = len(self._sent), time.monotonic()
        for number, key in enumerate(keys):
            os.write(self._end, key)
            while (left := began + (number + 1) / rate - time.monotonic()) > 0:
                self._read(left)
        self.settle()
        return sum(sign in paint for paint in self._sent[said:].split(_PAINTED))

    def memory(self) -> float:
        """Megabytes that are resident and its own."""
        with open(f"/proc/{self.pid}/smaps_rollup") as lines:
            sizes = [int(line.split()[1]) for line in lines if line.startswith("Private_")]
        return sum(sizes) / 1024

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._end)

    def _read(self, patience: float) -> float | None:
        """When something came; None if nothing did."""
        if not select.select([self._end], [], [], patience)[0]:
            return None
        try:
            data = os.read(self._end, 65536)
        except OSError:
            return None
        if b"\x1b[?2026$p" in data:
            os.write(self._end, b"\x1b[?2026;1$y")
        self._sent += data
        return time.monotonic() if data else None
