"""What an add costs beside SQLite, whether it grows with the store, and what undo, tags and ids cost.

    python bench/store.py [FOLDER] [--annotations 100000] [--articles 20000] [--adds 300]

Both write to FOLDER (a disk, not memory), in turns, in one run: trust the ratio, not the milliseconds. SQLite is asked
for the same promise: write-ahead log with synchronous=FULL, one commit an annotation.
"""

import argparse
import json
import os
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from reader.model.annotation import Revision, Target, TextPositionSelector, TextQuoteSelector, bodies
from reader.store.documents import snapshot_document, to_document
from reader.store.folder import Folder
from reader.store.identity import new_ulid, revision_id
from reader.store.lines import LAST_ID, article_document, encode, id_text
from reader.store.tinydb_store import TinyDBStore
from reader.workspace.notebook import Notebook

WORDS = ["summit", "leaders", "sanctions", "convoy", "border", "ministry", "talks", "missile", "envoy", "observers"]
LARGE, SMALL, FIRST, SQLITE = "an add", "the same, 100 in 20", "the first of an article", "SQLite, WAL, FULL"
AT = datetime(2026, 11, 21, 20, 14, 2, tzinfo=UTC)


def text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words))


def revision(chance: random.Random, source: str) -> Revision:
    """An annotation as people make them: a sentence, a tag or two, a short note."""
    quote = TextQuoteSelector(text(chance, 20), text(chance, 8), text(chance, 8))
    target = Target(source, quote, TextPositionSelector(10, 150), "sha256-x")
    body = bodies((f"tag/{chance.randrange(200)}", "un"), text(chance, 15))
    return Revision(revision_id(), new_ulid(), AT, target, body, "ana", change=new_ulid())


