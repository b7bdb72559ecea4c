"""The file of the catalogue: derived, made anew on any doubt, and not needed."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from article_builders import write_articles
from catalogue_builders import NEWS, answers, catalogue_of, desk_of, news
from reader.catalogue import schema
from reader.catalogue.catalogue import Catalogue
from reader.catalogue.database import Overtaken
from reader.catalogue.parsing import parse_query
from reader.catalogue.turns import CatalogueBusy
from reader.library.folder import Library
from reader.model.article import Article

ALL = ["a.txt", "b.txt", "2023/d.txt", "c.md"]


def ids(catalogue: Catalogue) -> list[str]:
    return [row.id for row in catalogue.listing]


def read_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the files that are read from now on."""
    read: list[str] = []
    original = Library.read

    def noted(self: Library, id: str) -> object:
        read.append(id)
        return original(self, id)

    monkeypatch.setattr(Library, "read", noted)
    return read


@pytest.mark.parametrize("cache", [True, False])
def test_articles_are_listed_newest_first_the_undated_last(tmp_path: Path, cache: bool) -> None:
    assert ids(catalogue_of(news(tmp_path), cache=cache)) == ALL


def test_what_is_known_is_listed_and_searched_at_once_without_a_look_at_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = news(tmp_path)
    catalogue_of(folder)
    read = read_files(monkeypatch)
    again = catalogue_of(folder, fresh=False)
    assert ids(again) == ALL
    assert answers(again, "gift") == ["a.txt", "b.txt"]
    assert read == []


def test_who_leaves_a_filter_gets_the_list_that_there_was_until_somebody_changes_it(tmp_path: Path) -> None:
    folder = news(tmp_path)
    mine, theirs = catalogue_of(folder), catalogue_of(folder)
    whole = mine.select()
    assert answers(mine, "sanctions") == ["b.txt"]
    assert mine.select().numbers is whole.numbers
    write_articles(folder, {"later.txt": "Later\n\nOne more."})
    theirs.refresh()
    assert len(mine.select()) == len(whole) + 1


def test_a_second_look_reads_only_what_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = news(tmp_path)
    catalogue_of(folder)
    read = read_files(monkeypatch)
    assert catalogue_of(folder, fresh=False).refresh() is False
    assert read == []
    write_articles(folder, {"b.txt": "date 2024-03-20 OSLO — Rain.\n", "e.txt": "date 2024-03-21 ROME — Sun.\n"})
    (folder / "c.md").unlink()
    catalogue = catalogue_of(folder, fresh=False)
    assert catalogue.refresh() is True
    assert sorted(read) == ["b.txt", "e.txt"]
    assert ids(catalogue) == ["e.txt", "b.txt", "a.txt", "2023/d.txt"]
    assert answers(catalogue, "rain OR sanctions OR bread") == ["b.txt"]


@pytest.mark.parametrize("change", ["time", "size", "inode", "name"])
def test_each_sign_of_a_change_is_noticed(tmp_path: Path, change: str) -> None:
    folder = news(tmp_path)
    catalogue = catalogue_of(folder)
    path, status = folder / "b.txt", (folder / "b.txt").stat()
    other = NEWS["b.txt"].replace("luxury", "peanut")
    if change == "name":
        path.rename(folder / "bb.txt")
    elif change == "inode":
        (folder / "new").write_text(other)
        (folder / "new").rename(path)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    else:
        path.write_text(other if change == "time" else other + "More.\n")
        os.utime(path, ns=(0, status.st_mtime_ns + (change == "time")))
    assert catalogue.refresh() is True
    assert answers(catalogue, "peanut" if change != "name" else "luxury") == ["bb.txt" if change == "name" else "b.txt"]


