"""Two openers of one store, through whatever happens to it: both always show exactly what is there to be shown."""

import errno
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from faulty_disk import Crash, CrashingMachine, FaultyDisk, ShortWrites, failing, standing_on
from reader import files
from reader.errors import NotSaved
from reader.model.annotation import Revision
from reader.store import durable_storage
from reader.store.revisions import annotations
from reader.store.tinydb_store import TinyDBStore
from store_builders import revision

SOURCES = ("seeds/0.txt", "seeds/1.txt")
OPENERS = st.integers(0, 1)
SHARED_MEMORY = Path("/dev/shm")

Disk = FaultyDisk | None
ERRORS = st.sampled_from([errno.ENOSPC, errno.EIO, errno.EINTR])
AT = st.integers(1, 40)
DISKS = st.one_of(
    st.none(),
    st.none(),
    st.builds(lambda at, code, good: FaultyDisk(at, failing(code), for_good=good), AT, ERRORS, st.booleans()),
    st.builds(ShortWrites, st.integers(1, 3)),
    st.builds(CrashingMachine, AT),
)


class TwoOpeners(RuleBasedStateMachine):
    """Revisions by article that must be there; a write of which nothing was said may be there or not, but for ever."""

    @initialize()
    def open(self) -> None:
        self.root = Path(tempfile.mkdtemp(dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None)) / "annotations"
        self.openers = [TinyDBStore(self.root), TinyDBStore(self.root)]
        self.saved: dict[str, dict[int, Revision]] = {source: {} for source in SOURCES}

    def teardown(self) -> None:
        if hasattr(self, "root"):
            shutil.rmtree(self.root.parent)

    def write(self, opener: int, source: str, made: Sequence[Revision], disk: Disk) -> None:
        """Write on a disk, and learn from its answer, or from the disk where it gave none, what must be there."""
        try:
            if disk is None:
                self.openers[opener].add(source, made, snapshot="the text")
            else:
                with standing_on(disk):
                    self.openers[opener].add(source, made, snapshot="the text")
        except Crash:
            self.openers[opener] = TinyDBStore(self.root)
        except NotSaved:
            pass
        else:
            self.saved[source] |= {one.id: one for one in made}
            return
        there = {one.id for one in TinyDBStore(self.root).revisions(source)}
        self.saved[source] |= {one.id: one for one in made if one.id in there}

    @rule(opener=OPENERS, source=st.sampled_from(SOURCES), disk=DISKS)
    def add(self, opener: int, source: str, disk: Disk) -> None:
        self.write(opener, source, [revision("new", source=source)], disk)

    @rule(opener=OPENERS, source=st.sampled_from(SOURCES), disk=DISKS, removed=st.booleans(), stale=st.booleans())
    def change(self, opener: int, source: str, disk: Disk, removed: bool, stale: bool) -> None:
        known = list(self.saved[source].values())
        standing = annotations(known)
        if standing:
            chosen = standing[len(known) % len(standing)]
            # A stale one was read before the last change: it makes a conflict, as two people would.
            on = [one for one in known if one.annotation == chosen.id]
            heads = (on[0],) if stale else tuple(one for one in on if one.id in chosen.heads)
            self.write(opener, source, [revision("changed", on=heads, removed=removed, source=source)], disk)

    @rule(opener=OPENERS)
    def reopen(self, opener: int) -> None:
        self.openers[opener] = TinyDBStore(self.root)

    @precondition(lambda self: any(self.saved.values()))
    @rule(source=st.sampled_from(SOURCES), at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
    def flip(self, source: str, at: float, bit: int) -> None:
        self.damage(source, lambda raw: self.flipped(raw, int(at * len(raw)), bit), costs=1)

    @precondition(lambda self: any(self.saved.values()))
    @rule(source=st.sampled_from(SOURCES), at=st.floats(0, 1, exclude_max=True))
    def cut(self, source: str, at: float) -> None:
        self.damage(source, lambda raw: raw[: int(at * len(raw))], costs=10**6)

    def flipped(self, raw: bytes, at: int, bit: int) -> bytes:
        return raw[:at] + bytes([raw[at] ^ 1 << bit]) + raw[at + 1 :]

    def damage(self, source: str, what, costs: int) -> None:  # type: ignore[no-untyped-def]
        """Damage the file of an article; it costs at most so many revisions, alters none, and is told."""
        for path in self.openers[0]._folder.of(source):
            hurt = what(path.read_bytes())
            path.write_bytes(hurt)
            assert [problem.path for problem in TinyDBStore(self.root).problems()] == [path.name]
            left = {one.id: one for one in TinyDBStore(self.root).revisions(source)}
            assert left.items() <= self.saved[source].items()
            assert len(self.saved[source]) - len(left) <= costs
            list(self.openers[1].repair())
            assert hurt in {kept.read_bytes() for kept in (self.root / ".quarantine").iterdir()}
            self.saved[source] = left

    @rule(opener=OPENERS)
    def repair(self, opener: int) -> None:
        list(self.openers[opener].repair())
        assert list(self.openers[1 - opener].repair()) == []

    @invariant()
    def both_show_what_was_saved(self) -> None:
        for store in getattr(self, "openers", ()):
            assert store.problems() == ()
            for source, kept in self.saved.items():
                assert {one.id: one for one in store.revisions(source)} == kept


def run(examples: int, steps: int, *, blind: bool = False) -> None:
    run_state_machine_as_test(
        TwoOpeners,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            phases=[Phase.explicit, Phase.generate] if blind else list(Phase),
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_two_openers_show_what_was_saved_through_crashes_full_disks_and_damage() -> None:
    run(examples=50, steps=15)


@pytest.mark.soak
def test_two_openers_show_what_was_saved_through_very_many() -> None:
    run(examples=400, steps=40)


def in_place(path: Path, data: bytes) -> None:
    """As stock TinyDB writes: over what is there."""
    disk = vars(files)["os"]
    descriptor = disk.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        for at in range(0, len(data), 64):
            disk.write(descriptor, memoryview(data)[at : at + 64])
    finally:
        disk.close(descriptor)


def test_the_machine_finds_a_store_that_writes_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable_storage, "write_durably", in_place)
    with pytest.raises((AssertionError, BaseExceptionGroup)):
        run(examples=100, steps=15, blind=True)
