"""Signals are answered in their turn, each of them."""

import asyncio
import signal
from collections.abc import Iterator

import pytest

from reader.tui.signals import answer

_SIGNAL = signal.SIGUSR1


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """What the signal did before the test, it does after it."""
    before = signal.getsignal(_SIGNAL)
    yield
    signal.signal(_SIGNAL, before)


async def test_nothing_is_interrupted_by_an_answer() -> None:
    answered = asyncio.Event()
    answer(_SIGNAL, answered.set)
    signal.raise_signal(_SIGNAL)
    assert not answered.is_set()
    await asyncio.wait_for(answered.wait(), 10)


async def test_no_signal_is_lost_while_a_thousand_calls_wait() -> None:
    answered = asyncio.Event()
    answer(_SIGNAL, answered.set)
    for _ in range(1000):
        asyncio.get_running_loop().call_soon_threadsafe(int)
    signal.raise_signal(_SIGNAL)
    await asyncio.wait_for(answered.wait(), 10)


def test_when_the_loop_is_closed_a_signal_does_what_it_does_by_default() -> None:
    async def listen() -> None:
        answer(signal.SIGCHLD, lambda: pytest.fail("nobody is there to answer"))

    before = signal.getsignal(signal.SIGCHLD)
    asyncio.run(listen())
    signal.raise_signal(signal.SIGCHLD)  # by default it is ignored
    assert signal.getsignal(signal.SIGCHLD) == signal.SIG_DFL == before
