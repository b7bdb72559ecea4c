"""The program in a terminal of its own: what it paints, how it ends, and what it leaves behind."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyte
import pytest

import cli_builders
import tui_builders
from article_builders import GREENHOUSE

_PATIENCE = 20.0
_ROWS, _COLUMNS = 24, 80


@dataclass
class Terminal:
    """A terminal of 80 by 24 with a program in it."""

    process: subprocess.Popen[bytes]
    master: int
    screen: pyte.Screen
    sent: bytearray = field(default_factory=bytearray)
    """Every byte that the program sent."""

    def until(self, condition: Callable[[], bool]) -> None:
        """Read what the program sends until `condition` holds."""
        stream = pyte.ByteStream(self.screen)
        latest = time.monotonic() + _PATIENCE
        while not condition():
            left = latest - time.monotonic()
            assert left > 0, "\n".join(self.screen.display)
            if select.select([self.master], [], [], min(left, 0.1))[0] and (data := self._read()):
                self.sent += data
                stream.feed(data)

    def shows(self, text: str) -> Callable[[], bool]:
        return lambda: any(text in line for line in self.screen.display)

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def ended(self) -> bool:
        return self.process.poll() is not None

    def hang_up(self) -> None:
        """Take the terminal away."""
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    def _read(self) -> bytes:
        try:
            return os.read(self.master, 65536)
        except OSError:  # the program has let go of its terminal
            return b""


@contextmanager
def terminal(tmp_path: Path, *words: str | Path, owned: bool = True, **more: str) -> Iterator[Terminal]:
    """`reader` with these words in a terminal of its own; its going away is a hangup if it is `owned`."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", _ROWS, _COLUMNS, 0, 0))
    before = termios.tcgetattr(slave)
    process = subprocess.Popen(
        cli_builders.command(*words),
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=cli_builders.environment(tmp_path, TERM="xterm-256color", COLORTERM="truecolor", **more),
        start_new_session=True,
        preexec_fn=(lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0)) if owned else None,
    )
    here = Terminal(process, master, pyte.Screen(_COLUMNS, _ROWS))
    try:
        yield here
        process.wait(_PATIENCE)
        if here.master >= 0:
            assert termios.tcgetattr(slave) == before, "the terminal's settings are not as they were"
    finally:
        process.kill()
        process.wait()
        os.close(slave)
        here.hang_up()


def painting(here: Terminal) -> Callable[[], bool]:
    """Whether more was sent than until now."""
    before = len(here.sent)
    return lambda: len(here.sent) > before


def left_clean(here: Terminal) -> bool:
    """Whether the alternate screen, the mouse and pasting are off again and the cursor is shown."""
    sent = bytes(here.sent)
    modes = {b"1049": b"l", b"1000": b"l", b"1003": b"l", b"1006": b"l", b"2004": b"l", b"25": b"h"}
    return all(re.findall(rb"\x1b\[\?%s([hl])" % mode, sent)[-1:] == [last] for mode, last in modes.items())


def test_the_seeds_are_read_and_left_with_a_clean_terminal(tmp_path: Path) -> None:
    with terminal(tmp_path, cli_builders.library(tmp_path)) as here:
        here.until(here.shows("North Korean leader"))
        assert b"\x1b[?1049h" in here.sent
        here.type("j")
        here.until(here.shows("SEOUL"))
        here.type("\r")
        here.until(here.shows("read on"))
        here.type("h")
        here.until(here.shows("Saved."))
        here.type("qq")
        here.until(here.ended)
        here.until(lambda: left_clean(here))
        assert here.process.returncode == 0
    assert len(list((tmp_path / "annotations").glob("*.json*"))) == 1


def test_a_note_is_found_among_all_opened_come_back_to_and_tagged(tmp_path: Path) -> None:
    seeds = cli_builders.library(tmp_path)
    with terminal(tmp_path, seeds) as here:
        here.until(here.shows("North Korean leader"))
        here.type("\rjhqA")
        here.until(here.shows("1 note"))
        here.until(here.shows("“This event marks"))
        here.type("\r")
        here.until(here.shows("read on"))
        here.type("\x0f")
        here.until(here.shows("Enter open"))
        here.type(" tmarked\r")
        here.until(here.shows("#marked"))
        here.type("x")
        here.until(here.shows("No notes yet"))
        here.type("u")
        here.until(here.shows("#marked"))
        here.type("q")
        here.until(here.shows("read on"))
        here.type("qq")
        here.until(here.ended)
        assert here.process.returncode == 0
    (placed,) = tui_builders.kept(seeds, GREENHOUSE)
    assert placed.annotation.tags == ("marked",)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_at_once_and_the_terminal_is_clean(tmp_path: Path, number: signal.Signals) -> None:
    with terminal(tmp_path, cli_builders.library(tmp_path)) as here:
        here.until(here.shows("North Korean leader"))
        began = time.monotonic()
        here.process.send_signal(number)
        here.until(here.ended)
        assert time.monotonic() - began < 3
        assert here.process.returncode == 128 + number
        here.until(lambda: left_clean(here))


