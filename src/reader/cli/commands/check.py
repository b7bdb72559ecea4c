"""`reader check`: what is not as it should be."""

from argparse import Namespace
from typing import TYPE_CHECKING

from reader.cli.command import Command, takes_nothing
from reader.cli.output import ExitCode, Output, say
from reader.cli.records import of_finding

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace


def _run(workspace: "Workspace", _: Namespace, out: Output) -> int:
    workspace.refresh()
    code = ExitCode.DONE
    for finding in workspace.check():
        code = ExitCode.FAILED
        if out.as_json:
            out.record(of_finding(finding))
        else:
            out.line(f"{finding.kind:<10}  {finding.path}: {finding.reason}")
    if code is ExitCode.DONE:
        say("Nothing is wrong.")
    return code


COMMAND = Command("say what is unreadable, damaged, orphaned or in conflict", takes_nothing, _run)
