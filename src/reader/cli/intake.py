"""What the commands that bring news in share: their options, and how they say what happens."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reader.cli.command import Arguments, Takes
from reader.cli.output import ExitCode, Output, say

if TYPE_CHECKING:
    from reader.intake.shelf import Shelved
    from reader.intake.tally import Event
    from reader.intake.wishes import Wishes


def add_wishes(parser: Takes) -> None:
    """Let a command take the options of fetching."""
    parser.add_argument(
        "--summaries", action="store_true", help="where a feed gives a summary only, do not fetch pages"
    )
    parser.add_argument("--allow-private", action="store_true", help="let addresses of private networks be asked")


def wishes_of(arguments: Arguments) -> "Wishes":
    """What was typed, as the intake takes it. Raises Unusable, also where its packages are not installed."""
    from reader.intake.doors import check_extra

    check_extra()
    from reader.intake.corpora import column_mapping
    from reader.intake.sources import Kind
    from reader.intake.wishes import Wishes

    kind = getattr(arguments, "kind", None)
    return Wishes(
        kind=Kind(kind) if kind else None,
        columns=column_mapping(getattr(arguments, "columns", "")),
        pages=not arguments.summaries,
        allow_private=arguments.allow_private,
    )


class Reporting:
    """Prints the id of each article that is new or changed, says what failed, and shows counts on a terminal."""

    def __init__(self, out: Output) -> None:
        from reader.intake.tally import Tally

        self._out = out
        self._tally = Tally()
        self._shows_counts = sys.stderr is not None and sys.stderr.isatty()

    @property
    def code(self) -> ExitCode:
        """How it went."""
        return ExitCode.FAILED if self._tally.failed else ExitCode.DONE

    def told(self, event: "Event") -> None:
        """Take one thing that happened."""
        from reader.intake.shelf import Outcome, Shelved
        from reader.intake.tally import Trouble

        self._tally.count(event)
        self._counts("")
        if isinstance(event, Trouble):
            say(f"{event.source}: {event.reason}")
        elif isinstance(event, Shelved) and (self._out.as_json or event.outcome in (Outcome.NEW, Outcome.CHANGED)):
            self._print(event)
        progress = self._tally.progress
        self._counts(f"{progress.done:,} of {progress.known:,} sources · {self._tally}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._counts("")
        say(f"{self._tally}.")

    def _print(self, event: "Shelved") -> None:
        if self._out.as_json:
            self._out.record({"id": event.id, "outcome": event.outcome, "title": event.title, "url": event.url})
        else:
            self._out.line(event.id)
        if sys.stdout is not None:
            sys.stdout.flush()

    def _counts(self, line: str) -> None:
        """Put `line` in the place of the counts that stand in the last line of a terminal."""
        if self._shows_counts:
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
