"""`reader export`: annotated articles with their notes, for other programs."""

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.arguments import add_query, query
from reader.cli.command import Command
from reader.cli.output import ExitCode, Output, say
from reader.errors import Unusable
from reader.text.safety import visible_name

if TYPE_CHECKING:
    from reader.model.digest import Digest
    from reader.workspace.desk import Workspace

_STDOUT = "-"


def _arguments(parser: ArgumentParser) -> None:
    add_query(parser)
    parser.add_argument("--format", choices=["markdown"], default="markdown", help="the form of the export")
    parser.add_argument("-o", dest="path", metavar="PATH", help="the folder to write into; - is stdout")


def _run(workspace: "Workspace", arguments: Namespace, out: Output) -> int:
    if arguments.path == "":
        raise Unusable("Name a folder behind -o, or - for stdout.")
    workspace.refresh()
    digest = workspace.digest(query(arguments))
    if not digest.articles:
        say("There are no annotated articles to export.")
    elif arguments.path == _STDOUT:
        _print(workspace, digest, out)
    else:
        return _write(workspace, digest, Path(arguments.path) if arguments.path else None, out)
    return ExitCode.DONE


def _print(workspace: "Workspace", digest: "Digest", out: Output) -> None:
    from reader.export.folder import markdown_text

    if out.as_json:
        raise Unusable("--json lists the files of an export; with -o - there are none.")
    out.line(markdown_text(digest, workspace.exports_folder))


def _write(workspace: "Workspace", digest: "Digest", folder: Path | None, out: Output) -> ExitCode:
    """Write the files, print their paths and say what the person should look at."""
    exported = workspace.export(digest, folder)
    for path, changed in sorted([(p, True) for p in exported.written] + [(p, False) for p in exported.unchanged]):
        if out.as_json:
            out.record({"path": os.fspath(path), "written": changed})
        else:
            out.line(visible_name(os.fspath(path)))
    for report in exported.reports:
        say(report)
    skipped = len(digest.articles) - len(exported.written) - len(exported.unchanged)
    return ExitCode.FAILED if skipped else ExitCode.DONE


COMMAND = Command("write annotated articles with their notes as Markdown", _arguments, _run)
