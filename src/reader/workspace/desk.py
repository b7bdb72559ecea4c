"""The desk: open a folder, and read, search, annotate, export and check it."""

import os
from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.catalogue.query import Node
from reader.codebook import Codebook
from reader.drafts import Drafts
from reader.errors import CannotRead, NotFound
from reader.model.annotation import Anchor, AnchorState, Annotation, Placed, Target, bodies
from reader.model.article import Article
from reader.model.listing import Unreadable
from reader.model.term import Term
from reader.own_terms import OwnTerms
from reader.reading_state import state_path
from reader.settings import Settings
from reader.store.tinydb_store import TinyDBStore
from reader.text.safety import clean_line
from reader.text.segments import snap
from reader.text.span import Span
from reader.workspace.cleaning import clean_note, clean_tags
from reader.workspace.copying import Copying
from reader.workspace.notebook import Notebook, Taken
from reader.workspace.renamed import Renamed
from reader.workspace.shelf import catalogue_path
from reader.workspace.tagging import Tagging

if TYPE_CHECKING:
    from reader.export.folder import Exported
    from reader.model.digest import ArticleDigest, Digest
    from reader.model.finding import Finding
    from reader.model.hit import Hit
    from reader.store.merging import Joined
    from reader.terms.extract import Found
    from reader.workspace.taking_in import TakenIn


