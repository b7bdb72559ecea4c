"""`reader export`: annotated articles with their notes, for other programs."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.arguments import add_query, query
from reader.cli.command import Arguments, Command, Takes
from reader.cli.output import ExitCode, Output, say
from reader.errors import Unusable
from reader.text.safety import visible_name

if TYPE_CHECKING:
    from reader.model.digest import Digest
    from reader.workspace.desk import Workspace

_FORMATS = ("markdown", "jsonld", "csv", "html")
"""As `Format` has them, which is imported when something is exported."""
_STDOUT = "-"


def _arguments(parser: Takes) -> None:
    add_query(parser)
    parser.add_argument("--format", choices=_FORMATS, default=_FORMATS[0], help="the form of the export")
    parser.add_argument("-o", dest="path", metavar="PATH", help="the folder or the file to write; - is stdout")


def _run(workspace: "Workspace", arguments: Arguments, out: Output) -> int:
    if arguments.path == "":
        raise Unusable("Name a folder behind -o, or - for stdout.")
    workspace.refresh()
    digest = workspace.digest(query(arguments))
    if not digest.articles:
        say("There are no annotated articles to export.")
    elif arguments.path == _STDOUT:
        _print(workspace, digest, arguments.format, out)
    else:
        path = Path(arguments.path) if arguments.path else None
        return _write(workspace, digest, arguments.format, path, out)
    return ExitCode.DONE


def _print(workspace: "Workspace", digest: "Digest", format: str, out: Output) -> None:
    from reader.export.formats import Format, text_of

    if out.as_json:
        raise Unusable("--json lists the files of an export; with -o - there are none.")
    out.line(text_of(digest, Format(format), workspace.exports_folder, workspace.template))


def _write(workspace: "Workspace", digest: "Digest", format: str, path: Path | None, out: Output) -> ExitCode:
    """Write the files, print their paths and say what the person should look at."""
    exported = workspace.export(digest, path, format)
    for file, changed in sorted([(p, True) for p in exported.written] + [(p, False) for p in exported.unchanged]):
        if out.as_json:
            out.record({"path": os.fspath(file), "written": changed})
        else:
            out.line(visible_name(os.fspath(file)))
    for report in exported.reports:
        say(report)
    return ExitCode.FAILED if exported.skipped else ExitCode.DONE


COMMAND = Command("write annotated articles with their notes, for other programs", _arguments, _run)
