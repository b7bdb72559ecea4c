"""The person's desktop: its clipboard and its editor, each a program that is not ours."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from reader.files import read_file
from reader.text.safety import clean, unify_newlines

_PATIENCE = 2.0
"""Seconds that a clipboard's program may take."""
_LARGEST = 16 * 1024 * 1024


def clipboard_command(environment: Mapping[str, str]) -> list[str] | None:
    """The program that puts its input on the desktop's clipboard, with its arguments; None where there is none."""
    tools: list[list[str]] = [["pbcopy"]] if sys.platform == "darwin" else []
    if environment.get("WAYLAND_DISPLAY"):
        tools.append(["wl-copy"])
    if environment.get("DISPLAY"):
        tools += [["xclip", "-selection", "clipboard", "-in"], ["xsel", "--clipboard", "--input"]]
    path = environment.get("PATH")
    return next((tool for tool in tools if shutil.which(tool[0], path=path)), None)


def copy(text: str) -> bool:
    """Put `text` on the desktop's clipboard; whether a program took it."""
    command = clipboard_command(os.environ)
    if command is None:
        return False
    try:
        # They stay in the background to hand the text out: a pipe for their output would never end.
        done = subprocess.run(
            command,
            input=text.encode("utf-8", "surrogatepass"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def editor_command() -> list[str]:
    """The words of the person's editor, without the file. Raises ValueError where its quotes do not match."""
    import shlex

    return shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "") or ["vi"]


def edit_file(path: Path) -> bool:
    """Wait while the person's editor has a file open; whether it ended well.

    Raises OSError or ValueError where it cannot be started. The whole path is
    given: it begins with `/`, so that no name is taken for an option, also by
    editors that do not know `--`.
    """
    return subprocess.run([*editor_command(), os.path.abspath(path)], check=False).returncode == 0


def edit_text(text: str) -> str | None:
    """`text` as the person's editor left it; None where it ended with an error, as one asks it to give up.

    Raises OSError or ValueError where it cannot be started.
    """
    with tempfile.TemporaryDirectory(prefix="reader-") as folder:  # only its owner may look into it
        path = Path(folder, "note.md")
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        if not edit_file(path):
            return None
        return clean(unify_newlines(read_file(path, _LARGEST).decode("utf-8", "replace"))).removesuffix("\n")