class Workspace(Tagging):
    """An opened library, its annotations and its reading state. Safe to use from several threads for reading."""

    def __init__(
        self,
        folder: Path,
        annotations: Path | None = None,
        by: str = "",
        settings: Settings | None = None,
        catalogue: str | os.PathLike[str] | None = None,
    ) -> None:
        super().__init__(folder, catalogue)
        settings = settings or Settings()
        self.library.leaves_out = settings.boilerplate
        self._beside = here = Path(os.path.abspath(folder)).parent
        self.annotations_folder = annotations or settings.annotations or here / "annotations"
        self.exports_folder = settings.exports or here / "notes"
        self.template = settings.template
        """The person's form of notes on Markdown pages; None for the usual one."""
        self._store = TinyDBStore(self.annotations_folder)
        self.notebook = Notebook(self._store, by)
        self.drafts = Drafts(Path(state_path(folder)).with_suffix(".drafts"))
        """What was begun and is not saved."""
        self._renamed = Renamed(self._store, self.library, self.catalogue)
        self._copying = Copying(self._store, str(self.annotations_folder), self.library, self.catalogue, self._renamed)
        self._terms = lru_cache(maxsize=256)(_find_terms)
        self.own_terms = OwnTerms(self.annotations_folder / "terms.toml")
        self.codebook = Codebook(self.annotations_folder / "codebook.toml")

    def take_over(self, settings: Settings) -> bool:
        """Let other settings hold, but for the folder of annotations; whether articles have to be read anew."""
        self.exports_folder = settings.exports or self._beside / "notes"
        self.template = settings.template
        self.notebook.by = settings.by or self.notebook.by
        before, self.library.leaves_out = self.library.leaves_out, settings.boilerplate
        return before != settings.boilerplate

    # Articles

    def copy_annotations(self) -> None:
        """Bring the catalogue's copy of the annotations up to date: what changed since, whoever changed it."""
        self._copying.renew(self._with_annotations)

    def article(self, id: str) -> Article:
        """One article whole, without what the person wants left out. Raises NotFound or CannotRead."""
        return self.catalogue.article(id)

    def terms_of(self, article: Article) -> tuple[Term, ...]:
        """The key terms of an article: what the person pinned, then the most telling first."""
        from reader.terms.chosen import chosen_terms

        return chosen_terms(article, self._terms(article).terms, self.own_terms.chosen)

    def names_of(self, article: Article) -> tuple[Term, ...]:
        """The names in an article that are no key terms and that the person has not hidden."""
        from reader.terms.chosen import apart, unhidden

        names = unhidden(self._terms(article).names, self.own_terms.chosen)
        return tuple(apart(names, self.terms_of(article)))

    def source(self, id: str) -> str:
        """The name under which the store keeps an article: the library's name and the id."""
        return f"{self.library.name}/{id}"

    def target(self, article: Article, span: Span | None) -> Target:
        """How the store names a passage, widened to whole graphemes, or the whole article."""
        from reader.anchoring.describe import describe

        whole = snap(article.text, span) if span is not None else None
        return describe(article, whole, self.source(article.id))

    def place(self, article: Article, target: Target) -> Anchor:
        """Where a passage stands in an article as it reads now."""
        if target.position is None and target.quote is None:
            return Anchor(AnchorState.ANCHORED, None)
        from reader.anchoring.anchor import anchor

        changed = bool(target.snapshot) and target.snapshot != article.hash
        old = self._store.snapshot(target.source, target.snapshot) if changed else None
        return anchor(article.text, article.hash, target, old)

    @property
    def noted_version(self) -> tuple[int, int]:
        """Different whenever `noted` may answer otherwise."""
        return (self._copying.version, self.catalogue.version)

    # Annotations

    def annotations_of(self, article: Article) -> tuple[Placed, ...]:
        """The annotations of an article, each with its place: whole article first, then text order, orphans last.

        Those that it had under another name are among them, if it reads as it did then.
        """
        return tuple(sorted((self._place(article, a) for a in self.kept(article)), key=_reading_order))

    def offered(self, article: Article) -> tuple[Placed, ...]:
        """The annotations of an article that is gone and that this one may be, renamed and edited."""
        for source in self._renamed.alike(article)[:1]:
            placed = (self._place(article, a)._replace(offered=True) for a in self.notebook.of(source))
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
                    p.annotation.target._replace(source=here)
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

    def merge(self, place: Path) -> "Iterator[Joined | Unreadable]":
        """Take the annotations of another store in, as `TinyDBStore.merge`; undone as one step."""
        return self._store.merge(place, self.notebook.by)

    def repair(self) -> "Iterator[Finding]":
        """Put the store's files right and say what was done. Raises NotSaved."""
        from reader.model.finding import Finding, FindingKind

        return (Finding(FindingKind.REPAIRED, path, done) for path, done in self._store.repair())

    def unwritable(self, article: Article) -> str:
        """Why nothing can be saved on an article, in a sentence; empty where it can."""
        return self._store.writable(self.source(article.id))

    def asked(self, typed: str, *, typing: bool = False) -> Node:
        """As `Shelf.asked`; a term is asked for under each of the names that the person has joined."""
        query = super().asked(typed, typing=typing)
        if "term:" not in typed.lower() or not self.own_terms.chosen.joined:
            return query
        from reader.catalogue.parsing import with_names

        return with_names(query, self.own_terms.chosen.names)

    def notes(self, typed: str = "") -> Iterator[tuple[Article, Placed]]:
        """Every annotation that answers what was typed, newest article first, in reading order. Raises QueryError."""
        return self._notes(self.asked(typed))

    def _hits_in_notes(self, query: Node) -> "Iterator[Hit]":
        from reader.workspace.hits import hits_in_note

        return (hit for article, placed in self._notes(query) for hit in hits_in_note(article, placed, query))

    # Out, and in order

    def digest(self, typed: str = "", among: Container[str] | None = None) -> "Digest":
        """The annotated articles that answer what was typed, only those `among` if it is given, for an export."""
        from reader.model.digest import Digest

        wanted = {row.id for row in self.list(typed)} if among is None else among
        return Digest(tuple(self._digest(article) for article in self.annotated(wanted)), self.codes())

    def export(self, digest: "Digest", path: Path | None = None, format: str = "markdown") -> "Exported":
        """Write `digest` to `path`, else into the folder of exports, in a `Format`. Raises NotSaved."""
        from reader.export.formats import Format, export

        return export(digest, Format(format), path or self.exports_folder, self.template)

    def check(self) -> "Iterator[Finding]":
        """Everything that is not as it should be."""
        from reader.workspace.checking import findings

        return findings(self, self.catalogue.problems, self._store.problems(), self._renamed.ids())

    def kept(self, article: Article) -> Iterator[Annotation]:
        """The annotations of an article as the disk has them, also those that it had under another name."""
        for source in dict.fromkeys((self.source(article.id), *self._renamed.same(article))):
            yield from self.notebook.of(source)

    def annotated(self, among: Container[str] | None = None) -> Iterator[Article]:
        """Every annotated article that can be read, newest first; only those `among` if it is given."""
        for id in self.catalogue.annotations():
            if among is None or id in among:
                with suppress(CannotRead, NotFound):
                    yield self.article(id)

    def _with_annotations(self, id: str) -> tuple[Article, tuple[Placed, ...]] | None:
        with suppress(CannotRead, NotFound):
            article = self.article(id)
            return article, self.annotations_of(article)
        return None

    def _notes(self, query: Node) -> Iterator[tuple[Article, Placed]]:
        for id, wanted in self.catalogue.annotations(query).items():
            if there := self._with_annotations(id):
                yield from ((there[0], placed) for placed in there[1] if placed.annotation.id in wanted)

    def _place(self, article: Article, annotation: Annotation) -> Placed:
        return Placed(annotation, self.place(article, annotation.target))

    def _digest(self, article: Article) -> "ArticleDigest":
        from reader.model.digest import ArticleDigest

        path = os.path.abspath(self.library.path(article.id))
        source = self.source(article.id)
        return ArticleDigest(article, source, path, self.annotations_of(article), self._store.snapshots(source))


def open_workspace(
    folder: Path,
    annotations: Path | None = None,
    by: str = "",
    settings: Settings | None = None,
    *,
    cache: bool = True,
) -> Workspace:
    """The desk for the articles in `folder`; without `cache` its catalogue is kept in memory.

    What is named here goes before what the settings say. Raises Unusable where that is no folder to read.
    """
    by = by or (settings.by if settings else "") or _person()
    return Workspace(folder, annotations, by, settings, catalogue_path(folder) if cache else None)


def _find_terms(article: Article) -> "Found":
    from reader.terms.extract import find_terms  # a tenth of the start, and wanted after the first screen

    return find_terms(article)


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
