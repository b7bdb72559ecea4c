"""Signals, each in its turn."""

import asyncio
import signal
from collections.abc import Callable


def answer(number: signal.Signals, answered: Callable[[], object]) -> None:
    """Have the running loop call `answered` at each signal `number`; when that loop is closed, the default holds again.

    A handler may not do such things itself: it comes in the middle of anything, of a write to the terminal too, and
    waits for ever for a lock that is held there. And `loop.add_signal_handler` loses a signal while some hundred keys
    wait: it is told of it by a byte, in a pipe that is full then.
    """
    loop = asyncio.get_running_loop()

    def handle(*_: object) -> None:
        if loop.is_closed():
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        else:
            loop.call_soon_threadsafe(answered)

    signal.signal(number, handle)
