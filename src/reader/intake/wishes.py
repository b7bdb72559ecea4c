"""How sources are to be taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.intake.addresses import is_any, is_public
from reader.intake.fetching import Fetcher
from reader.intake.limits import Limits
from reader.intake.sources import Kind


@dataclass(frozen=True, slots=True)
class Wishes:
    """How sources are to be taken."""

    kind: Kind | None = None
    """What they are; None to find out."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Which column of a corpus holds which field of a story, beyond the usual names."""
    pages: bool = True
    """Whether to fetch the page of a story of which a feed gives a summary only."""
    allow_private: bool = False
    """Whether addresses of private networks may be asked."""
    limits: Limits = field(default_factory=Limits)

    def fetcher(self) -> Fetcher:
        """What fetches as wished; to be entered."""
        return Fetcher(self.limits, is_any if self.allow_private else is_public)
