"""Two writers on one store, killed at random moments; run as a program, for a small process forks fast.

    python tests/killing.py FOLDER ROUNDS SEED [SABOTAGE]

Prints one JSON object: `rounds`, `acknowledged`, `lost`.
"""

import gc
import json
import os
import random
import select
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import ReaderError
from reader.model.annotation import Revision
from reader.store import durable_storage, tinydb_store
from reader.store.tinydb_store import TinyDBStore
from store_builders import SOURCE, revision

LIVES = 10
"""Rounds on one store: the later ones meet what the kills before them left."""
LONGEST = 0.012
"""Seconds that two writers live."""
ACKNOWLEDGEMENT = 38
"""Bytes: a revision's id and a line's end."""


def writer(root: Path, acknowledge: int, seed: int) -> None:
    """Add, edit and remove notes until killed; say each revision's id when it was saved."""
    chance, store, mine = random.Random(seed), TinyDBStore(root), list[Revision]()
    while True:
        earlier = chance.choice(mine) if mine and chance.random() < 0.4 else None
        removed = earlier is not None and chance.random() < 0.4
        made = revision("a note", on=earlier or (), removed=removed, by=str(os.getpid()))
        try:
            store.add(SOURCE, [made], snapshot="the text of the article" if not mine else None)
        except ReaderError:
            continue
        mine.append(made)
        os.write(acknowledge, b"%037d\n" % made.id)


def start(root: Path, seed: int) -> tuple[int, int]:
    """A writer in a process of its own: its id, and where its acknowledgements come out."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        try:
            writer(root, into, seed)
        finally:
            os._exit(1)
    os.close(into)
    return child, out


def killed(root: Path, chance: random.Random) -> set[int]:
    """What two writers acknowledged until they were killed, in whatever they did then."""
    writers = [start(root, chance.randrange(1 << 30)) for _ in range(2)]
    select.select([out for _, out in writers], [], [], 10)
    end = time.perf_counter() + chance.uniform(0, LONGEST)
    while time.perf_counter() < end:  # sleeping would round the moment to ticks of the clock
        pass
    for child, _ in writers:
        os.kill(child, signal.SIGKILL)
    said = b""
    for child, out in writers:
        os.waitpid(child, 0)
        with open(out, "rb") as pipe:
            said += pipe.read()
    return {int(line) for line in said.splitlines() if len(line) == ACKNOWLEDGEMENT - 1}


def lost_after_kills(folder: Path, rounds: int, seed: int, enough: int) -> dict[str, int]:
    """How many revisions were acknowledged, and how many of them are not there; all, where a file is not whole.

    Stops after `rounds`, or when `enough` are lost.
    """
    chance = random.Random(seed)
    acknowledged = lost = 0
    said: set[int] = set()
    for number in range(rounds):
        if lost >= enough:
            break
        root = folder / str(number // LIVES)
        if number % LIVES == 0:
            said = set()
            shutil.rmtree(folder / str(number // LIVES - 1), ignore_errors=True)
        new = killed(root, chance)
        said |= new
        acknowledged += len(new)
        store = TinyDBStore(root)
        missing = said if store.problems() else said - {kept.id for kept in store.revisions(SOURCE)}
        lost += len(missing)
        said -= missing
    return {"rounds": rounds, "acknowledged": acknowledged, "lost": lost}


@contextmanager
def no_lock(path: Path) -> Iterator[None]:
    yield


def in_place(path: Path, data: bytes, mode: int = 0o600) -> None:
    """As stock TinyDB writes, in pieces, so that there is time to be killed in between."""
    with open(path, "wb", buffering=0) as file:
        for at in range(0, len(data), 64):
            file.write(data[at : at + 64])


def sabotage(kind: str) -> None:
    """Take a mechanism out of the store."""
    if kind == "no lock":
        setattr(tinydb_store, "locked", no_lock)  # noqa: B010 - a module is not typed for this
    elif kind == "in place":
        setattr(durable_storage, "write_durably", in_place)  # noqa: B010


if __name__ == "__main__":
    import tinydb  # noqa: F401 - imported by every writer otherwise

    place, rounds, seed, *kind = sys.argv[1:]
    for name in kind:
        sabotage(name)
    gc.freeze()
    print(json.dumps(lost_after_kills(Path(place), int(rounds), int(seed), enough=1 if kind else 10**9)))
