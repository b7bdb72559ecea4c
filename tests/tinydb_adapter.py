"""TinyDB's own tests over our storage: what stands in for its `JSONStorage` there, a file of ours for each table."""

import os
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB
from tinydb.storages import MemoryStorage, Storage

from reader.store.durable_storage import DurableStorage
from reader.store.lines import LAST_ID, TABLE


class TablesOfFiles(Storage):
    """A database of many tables, each in a `DurableStorage` of its own, without the document that names the article."""

    def __init__(self, path: str | Path, **layout: object) -> None:
        self._folder = Path(path)
        self._folder.mkdir(exist_ok=True)  # its own fails too where there is no folder to be in

    def read(self) -> dict[str, dict[str, Any]] | None:
        tables = {path.name: DurableStorage(path, path.name).read() for path in sorted(self._folder.iterdir())}
        return {
            name: {str(int(key)): row for key, row in table[TABLE].items() if key != LAST_ID}
            for name, table in tables.items()
            if table is not None
        } or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        for name in set(os.listdir(self._folder)) - set(data):
            (self._folder / name).unlink()
        for name, table in data.items():
            DurableStorage(self._folder / name, name).write({TABLE: table})


@pytest.fixture(params=["memory", "json"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> TinyDB:
    """As TinyDB's own fixture of that name."""
    ours = request.param == "json"
    made = TinyDB(tmp_path / "test.db", storage=TablesOfFiles) if ours else TinyDB(storage=MemoryStorage)
    made.drop_tables()
    made.insert_multiple({"int": 1, "char": char} for char in "abc")
    return made
