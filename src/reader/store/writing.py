"""How documents come into a store file."""

from collections.abc import Mapping
from pathlib import Path

from reader.store.folder import raw_bytes
from reader.store.lines import TABLE, Document, decode


def insert(path: Path, source: str, documents: Mapping[str, Document]) -> None:
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
