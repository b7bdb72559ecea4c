"""The store of annotations on the disk."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

from reader.errors import NotSaved, StoreRefused
from reader.files import Fingerprint, check_writable, fingerprint, locked, make_folder_durably, write_durably
from reader.model.annotation import Revision
from reader.model.article import Unreadable
from reader.store.documents import revision_of, snapshot_document, snapshot_of, to_document
from reader.store.folder import QUARANTINE, Folder, carries_mark, raw_bytes
from reader.store.lines import TABLE, Contents, Document, decode, id_text, named_source
from reader.store.problems import problem, reason, telling
from reader.text.safety import visible_name

_LOCK = ".lock"
_BESIDE = {
    ".gitattributes": "*.json -text merge=union\n",
    ".gitignore": f"{_LOCK}\n{QUARANTINE}/\n.*.tmp\n",
}
"""Files that git needs beside ours: lines of two clones are joined, and what is of this machine stays here."""


class TinyDBStore:
    """An `AnnotationStore` in a folder: one TinyDB file for each annotated article. Makes nothing before it writes."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = Folder(root)
        self._sources: dict[Path, tuple[Fingerprint | None, str]] = {}

    def sources(self) -> tuple[str, ...]:
        """Every annotated article."""
        return tuple(sorted({source for path in self._paths() if (source := self._source(path))}))

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
        with telling("Not saved"):
            self._prepare()
            with locked(self._root / _LOCK):
                path = self._place(source, name)
                _insert(path, source, documents)
            self._folder.remember(path)

    def stamp(self, source: str) -> Hashable:
        """Inode, size and time of each of the article's files."""
        return tuple(fingerprint(path) for path in self._paths(source))

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

    def _prepare(self) -> None:
        """Make the folder and what stands in it for git."""
        make_folder_durably(self._root)
        for name, text in _BESIDE.items():
            if fingerprint(self._root / name) is None:
                write_durably(self._root / name, text.encode())

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
        with suppress(OSError):
            return self._folder.of(source) if source else self._folder.all()
        return []

    def _contents(self, source: str) -> Iterator[Contents]:
        """What can be read of an article's files."""
        for path in self._paths(source):
            with suppress(OSError, StoreRefused):
                contents = decode(raw_bytes(path) or b"")
                if contents.source == source:
                    yield contents

    def _source(self, path: Path) -> str:
        """The article that a file is about and found by, or an empty string; read again only if the file changed."""
        now = fingerprint(path)
        known = self._sources.get(path)
        if known is None or known[0] != now:
            known = self._sources[path] = (now, _read_source(path))
        return known[1]


def _insert(path: Path, source: str, documents: Mapping[str, Document]) -> None:
    """Put `documents` into a file, on the disk at return. Raises OSError and StoreRefused."""
    try:
        _write(path, source, documents)
    except OSError:
        if not _holds(path, documents):
            raise
        # The swap was made, and what failed is forcing it to the disk. Whether it would outlive a power cut nobody
        # knows, and a second fsync of the same file may lie: only a whole new one tells.
        _write(path, source, documents)


def _write(path: Path, source: str, documents: Mapping[str, Document]) -> None:
    """Insert by TinyDB what is not there yet, and write in any case: what is there may not be on the disk."""
    from tinydb import TinyDB  # 11 ms, and needed for writing only
    from tinydb.table import Document as Row

    from reader.store.durable_storage import DurableStorage

    with TinyDB(path, source, storage=DurableStorage) as database:
        table = database.table(TABLE, cache_size=0)  # TinyDB's cache does not see other writers
        present = {row.doc_id for row in table}
        rows = (Row(document, int(key)) for key, document in documents.items())
        table.insert_multiple(row for row in rows if row.doc_id not in present)


def _holds(path: Path, documents: Mapping[str, Document]) -> bool:
    """Whether all of `documents` are in a file. Raises OSError and StoreRefused."""
    raw = raw_bytes(path)
    return raw is not None and documents.keys() <= decode(raw).documents.keys()


def _read_source(path: Path) -> str:
    with suppress(OSError, StoreRefused):
        source = named_source(raw_bytes(path) or b"")
        return source if carries_mark(path, source) else ""
    return ""
