"""What happens while news comes in, as values, and its counts."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from reader.intake.shelf import Outcome, Shelved


@dataclass(frozen=True, slots=True)
class Trouble:
    """A source, or a part of one, that could not be taken; the rest goes on."""

    source: str
    """As the person named it, or as its feed does; cleaned for the eye."""
    reason: str
    """A sentence."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many sources are done, of how many that are known of by now."""

    done: int
    known: int


Event = Shelved | Trouble | Progress
Told = Callable[[Event], None]
"""Told of each thing as it happens: of an article when it is on the disk."""


@dataclass(slots=True)
class Tally:
    """Counts what it is told of."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    failed: int = 0
    progress: Progress = Progress(0, 0)

    def count(self, event: Event) -> None:
        """Take one more thing into account."""
        match event:
            case Shelved():
                self.outcomes[event.outcome] += 1
            case Trouble():
                self.failed += 1
            case Progress():
                self.progress = event

    def __str__(self) -> str:
        """`3 new, 1 changed, 40 known; 2 failed`."""
        words = {
            Outcome.NEW: "new",
            Outcome.CHANGED: "changed",
            Outcome.KNOWN: "known",
            Outcome.KEPT: "kept as they were edited by hand",
        }
        counted = [f"{self.outcomes[outcome]:,} {word}" for outcome, word in words.items() if self.outcomes[outcome]]
        said = ", ".join(counted) or "nothing new"
        return f"{said}; {self.failed:,} failed" if self.failed else said
