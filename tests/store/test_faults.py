"""A disk that fails at any system call, and a crash at any: nothing that was saved is touched, and nothing doubles."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader import files
from reader.errors import NotSaved
from reader.model.annotation import Revision
from reader.store import durable_storage
from reader.store.tinydb_store import TinyDBStore
from store_builders import SOURCE, revision

CALLS = ("open", "read", "write", "fsync", "close", "replace", "mkdir", "fstat")


class FailingDisk:
    """`os` as `reader.files` sees it, with one call, or all from one on, that fails. `unlink` and `rmdir` work."""

    def __init__(self, at: int = 0, fault: Callable[[], object] = lambda: None, for_good: bool = False) -> None:
        self.calls: list[str] = []
        self._at = at
        self._fault = fault
        self._for_good = for_good

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in CALLS:
            return real

        def call(*arguments: Any, **options: Any) -> Any:
            self.calls.append(name)
            struck = len(self.calls) == self._at or (self._for_good and len(self.calls) > self._at > 0)
            if struck and name == "close":
                real(*arguments)  # Linux closes it even when it reports an error
            if struck:
                self._fault()
            return real(*arguments, **options)

        return call


class ShortWrites(FailingDisk):
    """A disk that takes half of a write, and then is full."""

    def __getattr__(self, name: str) -> Any:
        call = super().__getattr__(name)
        if name != "write":
            return call

        def write(descriptor: int, data: memoryview) -> int:
            if "write" in self.calls:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return int(call(descriptor, data[: len(data) // 2]))

        return write


def failing(code: int) -> Callable[[], object]:
    def fault() -> object:
        raise OSError(code, os.strerror(code))

    return fault


def a_store(tmp_path: Path, kept: list[Revision]) -> Path:
    root = tmp_path / "whole" / "annotations"
    if kept:
        TinyDBStore(root).add(SOURCE, kept, snapshot="the text")
    else:
        root.parent.mkdir()
    return root.parent


def calls_of_an_add(place: Path, tmp_path: Path) -> list[str]:
    disk = FailingDisk()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "os", disk)
        shutil.copytree(place, tmp_path / "counted")
        TinyDBStore(tmp_path / "counted" / "annotations").add(SOURCE, [revision()], snapshot="the text")
    return disk.calls


def left_over(root: Path) -> list[str]:
    return [path.name for path in root.rglob(".*.tmp")]


@pytest.mark.parametrize(
    ("code", "for_good"), [(errno.ENOSPC, True), (errno.EIO, False), (errno.EIO, True), (errno.EINTR, False)]
)
@pytest.mark.parametrize("kept", [[], [revision("one"), revision("two")]], ids=["first note", "next note"])
def test_a_failure_at_any_call_is_told_and_the_same_add_can_be_done_again(
    tmp_path: Path, kept: list[Revision], code: int, for_good: bool
) -> None:
    place = a_store(tmp_path, kept)
    calls = calls_of_an_add(place, tmp_path)
    assert len(calls) > 20
    for at in range(1, len(calls) + 1):
        root = tmp_path / str(at) / "annotations"
        shutil.copytree(place, root.parent)
        store, made = TinyDBStore(root), revision("three")
        said = ""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(files, "os", FailingDisk(at, failing(code), for_good))
            try:
                store.add(SOURCE, [made], snapshot="the text")
            except NotSaved as error:
                said = str(error)
        where = (at, calls[at - 1], said)
        for opened in (store, TinyDBStore(root)):
            assert opened.problems() == (), where
            assert set(opened.revisions(SOURCE)) - {made} == set(kept), where
            assert said.startswith("Not saved: ") or made in opened.revisions(SOURCE), where
        assert left_over(root) == [], where
        store.add(SOURCE, [made], snapshot="the text")
        assert TinyDBStore(root).revisions(SOURCE) == (*kept, made), where
        assert len(list(root.glob("*.json"))) == 1, where
        shutil.rmtree(root.parent)


def test_a_disk_that_fills_in_the_middle_of_a_write_loses_nothing(tmp_path: Path) -> None:
    one, two = revision("one"), revision("two")
    root = a_store(tmp_path, [one]) / "annotations"
    store = TinyDBStore(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "os", ShortWrites())
        with pytest.raises(NotSaved, match="the disk is full"):
            store.add(SOURCE, [two])
    assert store.revisions(SOURCE) == (one,)
    assert left_over(root) == []
    store.add(SOURCE, [two])
    assert store.revisions(SOURCE) == (one, two)


def test_an_unknown_outcome_is_settled_by_a_whole_new_file(tmp_path: Path) -> None:
    one, two = revision("one"), revision("two")
    place = a_store(tmp_path, [one])
    calls = calls_of_an_add(place, tmp_path)
    folder_sync = max(number for number, name in enumerate(calls, 1) if name == "fsync")
    disk = FailingDisk(folder_sync, failing(errno.EIO))
    store = TinyDBStore(place / "annotations")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "os", disk)
        store.add(SOURCE, [two], snapshot="the text")
    assert disk.calls.count("fsync") == 4
    assert store.revisions(SOURCE) == (one, two)


@pytest.mark.parametrize("kept", [[], [revision("one"), revision("two")]], ids=["first note", "next note"])
def test_a_crash_at_any_call_leaves_the_old_or_the_new(tmp_path: Path, kept: list[Revision]) -> None:
    place = a_store(tmp_path, kept)
    made = revision("three")
    for at in range(1, len(calls_of_an_add(place, tmp_path)) + 1):
        root = tmp_path / str(at) / "annotations"
        shutil.copytree(place, root.parent)
        child = os.fork()
        if child == 0:
            setattr(files, "os", FailingDisk(at, lambda: os._exit(137)))  # noqa: B010 - a module is not typed for this
            TinyDBStore(root).add(SOURCE, [made])
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) in (0, 137)
        store = TinyDBStore(root)
        assert store.problems() == ()
        assert store.revisions(SOURCE) in (tuple(kept), (*kept, made))
        store.add(SOURCE, [made])
        assert store.revisions(SOURCE) == (*kept, made)


def test_the_faults_find_a_store_that_writes_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = ShortWrites()

    def in_place(path: Path, data: bytes) -> None:
        with open(path, "wb") as file:
            disk.write(file.fileno(), data)
            disk.write(file.fileno(), data)

    root = a_store(tmp_path, [revision("one")]) / "annotations"
    monkeypatch.setattr(durable_storage, "write_durably", in_place)
    with pytest.raises(NotSaved):
        TinyDBStore(root).add(SOURCE, [revision("two")])
    assert TinyDBStore(root).problems() != ()
