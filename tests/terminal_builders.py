"""The real program in a terminal of its own, and what it sends there, sequence by sequence."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from base64 import b64decode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import pyte

PATIENCE = 30.0
"""Seconds after which something that was waited for is taken to never come."""

READER = (sys.executable, "-m", "reader")

_SIZE = {"COLUMNS", "LINES"}
"""Would stand for the real size of a terminal; the runner of the tests sets them."""


class Terminal:
    """A process on a pseudo terminal: every byte that it sends is kept, and drawn as a terminal would."""

    def __init__(
        self,
        command: Iterable[str | Path],
        environment: Mapping[str, str],
        columns: int = 120,
        lines: int = 40,
        *,
        owned: bool = True,
    ) -> None:
        """Only of one that is `owned` the program is told when it goes away."""
        self.emitted = b""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._ours, theirs = pty.openpty()
        self.resize(columns, lines)
        self.modes = termios.tcgetattr(self._ours)
        """How the line was set before the program began."""
        self.process = subprocess.Popen(
            [os.fspath(word) for word in command],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={"TERM": "xterm-256color"} | {name: environment[name] for name in environment.keys() - _SIZE},
            start_new_session=not owned,
            preexec_fn=(lambda: os.login_tty(theirs)) if owned else None,
        )
        os.close(theirs)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.hang_up()

    @property
    def so_far(self) -> bytes:
        """What was sent, without a sequence or a letter that is still on its way."""
        return self.emitted[: self.emitted.rfind(b"\x1b[0m") + 4]

    @property
    def shown(self) -> str:
        """What a person sees."""
        return "\n".join(self._screen.display)

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._ours, keys.encode())

    def paste(self, text: str) -> None:
        """Paste, in brackets as terminals do."""
        self.press(f"\x1b[200~{text}\x1b[201~")

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size."""
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._screen.resize(lines, columns)

    def send(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def until_stopped(self) -> None:
        """Read on until the program has stopped, as it does on SIGTSTP and SIGSTOP, and all that it said before."""
        end = time.monotonic() + PATIENCE
        while not os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG)[0]:
            self.read(0.05)
            assert time.monotonic() < end, f"it did not stop:\n{self.shown}"
        while self.read(0.2):
            pass

    def hang_up(self) -> None:
        """Close the terminal's window."""
        if self._ours >= 0:
            os.close(self._ours)
            self._ours = -1

    def until(self, wanted: str | Callable[[str], bool], seconds: float = PATIENCE) -> str:
        """Read until something is on the screen; what is there then."""
        seen: Callable[[str], bool] = wanted if callable(wanted) else lambda shown: wanted in shown
        end = time.monotonic() + seconds
        while not seen(self.shown):
            if time.monotonic() > end or (not self.read(0.5) and self.process.poll() is not None):
                raise AssertionError(f"{wanted!r} did not come:\n{self.shown}\n{self.emitted[-2000:]!r}")
        return self.shown

    def until_sent(self, wanted: bytes) -> None:
        """Read until something was sent, whatever became of it on the screen."""
        self.until(lambda _: wanted in self.emitted)

    def ended(self) -> int:
        """Read to the end; the exit status, negative for a signal."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None or select.select([self._ours], [], [], 0)[0]:
            if not self.read(0.05) and self.process.poll() is not None:
                break
            assert time.monotonic() < end, f"it did not end:\n{self.shown}"
        return self.process.wait()

    def read(self, seconds: float) -> bool:
        """Read what there is, waiting for it no longer than `seconds`; whether there was anything."""
        if not select.select([self._ours], [], [], seconds)[0]:
            return False
        try:
            piece = os.read(self._ours, 2**16)
        except OSError:  # EIO: the other end is closed
            return False
        self.emitted += piece
        self._stream.feed(piece)
        return bool(piece)

    def is_left_clean(self) -> bool:
        """Whether the line, the screen, the cursor, the mouse and pasting are as they were."""
        on: dict[bytes, bytes] = dict(re.findall(rb"\x1b\[\?(\d+)([hl])", self.emitted))
        plain = {b"1049": b"l", b"25": b"h", b"1000": b"l", b"1003": b"l", b"2004": b"l", b"1004": b"l", b"7": b"h"}
        kept = all(on.get(mode, state) == state for mode, state in plain.items())
        return kept and termios.tcgetattr(self._ours) == self.modes


# What was sent


@dataclass(frozen=True)
class Sent:
    """What a stream of bytes asks of a terminal, apart from the letters that it shows."""

    kinds: frozenset[str]
    """Each kind of sequence: `CSI m`, `CSI ?25 h`, `OSC 22;text`, `C0 07`; not which colour or place."""
    copied: tuple[str, ...]
    """What was put on the clipboard."""
    text: str
    """All letters in a row."""

    @property
    def unfit(self) -> frozenset[str]:
        """Letters that no terminal should get, by name, whichever sequence they came in."""
        whole = self.text + "".join(self.copied).replace("\n", "").replace("\t", "")
        found = {f"U+{ord(c):04X} {unicodedata.name(c, '')}".strip() for c in set(whole) if _is_unfit(c)}
        return frozenset(found | {"marks in a row" for _ in re.finditer(_STACK, whole)})


_SEQUENCE = re.compile(
    r"\x1b\[(?P<parameters>[0-?]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b(?P<string>[\]P_^X])(?P<body>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b(?P<escape>[ -/]*[0-Z\\`-~])"
    r"|(?P<control>[\x00-\x1f\x7f-\x9f])"
)
_STRINGS = {"]": "OSC", "P": "DCS", "_": "APC", "^": "PM", "X": "SOS"}
_VISIBLE_FORMATS = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
"""Signs of Arabic, Syriac and Kaithi that Unicode files with what is not seen."""
_STACK = "[\u0300-\u036f\u20d0-\u20ff]{9,}"


def sent(emitted: bytes) -> Sent:
    """Take a program's output apart. Raises UnicodeDecodeError where it is no UTF-8."""
    text = emitted.decode()
    kinds: set[str] = set()
    copied: list[str] = []
    for match in _SEQUENCE.finditer(text):
        kind = _kind(match)
        if kind.startswith("OSC 52;"):
            copied.append(b64decode(kind.rpartition(";")[2]).decode())
            kind = "OSC 52"
        kinds.add(kind)
    return Sent(frozenset(kinds), tuple(copied), _SEQUENCE.sub("", text))


def _kind(match: re.Match[str]) -> str:
    if match["final"]:
        # Which mode is set is told apart; which colour, and which place on the screen, is not.
        parameters = match["parameters"] if match["final"] not in "mH" else re.sub(r"[0-9;:]", "", match["parameters"])
        return f"CSI {parameters}{match['between']} {match['final']}"
    if match["string"]:
        return f"{_STRINGS[match['string']]} {match['body']}"
    return f"ESC {match['escape']}" if match["escape"] else f"C0 {ord(match['control']):02x}"


def _is_unfit(character: str) -> bool:
    if character in "\u200c\u200d" or ord(character) in _VISIBLE_FORMATS:
        return False
    invisible = 0xE0000 <= ord(character) <= 0xE0FFF or character in "\u115f\u1160\u3164\uffa0\u17b4\u17b5"
    return invisible or unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
