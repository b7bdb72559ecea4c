"""`reader check`: what is not as it should be."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.cli.command import Arguments, Command, Takes
from reader.cli.output import ExitCode, Output, say
from reader.cli.records import of_finding
from reader.model.finding import Finding

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace


def _arguments(parser: Takes) -> None:
    parser.add_argument(
        "--repair", action="store_true", help="first put damaged and doubled annotation files right; no note is changed"
    )


def _run(workspace: "Workspace", arguments: Arguments, out: Output) -> int:
    workspace.refresh()
    repaired = _print(workspace.repair(), out) if arguments.repair else 0
    found = _print(workspace.check(), out)
    if arguments.repair and not repaired:
        say("There was nothing to repair.")
    if not found:
        say("Nothing is wrong." if not repaired else "Nothing else is wrong.")
    return ExitCode.FAILED if found else ExitCode.DONE


def _print(findings: Iterable[Finding], out: Output) -> int:
    """Print findings, and count them."""
    count = 0
    for finding in findings:
        count += 1
        if out.as_json:
            out.record(of_finding(finding))
        else:
            out.line(f"{finding.kind:<10}  {finding.path}: {finding.reason}")
    return count


COMMAND = Command("say what is unreadable, damaged, orphaned or in conflict", _arguments, _run)
