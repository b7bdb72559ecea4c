"""`reader read`, and `reader FOLDER`: the reading screen."""

from reader.cli.command import Arguments, Command, takes_nothing
from reader.cli.commands.list import print_listing
from reader.cli.output import Output, has_screen
from reader.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.workspace.opening import Opening


def _ask(opening: "Opening", _: Arguments, out: Output) -> int:
    if out.as_json or not has_screen():
        return print_listing(opening, "", out)
    from reader.settings import settings_path
    from reader.tui.running import run_app

    return run_app(opening.workspace, settings_path())


COMMAND = Command("open the reading screen; without a terminal, print the listing", takes_nothing, ask=_ask)
