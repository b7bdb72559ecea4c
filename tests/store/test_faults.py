"""A disk that fails at any system call, and a crash at any: nothing that was saved is touched, and nothing doubles."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from article_builders import make_article
from faulty_disk import Crash, CrashingMachine, FaultyDisk, ShortWrites, failing, standing_on
from reader import files
from reader.errors import NotSaved
from reader.model.annotation import bodies
from reader.store import durable_storage
from reader.store.tinydb_store import TinyDBStore
from reader.workspace.notebook import Notebook, new_annotation_id
from store_builders import SOURCE, revision, target

Act = Callable[[], object]
"""Something to write, on notes that were read while the disk was well."""
State = list[tuple[str, str]]
"""The ids and notes of all annotations."""

OTHER = "seeds/001_d4ad05b5.txt"
NEW = new_annotation_id()
TEXT = make_article()
LONGER = [(errno.EIO, True), (errno.ENOSPC, False), (errno.EINTR, False), (errno.EINTR, True)]


def add(notebook: Notebook, source: str = SOURCE) -> Act:
    return lambda: notebook.add(TEXT, target(source), bodies((), "new"), NEW)


def add_first(notebook: Notebook) -> Act:
    return add(notebook, OTHER)


def edit(notebook: Notebook) -> Act:
    kept = notebook.of(SOURCE)[0]
    return lambda: notebook.change(kept, bodies((), "edited"))


def remove(notebook: Notebook) -> Act:
    one, *more = notebook.of(SOURCE)
    return lambda: notebook.remove(one) if more else None


ACTS = {"add": add, "the first note of an article": add_first, "the first of all": add, "edit": edit, "remove": remove}


def state(notebook: Notebook) -> State:
    return sorted((one.id, one.note) for _, kept in notebook.everything() for one in kept)


@pytest.fixture(params=ACTS)
def act(request: pytest.FixtureRequest) -> str:
    assert isinstance(request.param, str)
    return request.param


@pytest.fixture
def place(act: str, quick: Path) -> Path:
    """A folder with a store of two notes, or without one."""
    root = quick / "whole" / "annotations"
    root.parent.mkdir()
    if act != "the first of all":
        TinyDBStore(root).add(SOURCE, [revision("one"), revision("two")], snapshot=TEXT.text)
    return root.parent


class Trial:
    """One act on copies of a store, each on a disk with another fault."""

    def __init__(self, act: Callable[[Notebook], Act], place: Path) -> None:
        self._act, self._place = act, place
        self.before = state(Notebook(TinyDBStore(place / "annotations"), "ana"))
        write = act(Notebook(TinyDBStore(root := self.copy()), "ana"))
        with standing_on(FaultyDisk()) as disk:
            write()
        self.calls = disk.calls
        self.after = state(Notebook(TinyDBStore(root), "ana"))
        assert self.after != self.before

    def copy(self) -> Path:
        copied = self._place.with_name("copy")
        shutil.rmtree(copied, ignore_errors=True)
        shutil.copytree(self._place, copied)
        return copied / "annotations"

    def on(self, disk: FaultyDisk) -> None:
        """Acting on that disk is told truly, touches nothing else, and can be done again when the disk is well."""
        notebook, said = Notebook(TinyDBStore(root := self.copy()), "ana"), ""
        write = self._act(notebook)
        with standing_on(disk):
            try:
                write()
            except NotSaved as error:
                said = str(error)
        assert said.startswith("Not saved: ") or not said
        left = [path.name for path in root.rglob(".*.tmp")]
        assert left == []
        self.check(notebook, saved=not said)
        self.check(Notebook(TinyDBStore(root), "ana"), saved=not said)
        self.act_again(notebook)

    def check(self, notebook: Notebook, *, saved: bool) -> None:
        """The store is whole and in the old or the new state; in the new where that was said."""
        assert notebook._store.problems() == ()
        assert state(notebook) == self.after or (not saved and state(notebook) == self.before)

    def act_again(self, notebook: Notebook) -> None:
        self._act(notebook)()
        self.check(notebook, saved=True)


@pytest.mark.parametrize(
    ("code", "for_good"),
    [
        (errno.ENOSPC, True),
        (errno.EIO, False),
        *(pytest.param(code, good, marks=pytest.mark.soak) for code, good in LONGER),
    ],
)
def test_a_failure_at_any_call_is_told_and_the_same_can_be_done_again(
    act: str, place: Path, code: int, for_good: bool
) -> None:
    trial = Trial(ACTS[act], place)
    assert len(trial.calls) > 15
    for at in range(1, len(trial.calls) + 1):
        trial.on(FaultyDisk(at, failing(code), for_good=for_good))


def test_a_disk_that_fills_in_the_middle_of_any_write_loses_nothing(act: str, place: Path) -> None:
    trial = Trial(ACTS[act], place)
    for at in range(1, trial.calls.count("write") + 1):
        trial.on(ShortWrites(at))


@pytest.mark.parametrize("after", [False, pytest.param(True, marks=pytest.mark.soak)], ids=["before", "behind"])
def test_a_crash_at_any_call_leaves_the_old_or_the_new(act: str, place: Path, after: bool) -> None:
    trial = Trial(ACTS[act], place)
    for at in range(1, len(trial.calls) + 1):
        root = trial.copy()
        child = os.fork()
        if child == 0:
            try:
                write = ACTS[act](Notebook(TinyDBStore(root), "ana"))
                with standing_on(FaultyDisk(at, lambda: os._exit(137), after=after)):
                    write()
                os._exit(0)  # a folder that was quiet for a while is listed once less
            finally:
                os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) in (0, 137)
        notebook = Notebook(TinyDBStore(root), "ana")
        trial.check(notebook, saved=False)
        trial.act_again(notebook)


def test_an_unknown_outcome_is_settled_by_a_whole_new_file(tmp_path: Path) -> None:
    one, two = revision("one"), revision("two")
    store = TinyDBStore(tmp_path / "annotations")
    store.add(SOURCE, [one])
    with standing_on(FaultyDisk()) as counting:
        store.add(SOURCE, [one])
    folder_sync = max(number for number, name in enumerate(counting.calls, 1) if name == "fsync")
    with standing_on(FaultyDisk(folder_sync, failing(errno.EIO))) as disk:
        store.add(SOURCE, [two])
    assert disk.calls.count("fsync") == 4
    assert store.revisions(SOURCE) == (one, two)


def test_a_full_disk_says_so_and_the_store_goes_on_when_there_is_room(tmp_path: Path) -> None:
    one, two = revision("one"), revision("two")
    store = TinyDBStore(tmp_path / "annotations")
    store.add(SOURCE, [one])
    with standing_on(ShortWrites(1)), pytest.raises(NotSaved, match="Not saved: the disk is full"):
        store.add(SOURCE, [two])
    assert store.revisions(SOURCE) == (one,)
    store.add(SOURCE, [two])
    assert store.revisions(SOURCE) == (one, two)


def test_the_crashes_of_one_process_do_nothing_behind_the_crash(tmp_path: Path) -> None:
    store = TinyDBStore(tmp_path / "annotations")
    store.add(SOURCE, [one := revision("one")])
    with standing_on(FaultyDisk()) as counting:
        store.add(SOURCE, [one])
    swap = counting.calls.index("replace") + 1
    with standing_on(CrashingMachine(swap)), pytest.raises(Crash):
        store.add(SOURCE, [revision("two")])
    assert len(list((tmp_path / "annotations").glob(".*.tmp"))) == 1
    assert TinyDBStore(tmp_path / "annotations").revisions(SOURCE) == (one,)
    store.add(SOURCE, [revision("three")])


def in_place(path: Path, data: bytes) -> None:
    """As stock TinyDB writes: over what is there."""
    disk: Any = vars(files)["os"]
    descriptor = disk.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        for at in range(0, len(data), 64):
            disk.write(descriptor, memoryview(data)[at : at + 64])
    finally:
        disk.close(descriptor)


def test_the_faults_find_a_store_that_writes_in_place(quick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (quick / "whole").mkdir()
    TinyDBStore(quick / "whole" / "annotations").add(SOURCE, [revision("one"), revision("two")])
    monkeypatch.setattr(durable_storage, "write_durably", in_place)
    trial = Trial(edit, quick / "whole")
    with pytest.raises(AssertionError):
        trial.on(ShortWrites(2))


@pytest.mark.parametrize(("id", "notes"), [(NEW, 1), ("", 2)], ids=["one id", "an id for each attempt"])
def test_an_attempt_behind_an_unknown_outcome_doubles_only_what_has_a_new_id(
    tmp_path: Path, id: str, notes: int
) -> None:
    notebook = Notebook(TinyDBStore(tmp_path / "annotations"), "ana")
    notebook.add(TEXT, target(SOURCE), bodies((), "old"))
    with standing_on(FaultyDisk()) as counting:
        notebook.remove(notebook.add(TEXT, target(SOURCE), bodies((), "counted"), new_annotation_id()))
    with (
        standing_on(FaultyDisk(counting.calls.index("replace") + 2, failing(errno.EIO), for_good=True)),
        pytest.raises(NotSaved),
    ):
        notebook.add(TEXT, target(SOURCE), bodies((), "new"), id or new_annotation_id())
    notebook.add(TEXT, target(SOURCE), bodies((), "new"), id or new_annotation_id())
    assert sorted(one.note for one in notebook.of(SOURCE)) == [*["new"] * notes, "old"]
