"""TinyDB's own tests, from its source distribution, pass on our storage."""

import os
import re
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path

import pytest

import tinydb_adapter

MODULES = ("test_tinydb.py", "test_tables.py", "test_storages.py", "test_operations.py", "test_queries.py")
NOT_OURS = {
    "test_storages.py::test_json": "writes what is no table",
    "test_storages.py::test_json_kwargs": "the layout of its file",
    "test_storages.py::test_json_read": "its access modes",
    "test_storages.py::test_create_dirs": "its option to make folders",
    "test_storages.py::test_yaml": "another storage",
    "test_storages.py::test_encoding": "its option for other encodings than UTF-8",
    "test_tables.py::test_table_repr[json]": "its name",
}
"""Tests of what only `JSONStorage` has, and of other storages."""

CONFTEST = """
import tinydb, tinydb.storages
from tinydb_adapter import TablesOfFiles, db  # noqa: F401

tinydb.TinyDB.default_storage_class = tinydb.JSONStorage = tinydb.storages.JSONStorage = TablesOfFiles
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """The tests in TinyDB's source distribution of the version that is installed."""
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "-d", str(tmp_path)]
    got = subprocess.run([*command, f"tinydb=={version('tinydb')}"], capture_output=True, text=True, check=False)
    if got.returncode:
        pytest.skip("the source distribution of TinyDB cannot be had here")
    (archive,) = tmp_path.glob("tinydb-*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    (tests,) = tmp_path.glob("tinydb-*/tests")
    return tests


@pytest.mark.soak
def test_tinydbs_own_tests_pass_on_our_storage(sources: Path) -> None:
    (sources / "conftest.py").write_text(CONFTEST)
    (sources.parent / "pytest.ini").write_text("[pytest]\n")
    chosen = [argument for name in NOT_OURS for argument in ("--deselect", f"tests/{name}")]
    places = os.pathsep.join([str(Path(tinydb_adapter.__file__).parent), *filter(None, sys.path)])
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            *chosen,
            *(f"tests/{name}" for name in MODULES),
        ],
        cwd=sources.parent,
        env=os.environ | {"PYTHONPATH": places},
        capture_output=True,
        text=True,
        check=False,
    )
    print(ended.stdout[-3000:])
    passed = re.search(r"(\d+) passed", ended.stdout)
    assert ended.returncode == 0, ended.stdout[-3000:]
    assert passed
    assert int(passed[1]) > 150
