"""`reader config`: where the settings are, what holds, every key, and what is wrong."""

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

from reader.cli.command import Arguments, Command, Takes
from reader.cli.output import ExitCode, Output, say
from reader.errors import Unusable
from reader.settings import Problem, Settings, read, settings_path
from reader.text.safety import visible_name

_NO_SETTINGS = ("keys", "lines")
"""Fields that `show` leaves out: `keys` prints them whole."""


def _arguments(parser: Takes) -> None:
    shows = "path: where the file is; show: what holds; keys: every key by its command's id; check: what is wrong"
    parser.add_argument("what", choices=("path", "show", "keys", "check"), help=shows)


def _run(arguments: Arguments, out: Output) -> int:
    path = settings_path()
    if arguments.what == "path":
        there = path.exists()
        out.record({"path": str(path), "exists": there}) if out.as_json else out.line(visible_name(str(path)))
        if not there:
            say("There is no such file yet: without it everything works.")
        return ExitCode.DONE
    settings, problems = read(path)
    if arguments.what == "check":
        return _check(path, (*problems, *_deeper(settings)), out)
    if problems:
        raise Unusable(f"{visible_name(str(path))}, {problems[0]}")
    _show(settings, out) if arguments.what == "show" else _keys(settings, out)
    return ExitCode.DONE


def _check(path: Path, problems: Iterable[Problem], out: Output) -> int:
    code = ExitCode.DONE
    for problem in problems:
        code = ExitCode.FAILED
        if out.as_json:
            out.record({"line": problem.line or None, "reason": problem.reason})
        else:
            out.line(f"{visible_name(str(path))}, {problem}")
    if code is ExitCode.DONE:
        say("Nothing is wrong.")
    return code


def _deeper(settings: Settings) -> Iterable[Problem]:
    """What only those who know the commands and the themes can tell."""
    from reader.tui.keymap import keymap_of

    yield from keymap_of(settings)[1]
    if settings.theme:
        from reader.tui.themes import unknown_theme  # Textual's own themes are known to it alone

        yield from unknown_theme(settings)


def _show(settings: Settings, out: Output) -> None:
    for field in fields(settings):
        if field.name not in _NO_SETTINGS:
            value, line = _plain(getattr(settings, field.name)), settings.lines.get(field.name)
            if out.as_json:
                out.record({"setting": field.name, "value": value, "line": line})
            else:
                said = ", ".join(value) if isinstance(value, list) else str(value or "")
                out.line(f"{field.name:<12}  {said:<40}  {f'line {line}' if line else ''}")


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, tuple):
        return [getattr(one, "pattern", str(one)) for one in value]
    return value if value is None or isinstance(value, int) else str(value)


def _keys(settings: Settings, out: Output) -> None:
    from reader.tui.commands import COMMANDS
    from reader.tui.keymap import keymap_of, written

    keymap, problems = keymap_of(settings)
    if problems:
        raise Unusable(f"{visible_name(str(settings_path()))}, {problems[0]}")
    for command in COMMANDS:
        keys = keymap.of(command)
        does = command.article or command.list
        if out.as_json:
            out.record({"id": command.id, "keys": [list(one) for one in keys], "does": does})
        else:
            shown = "  ".join(written(one) for one in keys) or "(none)"
            out.line(f"{command.id:<18}  {shown:<18}  {command.label}")


COMMAND = Command("say where the settings are, what holds, and what is wrong with them", _arguments, alone=_run)
