"""The terminal, taken and given back."""

from textual.drivers.linux_driver import LinuxDriver


class SteadyDriver(LinuxDriver):
    """Survives being continued without having been told to stop, as by `kill -STOP` and `kill -CONT`.

    Textual would take the terminal a second time: two threads read it then, one of them for ever, and what it gives
    back in the end is the raw terminal that it found.
    """

    _taken = False

    def start_application_mode(self) -> None:
        """Take the terminal; give it back before, where it is taken, and have all painted anew."""
        if self._taken:
            self.suspend_application_mode()
            self._must_signal_resume = True
        self._taken = True
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self._taken = False
        super().stop_application_mode()
