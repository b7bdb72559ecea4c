"""Asking the catalogue from a screen: in a thread, and only as long as the answer is wanted."""

import asyncio
from collections.abc import Callable
from threading import Event
from typing import TypeVar

from reader.catalogue.database import Overtaken

SCREENFUL = 200
"""Answers that are shown before all are known: more than any screen has lines."""
_Result = TypeVar("_Result")


async def asked(ask: Callable[[Callable[[], bool]], _Result]) -> _Result:
    """The answer of a thread, which is told when it is not wanted any more."""
    overtaken = Event()
    try:
        return await asyncio.to_thread(ask, overtaken.is_set)
    except Overtaken:
        raise asyncio.CancelledError from None
    finally:
        overtaken.set()
