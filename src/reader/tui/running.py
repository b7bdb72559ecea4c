"""The way to the first screen, which is short."""

import gc
import sys
from pathlib import Path

from reader.choices import choices_path
from reader.later import put_off
from reader.workspace.desk import Workspace

_LATER = ("platformdirs", "rich.table", "ssl", "textual.command", "uuid")
"""What Textual imports for its palette, for downloads, tables of colours and toasts, and asyncio for what goes over a
net: a sixth of what it costs to import."""
_TURN = 0.0005
"""Seconds for which a thread that works behind the screen keeps the interpreter from a key, instead of 0.005."""


def run_app(workspace: Workspace, settings_file: Path | None = None) -> int:
    """Open the screen on a workspace until the person quits; the exit status.

    Raises Unusable where the settings cannot hold.
    """
    gc.disable()  # a desk enables it, and nothing made before the first screen is garbage: 0.91 times the start
    with put_off(*_LATER):
        import textual.app  # noqa: F401  # before all that is ours
    from reader.tui.app import ReaderApp

    sys.setswitchinterval(_TURN)
    app = ReaderApp(workspace, settings_file, choices_path())
    app.run()
    workspace.reading.save()
    workspace.drafts.save()
    return app.return_code or 0
