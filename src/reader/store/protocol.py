"""What the floors above ask of a store of annotations."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Protocol

from reader.model.annotation import Revision
from reader.model.listing import Unreadable


class AnnotationStore(Protocol):
    """A growing set of revisions for each article; what was added is never lost or changed.

    An article is named by its source, as in `Target.source`. What cannot be read is left out and told by `problems`.
    """

    def sources(self) -> tuple[str, ...]:
        """Every annotated article."""

    def recent(self) -> Iterator[tuple[str, int]]:
        """Every annotated article and the newest id in it, or a larger one; by that, the newest first."""

    def mentioning(self, text: str) -> Iterator[str]:
        """The annotated articles in which an id may end in `text`, ASCII letters and digits; maybe others."""

    def revisions(self, source: str) -> tuple[Revision, ...]:
        """All revisions of an article's annotations, oldest first."""

    def snapshot(self, source: str, hash: str) -> str | None:
        """An article's text as it read when something was annotated, by its `Article.hash`."""

    def snapshots(self, source: str) -> Mapping[str, str]:
        """All such texts of an article, by hash."""

    def add(self, source: str, revisions: Sequence[Revision], *, snapshot: str | None = None, name: str = "") -> None:
        """Keep revisions and, once for each version, the text that they were made on. On the disk at return.

        What is there already is not added again, so after a failure the same call is safe. `name` is for people: what
        the article's file is called if it is a new one. Raises NotSaved, with all that was saved before untouched, and
        StoreRefused where the file is not ours to write.
        """

    def stamp(self, source: str = "") -> Hashable:
        """A value that differs as soon as anybody changed what is kept of an article, or of any one; cheap."""

    def problems(self) -> tuple[Unreadable, ...]:
        """Everything in the store that is damaged or refused."""

    def writable(self, source: str = "") -> str:
        """Why nothing can be saved, or nothing on this article, as a sentence; empty where it can."""
