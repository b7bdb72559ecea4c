"""How much is asked of the network and of each host, and how long anything may take."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run keeps to."""

    most_bytes: int = 16 * 2**20
    """Of one answer, unpacked."""
    connect_seconds: float = 10.0
    silence_seconds: float = 20.0
    """How long a server may say nothing."""
    answer_seconds: float = 60.0
    """For one whole answer, redirects included."""
    in_all: int = 32
    """Requests at the same time."""
    per_host: int = 2
    """Requests to one host at the same time."""
    pause_seconds: float = 0.25
    """Between the beginnings of two requests to one host."""
    longest_pause_seconds: float = 30.0
    """What is waited at most because a host asks for it, by Retry-After or Crawl-delay."""
    redirects: int = 8
    tries: int = 3
    backoff_seconds: float = 1.0
    """Before the second try; twice as much before each further one."""


class _Host:
    def __init__(self, limits: Limits) -> None:
        self.room = asyncio.Semaphore(limits.per_host)
        self.turn = asyncio.Lock()
        self.pause = limits.pause_seconds
        self.next_at = 0.0


class Gates:
    """Lets requests through: so many at once, so many a host, each host's with a pause between them."""

    def __init__(self, limits: Limits) -> None:
        self._room = asyncio.Semaphore(limits.in_all)
        self._hosts: defaultdict[str, _Host] = defaultdict(lambda: _Host(limits))
        self._longest = limits.longest_pause_seconds

    def slow_down(self, host: str, seconds: float) -> None:
        """Leave at least so many seconds between requests to `host`, as its robots.txt asks."""
        gate = self._hosts[host]
        gate.pause = max(gate.pause, min(seconds, self._longest))

    @asynccontextmanager
    async def through(self, host: str) -> AsyncIterator[None]:
        """Wait for one's turn at `host`, and hold a place there."""
        gate = self._hosts[host]
        async with gate.room:
            async with gate.turn:
                now = asyncio.get_running_loop().time()
                await asyncio.sleep(max(0.0, gate.next_at - now))
                gate.next_at = max(now, gate.next_at) + gate.pause
            async with self._room:
                yield
