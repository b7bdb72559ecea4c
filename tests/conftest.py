"""What holds for all tests."""

import os
import signal

from hypothesis import settings


def pytest_configure() -> None:
    """Hear ctrl+c: a shell that runs this in the background lets it, and all that it starts, ignore the signal.

    All screens are painted for the same terminal: Rich remembers how it told the first one of a look.

    Properties are tried on the same cases in every run, so that a red run can be repeated; the soak looks for new ones.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ["COLORTERM"] = "truecolor"
    settings.register_profile("same", derandomize=True, deadline=None)
    settings.register_profile("new", deadline=None)
    settings.load_profile("new" if os.environ.get("READER_SOAK") else "same")
