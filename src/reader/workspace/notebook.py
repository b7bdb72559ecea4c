"""The annotations of a library: made, changed, taken away and taken back."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from reader.errors import NotFound, Unusable
from reader.export.naming import file_stem
from reader.model.annotation import Annotation, Revision, Target, TextualBody
from reader.model.article import Article
from reader.store import history
from reader.store.history import Direction
from reader.store.identity import new_ulid, revision_id
from reader.store.merging import recorded
from reader.store.protocol import AnnotationStore
from reader.store.revisions import annotations, by_annotation, heads
from reader.workspace.tags import renaming


class Taken(NamedTuple):
    """What undo or redo did."""

    source: str
    """The article that it touched, as in `Target.source`."""
    before: Annotation | None
    """How the annotation stood; None where it was not there."""
    after: Annotation | None
    """How it stands now; None where it is not there."""


class Notebook:
    """Every change is a new revision in the store, and on the disk when the method returns.

    All methods that change raise NotSaved with nothing lost where it cannot be kept.
    """

    def __init__(self, store: AnnotationStore, by: str) -> None:
        self.by = by
        """Whose changes are made and undone here."""
        self._store = store
        self.writes = 0
        """How often something was written since the program began."""
        self._kept: dict[str, tuple[Hashable, tuple[Revision, ...]]] = {}

    def of(self, source: str) -> tuple[Annotation, ...]:
        """The annotations of one article as the disk has them now."""
        revisions = self._revisions(source)
        if all(revision.target.source == source for revision in revisions):
            return annotations(revisions)
        histories = by_annotation(revisions)
        here = {id for id, history in histories.items() if any(r.target.source == source for r in heads(history))}
        return tuple(annotation for annotation in annotations(revisions) if annotation.id in here)

    def stamp(self, source: str = "") -> Hashable:
        """Different whenever anybody changed the annotations of `source`, or of any article."""
        return self._store.stamp(source)

    def everything(self) -> Iterator[tuple[str, tuple[Annotation, ...]]]:
        """Every annotated article with its annotations."""
        for source in self._store.sources():
            kept = self.of(source)
            if kept:
                yield source, kept

    def find(self, part: str) -> Annotation:
        """The annotation whose id is or ends in `part`, in any case. Raises NotFound."""
        wanted = part.upper()
        sources = set(self._store.mentioning(wanted)) if wanted.isascii() and wanted.isalnum() else ()
        fitting = [a for source in sorted(sources) for a in self.of(source) if a.id.endswith(wanted)]
        if len(fitting) == 1:
            return fitting[0]
        raise NotFound("That annotation is not there." if not fitting else "That id fits several annotations.")

    def tags(self) -> Counter[str]:
        """Every tag in use, with how many annotations carry it."""
        return Counter(tag for _, kept in self.everything() for annotation in kept for tag in annotation.tags)

    def latest_tags(self) -> tuple[str, ...]:
        """The tags that this person gave last, to be given again."""
        latest: Revision | None = None
        for source, newest in self._store.recent():
            if latest and latest.id > newest:
                break
            mine = (r for r in self._revisions(source) if r.by == self.by and not r.removed and not r.undoes)
            latest = max((r for r in (latest, *mine) if r and _tags(r)), key=lambda r: r.id, default=None)
        return _tags(latest) if latest else ()

    def add(self, article: Article, target: Target, body: Sequence[TextualBody], id: str = "") -> Annotation:
        """Write a new annotation. Saving again with the same `id` after a failure makes no second one."""
        if id:
            landed = next((a.heads for a in self.of(target.source) if a.id == id), ())
            return self._write(self._revision(id, target, tuple(body), landed), article)
        made = self._revision(new_ulid(), target, tuple(body))
        self._put(target.source, (made,), article)  # nobody else knows its id: there is nothing to read back
        return annotations((made,))[0]

    def change(self, annotation: Annotation, body: Sequence[TextualBody]) -> Annotation:
        """Give an annotation another body; in a conflict this settles it."""
        return self._write(self._revision(annotation.id, annotation.target, tuple(body), annotation.heads))

    def retarget(self, article: Article, targets: Sequence[tuple[Annotation, Target]]) -> tuple[Annotation, ...]:
        """Put annotations on other targets, all in `article`, as one change.

        One that was on another article takes its history along, so that either file tells the whole of it. Raises
        Unusable while one is in conflict: nobody has said yet which of its texts goes along.
        """
        if any(annotation.conflict for annotation, _ in targets):
            raise Unusable("This note was changed in two places: edit it first.")
        change = new_ulid()
        fresh = [self._revision(a.id, target, a.body, a.heads)._replace(change=change) for a, target in targets]
        here, ids = fresh[0].target.source, {annotation.id for annotation, _ in targets}
        left = {annotation.target.source for annotation, _ in targets} - {here}
        past = [r for source in left for r in self._revisions(source) if r.annotation in ids]
        for text in (text for source in left for text in self._store.snapshots(source).values()):
            self._store.add(here, (), snapshot=text, name=file_stem(article, here))
        self._put(here, (*past, *fresh), article)
        for source in left:
            known = {revision.annotation for revision in self._revisions(source)}
            self._put(source, tuple(revision for revision in fresh if revision.annotation in known))
        kept = {annotation.id: annotation for annotation in self.of(here)}
        return tuple(kept[revision.annotation] for revision in fresh)

    def remove(self, annotation: Annotation) -> None:
        """Take an annotation away; undo brings it back."""
        self.amend([(annotation, None)])

    def amend(self, bodies: Iterable[tuple[Annotation, Sequence[TextualBody] | None]]) -> None:
        """Give annotations other bodies, or take away those whose body is None, as one change.

        NotSaved in the middle leaves a part done, which undo takes back.
        """
        change, made = new_ulid(), dict[str, list[Revision]]()
        for annotation, body in bodies:
            said = annotation.body if body is None else tuple(body)
            fresh = self._revision(annotation.id, annotation.target, said, annotation.heads)
            revision = fresh._replace(removed=body is None, change=change)
            made.setdefault(annotation.target.source, []).append(revision)
        for source, revisions in made.items():
            self._put(source, tuple(revisions))

    def rename_tag(self, old: str, new: str) -> tuple[str, ...]:
        """Call the tag `old` and all below it `new`, in every annotation at once; the ids of these, one step to undo.

        Where both stand, they become one. Rivals in a conflict are renamed each and stay rivals. Raises NotFound where
        no annotation has such a tag. NotSaved in the middle leaves a part done, which undo takes back, or another
        renaming completes.
        """
        step, renamed = new_ulid(), dict[str, None]()
        for source, _ in self._store.recent():
            made = [
                head._replace(id=revision_id(max(head.parents)), at=_now(), by=self.by, change=step)
                for head in renaming(self._revisions(source), old, new)
                if head.target.source == source  # what went to another article is renamed there
            ]
            if made:
                self._put(source, tuple(made))
                renamed |= dict.fromkeys(revision.annotation for revision in made)
        if not renamed:
            raise NotFound(f"No note has the tag “{old}”.")
        return tuple(renamed)

    def ids(self) -> frozenset[str]:
        """Every annotation that is there or was and has been removed."""
        return frozenset(r.annotation for source, _ in self._store.recent() for r in self._revisions(source))

    def take_in(self, arrivals: Mapping[Article, Sequence[tuple[Revision, str]]]) -> None:
        """Keep the first revisions of annotations, each with the text that it was made on, as one change."""
        change = new_ulid()
        for article, pairs in arrivals.items():
            fresh = tuple(revision for revision, _ in pairs)
            source = fresh[0].target.source
            for text in {snapshot for revision, snapshot in pairs if snapshot and snapshot != article.text}:
                self._store.add(source, (), snapshot=text, name=file_stem(article, source))
            self._put(source, (*fresh, *recorded(self._revisions(source), fresh, change, self.by)), article)

    def undo(self) -> tuple[Taken, ...]:
        """Take back this person's last change, also one from before a restart. Raises NotFound when there is none."""
        log = self._log(Direction.UNDO)
        return self._take(history.next_undo(log, self.by), log, "There is nothing to undo.")

    def redo(self) -> tuple[Taken, ...]:
        """Make again what was undone last. Raises NotFound when there is nothing."""
        log = self._log(Direction.REDO)
        return self._take(history.next_redo(log, self.by), log, "There is nothing to redo.")

    def _log(self, direction: Direction) -> tuple[Revision, ...]:
        """The revisions of the articles that were changed last, as many as are needed to know what is taken back."""
        log: tuple[Revision, ...] = ()
        for number, (source, newest) in enumerate(self._store.recent()):
            # Asked at one article, two, four…: what was looked through is never more than twice what had to be.
            if number & (number - 1) == 0 and history.decides(log, self.by, direction, horizon=newest):
                break
            log += self._revisions(source)
        return log

    def _take(self, change: str | None, log: Sequence[Revision], nothing: str) -> tuple[Taken, ...]:
        if change is None:
            raise NotFound(nothing)
        inverse = history.taking_back(log, change, new_ulid(), _now(), self.by)
        places = _places((*log, *inverse), {revision.annotation for revision in inverse})
        before = self._standing(places)
        for source, names in places.items():
            self._put(source, tuple(r for r in inverse if r.annotation in names))
        after = self._standing(places)
        return tuple(
            Taken(r.target.source, before.get(r.annotation), after.get(r.annotation))
            for r in {r.annotation: r for r in inverse}.values()
        )

    def _standing(self, places: Iterable[str]) -> dict[str, Annotation]:
        return {a.id: a for source in places for a in self.of(source)}

    def _revisions(self, source: str) -> tuple[Revision, ...]:
        stamp = self._store.stamp(source)
        kept = self._kept.get(source)
        if kept is None or kept[0] != stamp:
            kept = self._kept[source] = (stamp, self._store.revisions(source))
        return kept[1]

    def _revision(
        self, annotation: str, target: Target, body: tuple[TextualBody, ...], parents: tuple[int, ...] = ()
    ) -> Revision:
        key = revision_id(after=max(parents, default=0))  # behind its parents even when the clock went back
        return Revision(key, annotation, _now(), target, body, self.by, parents, change=new_ulid())

    def _write(self, revision: Revision, article: Article | None = None) -> Annotation:
        source = revision.target.source
        self._put(source, (revision,), article)
        for annotation in self.of(source):
            if annotation.id == revision.annotation:
                return annotation
        return annotations((revision,))[0]  # saved, but removed by another since, or the disk fails now

    def _put(self, source: str, revisions: tuple[Revision, ...], article: Article | None = None) -> None:
        self.writes += 1
        if article is None:
            self._store.add(source, revisions)
        else:
            self._store.add(source, revisions, snapshot=article.text, name=file_stem(article, source))


def _places(revisions: Iterable[Revision], ids: Collection[str]) -> dict[str, set[str]]:
    """Every article in whose file there is something of the annotations called `ids`, with those of them."""
    places: dict[str, set[str]] = {}
    for revision in revisions:
        if revision.annotation in ids:
            places.setdefault(revision.target.source, set()).add(revision.annotation)
    return places


def new_annotation_id() -> str:
    """An id to make before the first attempt to write, so that another attempt writes the same annotation."""
    return new_ulid()


def _tags(revision: Revision) -> tuple[str, ...]:
    return tuple(b.value for b in revision.body if b.purpose == "tagging")


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
