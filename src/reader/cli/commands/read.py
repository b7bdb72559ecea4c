"""`reader read`, and `reader FOLDER`: the reading screen."""

from argparse import Namespace
from typing import TYPE_CHECKING

from reader.cli.command import Command, takes_nothing
from reader.cli.commands.list import print_listing
from reader.cli.output import Output, has_screen

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace


def _run(workspace: "Workspace", _: Namespace, out: Output) -> int:
    if out.as_json or not has_screen():
        return print_listing(workspace, "", out)
    from reader.settings import settings_path
    from reader.tui.app import run_app

    return run_app(workspace, settings_path())


COMMAND = Command("open the reading screen; without a terminal, print the listing", takes_nothing, _run)