def build(root: Path, annotations: int, articles: int, chance: random.Random) -> None:
    """A store of that size, written file by file without waiting for the disk."""
    root.mkdir()
    folder = Folder(root)
    for number in range(articles):
        source = f"corpus/{number}.txt"
        made = [revision(chance, source) for _ in range(annotations // articles)]
        documents = {id_text(one.id): to_document(one) for one in made}
        key, snapshot = snapshot_document(f"{number} {text(chance, 450)}")
        whole = encode({key: snapshot, **documents, LAST_ID: article_document(source)})
        folder.fresh(source, "", 0).write_bytes(whole)


class Sqlite:
    """Annotations in SQLite, with an index by article and one by tag, as durable as it can be asked to be."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("pragma journal_mode=WAL")
        self._database.execute("pragma synchronous=FULL")
        self._database.executescript("""
            create table annotation(id integer primary key, article text, json text);
            create index by_article on annotation(article);
            create table tag(tag text, id integer, primary key(tag, id)) without rowid;
        """)

    def fill(self, annotations: int, articles: int, chance: random.Random) -> None:
        self._database.execute("begin")
        for number in range(annotations):
            self._insert(revision(chance, f"corpus/{number % articles}.txt"))
        self._database.execute("commit")
        self._database.execute("pragma wal_checkpoint(truncate)")

    def add(self, made: Revision) -> None:
        self._database.execute("begin immediate")
        self._insert(made)
        self._database.execute("commit")

    def _insert(self, made: Revision) -> None:
        row = (made.target.source, json.dumps(to_document(made)))
        id = self._database.execute("insert into annotation(article, json) values(?, ?)", row).lastrowid
        tags = [(body.value, id) for body in made.body if body.purpose == "tagging"]
        self._database.executemany("insert into tag values(?, ?)", tags)


class Timer:
    """Wall-clock and processor milliseconds, and fsyncs, of some calls."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.cpu: list[float] = []
        self.syncs = 0

    def __call__(self, act: Callable[[], object]) -> None:
        real = os.fsync

        def counted(descriptor: int) -> None:
            self.syncs += 1
            real(descriptor)

        os.fsync = counted
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            act()
        finally:
            self.cpu.append((time.process_time() - cpu) * 1000)
            self.wall.append((time.perf_counter() - wall) * 1000)
            os.fsync = real

    def row(self) -> tuple[str, str, str, str]:
        """Median and 99th percentile of the time, median of the processor's, fsyncs a call."""
        high = sorted(self.wall)[int(len(self.wall) * 0.99)]
        return (
            f"{statistics.median(self.wall):.2f}",
            f"{high:.1f}",
            f"{statistics.median(self.cpu):.2f}",
            f"{self.syncs / len(self.wall):.1f}" if self.syncs else "its own",
        )


def adds(place: Path, annotations: int, articles: int, count: int) -> dict[str, Timer]:
    """Adds to a store of that size, to a small one and to SQLite, in turns: what disturbs one disturbs all."""
    chance = random.Random(1)
    build(place / "large", annotations, articles, chance)
    build(place / "small", 100, 20, chance)
    large, small = TinyDBStore(place / "large"), TinyDBStore(place / "small")
    sqlite = Sqlite(place / "annotations.sqlite")
    sqlite.fill(annotations, articles, chance)
    os.sync()
    for store in (large, small):
        store.add("corpus/0.txt", [revision(chance, "corpus/0.txt")])  # the folder is listed once a process
    timers = {name: Timer() for name in (LARGE, SMALL, FIRST, SQLITE)}
    article = text(chance, 450)
    for number in range(count):
        old = revision(chance, f"corpus/{chance.randrange(articles)}.txt")
        few = revision(chance, f"corpus/{chance.randrange(20)}.txt")
        new = revision(chance, f"corpus/new {number}.txt")
        timers[LARGE](partial(large.add, old.target.source, [old]))
        timers[SMALL](partial(small.add, few.target.source, [few]))
        timers[FIRST](partial(large.add, new.target.source, [new], snapshot=article))
        timers[SQLITE](partial(sqlite.add, old))
    return timers


def looks(root: Path) -> Iterator[tuple[str, float, float]]:
    """Seconds, in a notebook that was just opened and again in the same, of what looks through the whole store."""
    some = next(iter(TinyDBStore(root).revisions("corpus/7.txt"))).annotation
    acts: dict[str, Callable[[Notebook], object]] = {
        "undo": Notebook.undo,
        "redo": Notebook.redo,
        "the last tags": Notebook.latest_tags,
        "an id": lambda notebook: notebook.find(some[-8:]),
        "all tags": Notebook.tags,
    }
    for name, act in acts.items():
        notebook, took = Notebook(TinyDBStore(root), "ana"), []
        for _ in range(2):
            start = time.perf_counter()
            act(notebook)
            took.append(time.perf_counter() - start)
        yield name, took[0], took[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path.cwd(), help="where to write; removed afterwards")
    parser.add_argument("--annotations", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--adds", type=int, default=300)
    given = parser.parse_args()
    place = Path(tempfile.mkdtemp(dir=given.folder, prefix="bench-store-"))
    try:
        timers = adds(place, given.annotations, given.articles, given.adds)
        print("| | median ms | 99 % ms | CPU ms | fsyncs |\n|---|---|---|---|---|")
        for name, timer in timers.items():
            print(f"| {name} | {' | '.join(timer.row())} |")
        medians = {name: statistics.median(timer.wall) for name, timer in timers.items()}
        print(f"\nAn add takes {medians[LARGE] / medians[SQLITE]:.2f} times SQLite's median,", end=" ")
        print(f"{medians[LARGE] / medians[SMALL]:.2f} times that in the small store.\n", flush=True)
        print("| in the large store | just opened, s | again, s |\n|---|---|---|")
        for name, cold, warm in looks(place / "large"):
            print(f"| {name} | {cold:.2f} | {warm:.2f} |", flush=True)
    finally:
        shutil.rmtree(place)


if __name__ == "__main__":
    main()
