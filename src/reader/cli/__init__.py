"""The headless front door: the same desk without a screen, for scripts, other tools and tests."""

from collections.abc import Sequence


def run(argv: Sequence[str]) -> int:
    """Carry out one command line, without the program's name, and return its exit status.

    stdout is data, stderr is talk. Raises nothing that a person can cause.
    """
    from reader.cli.main import run as run_main

    return run_main(argv)
