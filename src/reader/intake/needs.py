"""The packages that only intake needs: an extra, imported where one of them is used."""

from importlib import import_module
from types import ModuleType

from reader.errors import Unusable


def needed(name: str) -> ModuleType:
    """The module called `name` of the extra `add`. Raises Unusable where the extra is not installed."""
    try:
        return import_module(name)
    except ImportError as error:
        raise Unusable('This needs more than reading does: pip install "reader-tui[add]".') from error