def test_files_that_are_named_are_looked_at_and_no_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = news(tmp_path)
    catalogue = catalogue_of(folder)
    (folder / "a.txt").unlink()
    write_articles(folder, {"e.txt": "date 2024-03-21 ROME — Sun.\n", "f.txt": "\0" * 99, "g.txt": "Unseen.\n"})
    read = read_files(monkeypatch)
    assert catalogue.look_at(["a.txt", "e.txt", "f.txt", "../x.txt", "none.txt"]) is True
    assert sorted(read) == ["e.txt", "f.txt"]
    assert ids(catalogue) == ["e.txt", "b.txt", "2023/d.txt", "c.md"]
    assert [problem.path for problem in catalogue.problems] == ["f.txt"]
    assert catalogue.look_at(["e.txt"]) is False


def garbage(path: Path) -> None:
    path.write_bytes(b"no database at all" * 1000)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:8192])


def scribbled(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[4096 : len(whole) : 7] = bytes(len(range(4096, len(whole), 7)))
    path.write_bytes(whole)


def older(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE kept SET value = 'reader 0' WHERE name = 'maker'")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("harm", [garbage, cut, scribbled, older, Path.unlink])
def test_a_catalogue_that_is_in_doubt_is_made_anew(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    folder = news(tmp_path)
    catalogue_of(folder).close()
    path = tmp_path / "cache" / "catalogue.db"
    for ending in ("-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
    harm(path)
    catalogue = catalogue_of(folder)
    assert ids(catalogue) == ALL
    assert answers(catalogue, "gift -limousine") == ["b.txt"]
    assert catalogue.trouble == ""


def test_without_a_place_for_the_file_all_is_kept_in_memory_and_it_is_said(tmp_path: Path) -> None:
    folder = news(tmp_path)
    (tmp_path / "cache").write_text("a file is in the way")
    catalogue = catalogue_of(folder)
    assert ids(catalogue) == ALL
    assert answers(catalogue, "gift") == ["a.txt", "b.txt"]
    assert "memory" in catalogue.trouble


def test_a_full_disk_while_reading_means_memory_and_nothing_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = news(tmp_path)
    write_articles(folder, {f"{n}.txt": f"date 2024-01-01 X — {n} {'word ' * 500}\n" for n in range(200)})
    connect = sqlite3.connect

    def small(place: str, **more: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(place, **more)
        if "memdb" not in place:
            connection.execute("PRAGMA max_page_count = 30")
        return connection

    monkeypatch.setattr(sqlite3, "connect", small)
    catalogue = catalogue_of(folder)
    assert len(catalogue.listing) == 204
    assert "full" in catalogue.trouble


def test_what_is_unpacked_into_the_folder_is_listed_bit_by_bit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = news(tmp_path)
    catalogue, other = catalogue_of(folder), catalogue_of(folder, fresh=False)
    unpacked = {f"{n}.txt": f"date 2024-01-01 X — Report {n}.\n" for n in range(100)}
    write_articles(folder, unpacked)
    read, listed = Library.read, list[int]()

    def reading(self: Library, id: str) -> Article:
        listed.append(len(other.listing))
        return read(self, id)

    monkeypatch.setattr(Library, "read", reading)
    catalogue.look_at(unpacked)
    assert sorted(set(listed)) == [4, 44]
    assert len(other.listing) == 104


def test_a_file_that_goes_away_just_before_it_is_read_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, read = news(tmp_path), Library.read

    def reading(self: Library, id: str) -> Article:
        for name in ("a.txt", "b.txt"):
            if name != id:
                (folder / name).unlink(missing_ok=True)
        return read(self, id)

    monkeypatch.setattr(Library, "read", reading)
    catalogue = catalogue_of(folder)
    assert len(catalogue.listing) < len(ALL)
    assert catalogue.problems == ()


def test_two_readers_share_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = news(tmp_path)
    one, other = catalogue_of(folder, fresh=False), catalogue_of(folder, fresh=False)
    assert list(other.listing) == []
    read = read_files(monkeypatch)
    one.refresh()
    other.refresh()
    assert sorted(read) == sorted(ALL)
    assert ids(other) == ALL


def test_a_reader_reads_on_while_another_writes_and_says_when_that_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.catalogue import database

    monkeypatch.setattr(database, "_PATIENCE", 0.01)
    folder = news(tmp_path)
    catalogue = catalogue_of(folder)
    writer = sqlite3.connect(tmp_path / "cache" / "catalogue.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    (folder / "b.txt").unlink()
    with pytest.raises(CatalogueBusy):
        catalogue.refresh()
    assert ids(catalogue) == ALL
    writer.execute("ROLLBACK")
    assert catalogue.refresh() is True
    assert ids(catalogue) == ["a.txt", "2023/d.txt", "c.md"]


def test_an_answer_that_is_not_wanted_any_more_is_not_worked_out(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    write_articles(folder, {f"{n}.txt": "date 2024-01-01 X — Word.\n" for n in range(3000)})
    catalogue = catalogue_of(folder)
    with pytest.raises(Overtaken):
        catalogue.select(parse_query("-nothing is:unread"), stop=lambda: True)
    assert len(catalogue.select(parse_query("-nothing is:unread"), stop=lambda: False)) == 3000


def test_a_first_opening_lists_a_screenful_at_once_and_fills_in_behind(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    write_articles(folder, {f"{n:04}.txt": "date 2024-01-01 X — Word.\n" for n in range(1000)})
    catalogue = catalogue_of(folder, fresh=False)
    listed: list[tuple[int, int]] = []
    catalogue.refresh(lambda read: listed.append((read, len(catalogue.listing))))
    assert listed[0] == (40, 40)
    assert listed == [(read, read) for read, _ in listed]
    assert len(listed) < 6
    assert len(catalogue.listing) == 1000


def test_days_beyond_their_numbers_go_on_among_the_undated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.catalogue.filling.first_of", lambda date: schema.last_of(date) - 1)
    folder = tmp_path / "day"
    write_articles(folder, {f"{n}.txt": "date 2024-01-01 X — Word.\n" for n in range(4)})
    assert sorted(row.id for row in catalogue_of(folder).listing) == ["0.txt", "1.txt", "2.txt", "3.txt"]


def test_a_worn_index_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.catalogue import refreshing

    monkeypatch.setattr(refreshing, "_FEW", 2)
    folder = news(tmp_path)
    catalogue = catalogue_of(folder)
    for turn in range(6):
        write_articles(folder, {"a.txt": f"date 2024-03-16 PYONGYANG — Turn number {turn}.\n"})
        catalogue.refresh()
        assert answers(catalogue, "turn") == answers(catalogue, f"turn {turn}") == ["a.txt"]
        assert answers(catalogue, "limousine") == []
    dead = sqlite3.connect(tmp_path / "cache" / "catalogue.db").execute("SELECT count(*) FROM dead").fetchone()
    assert dead[0] <= 3


def test_reading_state_is_shown_and_counted(tmp_path: Path) -> None:
    workspace = desk_of(news(tmp_path))
    workspace.reading.set("a.txt", read=True, starred=True)
    workspace.reading.set("2023/d.txt", read=True)
    listing = workspace.list()
    assert [(row.id, row.read, row.starred) for row in listing][:2] == [("a.txt", True, True), ("b.txt", False, False)]
    assert workspace.unread(listing) == 2
    assert [workspace.next_unread(listing, index) for index in (0, 1, 2, 3)] == [1, 3, 3, 1]
    assert listing.place("2023/d.txt") == 2
    assert listing.place("none.txt") == -1


def test_names_that_are_no_utf_8_are_listed_and_found(tmp_path: Path) -> None:
    folder = news(tmp_path)
    name = os.fsdecode(b"caf\xe9.txt")
    write_articles(folder, {name: "date 2025-01-01 X — An odd name.\n"})
    catalogue = catalogue_of(folder)
    assert ids(catalogue)[0] == name
    assert catalogue.resolve("caf") == name
    assert catalogue.listing.place(name) == 0
