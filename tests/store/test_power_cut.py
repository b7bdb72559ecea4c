"""A power cut at any moment: what was acknowledged before it is on the disk when the power is back.

kill -9 cannot show this, for the page cache outlives a process. Here a file system of its own, ext4 on a loop device,
is shut down by its ioctl without flushing its log, as if the plug were pulled, and mounted again.
"""

import fcntl
import os
import random
import select
import shutil
import signal
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from reader import files
from reader.errors import NotSaved
from reader.model.annotation import Revision
from reader.store.tinydb_store import TinyDBStore
from store_builders import revision

SHUTDOWN = 0x8004587D
"""EXT4_IOC_SHUTDOWN of the Linux kernel's fs/ext4/ext4.h."""
NO_LOG_FLUSH = struct.pack("I", 2)
ARTICLES = 6
FORMAT_EVERY = 20
"""Cuts on one file system: the later ones meet what the earlier ones left."""
LONGEST = 0.25
"""Seconds from the first saved note to the cut."""


class Disk:
    """An ext4 file system on a loop device."""

    def __init__(self, folder: Path, options: str) -> None:
        self._image, self._options = folder / "disk.img", options
        self.root = folder / "disk"
        self.root.mkdir()

    def format(self) -> None:
        """Make it anew, and empty. Skips the test where that cannot be done."""
        self.unmount()
        with open(self._image, "wb") as image:
            image.truncate(24 * 2**20)
        subprocess.run(["mkfs.ext4", "-q", "-F", self._image], check=True, capture_output=True)
        done = self._mount()
        if done.returncode:
            pytest.skip(f"no file system of its own can be mounted here: {done.stderr.decode().strip()}")

    def cut(self) -> int:
        """Cut the power: nothing reaches the disk any more. When, on the monotonic clock, in nanoseconds."""
        folder = os.open(self.root, os.O_RDONLY)
        at = time.monotonic_ns()
        fcntl.ioctl(folder, SHUTDOWN, NO_LOG_FLUSH)
        os.close(folder)
        return at

    def restore(self) -> None:
        """Give the power back."""
        self.unmount()
        assert self._mount().returncode == 0

    def unmount(self) -> None:
        subprocess.run(["umount", self.root], capture_output=True, check=False)

    def _mount(self) -> "subprocess.CompletedProcess[bytes]":
        command = ["mount", "-o", f"loop,{self._options}", str(self._image), str(self.root)]
        return subprocess.run(command, capture_output=True, check=False)


@pytest.fixture
def disk_with(quick: Path) -> Iterator[Callable[[str], Disk]]:
    """Makes a `Disk` with mount options, where this machine lets us."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a file system and cut its power")
    if not shutil.which("mkfs.ext4") or not os.path.exists("/dev/loop-control"):
        pytest.skip("there is no mkfs.ext4 or no loop device")
    made: list[Disk] = []

    def make(options: str) -> Disk:
        made.append(Disk(quick, options))
        return made[-1]

    yield make
    for disk in made:
        disk.unmount()


def writer(root: Path, acknowledge: int, seed: int) -> None:
    """Add, edit and remove notes on some articles until killed; say what was saved, and when."""
    chance, store = random.Random(seed), TinyDBStore(root)
    mine: dict[str, list[Revision]] = {f"seeds/{number}.txt": [] for number in range(ARTICLES)}
    while True:
        source = chance.choice(list(mine))
        on = chance.choice(mine[source]) if mine[source] and chance.random() < 0.4 else ()
        made = revision("a note", on=on, removed=bool(on) and chance.random() < 0.4, source=source)
        with suppress(NotSaved):
            store.add(source, [made], snapshot="the text")
            os.write(acknowledge, f"{made.id} {time.monotonic_ns()}\n".encode())
            mine[source].append(made)


def saved_before_the_cut(disk: Disk, chance: random.Random) -> set[int]:
    """The revisions that a writer acknowledged before the power was cut in whatever it did then."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        try:
            writer(disk.root / "annotations", into, chance.randrange(1 << 30))
        finally:
            os._exit(1)
    os.close(into)
    assert select.select([out], [], [], 30)[0]
    # The moment is what is drawn here, so it is the clock that is waited for.
    select.select([], [], [], chance.uniform(0, LONGEST))
    at = disk.cut()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with open(out, "rb") as pipe:
        said = [line.split() for line in pipe.read().splitlines()]
    return {int(line[0]) for line in said if len(line) == 2 and int(line[1]) < at}


def lost_by_cuts(disk: Disk, cuts: int, seed: int, enough: int = 10**9) -> tuple[int, int]:
    """How many revisions were acknowledged and how many of them are lost after `cuts`, or after `enough` losses."""
    chance = random.Random(seed)
    said: set[int] = set()
    acknowledged = lost = 0
    for number in range(cuts):
        if number % FORMAT_EVERY == 0:
            disk.format()
            said = set()
        new = saved_before_the_cut(disk, chance)
        disk.restore()
        acknowledged += len(new)
        said |= new
        store = TinyDBStore(disk.root / "annotations")
        there = {kept.id for source in store.sources() for kept in store.revisions(source)}
        missing = said if store.problems() else said - there
        said -= missing
        lost += len(missing)
        if lost >= enough:
            break
    return acknowledged, lost


@pytest.mark.parametrize("options", ["defaults", "data=writeback"])
def test_no_acknowledged_note_is_lost_by_a_power_cut(disk_with: Callable[[str], Disk], options: str) -> None:
    acknowledged, lost = lost_by_cuts(disk_with(options), 4, seed=1)
    assert acknowledged >= 4
    assert lost == 0


@pytest.mark.soak
@pytest.mark.parametrize("options", ["defaults", "data=writeback"])
def test_no_acknowledged_note_is_lost_by_200_power_cuts(disk_with: Callable[[str], Disk], options: str) -> None:
    acknowledged, lost = lost_by_cuts(disk_with(options), 200, seed=2)
    print(f"{options}: 200 cuts, {acknowledged} acknowledged, {lost} lost")
    assert acknowledged >= 200
    assert lost == 0


def test_the_cuts_find_a_store_that_does_not_sync_the_folder(
    disk_with: Callable[[str], Disk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_sync_folder", lambda folder: None)
    assert lost_by_cuts(disk_with("defaults"), 20, seed=3, enough=1)[1] > 0
