"""`reader serve`: the reading screen as a page in the browser."""

import os
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from reader.cli.command import Arguments, Command, Takes
from reader.cli.output import ExitCode, Output
from reader.errors import Unusable

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace

_PORT = 8000


def _arguments(parser: Takes) -> None:
    parser.add_argument("--port", metavar="N", type=_port, default=_PORT, help=f"the port on 127.0.0.1; else {_PORT}")


def _port(typed: str) -> int:
    """A port, as argparse wants it. Raises ArgumentTypeError."""
    if typed.isascii() and typed.isdecimal() and 0 < int(typed) < 2**16:
        return int(typed)
    raise ArgumentTypeError(f"{typed!r} is no port from 1 to 65535")


def _run(_: "Workspace", arguments: Arguments, __: Output) -> int:
    try:
        from reader.cli.webserver import serve
    except ImportError:
        raise Unusable("A page in the browser needs textual-serve: pip install 'reader-tui[serve]'.") from None
    words = ["read", os.path.abspath(arguments.folder)]
    if arguments.annotations:
        words += ["--annotations", os.path.abspath(arguments.annotations)]
    try:
        serve(words, arguments.port)
    except OSError as error:
        raise Unusable(f"The port {arguments.port} cannot be used: {error.strerror}. Another one: --port N.") from error
    return ExitCode.DONE


COMMAND = Command("open the reading screen as a page in the browser, on this machine only", _arguments, _run)
