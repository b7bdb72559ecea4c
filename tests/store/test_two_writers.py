"""Two processes that write to one store, also killed in the middle of it: what was acknowledged is there."""

import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

import killing
from reader.store.tinydb_store import TinyDBStore
from store_builders import SOURCE, revision


def kills(folder: Path, rounds: int, *sabotage: str) -> dict[str, int]:
    """The outcome of `killing`, in a process of its own."""
    command = [sys.executable, killing.__file__, str(folder), str(rounds), "1", *sabotage]
    outcome: dict[str, int] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return outcome


def test_no_acknowledged_revision_is_lost_by_500_kills_of_two_writers(quick: Path) -> None:
    outcome = kills(quick, 500)
    assert outcome["acknowledged"] > 500
    assert outcome["lost"] == 0


@pytest.mark.soak
def test_no_acknowledged_revision_is_lost_by_10_000_kills(quick: Path) -> None:
    outcome = kills(quick, 10_000)
    print(outcome)
    assert outcome["acknowledged"] > 10_000
    assert outcome["lost"] == 0


@pytest.mark.parametrize("sabotage", ["no lock", "in place"])
def test_the_kills_find_a_store_with(quick: Path, sabotage: str) -> None:
    assert kills(quick, 80, sabotage)["lost"] > 0


def writes(root: Path, count: int, articles: int) -> tuple[int, int]:
    """A process that adds `count` notes to some articles: its id, and where it says how long each took, in ms."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        store = TinyDBStore(root)
        for number in range(count):
            source = f"seeds/{number % articles}.txt"
            start = time.perf_counter()
            store.add(source, [revision(source=source)])
            os.write(into, f"{(time.perf_counter() - start) * 1000:.3f}\n".encode())
        os._exit(0)
    os.close(into)
    return child, out


def two_writers(root: Path, count: int, articles: int) -> list[float]:
    """How long each of the writes of two processes took, in ms; none was refused, none is lost."""
    children = [writes(root, count, articles) for _ in range(2)]
    said = b""
    for child, out in children:
        with open(out, "rb") as pipe:
            said += pipe.read()
        assert os.waitpid(child, 0)[1] == 0
    store = TinyDBStore(root)
    assert store.problems() == ()
    assert sum(len(store.revisions(source)) for source in store.sources()) == 2 * count
    return [float(line) for line in said.split()]


def test_two_writers_at_once_lose_nothing_and_refuse_nothing(tmp_path: Path) -> None:
    assert len(two_writers(tmp_path / "annotations", count=100, articles=2)) == 200


@pytest.mark.soak
def test_two_writers_of_1000_notes_each_wait_less_than_a_second(tmp_path: Path) -> None:
    took = two_writers(tmp_path / "annotations", count=1000, articles=20)
    print(f"2 x 1,000 writes: worst {max(took):.0f} ms, median {sorted(took)[len(took) // 2]:.1f} ms")
    assert max(took) < 1000


def test_what_one_process_writes_another_shows_without_a_restart(tmp_path: Path) -> None:
    here = TinyDBStore(tmp_path / "annotations")
    here.add("seeds/0.txt", [revision(source="seeds/0.txt")])
    stamps = {here.stamp("seeds/0.txt")}
    child, out = writes(tmp_path / "annotations", count=5, articles=1)
    with open(out, "rb", buffering=0) as pipe:
        for number in range(5):
            assert select.select([pipe], [], [], 10)[0]
            pipe.readline()
            assert len(here.revisions("seeds/0.txt")) >= number + 2
            stamps.add(here.stamp("seeds/0.txt"))
    os.waitpid(child, 0)
    assert len(here.revisions("seeds/0.txt")) == 6
    assert len(stamps) > 1


def test_the_next_writer_removes_what_killed_ones_left_beside(tmp_path: Path) -> None:
    root = tmp_path / "annotations"
    TinyDBStore(root).add(SOURCE, [revision()])
    old, new, theirs = (root / name for name in (".a.json.0123abcd.tmp", ".b.json.0123abce.tmp", ".mine.tmp"))
    for path in (old, new, theirs):
        path.write_bytes(b"half a file")
    for path in (old, theirs):
        os.utime(path, (0, 0))
    TinyDBStore(root).add(SOURCE, [revision()])
    assert [path.exists() for path in (old, new, theirs)] == [False, True, True]
