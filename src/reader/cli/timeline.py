"""`reader list --timeline`: how many articles and notes each period has."""

from typing import TYPE_CHECKING

from reader.cli.asking import answering
from reader.cli.layout import table
from reader.cli.output import ExitCode, Output, say
from reader.errors import Unusable
from reader.text.counting import counted
from reader.typeset.timeline import Grain, set_timeline

if TYPE_CHECKING:
    from reader.workspace.opening import Opening

_MOST = 40
"""Periods that are printed where none are asked for: about a screen of lines."""
_WIDTH = 24
"""Cells of the longest bar."""
_EIGHTHS = "▏▎▍▌▋▊▉█"


def print_timeline(opening: "Opening", typed: str, by: str | None, out: Output, *, fresh: bool = False) -> ExitCode:
    """Print the periods of the articles that answer what was typed, newest first; `fresh` as in `Opening.glance`.

    Raises Unusable for a period that is none.
    """
    grain = _grain(by)
    shelf, rows = answering(opening, typed, fresh=fresh)
    timeline = set_timeline(rows.days, len(rows), _MOST, grain)
    noted = timeline.sums(shelf.notes_by_day(rows))
    periods = [(timeline.query(bar), bar.articles, notes) for bar, notes in zip(timeline.bars, noted, strict=True)]
    if out.as_json:
        for period, count, notes in reversed(periods):
            out.record({"date": period, "articles": count, "notes": notes})
    elif periods:
        most = max(count for _, count, _ in periods)
        lines = [(p, str(count), _bar(count, most), _noted(notes)) for p, count, notes in reversed(periods)]
        for line in table(lines, out.columns, right=frozenset({1})):
            out.line(line)
    undated = len(rows) - sum(count for _, count, _ in periods)
    if undated or not periods:
        say(f"{counted(undated, 'article')} without a date." if undated else "There is no article.")
    return ExitCode.DONE


def _grain(by: str | None) -> Grain | None:
    if by is None or by in list(Grain):
        return Grain(by) if by else None
    raise Unusable(f"--by {by} is no period: it is one of {', '.join(Grain)}.")


def _bar(count: int, most: int) -> str:
    whole, eighths = divmod(-(-count * _WIDTH * 8 // most), 8)
    return "█" * whole + (_EIGHTHS[eighths - 1] if eighths else "")


def _noted(notes: int) -> str:
    return counted(notes, "note") if notes else ""
