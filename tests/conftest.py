"""What holds for all tests."""

import signal


def pytest_configure() -> None:
    """Hear ctrl+c: a shell that runs this in the background lets it, and all that it starts, ignore the signal."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
