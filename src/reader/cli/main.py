"""From a command line to an exit status."""

import gc
import sys
from collections.abc import Sequence
from contextlib import closing, suppress

from reader.cli.arguments import parse, print_overview, split_command
from reader.cli.command import load
from reader.cli.output import ExitCode, Output, say, silence, terminal_columns, use_utf8
from reader.errors import NotSaved, ReaderError, Unusable
from reader.text.safety import visible_name


def run(argv: Sequence[str]) -> int:
    """As `reader.cli.run`."""
    use_utf8()
    try:
        code = _outcome(argv)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        silence(sys.stdout)
        code = ExitCode.PIPE_CLOSED
    except OSError as error:
        silence(sys.stdout)
        code = ExitCode.FAILED
        with suppress(OSError):  # it may be stderr that cannot be written
            say(f"The output cannot be written: {error.strerror}")
    _let_go_of_stderr()
    return code


def _let_go_of_stderr() -> None:
    """Write what is left of the talk; where nobody can hear it any more, that is no other way to end."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)


def _outcome(argv: Sequence[str]) -> int:
    """Carry it out; what goes wrong is said, and becomes an exit status."""
    try:
        return _carry_out(argv)
    except NotSaved as error:
        say(str(error))
        return ExitCode.NOT_SAVED
    except ReaderError as error:
        say(str(error))
        return ExitCode.UNUSABLE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except OSError as error:
        if error.filename is None:  # our own output: `run` knows what to do
            raise
        say(f"{visible_name(error.filename)}: {error.strerror}")
        return ExitCode.UNUSABLE


def _carry_out(argv: Sequence[str]) -> int:
    if not argv:
        raise Unusable("Name a folder of articles: reader FOLDER. `reader -h` shows what else there is.")
    if argv[0] in ("-h", "--help"):
        print_overview()
        return ExitCode.DONE
    name, rest = split_command(argv)
    command = load(name)
    try:
        arguments = parse(name, command, rest)
    except SystemExit:  # argparse, when it has printed the help or the version
        return ExitCode.DONE
    out = Output(arguments.json, terminal_columns())
    if command.alone:
        gc.enable()  # it may take as long as it likes
        return command.alone(arguments, out)
    from reader.workspace.opening import Opening

    with closing(Opening(arguments.folder, arguments.annotations, cache=not arguments.no_cache)) as opening:
        if command.ask:
            code = command.ask(opening, arguments, out)
        else:
            assert command.run, "a command runs on a folder, asks about one or stands alone"
            code = command.run(opening.workspace, arguments, out)
        if opening.trouble:
            say(opening.trouble)
    return code
