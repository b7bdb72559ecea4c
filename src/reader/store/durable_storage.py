"""A TinyDB storage that never leaves half a file behind and never writes over what it could not read.

TinyDB's own `JSONStorage` writes in place and cuts last, opens an empty file as an empty database, and keeps its
handle after the file was replaced.
"""

from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from reader.files import write_durably
from reader.store.folder import quarantine, raw_bytes
from reader.store.lines import LAST_ID, TABLE, Contents, Document, article_document, decode, encode, id_text


class DurableStorage(Storage):
    """One article's store file as TinyDB sees it: one table. Whoever writes holds the store's lock.

    Raises OSError if the disk fails, and StoreRefused, with the file untouched, if it is not ours to write.
    """

    def __init__(self, path: Path, source: str) -> None:
        self._path = path
        self._source = source
        self._raw: bytes | None = None
        self._contents = Contents({})

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The table as it is on the disk now; None where there is no file."""
        contents = self._load()
        if contents is None:
            return None
        return {TABLE: {key: dict(document) for key, document in contents.documents.items()}}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Put the table on the disk; damaged bytes that it replaces are kept in quarantine first."""
        if set(data) - {TABLE}:
            raise ValueError(f"a store file has one table, {TABLE!r}")
        documents: dict[str, Document] = {id_text(int(key)): value for key, value in data.get(TABLE, {}).items()}
        documents.setdefault(LAST_ID, article_document(self._source))
        self._make_way()
        write_durably(self._path, encode(documents))

    def _load(self) -> Contents | None:
        """What the file holds: read each time, for others write too, but parsed only when its bytes are different."""
        raw = raw_bytes(self._path)
        if raw is None:
            return None
        if raw != self._raw:
            self._contents = decode(raw)
            self._raw = raw
        return self._contents

    def _make_way(self) -> None:
        """See to it that nothing is lost when the file is replaced."""
        contents = self._load()
        if contents is None or self._raw is None:
            return
        contents.check_writable_for(self._source)
        if contents.damage:
            quarantine(self._path.parent, self._raw)
