"""The terminal, taken and given back."""

import asyncio
import signal
from typing import Any

from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size


class SteadyDriver(LinuxDriver):
    """Textual's, steadied in three places.

    It survives being continued without having been told to stop, as by `kill -STOP` and `kill -CONT`. Textual would
    take the terminal a second time: two threads read it then, one of them for ever, and what it gives back in the end
    is the raw terminal that it found.

    And of several changes of the window the last one holds. Textual asks for the size in the signal's handler, which
    the next signal interrupts: the size that was asked first is told last then.

    And a paint goes to the thread that writes in one piece: each piece waits until that thread has its turn.
    """

    _taken = False

    def __init__(self, app: App[object], **options: Any) -> None:
        super().__init__(app, **options)
        self._paint: list[str] = []
        """What was said of the paint that is being made."""

    def write(self, data: str) -> None:
        """Send something to the terminal; a paint when it is whole."""
        if not self._paint and data != SYNC_START:
            super().write(data)
            return
        self._paint.append(data)
        if data == SYNC_END:
            super().write("".join(self._paint))
            self._paint.clear()

    def start_application_mode(self) -> None:
        """Take the terminal; where it is taken, let go of it before, and have all painted anew."""
        found, again = self.attrs_before, self._taken
        if again:
            self._let_go()
            self._must_signal_resume = True
        self._taken = True
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if again:
            self.attrs_before = found
        loop = asyncio.get_running_loop()
        # As a coroutine, like the size that Textual has told just now: what is shorter would overtake that.
        signal.signal(signal.SIGWINCH, lambda *_: asyncio.run_coroutine_threadsafe(self._tell_size(), loop))

    def _let_go(self) -> None:
        """End both threads. Unlike `stop_application_mode` this throws nothing away that was typed meanwhile."""
        self.write("\x1b[<u")  # the keyboard protocol is a stack, and about to be put on it again
        self.flush()
        self.exit_event.set()
        if self._key_thread is not None:
            self._key_thread.join()
        self.exit_event.clear()
        self.close()

    async def _tell_size(self) -> None:
        if not self._in_band_window_resize:  # else the terminal says it
            size = Size(*self._get_terminal_size())
            self._app.post_message(Resize(size, size))

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self._taken = False
        super().stop_application_mode()
