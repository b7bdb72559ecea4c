"""What was read, starred, and how far."""

import sqlite3
from pathlib import Path

import pytest

from reader import reading_state
from reader.reading_state import Progress, ReadingState


def test_what_was_saved_is_there_after_a_restart(tmp_path: Path) -> None:
    state = ReadingState(tmp_path / "deep" / "state.json")
    state.set("a.txt", read=True, place=120)
    state.set("b.txt", starred=True)
    assert state.save()
    again = ReadingState(tmp_path / "deep" / "state.json")
    assert again.of("a.txt") == Progress(read=True, place=120)
    assert again.of("b.txt") == Progress(starred=True)
    assert again.of("c.txt") == Progress()


def test_two_readers_keep_each_others_articles(tmp_path: Path) -> None:
    one, other = ReadingState(tmp_path / "s.json"), ReadingState(tmp_path / "s.json")
    one.set("a.txt", read=True)
    other.set("b.txt", read=True)
    assert one.save()
    assert other.save()
    assert {id for id in ("a.txt", "b.txt") if ReadingState(tmp_path / "s.json").of(id).read} == {"a.txt", "b.txt"}


def test_what_changes_while_another_reader_writes_is_neither_lost_nor_left_unsaved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_state, "_PATIENCE", 0.01)
    state = ReadingState(tmp_path / "s.db")
    state.set("a.txt", place=5)
    other = sqlite3.connect(tmp_path / "s.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    state.set("a.txt", read=True)
    state.set("b.txt", starred=True)
    assert not state.save()
    assert state.of("a.txt") == Progress(read=True, place=5)
    assert ReadingState(tmp_path / "s.db").of("a.txt") == Progress(place=5)
    other.execute("COMMIT")
    assert state.save()
    again = ReadingState(tmp_path / "s.db")
    assert (again.of("a.txt"), again.of("b.txt")) == (Progress(read=True, place=5), Progress(starred=True))


def test_where_it_cannot_be_saved_reading_goes_on_and_it_is_saved_later(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file is here")
    state = ReadingState(tmp_path / "folder" / "s.json")
    state.set("a.txt", read=True)
    assert not state.save()
    assert state.of("a.txt").read
    (tmp_path / "folder").unlink()
    assert state.save()
    assert ReadingState(tmp_path / "folder" / "s.json").of("a.txt").read


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", '{"articles": []}', '{"articles": {"a.txt": 3}}', '{"articles": {"a.txt": {"place": -4}}}', "\x00"],
)
def test_a_damaged_file_is_an_empty_state(tmp_path: Path, content: str) -> None:
    (tmp_path / "s.json").write_text(content)
    assert ReadingState(tmp_path / "s.json").of("a.txt") == Progress()
