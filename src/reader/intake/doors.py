"""The doors of the room: what a command, or a thread of the screen, calls. Each returns when all is done."""

import asyncio
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.intake.needs import needed

if TYPE_CHECKING:
    from reader.intake.opml import Subscription
    from reader.intake.tally import Told
    from reader.intake.wishes import Wishes


def add_sources(folder: Path, sources: Sequence[str], wishes: "Wishes", told: "Told") -> None:
    """Turn sources into articles in `folder`, and tell of each. Raises Unusable and NotSaved."""
    from reader.intake.adding import opened

    # Before the loop begins: ctrl+c ends a read here, and would wait for a thread's.
    stdin = sys.stdin.buffer.read() if "-" in sources and sys.stdin else b""

    async def add() -> None:
        async with opened(folder, wishes, told) as intake:
            await intake.add(sources, stdin)

    asyncio.run(add())


class Stop:
    """Ends what a door does, from another thread; a file that is begun is finished."""

    def __init__(self) -> None:
        self._end: Callable[[], object] | None = None
        self._asked = False

    def __call__(self) -> None:
        """End it, now or as soon as it begins."""
        self._asked = True
        with suppress(RuntimeError):  # it has ended by itself
            if self._end:
                self._end()

    def arm(self) -> None:
        """From now on the running task can be ended."""
        task, loop = asyncio.current_task(), asyncio.get_running_loop()
        if task:
            self._end = partial(loop.call_soon_threadsafe, task.cancel)
        if self._asked:
            self()


def update_feeds(folder: Path, wishes: "Wishes", told: "Told", stop: Stop | None = None) -> None:
    """Take what is new in the feeds that are followed in `folder`, and tell of it. Raises Unusable and NotSaved."""
    from reader.intake.adding import opened
    from reader.intake.subscriptions import subscriptions

    async def update() -> None:
        if stop:
            stop.arm()
        async with opened(folder, wishes, told) as intake:
            await intake.update([feed.url for feed in subscriptions(folder)])

    asyncio.run(update())


def find_feed(address: str, wishes: "Wishes") -> "Subscription":
    """The feed at an address, or the one that the page there names. Raises CannotRead and Unusable."""
    from reader.intake.discovery import discovered

    return asyncio.run(discovered(address, wishes))


def check_extra() -> None:
    """Raise Unusable, with what to install, where a package is missing."""
    for name in ("httpx", "feedparser", "trafilatura", "defusedxml", "protego"):
        needed(name)
