"""What hosts ask of programs: robots.txt, as RFC 9309 has it, by protego."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

import httpx

from reader.errors import CannotRead
from reader.intake.needs import needed

_LARGEST = 512 * 1024
"""Bytes of a robots.txt that are read; RFC 9309, 2.5, asks for at least 500 KiB."""

Fetch = Callable[[httpx.URL], Awaitable[tuple[int, bytes]]]
"""The status and the body of what is at an address. Raises what fetching raises."""


class Robots:
    """Asks each host once what it allows `agent`, and tells what pause it wishes."""

    def __init__(self, agent: str, fetch: Fetch, slow_down: Callable[[str, float], None]) -> None:
        self._agent = agent
        self._fetch = fetch
        self._slow_down = slow_down
        self._known: dict[str, Any] = {}
        self._asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def allow(self, url: httpx.URL) -> bool:
        """Whether the page may be fetched. Raises CannotRead where the host cannot tell, and what fetching raises."""
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        async with self._asking[origin]:
            if origin not in self._known:
                self._known[origin] = await self._rules(url)
        rules = self._known[origin]
        return rules is None or bool(rules.can_fetch(str(url), self._agent))

    async def _rules(self, url: httpx.URL) -> Any:
        """The rules of a host; None where it has none."""
        status, data = await self._fetch(url.join("/robots.txt"))
        if status == 429 or status >= 500:
            raise CannotRead(f"{url.host} cannot say now what programs may fetch (robots.txt answers {status}).")
        if status != 200:
            return None
        rules = needed("protego").Protego.parse(data[:_LARGEST].decode("utf-8", "replace"))
        self._slow_down(url.host, float(rules.crawl_delay(self._agent) or 0))
        return rules
