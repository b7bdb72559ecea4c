"""The packages that only intake needs: an extra, imported where one of them is used."""

import logging
from importlib import import_module
from types import ModuleType

from reader.errors import Unusable

_TALKATIVE = ("charset_normalizer", "courlan", "htmldate", "justext", "trafilatura")
"""Packages that log what they think of a page; unheard, Python would print it, over the screen."""


def needed(name: str) -> ModuleType:
    """The module called `name` of the extra `add`. Raises Unusable where the extra is not installed."""
    for talkative in map(logging.getLogger, _TALKATIVE):
        if not talkative.handlers:
            talkative.addHandler(logging.NullHandler())
    try:
        return import_module(name)
    except ImportError as error:
        raise Unusable('This needs more than reading does: pip install "reader-tui[add]".') from error
