"""Questions that the catalogue alone answers: what is printed is true, whatever happened to the folder since."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from article_builders import write_articles
from cli_builders import KIM, QUOTE, Reader, Result
from reader.catalogue import verifying
from reader.workspace import desk

TITLES = {f"{number}/a.txt": f"date 2024-03-1{number} OSLO — Gifts number {number} came.\n" for number in range(5)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five articles, each in a folder of its own."""
    write_articles(tmp_path / "news", TITLES)
    return tmp_path / "news"


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take five articles for many."""
    monkeypatch.setattr(verifying, "FEW", 1)


@pytest.fixture
def desks(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders for which a whole desk was opened."""
    opened: list[Path] = []
    usual = desk.open_workspace

    def open_workspace(folder: Path, *more: object, **named: object) -> desk.Workspace:
        opened.append(folder)
        return usual(folder, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(desk, "open_workspace", open_workspace)
    return opened


def settle(folder: Path) -> None:
    """Wait until a change of a folder from now on shows another time than its last one."""
    latest = max(os.stat(path).st_ctime_ns for path in (folder, *folder.rglob("*")))
    while time.time_ns() - latest < 30_000_000:
        time.sleep(0.005)


def known(reader: Reader, folder: Path, desks: list[Path]) -> None:
    """Let the catalogue know the folder as it is."""
    settle(folder)
    reader("list", folder)
    desks.clear()


def ask(reader: Reader, folder: Path, command: str, *words: str) -> Result:
    return reader(command, folder, *words)


def add(folder: Path) -> None:
    write_articles(folder, {"3/b.txt": "date 2024-04-01 LIMA — Gifts are new.\n"})


def remove(folder: Path) -> None:
    (folder / "3/a.txt").unlink()


def rename(folder: Path) -> None:
    (folder / "3/a.txt").rename(folder / "3/c.txt")


def move(folder: Path) -> None:
    (folder / "3").rename(folder / "9")


def replace(folder: Path) -> None:
    (folder / "beside").write_text("date 2024-03-13 OSLO — Gifts were replaced.\n")
    (folder / "beside").rename(folder / "3/a.txt")


def write_in_place(folder: Path) -> None:
    (folder / "3/a.txt").write_text("date 2024-03-13 OSLO — Gifts were rewritten.\n")


CHANGES = [add, remove, rename, move, replace, write_in_place]


@pytest.mark.parametrize("words", [("list",), ("list", "gifts"), ("search", "gifts")])
def test_what_has_not_changed_is_told_without_a_desk(
    reader: Reader, folder: Path, desks: list[Path], words: tuple[str, ...]
) -> None:
    first = ask(reader, folder, *words)
    known(reader, folder, desks)
    again = ask(reader, folder, *words)
    assert (again.out, again.err, desks) == (first.out, "", [])
    assert len(again.lines) >= len(TITLES)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("words", [("list",), ("list", "gifts"), ("search", "gifts")])
def test_in_a_small_library_every_change_shows(
    reader: Reader, folder: Path, desks: list[Path], words: tuple[str, ...], change: Callable[[Path], None]
) -> None:
    known(reader, folder, desks)
    change(folder)
    assert ask(reader, folder, *words).out == ask(reader, folder, *words, "--no-cache").out
    assert desks


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("words", [("list",), ("list", "gifts"), ("search", "gifts")])
def test_in_a_large_library_whatever_answers_or_came_shows(
    reader: Reader, folder: Path, desks: list[Path], words: tuple[str, ...], change: Callable[[Path], None]
) -> None:
    known(reader, folder, desks)
    change(folder)
    assert ask(reader, folder, *words).out == ask(reader, folder, *words, "--no-cache").out


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("command", ["list", "search"])
def test_in_a_large_library_a_file_that_comes_to_answer_where_it_is_shows_when_all_are_looked_at(
    reader: Reader, folder: Path, desks: list[Path], command: str
) -> None:
    known(reader, folder, desks)
    (folder / "3/a.txt").write_text("date 2024-03-13 OSLO — Zebras came.\n")
    assert reader(command, folder, "zebras").out == ""
    assert not desks
    assert "3/a.txt" in reader(command, folder, "zebras", "--fresh").out
    assert "3/a.txt" in reader(command, folder, "zebras").out


@pytest.mark.usefixtures("large")
def test_a_listing_of_everything_looks_at_every_file(reader: Reader, folder: Path, desks: list[Path]) -> None:
    known(reader, folder, desks)
    (folder / "3/a.txt").write_text("date 2024-03-13 OSLO — Zebras came.\n")
    assert "Zebras" in reader("list", folder).out


@pytest.mark.usefixtures("large")
def test_a_folder_that_was_not_settled_is_looked_at_again(
    reader: Reader, folder: Path, desks: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.library import folder as library

    monkeypatch.setattr(library, "settled", lambda _: False)  # as at the moment in which a file is put there
    known(reader, folder, desks)
    assert reader("search", folder, "gifts").out
    assert desks


def test_notes_are_counted_as_they_are_now(reader: Reader, seeds: Path, desks: list[Path]) -> None:
    def notes() -> dict[str, int]:
        return {row["id"]: row["notes"] for row in reader("list", seeds, "--json").records}

    known(reader, seeds, desks)
    made = reader("annotate", seeds, KIM, "--quote", QUOTE, "--note", "zebra").out.strip()
    assert notes()[KIM] == 1
    desks.clear()
    assert (notes()[KIM], desks) == (1, [])  # also where there are annotations nothing but the catalogue is asked
    assert "zebra" in reader("search", seeds, "zebra").out
    reader("remove", seeds, made)
    assert notes()[KIM] == 0
    assert reader("search", seeds, "zebra").out == ""


def test_notes_of_an_article_that_is_gone_are_found_again_when_it_comes_back_under_another_name(
    reader: Reader, seeds: Path, desks: list[Path]
) -> None:
    reader("annotate", seeds, KIM, "--quote", QUOTE)
    text = (seeds / KIM).read_bytes()
    (seeds / KIM).unlink()
    known(reader, seeds, desks)
    assert [row["notes"] for row in reader("list", seeds, "--json").records] == [0]
    assert desks == []  # what is gone is no reason to open one for each question
    (seeds / "back.txt").write_bytes(text)
    assert {row["id"]: row["notes"] for row in reader("list", seeds, "--json").records}["back.txt"] == 1


def test_notes_of_an_article_that_is_gone_from_another_library_are_looked_for_each_time(
    reader: Reader, seeds: Path, desks: list[Path]
) -> None:
    other = seeds.parent / "other"
    write_articles(other, {"same.txt": (seeds / KIM).read_text()})
    reader("annotate", other, "same.txt", "--quote", QUOTE)
    (other / "same.txt").rename(seeds.parent / "away")

    def notes() -> int:
        return next(int(row["notes"]) for row in reader("list", seeds, "--json").records if row["id"] == KIM)

    known(reader, seeds, desks)
    assert notes() == 1
    (seeds.parent / "away").rename(other / "same.txt")
    assert notes() == 0


def test_a_setting_of_what_is_left_out_holds_at_once(reader: Reader, folder: Path, desks: list[Path]) -> None:
    from reader.settings import settings_path

    known(reader, folder, desks)
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text('boilerplate = ["number 3"]')
    assert "3/a.txt" not in reader("search", folder, "gifts").out
    desks.clear()
    assert "3/a.txt" not in reader("search", folder, "gifts").out
    assert not desks


def test_annotations_elsewhere_are_those_that_are_counted(
    reader: Reader, seeds: Path, tmp_path: Path, desks: list[Path]
) -> None:
    known(reader, seeds, desks)
    reader("annotate", seeds, KIM, "--quote", QUOTE, "--annotations", tmp_path / "kept")
    assert {row["notes"] for row in reader("list", seeds, "--json").records} == {0}
    assert {row["notes"] for row in reader("list", seeds, "--json", "--annotations", tmp_path / "kept").records} == {
        0,
        1,
    }


@pytest.mark.parametrize("words", [("list",), ("search", "gifts")])
def test_a_file_that_is_no_article_is_told_of_without_a_desk_until_it_changes(
    reader: Reader, folder: Path, desks: list[Path], words: tuple[str, ...]
) -> None:
    (folder / "picture.txt").write_bytes(b"\0\1\2" * 100)
    known(reader, folder, desks)
    first = ask(reader, folder, *words)
    assert desks == []
    assert ("1 file cannot be read" in first.err) == (words == ("list",))
    (folder / "picture.txt").write_text("date 2024-03-13 OSLO — Gifts came.\n")
    assert "picture.txt" in ask(reader, folder, *words).out
    (folder / "picture.txt").write_bytes(b"\0\1\2" * 100)
    assert "picture.txt" not in ask(reader, folder, *words).out
    (folder / "picture.txt").unlink()
    assert "cannot be read" not in ask(reader, folder, *words).err
