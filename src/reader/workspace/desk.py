"""The desk: open a folder, and read, search, annotate, export and check it."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.catalogue.catalogue import Catalogue, Progress, snippet
from reader.catalogue.query import Query, parse_query
from reader.errors import CannotRead, NotFound, Unusable
from reader.library.boilerplate import leave_out
from reader.library.folder import Library
from reader.model.annotation import Anchor, AnchorState, Annotation, Placed, Target, bodies
from reader.model.article import Article, Listing, Unreadable
from reader.model.digest import ArticleDigest, Digest
from reader.model.finding import Finding, FindingKind
from reader.model.hit import Hit, Where
from reader.model.term import Term
from reader.reading_state import ReadingState, state_path
from reader.settings import Settings
from reader.store.merging import Joined
from reader.store.tinydb_store import TinyDBStore
from reader.text.safety import clean_line, visible_name
from reader.text.segments import snap
from reader.text.span import Span
from reader.workspace.cleaning import clean_note, clean_tags
from reader.workspace.notebook import Notebook, Taken
from reader.workspace.renamed import Renamed

if TYPE_CHECKING:
    from reader.export.folder import Exported
    from reader.workspace.taking_in import TakenIn


class Workspace:
    """An opened library, its annotations and its reading state. Safe to use from several threads for reading."""

    def __init__(
        self, folder: Path, annotations: Path | None = None, by: str = "", settings: Settings | None = None
    ) -> None:
        settings = settings or Settings()
        self.library = Library(folder)
        self._boilerplate = settings.boilerplate
        self._beside = here = Path(os.path.abspath(folder)).parent
        self.annotations_folder = annotations or settings.annotations or here / "annotations"
        self.exports_folder = settings.exports or here / "notes"
        self.catalogue = Catalogue(self.library)
        self.reading = ReadingState(state_path(folder))
        self._store = TinyDBStore(self.annotations_folder)
        self.notebook = Notebook(self._store, by)
        self.drafts: dict[tuple[str, Span | None], str] = {}
        """Notes that were begun and not saved, by article and passage; kept while the program runs."""
        self._renamed = Renamed(self._store, self.library, self.catalogue)
        self._terms = lru_cache(maxsize=64)(_key_terms)

    def take_over(self, settings: Settings) -> bool:
        """Let other settings hold, but for the folder of annotations; whether articles have to be read anew."""
        self.exports_folder = settings.exports or self._beside / "notes"
        self.notebook.by = settings.by or self.notebook.by
        changed, self._boilerplate = settings.boilerplate != self._boilerplate, settings.boilerplate
        return changed

    # Articles

    def refresh(self, progress: Progress | None = None) -> bool:
        """Look at the folder again; whether anything is different."""
        return self.catalogue.refresh(progress)

    def list(self, typed: str = "", *, typing: bool = False) -> tuple[Listing, ...]:
        """The articles that answer what was typed, newest first, with their notes and reading state."""
        again = self._renamed.ids()
        counts: Counter[str] = Counter()
        for source, kept in self.notebook.everything():
            counts[self.source(again[source]) if source in again else source] += len(kept)
        rows = self.catalogue.matching(parse_query(typed, typing=typing))
        return tuple(self._with_state(row, counts[self.source(row.id)]) for row in rows)

    def article(self, id: str) -> Article:
        """One article whole, without what the person wants left out. Raises NotFound or CannotRead."""
        return leave_out(self.catalogue.article(id), self._boilerplate)

    def terms_of(self, article: Article) -> tuple[Term, ...]:
        """The key terms of an article, most telling first."""
        return self._terms(article)

    def source(self, id: str) -> str:
        """The name under which the store keeps an article: the library's name and the id."""
        return f"{self.library.name}/{id}"

    def target(self, article: Article, span: Span | None) -> Target:
        """How the store names a passage, widened to whole graphemes, or the whole article."""
        from reader.anchoring.describe import describe

        whole = snap(article.text, span) if span is not None else None
        return describe(article, whole, self.source(article.id))

    # Annotations

    def annotations_of(self, article: Article) -> tuple[Placed, ...]:
        """The annotations of an article, each with its place: whole article first, then text order, orphans last.

        Those that it had under another name are among them, if it reads as it did then.
        """
        return tuple(sorted((self._place(article, a) for a in self._kept(article)), key=_reading_order))

    def offered(self, article: Article) -> tuple[Placed, ...]:
        """The annotations of an article that is gone and that this one may be, renamed and edited."""
        for source in self._renamed.alike(article)[:1]:
            placed = (replace(self._place(article, a), offered=True) for a in self.notebook.of(source))
            return tuple(sorted(placed, key=_reading_order))
        return ()

    def annotate(
        self, article: Article, span: Span | None, tags: tuple[str, ...] = (), note: str = "", id: str = ""
    ) -> Annotation:
        """Annotate a passage, or the whole article where `span` is None; on the disk when it returns.

        A passage is widened to whole graphemes. Raises NotSaved.
        """
        target = self.target(article, span)
        return self.notebook.add(article, target, bodies(clean_tags(tags), clean_note(note)), id)

    def edit(self, annotation: Annotation, tags: tuple[str, ...], note: str) -> Annotation:
        """Give an annotation these tags and this note. Raises NotSaved."""
        return self.notebook.change(annotation, bodies(clean_tags(tags), clean_note(note)))

    def move(self, article: Article, annotation: Annotation, span: Span | None) -> Annotation:
        """Put an annotation on a passage, widened to whole graphemes, or on the whole article.

        Raises NotSaved, and Unusable while it is in conflict.
        """
        (moved,) = self.notebook.retarget(article, [(annotation, self.target(article, span))])
        return moved

    def adopt(self, article: Article, offered: Iterable[Placed]) -> tuple[Annotation, ...]:
        """Take the annotations of an article that is gone over to the one that it is now, as one change.

        Those whose words are gone keep their old quote. Raises NotSaved, and Unusable while one is in conflict.
        """
        here = self.source(article.id)
        return self.notebook.retarget(
            article,
            [
                (
                    p.annotation,
                    replace(p.annotation.target, source=here)
                    if p.anchor.state is AnchorState.ORPHAN
                    else self.target(article, p.span),
                )
                for p in offered
            ],
        )

    def undo(self) -> tuple[Taken, ...]:
        """As `Notebook.undo`."""
        return self.notebook.undo()

    def redo(self) -> tuple[Taken, ...]:
        """As `Notebook.redo`."""
        return self.notebook.redo()

    def take_in(self, path: Path) -> "TakenIn":
        """Import the annotations in a file of ours or of another program. Raises Unusable and NotSaved."""
        from reader.imports.reading import read_notes
        from reader.workspace.taking_in import take_in

        return take_in(self, read_notes(path))

    def rename_tag(self, old: str, new: str) -> tuple[str, ...]:
        """As `Notebook.rename_tag`. Raises Unusable where a name is none, or both are one."""
        before, after = clean_tags((old,)), clean_tags((new,))
        if not before or not after or before == after:
            raise Unusable("Name the tag as it is, and as it is to be.")
        return self.notebook.rename_tag(*before, *after)

    def merge(self, place: Path) -> Iterator[Joined | Unreadable]:
        """Take the annotations of another store in, as `TinyDBStore.merge`; undone as one step."""
        return self._store.merge(place, self.notebook.by)

    def repair(self) -> Iterator[Finding]:
        """Put the store's files right and say what was done. Raises NotSaved."""
        return (Finding(FindingKind.REPAIRED, path, done) for path, done in self._store.repair())

    def unwritable(self, article: Article) -> str:
        """Why nothing can be saved on an article, in a sentence; empty where it can."""
        return self._store.writable(self.source(article.id))

    def notes(self, typed: str = "") -> Iterator[tuple[Article, Placed]]:
        """Every annotation whose words, tags, note or article answer what was typed, in reading order."""
        query = parse_query(typed)
        for article in self._annotated():
            for placed in self.annotations_of(article):
                a = placed.annotation
                exact = a.target.quote.exact if a.target.quote else ""
                if query.matches(exact, a.note, article.headline, *a.tags):
                    yield article, placed

    def search(self, typed: str) -> Iterator[Hit]:
        """Every place in notes, tags and articles that answers what was typed, newest article first."""
        query = parse_query(typed)
        if query.needles:
            for article, placed in self.notes():
                yield from _hits_in_note(article, placed, query)
        yield from self.catalogue.hits(query)

    # Out, and in order

    def digest(self, typed: str = "", only: str = "") -> Digest:
        """The annotated articles that answer what was typed, or the one with the id `only`, for an export."""
        wanted = {only} if only else {row.id for row in self.catalogue.matching(parse_query(typed))}
        chosen = (article for article in self._annotated() if article.id in wanted)
        return Digest(tuple(self._digest(article) for article in chosen))

    def export(self, digest: Digest, path: Path | None = None, format: str = "markdown") -> "Exported":
        """Write `digest` to `path`, else into the folder of exports, in a `Format`. Raises NotSaved."""
        from reader.export.formats import Format, export

        return export(digest, Format(format), path or self.exports_folder)

    def check(self) -> Iterator[Finding]:
        """Everything that is not as it should be."""
        for problem in self.catalogue.problems:
            yield Finding(FindingKind.UNREADABLE, problem.path, problem.reason)
        for damage in self._store.problems():
            yield Finding(FindingKind.DAMAGED, damage.path, damage.reason)
        there = {self.source(row.id) for row in self.catalogue.listing}
        again = self._renamed.ids()
        for source, kept in self.notebook.everything():
            if source.startswith(self.library.name + "/") and source not in there and source not in again:
                reason = f"the article is not in the folder; {len(kept)} of its notes are kept"
                yield Finding(FindingKind.ORPHAN, visible_name(source), reason)
        for article in self._annotated():
            yield from self._check(article)

    def _check(self, article: Article) -> Iterator[Finding]:
        path = visible_name(article.id)
        for placed in self.annotations_of(article):
            id = placed.annotation.id
            if placed.anchor.state is AnchorState.ORPHAN:
                yield Finding(FindingKind.ORPHAN, path, f"the words of note {id} are not in the article any more")
            if placed.anchor.state is AnchorState.MOVED:
                yield Finding(FindingKind.STALE, path, f"the words of note {id} have moved or were rewritten")
            if placed.annotation.conflict:
                yield Finding(FindingKind.CONFLICT, path, f"note {id} was changed in two places; edit it to settle it")

    def _kept(self, article: Article) -> Iterator[Annotation]:
        for source in dict.fromkeys((self.source(article.id), *self._renamed.same(article))):
            yield from self.notebook.of(source)

    def _annotated(self) -> Iterator[Article]:
        kept = {source for source, _ in self.notebook.everything()}
        again = {id for source, id in self._renamed.ids().items() if source in kept}
        for row in self.catalogue.listing:
            if row.id in again or self.source(row.id) in kept:
                try:
                    yield self.article(row.id)
                except (CannotRead, NotFound):
                    continue

    def _place(self, article: Article, annotation: Annotation) -> Placed:
        target = annotation.target
        if target.position is None and target.quote is None:
            return Placed(annotation, Anchor(AnchorState.ANCHORED, None))
        from reader.anchoring.anchor import anchor

        changed = bool(target.snapshot) and target.snapshot != article.hash
        old = self._store.snapshot(target.source, target.snapshot) if changed else None
        return Placed(annotation, anchor(article.text, article.hash, target, old))

    def _digest(self, article: Article) -> ArticleDigest:
        path = os.path.abspath(self.library.path(article.id))
        source = self.source(article.id)
        return ArticleDigest(article, source, path, self.annotations_of(article), self._store.snapshots(source))

    def _with_state(self, row: Listing, notes: int) -> Listing:
        state = self.reading.of(row.id)
        return replace(row, notes=notes, read=state.read, starred=state.starred)


