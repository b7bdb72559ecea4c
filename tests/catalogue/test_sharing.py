"""Two readers on one catalogue: neither waits for the other without need, and each sees what the other found."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from article_builders import write_articles
from catalogue_builders import answers, catalogue_of, desk_of, news
from cli_builders import Reader, caller
from reader.catalogue import database
from reader.errors import CannotRead
from reader.files import settled
from reader.library.folder import Library
from reader.model.article import Article
from reader.workspace.shelf import catalogue_path

NEW = {"e.txt": "date 2024-03-21 ROME — Sun.\n"}


def until_settled(folder: Path) -> None:
    """Wait until a look at the folder has no newer time of it to write down than the look before."""
    while not settled(os.stat(folder).st_ctime_ns):
        pass


@contextmanager
def another_writes(path: Path) -> Iterator[None]:
    """As long as this lasts, another reader writes into the catalogue."""
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    yield
    writer.close()


def test_a_look_that_finds_nothing_new_waits_for_nobody(tmp_path: Path) -> None:
    folder = news(tmp_path)
    until_settled(folder)
    catalogue = catalogue_of(folder)
    with another_writes(tmp_path / "cache" / "catalogue.db"):
        assert catalogue.refresh() is False
        assert answers(catalogue, "gift") == ["a.txt", "b.txt"]


def test_what_another_reader_found_first_is_different_for_this_one_too(tmp_path: Path) -> None:
    folder = news(tmp_path)
    one, other = catalogue_of(folder), catalogue_of(folder)
    write_articles(folder, NEW)
    assert one.look_at(NEW) is True
    assert other.look_at(NEW) is True
    (folder / "e.txt").unlink()
    assert one.refresh() is True
    assert other.refresh() is True
    assert (one.refresh(), other.refresh()) == (False, False)


def test_an_unreadable_file_that_another_reader_found_is_different_too(tmp_path: Path) -> None:
    folder = news(tmp_path)
    one, other = catalogue_of(folder), catalogue_of(folder)
    write_articles(folder, {"f.txt": "\0" * 99})
    assert one.refresh() is True
    assert other.refresh() is True
    assert [problem.path for problem in other.problems] == ["f.txt"]


def test_notes_are_kept_in_the_store_while_another_reader_writes(tmp_path: Path) -> None:
    workspace = desk_of(news(tmp_path))
    with another_writes(tmp_path / "cache" / "catalogue.db"):
        workspace.annotate(workspace.article("a.txt"), None, ("kept",))
    assert [note.tags for _, placed in workspace.notebook.everything() for note in placed] == [("kept",)]


@pytest.mark.parametrize("words", [("list",), ("search",), ("notes",), ("tags",), ("terms",)])
def test_a_command_answers_with_what_is_there_while_another_reader_reads_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str]
) -> None:
    reader: Reader = caller(tmp_path, monkeypatch, capsys)
    folder, query = news(tmp_path), ("gift",) if words == ("search",) else ()
    assert reader("annotate", folder, "a.txt", "--whole", "--tag", "known").code == 0
    before = reader(*words, folder, *query)
    assert before.err == ""
    write_articles(folder, NEW)
    monkeypatch.setattr(database, "_PATIENCE", 0.01)
    with another_writes(Path(catalogue_path(folder))):
        during = reader(*words, folder, *query)
    assert (during.code, during.out) == (0, before.out)
    assert "Another reader is reading this folder" in during.err


def test_a_file_that_could_not_be_read_is_tried_again_at_each_look(tmp_path: Path) -> None:
    folder = news(tmp_path)
    catalogue = catalogue_of(folder)
    write_articles(folder, {"f.txt": "date 2024-03-22 ROME — Moon.\n"})
    (folder / "f.txt").chmod(0)
    original = Library.read

    def refused(self: Library, id: str) -> Article:
        if id == "f.txt" and not (folder / id).stat().st_mode & 0o400:
            raise CannotRead("There is no permission to read it.") from PermissionError()
        return original(self, id)

    with pytest.MonkeyPatch.context() as patch:  # who is root may read all
        patch.setattr(Library, "read", refused)
        until_settled(folder)
        assert catalogue.refresh() is True
        with closing(sqlite3.connect(tmp_path / "cache" / "catalogue.db")) as other:
            before = other.execute("PRAGMA data_version").fetchone()
            assert catalogue.refresh() is False
            assert other.execute("PRAGMA data_version").fetchone() == before, "nothing is different, and it is written"
        (folder / "f.txt").chmod(0o600)
        assert catalogue.refresh() is True
    assert answers(catalogue, "moon") == ["f.txt"]
    assert catalogue.refresh() is False


def test_an_article_that_another_reader_forgot_while_this_one_looked_is_found_again(tmp_path: Path) -> None:
    folder = news(tmp_path)
    one, other = catalogue_of(folder), catalogue_of(folder)
    (folder / "b.txt").rename(tmp_path / "away")
    other.look_at(["b.txt"])
    (tmp_path / "away").rename(folder / "b.txt")
    assert one.refresh() is True
    assert answers(one, "luxury") == ["b.txt"]


def test_the_reading_state_is_kept_while_the_catalogue_is_written(tmp_path: Path) -> None:
    desk = desk_of(news(tmp_path))
    desk.refresh()
    with desk.catalogue._database.writing():
        desk.reading.set("a.txt", place=7)
        assert desk.reading.save()


def test_the_log_stays_short_though_somebody_always_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_MOST_AHEAD", 2**22)
    path, done = tmp_path / "catalogue.db", Event()
    mine = database.Database(os.fspath(path), "file::memory:")

    def ask_always() -> None:
        one, other = (sqlite3.connect(path, isolation_level=None) for _ in range(2))
        while not done.is_set():
            one.execute("BEGIN")
            one.execute("SELECT count(*) FROM kept").fetchone()
            if other.in_transaction:  # only now: there is always one who has not finished
                other.execute("COMMIT")
            one, other = other, one
        one.close()
        other.close()

    with mine.connection():
        asker = Thread(target=ask_always)
    asker.start()
    longest = 0
    for number in range(40):
        with mine.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO kept VALUES ('noise', ?)", (os.urandom(2**20) + bytes(number),))
        longest = max(longest, (tmp_path / "catalogue.db-wal").stat().st_size)
    done.set()
    asker.join()
    mine.close()
    assert 2**22 < longest < 2**24
