"""`reader tags`: the tags in use."""

from argparse import Namespace
from typing import TYPE_CHECKING

from reader.cli.command import Command, takes_nothing
from reader.cli.layout import table
from reader.cli.output import ExitCode, Output, say

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace


def _run(workspace: "Workspace", _: Namespace, out: Output) -> int:
    tags = sorted(workspace.notebook.tags().items(), key=lambda item: (-item[1], item[0]))
    if out.as_json:
        for tag, count in tags:
            out.record({"tag": tag, "count": count})
    elif tags:
        for line in table([(str(count), f"#{tag}") for tag, count in tags], out.columns, right=frozenset({0})):
            out.line(line)
    else:
        say("There are no tags yet.")
    return ExitCode.DONE


COMMAND = Command("list the tags and how often each is used", takes_nothing, _run)