def open_workspace(
    folder: Path, annotations: Path | None = None, by: str = "", settings: Settings | None = None
) -> Workspace:
    """The desk for the articles in `folder`. Raises Unusable with a sentence where that is no folder to read.

    What is named here goes before what the settings say.
    """
    return Workspace(folder, annotations, by or (settings.by if settings else "") or _person(), settings)


def _key_terms(article: Article) -> tuple[Term, ...]:
    from reader.terms.extract import key_terms  # a tenth of the start, and wanted after the first screen

    return key_terms(article)


def _hits_in_note(article: Article, placed: Placed, query: Query) -> Iterator[Hit]:
    note = placed.annotation.note
    if note and query.matches(note):
        find = next(query.finds(note))
        line = snippet(note, find, Span(0, len(note)))
        yield Hit(article.id, Where.NOTE, line, placed.span, placed.annotation.id)
    for tag in placed.annotation.tags:
        if query.matches(tag):
            yield Hit(article.id, Where.TAG, tag, placed.span, placed.annotation.id)


def _reading_order(placed: Placed) -> tuple[bool, int, int, str]:
    orphan = placed.anchor.state is AnchorState.ORPHAN
    span = placed.anchor.span or Span(0, 0)
    return (orphan, span.start, span.end, placed.annotation.id)


def _person() -> str:
    import getpass

    try:
        return clean_line(getpass.getuser())
    except (OSError, KeyError, ImportError):
        return ""