def test_a_terminal_that_goes_away_takes_the_program_with_it(tmp_path: Path) -> None:
    with terminal(tmp_path, cli_builders.library(tmp_path)) as here:
        here.until(here.shows("North Korean leader"))
        here.hang_up()
        assert here.process.wait(timeout=5) not in (None, 0)


def test_keys_that_are_painted_when_the_terminal_goes_away_still_do_what_they_do(tmp_path: Path) -> None:
    seeds = cli_builders.library(tmp_path)
    with terminal(tmp_path, seeds, owned=False) as here:  # no hangup ends it
        here.until(here.shows("North Korean leader"))
        here.type("\r")
        here.until(here.shows("This event marks"))
        here.type("G" + "kj" * 100 + "h")
        here.until(lambda: not here.shows("This event marks")())
        here.hang_up()
        latest = time.monotonic() + _PATIENCE
        while not tui_builders.kept(seeds, GREENHOUSE):
            assert time.monotonic() < latest
        here.process.terminate()
        assert here.process.wait(_PATIENCE) == 128 + signal.SIGTERM


def test_a_program_that_is_continued_while_it_paints_goes_on(tmp_path: Path) -> None:
    with terminal(tmp_path, cli_builders.library(tmp_path)) as here:
        here.until(here.shows("North Korean leader"))
        for _ in range(30):
            here.type("jk" * 5)
            here.until(painting(here))
            here.process.send_signal(signal.SIGCONT)
        here.type("q")
        here.until(here.ended)
        assert here.process.returncode == 0


def test_keys_that_come_all_at_once_are_answered_in_order(tmp_path: Path) -> None:
    seeds = cli_builders.library(tmp_path)
    with terminal(tmp_path, seeds) as here:
        here.until(here.shows("Kandong greenhouse"))
        here.type("\r")
        here.until(here.shows("read on"))
        here.type("jhqq")
        here.until(here.ended)
        assert here.process.returncode == 0
    (placed,) = tui_builders.kept(seeds, GREENHOUSE)
    assert placed.annotation.target.quote
    assert placed.annotation.target.quote.exact.startswith("This event marks")


def test_what_the_first_screen_needs_not_is_there_when_it_is_asked_for(tmp_path: Path) -> None:
    with terminal(tmp_path, cli_builders.library(tmp_path)) as here:
        here.until(here.shows("North Korean leader"))
        here.type("\x10theme")  # ctrl+p
        here.until(here.shows("Change the current theme"))
        here.type("\r")
        here.until(here.shows("Search for themes"))
        here.type("gruvbox")
        here.until(lambda: not here.shows("dracula")() and here.shows("gruvbox")())
        here.type("\r")
        choices = Path(cli_builders.environment(tmp_path)["XDG_STATE_HOME"]) / "reader" / "choices.json"
        here.until(lambda: '"theme": "gruvbox"' in choices.read_text())
        here.type("q")
        here.until(here.ended)
        assert here.process.returncode == 0


def test_no_colour_is_sent_where_none_is_wanted(tmp_path: Path) -> None:
    with terminal(tmp_path, cli_builders.library(tmp_path), NO_COLOR="1") as here:
        here.until(here.shows("North Korean leader"))
        here.type("\r")
        here.until(here.shows("highlight"))
        here.type("qq")
        here.until(here.ended)
        assert here.process.returncode == 0


def test_without_a_folder_it_ends_with_a_sentence_and_no_screen(tmp_path: Path) -> None:
    with terminal(tmp_path, tmp_path / "missing") as here:
        here.until(here.ended)
        here.until(lambda: len(here.sent) > 0)
        assert here.process.returncode == 2
        assert b"\x1b[?1049h" not in here.sent
