"""Two processes that write to one store and are killed in the middle of it: what was acknowledged is there."""

import os
import random
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.store import durable_storage, tinydb_store
from reader.store.tinydb_store import TinyDBStore
from store_builders import SOURCE, revision

ROUNDS = 60


def writer(root: Path, acknowledge: int) -> None:
    """Write notes until killed; say each one's id, 26 characters, after it was saved."""
    store = TinyDBStore(root)
    while True:
        made = revision("a note", by=str(os.getpid()))
        try:
            store.add(SOURCE, [made])
        except ReaderError:
            continue
        os.write(acknowledge, made.annotation.encode())


def start(root: Path) -> tuple[int, int]:
    """A writer in a process of its own: its id, and where its acknowledgements come out."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        try:
            writer(root, into)
        finally:
            os._exit(1)
    os.close(into)
    return child, out


def killed(writers: list[tuple[int, int]], patience: int) -> set[str]:
    """Let the first writer save some notes, kill both in whatever they do then, and give what they acknowledged."""
    said = b""
    while len(said) < 26 * patience:
        said += os.read(writers[0][1], 26)
    for child, _ in writers:
        os.kill(child, signal.SIGKILL)
    for child, out in writers:
        os.waitpid(child, 0)
        with open(out, "rb") as pipe:
            said += pipe.read()
    return {said[at : at + 26].decode() for at in range(0, len(said), 26)}


def lost_after_kills(folder: Path, rounds: int, seed: int) -> tuple[int, int]:
    """How many notes were acknowledged, and how many of them are not there (all, where a file is not whole)."""
    chance = random.Random(seed)
    acknowledged: set[str] = set()
    lost: set[str] = set()
    for number in range(rounds):
        root = folder / str(number // 5)  # five rounds on one store: the next ones meet what the kills left
        acknowledged |= (said := killed([start(root), start(root)], chance.randint(1, 4)))
        store = TinyDBStore(root)
        there = {kept.annotation for kept in store.revisions(SOURCE)}
        lost |= said if store.problems() else said - there
    return len(acknowledged), len(lost)


def test_no_acknowledged_note_is_lost_by_kills(tmp_path: Path) -> None:
    acknowledged, lost = lost_after_kills(tmp_path, ROUNDS, seed=1)
    assert acknowledged >= ROUNDS
    assert lost == 0


@contextmanager
def no_lock(path: Path) -> Iterator[None]:
    yield


def write_in_place(path: Path, data: bytes, mode: int = 0o600) -> None:
    """As stock TinyDB writes, in pieces, so that there is time to be killed in between."""
    with open(path, "wb", buffering=0) as file:
        for at in range(0, len(data), 64):
            file.write(data[at : at + 64])


@pytest.mark.parametrize(
    ("module", "name", "sabotage"),
    [(tinydb_store, "locked", no_lock), (durable_storage, "write_durably", write_in_place)],
    ids=["no lock", "in place"],
)
def test_the_kills_find_a_store_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str, sabotage: Callable[..., object]
) -> None:
    monkeypatch.setattr(module, name, sabotage)
    assert any(lost_after_kills(tmp_path / str(seed), 5, seed)[1] for seed in range(12))


def test_two_writers_at_once_lose_nothing_and_refuse_nothing(tmp_path: Path) -> None:
    children = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            store = TinyDBStore(tmp_path / "annotations")
            for _ in range(100):
                store.add(SOURCE, [revision()])
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    assert len(TinyDBStore(tmp_path / "annotations").revisions(SOURCE)) == 200
