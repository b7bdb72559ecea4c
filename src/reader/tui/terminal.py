"""The terminal as it is written to: at once while it takes what is said, else by a thread that can wait for it."""

import os
from contextlib import suppress
from typing import TextIO


class Terminal:
    """What Textual's thread writes to, and a way past that thread.

    A paint that goes by the thread waits for it: until the loop has done what else there is to do, for only one of
    them runs at a time, and then for the machine to wake it. Once the terminal is gone, what is written goes nowhere.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.fileno = file.fileno
        self._line: int | None = None
        """The same terminal, opened once more: so that no write to it waits, and those of the shell still do."""
        self._given = self._written = self._flushed = 0
        """How many pieces the thread was given, has written, and has sent."""

    def open(self) -> None:
        """Have a way past the thread, if this is a terminal that can be opened."""
        with suppress(OSError):
            self._line = os.open(os.ttyname(self.fileno()), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)

    def close(self) -> None:
        """Have none."""
        line, self._line = self._line, None
        if line is not None:
            os.close(line)

    def send(self, text: str) -> bytes:
        """Send what the terminal takes now; what is left is for the thread, and is counted as given to it."""
        data = text.encode(self._file.encoding, self._file.errors or "strict")
        if self._line is not None and self._given == self._flushed:
            try:
                data = data[os.write(self._line, data) :]
            except BlockingIOError:
                pass
            except OSError:
                return b""
        self._given += bool(data)
        return data

    def write(self, data: bytes) -> None:
        """As the thread does it: write, if there is anybody to read it."""
        with suppress(OSError):
            self._file.buffer.write(data)
        self._written += 1

    def flush(self) -> None:
        """As the thread does it, when it has nothing more to write: send what was written."""
        with suppress(OSError):
            self._file.buffer.flush()
        self._flushed = self._written
