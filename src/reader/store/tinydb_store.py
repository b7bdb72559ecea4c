"""The store of annotations on the disk."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from reader.errors import NotSaved, StoreRefused
from reader.files import (
    Fingerprint,
    check_parent,
    check_writable,
    fingerprint,
    locked,
    make_folder_durably,
    write_durably,
)
from reader.model.annotation import Revision
from reader.model.listing import Unreadable
from reader.store.documents import revision_of, snapshot_document, snapshot_of, to_document
from reader.store.folder import QUARANTINE, Folder, carries_mark, raw_bytes
from reader.store.identity import new_ulid
from reader.store.lines import Contents, Facts, decode, glance, id_text, named_source
from reader.store.merging import Joined, Part, parts_of, recorded, revisions_in, tally
from reader.store.problems import problem, reason, telling
from reader.store.repairing import Repair, repair
from reader.store.writing import insert
from reader.text.safety import visible_name

_LOCK = ".lock"
_GIT = {
    ".gitattributes": "*.json -text merge=union\n",
    ".gitignore": f"{_LOCK}\n{QUARANTINE}/\n.*.tmp\n",
}
"""Files that git needs beside ours: lines of two clones are joined, and what is of this machine stays here."""


class TinyDBStore:
    """An `AnnotationStore` in a folder: one TinyDB file for each annotated article. Makes nothing before it writes."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = Folder(root)
        self._facts: dict[Path, tuple[Fingerprint | None, Facts]] = {}
        self._refusals = 0
        """How often the disk refused to be read: what was known before it did is in doubt."""

    def sources(self) -> tuple[str, ...]:
        """Every annotated article."""
        return tuple(sorted({facts.source for path in self._paths() if (facts := self._known(path)).source}))

    def recent(self) -> Iterator[tuple[str, int]]:
        """Every annotated article and its newest id, that with the newest first; parses no file."""
        newest: dict[str, int] = {}
        for path in self._paths():
            facts = self._known(path)
            if facts.source:
                newest[facts.source] = max(newest.get(facts.source, 0), facts.newest)
        yield from sorted(newest.items(), key=lambda item: (-item[1], item[0]))

    def mentioning(self, text: str) -> Iterator[str]:
        """Every article in whose files the ASCII letters and digits `text` occur; parses no file."""
        wanted = text.encode("ascii", "replace")
        for path in self._paths():
            if wanted in (self._raw(path) or b"") and (source := self._known(path).source):
                yield source

    def revisions(self, source: str) -> tuple[Revision, ...]:
        """All revisions of an article's annotations, oldest first; files that a sync program doubled are one."""
        found: dict[int, Revision] = {}
        for contents in self._contents(source):
            for key, document in contents.documents.items():
                if revision := revision_of(key, document):
                    found[revision.id] = revision
        return tuple(found[key] for key in sorted(found))

    def snapshot(self, source: str, hash: str) -> str | None:
        """An article's text as it read when something was annotated, by its `Article.hash`."""
        return self.snapshots(source).get(hash)

    def snapshots(self, source: str) -> Mapping[str, str]:
        """All such texts of an article, by hash."""
        documents = (document for contents in self._contents(source) for document in contents.documents.values())
        return dict(filter(None, map(snapshot_of, documents)))

    def add(self, source: str, revisions: Sequence[Revision], *, snapshot: str | None = None, name: str = "") -> None:
        """Keep revisions and the text they were made on, as `AnnotationStore.add`; costs two fsyncs."""
        documents = {id_text(revision.id): to_document(revision) for revision in revisions}
        if snapshot is not None:
            key, document = snapshot_document(snapshot)
            documents[key] = document
        with telling("Not saved"), self._writing():
            path = self._place(source, name)
            insert(path, source, documents)
            self._folder.remember(path)
            self._folder.sweep()

    def merge(self, place: Path, by: str) -> Iterator[Joined | Unreadable]:
        """Take another annotations folder, or one file of one, into this one: the union of both, article by article.

        Gives what came in with each article when that is on the disk, and what cannot be taken. All of it is one change
        of `by`, to be undone as one. Raises NotSaved, and Unusable where `place` is no such thing.
        """
        change = new_ulid()
        for part in parts_of(place):
            if isinstance(part, Unreadable):
                yield part
            elif joined := self._take(part, change, by):
                yield joined

    def repair(self) -> Iterator[Repair]:
        """Put damaged and doubled files right, and say what was done. Raises NotSaved where the disk fails."""
        done: list[Repair] = []
        trouble: NotSaved | None = None
        try:
            with telling("Not repaired"):
                if self._folder.all():
                    with self._writing():
                        done.extend(repair(self._folder, self._place))
        except NotSaved as error:
            trouble = error
        yield from done
        if trouble:
            raise trouble

    def stamp(self, source: str = "") -> Hashable:
        """Inode, size and time of each of the article's files; another one after the disk refused to be read.

        Without a source those of the folder, in which every file that is written is swapped in.
        """
        return (*map(fingerprint, self._paths(source) if source else [self._root]), self._refusals)

    def problems(self) -> tuple[Unreadable, ...]:
        """Every file of the folder that is damaged, refused or not found under its name."""
        try:
            paths = self._folder.all()
        except OSError as error:
            return (Unreadable(".", reason(error)),)
        found = ((path, problem(path)) for path in paths)
        return tuple(Unreadable(visible_name(path.name), text) for path, text in found if text)

    def writable(self, source: str = "") -> str:
        """Why nothing can be saved, or nothing on this article, as a sentence; empty where it can."""
        try:
            with telling("Nothing can be saved"):
                check_writable(self._root)
                if source:
                    decode(raw_bytes(self._place(source, "")) or b"").check_writable_for(source)
        except NotSaved as error:
            return str(error)
        return ""

    def _take(self, part: Part, change: str, by: str) -> Joined | None:
        """Keep what is new of an article, and the record of it; None where nothing is new."""
        with telling("Not saved"), self._writing():
            path = self._place(part.source, part.name)
            there = {key: item for contents in self._contents(part.source) for key, item in contents.documents.items()}
            new = {key: document for key, document in part.documents.items() if key not in there}
            if not new:
                return None
            known, came = revisions_in(there), revisions_in(new)
            records = recorded(known, came, change, by)
            insert(path, part.source, new | {id_text(record.id): to_document(record) for record in records})
            self._folder.remember(path)
        return tally(part.source, known, came, len(new))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the lock of the folder, which is made with what stands in it for git. Raises OSError."""
        check_parent(self._root)
        make_folder_durably(self._root)
        with locked(self._root / _LOCK):
            for name, text in _GIT.items():
                if fingerprint(self._root / name) is None:
                    write_durably(self._root / name, text.encode())
            yield

    def _place(self, source: str, name: str) -> Path:
        """The file to write to: one that the article has, else a new one. Lists the folder at most once."""
        for path in self._folder.seen(source):
            raw = raw_bytes(path)
            if raw is not None and named_source(raw) in ("", source):
                return path
        fresh = (self._folder.fresh(source, name, attempt) for attempt in count())
        return next(path for path in fresh if (raw := raw_bytes(path)) is None or named_source(raw) in ("", source))

    def _paths(self, source: str = "") -> list[Path]:
        """The files that may be about an article, or all; none where the folder cannot be listed."""
        try:
            return self._folder.of(source) if source else self._folder.all()
        except OSError:
            self._refusals += 1
            return []

    def _contents(self, source: str) -> Iterator[Contents]:
        """What can be read of an article's files."""
        for path in self._paths(source):
            with suppress(StoreRefused):
                contents = decode(self._raw(path) or b"")
                if contents.source == source:
                    yield contents

    def _raw(self, path: Path) -> bytes | None:
        """A file's bytes, None where there are none or the disk does not give them."""
        try:
            return raw_bytes(path)
        except OSError:
            self._refusals += 1
            return None

    def _known(self, path: Path) -> Facts:
        """What a file that is found by its article shows at a glance; looked at again only if the file changed."""
        now = fingerprint(path)
        known = self._facts.get(path)
        if known is None or known[0] != now:
            raw = self._raw(path)
            known = now, _glance(path, raw or b"")
            if raw is not None:
                self._facts[path] = known
        return known[1]


def _glance(path: Path, raw: bytes) -> Facts:
    with suppress(StoreRefused):
        facts = glance(raw)
        if carries_mark(path, facts.source):
            return facts
    return Facts("", 0)
