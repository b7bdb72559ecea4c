"""A real HTTP server on loopback that misbehaves on demand; names below `localhost` are all this machine."""

import asyncio
import threading
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Raw = AsyncIterator[bytes]
"""What is sent instead of an answer, byte for byte; then the connection is closed."""


@dataclass(frozen=True)
class Request:
    """What was asked."""

    path: str
    host: str
    """Without the port."""
    headers: Mapping[str, str]
    """By names in small letters."""
    at: float
    """Seconds of the server's clock."""


@dataclass(frozen=True)
class Reply:
    """A whole answer."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """As it goes over the wire."""
        body = self.body.encode() if isinstance(self.body, str) else self.body
        fields = {"Content-Length": str(len(body)), "Connection": "keep-alive", **self.headers}
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        return f"HTTP/1.1 {self.status} Said\r\n{lines}\r\n".encode() + body


Route = Callable[[Request], Reply | Raw]


class Server:
    """Answers by its routes, and keeps account of what it was asked."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        """By path; one at `*` answers what no other does. What has none is not found."""
        self.requests: list[Request] = []
        self.most_at_once = 0
        self.most_of_a_host: Counter[str] = Counter()
        self.hold_seconds = 0.002
        """How long each answer takes, so that requests that may overlap, do."""
        self.port = 0
        self._now: defaultdict[str, int] = defaultdict(int)

    def url(self, path: str = "/", host: str = "localhost") -> str:
        """The address of a path."""
        return f"http://{host}:{self.port}{path}"

    def give(self, path: str, *replies: Reply | bytes | str) -> str:
        """Answer at `path` with `replies` one after the other, the last for ever; its address."""
        waiting = [reply if isinstance(reply, Reply) else Reply(reply) for reply in replies]
        self.routes[path] = lambda _: waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return self.url(path)

    def asked(self, path: str) -> list[Request]:
        """What was asked for at `path`."""
        return [request for request in self.requests if request.path == path]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while await self._exchange(reader, writer):
                pass
        writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        host = headers["host"].rpartition(":")[0]
        request = Request(head[0].split(" ")[1], host, headers, asyncio.get_running_loop().time())
        self.requests.append(request)
        with self._counted(host):
            answer = self.routes.get(request.path, self.routes.get("*", lambda _: Reply("gone", 404)))(request)
            if isinstance(answer, Reply):
                await asyncio.sleep(self.hold_seconds)
                writer.write(answer.to_bytes())
                await writer.drain()
                return True
            async for piece in answer:
                writer.write(piece)
                await writer.drain()
                if reader.at_eof():
                    break
            return False

    @contextmanager
    def _counted(self, host: str) -> Iterator[None]:
        self._now[host] += 1
        self.most_at_once = max(self.most_at_once, sum(self._now.values()))
        self.most_of_a_host[host] = max(self.most_of_a_host[host], self._now[host])
        try:
            yield
        finally:
            self._now[host] -= 1


@contextmanager
def running() -> Iterator[Server]:
    """A server on a port of its own, in a thread of its own, until the end."""
    server, loop, ready = Server(), asyncio.new_event_loop(), threading.Event()

    async def main() -> None:
        listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, backlog=1024)
        server.port = listening.sockets[0].getsockname()[1]
        ready.set()
        with suppress(asyncio.CancelledError):
            await loop.create_future()
        listening.close()  # `serve_forever` would wait here for connections that nobody ends, from Python 3.12 on

    task = loop.create_task(main())

    def run() -> None:
        loop.run_until_complete(task)
        loop.run_until_complete(_end(loop))
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    ready.wait()
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join()


async def _end(loop: asyncio.AbstractEventLoop) -> None:
    left = asyncio.all_tasks(loop) - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)


async def silence(_: object = None) -> Raw:
    """Take the request, and say nothing for as long as the other waits."""
    await asyncio.Event().wait()
    yield b""


async def drip() -> Raw:
    """A page of any length, a byte now and then."""
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    while True:
        yield b"x"
        await asyncio.sleep(0.02)


async def endless() -> Raw:
    """A page without end, as fast as it is taken."""
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>"
    while True:
        yield b"word " * 13_000
        await asyncio.sleep(0)


async def torn() -> Raw:
    """An answer that breaks off."""
    yield b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nThe beginning"


async def babble() -> Raw:
    """What is not HTTP."""
    yield b"220 mail.example ESMTP\r\n"
