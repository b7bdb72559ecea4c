"""What the person chose on the screen, kept from start to start: small, private to this machine, and safe to lose."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from reader.files import make_folder_durably, read_file, write_durably
from reader.places import user_folder

_LARGEST = 64 * 1024


class Choices(NamedTuple):
    """Everything that is remembered."""

    theme: str = ""
    """The theme that was chosen last; empty where none was."""
    greeted: bool = False
    """Whether the line of the first run was shown."""


def choices_path() -> Path:
    """Where the choices are kept: in the user's state folder."""
    return Path(user_folder("state")) / "choices.json"


def recall(path: Path) -> Choices:
    """What was chosen; what cannot be read was not."""
    try:
        kept = json.loads(read_file(path, _LARGEST))
        return Choices(theme=str(kept.get("theme", "")), greeted=kept.get("greeted") is True)
    except (OSError, ValueError, AttributeError, RecursionError):
        return Choices()


def remember(path: Path, **chosen: Any) -> Choices:
    """Keep fields of the choices, with what another reader kept meanwhile; on a disk that refuses, nothing is kept."""
    choices = recall(path)._replace(**chosen)
    try:
        make_folder_durably(path.parent)
        write_durably(path, json.dumps(choices._asdict()).encode())
    except OSError:
        pass
    return choices
