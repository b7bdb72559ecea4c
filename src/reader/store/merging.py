"""Another store, or a copy of one file that a sync program made, taken into this one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from reader.errors import StoreRefused, Unusable
from reader.model.annotation import Revision
from reader.model.listing import Unreadable
from reader.store.documents import revision_of
from reader.store.folder import Folder, mark, raw_bytes
from reader.store.lines import LAST_ID, Document, decode, named_source
from reader.store.problems import reason
from reader.store.revisions import by_annotation, heads, numbered, says
from reader.text.safety import visible_name


class Part(NamedTuple):
    """What another store holds of one article."""

    source: str
    name: str
    """What its file is called there, without the article's mark."""
    documents: Mapping[str, Document]
    """By id, without the last one of a file."""


class Joined(NamedTuple):
    """What came into the store with one article."""

    source: str
    added: int
    """Annotations that were not there."""
    changed: int
    """Annotations that say something else now."""
    removed: int
    conflicts: int
    """Annotations that both sides had changed: both are kept, until one settles it."""
    documents: int
    """Everything that came in: revisions, of which many may be of one annotation, and texts of the article."""


def parts_of(place: Path) -> Iterator[Part | Unreadable]:
    """What another annotations folder, or one file of one, holds of each article, and what of it cannot be taken.

    Raises Unusable where `place` is neither.
    """
    for source, paths in sorted(_by_source(place).items()):
        documents: dict[str, Document] = {}
        for path in paths:
            found = _read(path)
            if isinstance(found, Unreadable):
                yield found
                continue
            documents = {**found[0], **documents}
            if found[1]:
                yield Unreadable(visible_name(path.name), f"{found[1]}; what is whole is taken")
        documents.pop(LAST_ID, None)
        if source and documents:
            yield Part(source, paths[0].stem.partition(f"-{mark(source)}")[0], documents)


def revisions_in(documents: Mapping[str, Document]) -> tuple[Revision, ...]:
    """The revisions among documents, oldest first."""
    found = (revision_of(key, document) for key, document in sorted(documents.items()))
    return tuple(revision for revision in found if revision)


def recorded(known: Iterable[Revision], new: Iterable[Revision], change: str, by: str) -> tuple[Revision, ...]:
    """The records of a merge: one for each annotation that says something else by `new`, so that it can be undone.

    They name the heads before and behind, and say nothing themselves: whatever comes from the other store later
    builds on its own revisions as if there had been no merge.
    """
    known, new = tuple(known), tuple(new)
    before = by_annotation(known)
    records = []
    for annotation, history in by_annotation([*known, *new]).items():
        old = heads(before.get(annotation, ()))
        if says(old) != says(history):
            now = heads(history)
            told = now[-1]._replace(body=(), removed=False, undoes="", by=by, change=change)
            records.append(
                told._replace(parents=tuple(r.id for r in old), brought=tuple(r.id for r in now)),
            )
    return numbered(records, [*known, *new])


def tally(source: str, known: Iterable[Revision], new: Iterable[Revision], documents: int) -> Joined:
    """What `new` revisions do to the annotations of an article, in numbers."""
    known = tuple(known)
    before, after = by_annotation(known), by_annotation([*known, *new])
    counts: dict[str, int] = defaultdict(int)
    for annotation, history in after.items():
        old, now = says(before.get(annotation, ())), says(history)
        if old != now:
            counts["added" if not old else "removed" if not now else "conflicts" if len(now) > 1 else "changed"] += 1
    return Joined(
        source, counts["added"], counts["changed"], counts["removed"], counts["conflicts"], documents=documents
    )


def _by_source(place: Path) -> dict[str, list[Path]]:
    """The files of a store by article, those of which the article is not known under an empty name."""
    try:
        paths = Folder(place).all() if place.is_dir() else [place]
    except OSError as error:
        raise Unusable(f"{visible_name(str(place))}: {reason(error)}.") from error
    if not paths:
        inside = place / "annotations"
        hint = f" Did you mean {visible_name(str(inside))}?" if inside.is_dir() else ""
        raise Unusable(f"There are no annotations in {visible_name(str(place))}.{hint}")
    if not place.exists():
        raise Unusable(f"There is no {visible_name(str(place))}.")
    sources: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        try:
            source = named_source(raw_bytes(path) or b"")
        except (OSError, StoreRefused):
            source = ""
        sources[source].append(path)
    return sources


def _read(path: Path) -> tuple[dict[str, Document], str] | Unreadable:
    """A file's documents and what is wrong with it, or why nothing can be taken from it."""
    try:
        contents = decode(raw_bytes(path) or b"")
    except OSError as error:
        return Unreadable(visible_name(path.name), reason(error))
    except StoreRefused as refusal:
        return Unreadable(visible_name(path.name), str(refusal))
    if contents.newer:
        return Unreadable(visible_name(path.name), "it was written by a newer reader")
    return contents.documents, contents.damage
