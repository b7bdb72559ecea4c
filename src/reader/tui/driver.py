"""The terminal, taken and given back."""

import asyncio
import signal
from typing import Any

from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size

from reader.tui.signals import answer
from reader.tui.terminal import Terminal


class SteadyDriver(LinuxDriver):
    """Textual's, steadied in four places.

    It survives being continued without having been told to stop, as by `kill -STOP` and `kill -CONT`. Textual would
    take the terminal a second time: two threads read it then, one of them for ever, and what it gives back in the end
    is the raw terminal that it found.

    What a signal asks for is done in its turn. Textual does it in the signal's handler, which comes in the middle of
    anything: of two changes of the window the first may be told last, and a hangup at a write ends in a deadlock.

    A paint is sent in one piece, and at once where the terminal takes it. Textual gives each piece to a thread.

    And that thread lives on when the window is closed. Textual's ends with an error then, and a program that still
    paints keys waits for ever for room in the queue to it.
    """

    _taken = False

    def __init__(self, app: App[object], **options: Any) -> None:
        super().__init__(app, **options)
        self._terminal = Terminal(self._file)  # type: ignore[arg-type]  # Textual cannot be without one either
        self._file = self._terminal  # type: ignore[assignment]  # all that the thread asks for
        self._paint: list[str] = []
        """What was said of the paint that is being made."""
        answer(signal.SIGTSTP, self._sigtstp_application)
        answer(signal.SIGCONT, self._sigcont_application)

    def write(self, data: str) -> None:
        """Send something to the terminal; a paint when it is whole."""
        self._paint.append(data)
        if self._paint[0] != SYNC_START or data == SYNC_END:
            said = "".join(self._paint)
            self._paint.clear()
            if rest := self._terminal.send(said):
                super().write(rest)  # type: ignore[arg-type]  # the thread hands it to the terminal as it is

    def start_application_mode(self) -> None:
        """Take the terminal; where it is taken, let go of it before, and have all painted anew."""
        found, again = self.attrs_before, self._taken
        if again:
            self._let_go()
            self._must_signal_resume = True
        self._taken = True
        self._terminal.open()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if again:
            self.attrs_before = found
        loop = asyncio.get_running_loop()
        # A turn later: at once, it would overtake the size that Textual has told just now.
        answer(signal.SIGWINCH, lambda: loop.call_soon(self._tell_size))

    def _let_go(self) -> None:
        """End both threads. Unlike `stop_application_mode` this throws nothing away that was typed meanwhile."""
        self.write("\x1b[<u")  # the keyboard protocol is a stack, and about to be put on it again
        self.flush()
        self.exit_event.set()
        if self._key_thread is not None:
            self._key_thread.join()
        self.exit_event.clear()
        self.close()

    def _tell_size(self) -> None:
        if not self._in_band_window_resize:  # else the terminal says it
            size = Size(*self._get_terminal_size())
            self._app.post_message(Resize(size, size))

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self._taken = False
        super().stop_application_mode()

    def close(self) -> None:
        """End the thread that writes, when it has written all."""
        super().close()
        self._terminal.close()
