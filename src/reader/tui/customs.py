"""The person's settings as the screen takes them over."""

from pathlib import Path
from typing import NamedTuple

from reader.errors import Unusable
from reader.settings import Settings, load
from reader.text.safety import visible_name
from reader.tui.keymap import Keymap, keymap_of
from reader.tui.themes import unknown_theme


class Customs(NamedTuple):
    """Settings that hold together."""

    settings: Settings = Settings()
    keymap: Keymap = Keymap()


def customs_of(path: Path) -> Customs:
    """What a settings file asks for; a missing one asks for nothing. Raises Unusable with the first problem."""
    settings = load(path)
    keymap, problems = keymap_of(settings)
    for problem in (*problems, *unknown_theme(settings)):
        raise Unusable(f"{visible_name(str(path))}, {problem}")
    return Customs(settings, keymap)
