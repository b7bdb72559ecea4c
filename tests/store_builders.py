"""Revisions with defaults, and a store that keeps them in memory."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from reader.model.annotation import Revision, Target, TextPositionSelector, TextQuoteSelector, bodies
from reader.model.article import text_hash
from reader.model.listing import Unreadable
from reader.store.identity import new_ulid, revision_id

SOURCE = "seeds/000_02bc2ad79be283e5.txt"
NOON = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)


def target(source: str = SOURCE) -> Target:
    return Target(
        source, TextQuoteSelector("a luxury car", "He sent ", " to Kim."), TextPositionSelector(8, 20), "sha256-x"
    )


def revision(
    note: str = "why a car?",
    *,
    tags: tuple[str, ...] = (),
    on: Revision | tuple[Revision, ...] = (),
    by: str = "ana",
    removed: bool = False,
    source: str = SOURCE,
    change: str | None = None,
) -> Revision:
    """A new annotation, or the next state of the one that `on` are the heads of."""
    parents = (on,) if isinstance(on, Revision) else on
    return Revision(
        id=revision_id(max((parent.id for parent in parents), default=0)),
        annotation=parents[0].annotation if parents else new_ulid(),
        at=NOON,
        target=target(source),
        body=() if removed else bodies(tags, note),
        by=by,
        parents=tuple(parent.id for parent in parents),
        removed=removed,
        change=new_ulid() if change is None else change,
    )


class MemoryStore:
    """An `AnnotationStore` without a disk."""

    def __init__(self) -> None:
        self._revisions: dict[str, dict[int, Revision]] = {}
        self._snapshots: dict[str, dict[str, str]] = defaultdict(dict)

    def sources(self) -> tuple[str, ...]:
        return tuple(sorted(self._revisions))

    def recent(self) -> Iterator[tuple[str, int]]:
        newest = {source: max(kept, default=0) for source, kept in self._revisions.items()}
        yield from sorted(newest.items(), key=lambda item: -item[1])

    def mentioning(self, text: str) -> Iterator[str]:
        yield from self.sources()

    def revisions(self, source: str) -> tuple[Revision, ...]:
        kept = self._revisions.get(source, {})
        return tuple(kept[key] for key in sorted(kept))

    def snapshot(self, source: str, hash: str) -> str | None:
        return self.snapshots(source).get(hash)

    def snapshots(self, source: str) -> Mapping[str, str]:
        return dict(self._snapshots.get(source, {}))

    def add(self, source: str, revisions: Sequence[Revision], *, snapshot: str | None = None, name: str = "") -> None:
        kept = self._revisions.get(source, {})
        self._revisions[source] = {revision.id: revision for revision in revisions} | kept
        if snapshot is not None:
            self._snapshots[source][text_hash(snapshot)] = snapshot

    def stamp(self, source: str = "") -> Hashable:
        sources = (source,) if source else tuple(self._revisions | self._snapshots)
        return tuple((one, *self._revisions.get(one, ()), *self._snapshots.get(one, ())) for one in sources)

    def problems(self) -> tuple[Unreadable, ...]:
        return ()

    def writable(self, source: str = "") -> str:
        return ""
