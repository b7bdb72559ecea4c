"""The folder is watched, and so is every folder that comes into it later."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Queue
from threading import Event, Thread

import pytest

from article_builders import write_articles
from reader.catalogue.watching import changes
from reader.library.folder import Library

_PATIENCE = 10


@contextmanager
def watched(folder: Path) -> Iterator["Queue[frozenset[str] | None]"]:
    """What is told of a folder that is watched from now on."""
    told: Queue[frozenset[str] | None] = Queue()
    stop = Event()

    def listen() -> None:
        for ids in changes(Library(folder), stop):
            told.put(ids)

    thread = Thread(target=listen)
    thread.start()
    try:
        assert told.get(timeout=_PATIENCE) == frozenset()
        yield told
    finally:
        stop.set()
        thread.join()


def inodes_watched() -> set[int]:
    """What this process watches (proc(5)), for other tests too."""
    told = ""
    for file in Path("/proc/self/fdinfo").iterdir():
        with suppress(OSError):  # another test has closed it just now
            told += file.read_text()
    return {int(inode, 16) for inode in re.findall("inotify wd:[0-9a-f]+ ino:([0-9a-f]+)", told)}


def test_a_file_is_told_of_in_every_folder_also_in_one_that_came_later(tmp_path: Path) -> None:
    write_articles(tmp_path, {"old/a.txt": "A report.\n"})
    with watched(tmp_path) as told:
        write_articles(tmp_path, {"old/b.txt": "Another.\n"})
        assert told.get(timeout=_PATIENCE) == frozenset({"old/b.txt"})
        (tmp_path / "new" / "inner").mkdir(parents=True)
        assert told.get(timeout=_PATIENCE) is None
        write_articles(tmp_path, {"new/inner/c.txt": "A third.\n"})
        while (ids := told.get(timeout=_PATIENCE)) is None:
            pass
        assert ids == frozenset({"new/inner/c.txt"})


@pytest.mark.skipif(sys.platform != "linux", reason="proc(5) tells what is watched")
def test_only_folders_that_may_have_articles_are_watched(tmp_path: Path) -> None:
    write_articles(tmp_path, {"a.txt": "A report.\n", "2023/b.txt": "Another.\n", "2023/12/c.txt": "A third.\n"})
    for number in range(20):
        (tmp_path / ".git" / "objects" / f"{number}").mkdir(parents=True)
    folders = {path.stat().st_ino: path for path in (tmp_path, *tmp_path.rglob("*")) if path.is_dir()}
    with watched(tmp_path):
        seen = {folders[inode] for inode in inodes_watched() & folders.keys()}
    assert seen == {tmp_path, tmp_path / "2023", tmp_path / "2023" / "12"}
