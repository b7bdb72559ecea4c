"""What is written to the terminal: at once while it takes it, in order always."""

import os
import pty
import select
import tty
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.drivers._writer_thread import WriterThread

from reader.tui.terminal import Terminal


@contextmanager
def a_terminal() -> Iterator[tuple[Terminal, int]]:
    """A terminal that is written to, and the end at which a person would see it."""
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    with writing_to(theirs) as terminal:
        yield terminal, ours
    with suppress(OSError):  # the window was closed
        os.close(ours)


@contextmanager
def writing_to(end: int) -> Iterator[Terminal]:
    """What writes to a file that is open."""
    file = os.fdopen(end, "w", encoding="utf-8")
    terminal = Terminal(file)
    terminal.open()
    yield terminal
    terminal.close()
    with suppress(OSError):  # something was written to nobody
        file.close()


def seen(ours: int, wanted: int) -> bytes:
    """So many bytes, as they come."""
    data = b""
    while len(data) < wanted and select.select([ours], [], [], 10)[0]:
        data += os.read(ours, 65536)
    return data


def say(terminal: Terminal, thread: WriterThread, texts: Sequence[str]) -> None:
    """Say it as the driver does."""
    for text in texts:
        if rest := terminal.send(text):
            thread.write(rest)  # type: ignore[arg-type]  # it hands it on as it is


def test_it_is_there_at_once_without_any_thread() -> None:
    with a_terminal() as (terminal, ours):
        assert terminal.send("für Seoul") == b""
        assert select.select([ours], [], [], 0)[0]
        assert seen(ours, 10) == "für Seoul".encode()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab한"), st.integers(1, 30_000)), max_size=20))
def test_what_a_slow_terminal_does_not_take_comes_later_and_in_order(pieces: list[tuple[str, int]]) -> None:
    texts = [letter * count for letter, count in pieces]
    with a_terminal() as (terminal, ours):
        thread = WriterThread(terminal)  # type: ignore[arg-type]
        thread.start()
        say(terminal, thread, texts)
        whole = "".join(texts).encode()
        assert seen(ours, len(whole)) == whole
        thread.stop()
        assert terminal.send("and at once again") == b""


def test_nothing_overtakes_what_the_thread_was_given() -> None:
    with a_terminal() as (terminal, ours):
        rest = terminal.send("x" * 1_000_000)
        taken = 1_000_000 - len(rest)
        assert 0 < taken < 1_000_000
        assert seen(ours, taken) == b"x" * taken
        assert terminal.send("behind") == b"behind"


def test_nobody_hears_it_where_the_window_is_closed() -> None:
    with a_terminal() as (terminal, ours):
        os.close(ours)
        assert terminal.send("to nobody") == b""
        terminal.write(b"to nobody")
        terminal.flush()


def test_where_there_is_no_terminal_all_is_for_the_thread() -> None:
    ours, theirs = os.pipe()
    with os.fdopen(ours, "rb") as read, writing_to(theirs) as terminal:
        terminal.write(terminal.send("into a pipe"))
        terminal.flush()
        assert read.read(11) == b"into a pipe"


def test_what_else_is_written_there_waits_for_room_as_before() -> None:
    ours, theirs = pty.openpty()
    with writing_to(theirs):
        assert os.get_blocking(theirs)
    os.close(ours)
