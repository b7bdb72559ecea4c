"""What leaves the program: data on stdout, talk on stderr, and an exit status."""

import io
import os
import sys
from collections.abc import Mapping
from enum import IntEnum

from reader.text.safety import clean, clean_line
from reader.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import TextIO


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    FAILED = 1
    """Something was found by a check, or a part of the work failed; stderr says what."""
    UNUSABLE = 2
    """The command, the folder or an argument cannot be used."""
    NOT_SAVED = 3
    INTERRUPTED = 130
    """Ended by ctrl+c, as a shell counts it: 128 and the number of SIGINT."""
    PIPE_CLOSED = 141
    """Whoever read our output went away: 128 and the number of SIGPIPE."""


class Output(NamedTuple):
    """Where a command puts its data, and in which form."""

    as_json: bool = False
    """One JSON object a line, for programs; else lines for the eye."""
    columns: int = 0
    """Width of the terminal in cells; 0 where stdout is none, and lines are not cut."""

    def record(self, fields: Mapping[str, object]) -> None:
        """Print one object as a line of JSON."""
        print(json_line(fields))

    def line(self, text: str = "") -> None:
        """Print one line for the eye; whatever came from outside passed the gate before."""
        print(text.rstrip())

    def id(self, id: str) -> None:
        """Print the id of an annotation whose change is on the disk, at once: a line that is out is a promise kept."""
        print(json_line({"id": id}) if self.as_json else id, flush=True)


def say(sentence: str) -> None:
    """Tell the person something on stderr, in one line."""
    if sys.stderr is not None:
        print(f"reader: {clean_line(sentence)}", file=sys.stderr, flush=True)


def json_line(fields: Mapping[str, object]) -> str:
    r"""`fields` as one line of JSON that is exact and safe to look at.

    What the gate would replace, control characters and lone surrogates of file
    names among them, stands as `\u` escapes: a parser gets the very string back.
    """
    import json

    line = json.dumps(fields, ensure_ascii=False)
    safe = clean(line)
    if line == safe:
        return line
    return "".join(a if a == b else json.dumps(a)[1:-1] for a, b in zip(line, safe, strict=True))


def use_utf8() -> None:
    """Print UTF-8 whatever the locale says; never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def terminal_columns() -> int:
    """Width of the terminal behind stdout in cells; 0 where there is none."""
    if sys.stdout is None or not sys.stdout.isatty():
        return 0
    import shutil

    return shutil.get_terminal_size().columns


def has_screen() -> bool:
    """Whether a full screen can be shown and answered: all ends are terminals, and not dumb ones.

    The screen itself goes to stderr, as Textual does it; or elsewhere, where it is told so, as by textual-serve.
    """
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    ends = (sys.stdin, sys.stdout, sys.stderr)
    return all(end is not None and end.isatty() for end in ends) and os.environ.get("TERM") != "dumb"


def silence(stream: "TextIO") -> None:
    """Let nothing more go out by `stream`, so that the interpreter does not fail again on what could not be written.

    The way of the Python manual's note on SIGPIPE (https://docs.python.org/3/library/signal.html).
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
