"""The line of the first run: the keys that one needs."""

from textual.content import Content
from textual.widgets import Static

from reader.tui.commands import COMMANDS
from reader.tui.keymap import Keymap

_NEEDED = {"enter": "reads", "next": "goes on", "highlight": "highlights", "tag": "tags", "annotate": "notes"}
"""By the command's id, what to say of it."""


class Greeting(Static):
    """Says the five keys, and the one that shows all others; there for the first run only."""

    DEFAULT_CSS = """
    Greeting { height: 1; padding: 0 1; color: $ink; background: $surface; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, keymap: Keymap) -> None:
        keys = {command.id: keymap.first(command) for command in COMMANDS}
        said = ", ".join(f"{keys[id]} {does}" for id, does in _NEEDED.items())
        super().__init__(Content(f"Five keys: {said}; {keys['help']} shows all."))
