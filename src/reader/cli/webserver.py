"""The reading screen as a page: textual-serve, for this machine alone."""

import shlex
import sys
from collections.abc import Sequence
from typing import Any

from aiohttp import web
from textual_serve.server import Server

from reader.cli.output import say

HOST = "127.0.0.1"


class LoopbackServer(Server):
    """Serves one command to browsers on this machine, and to no page but its own."""

    def __init__(self, command: Sequence[str], port: int) -> None:
        super().__init__(shlex.join(command), HOST, port, title="reader")
        self._own = {f"http://{name}:{port}" for name in (HOST, "localhost")}

    def initialize_logging(self) -> None:
        """Leave the log as it is: textual-serve prints each step, and the values of variables."""

    async def on_startup(self, app: web.Application) -> None:  # noqa: ARG002
        """Say where the page is."""
        say(f"The reader is at {self.public_url} for everybody on this machine. ctrl+c ends it.")

    async def handle_index(self, request: web.Request) -> Any:
        """The page; it may ask nobody else for anything, fonts neither."""
        response = await super().handle_index(request)
        own = " ".join(sorted(self._own))
        sockets = own.replace("http:", "ws:")
        response.headers["Content-Security-Policy"] = (
            f"default-src {own} 'unsafe-inline'; connect-src {own} {sockets}; img-src {own} data:; font-src {own} data:"
        )
        return response

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the command for our own page only: browsers let any page open a socket, and name it in `Origin`."""
        if request.headers.get("Origin") not in self._own:
            raise web.HTTPForbidden(text="This page may not open the reader.")
        return await super().handle_websocket(request)


def serve(words: Sequence[str], port: int) -> None:
    """Serve `reader` with these arguments until ctrl+c. Raises OSError where the port is taken."""
    LoopbackServer([sys.executable, "-m", "reader", *words], port).serve()
