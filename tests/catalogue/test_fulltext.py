"""The full-text index: what it costs to ask does not depend on how the articles came."""

import sqlite3
from pathlib import Path
from threading import Event, Thread

import pytest

from article_builders import write_articles
from catalogue_builders import answers, catalogue_of
from reader.catalogue import fulltext, refreshing
from reader.catalogue.catalogue import Catalogue


def segments(tmp_path: Path) -> int:
    """How many pieces the index is in."""
    connection = sqlite3.connect(tmp_path / "cache" / "catalogue.db")
    return int(connection.execute("SELECT count(DISTINCT segid) FROM body_idx").fetchone()[0])


def unused(tmp_path: Path) -> int:
    """Pages of the file that nothing is in."""
    connection = sqlite3.connect(tmp_path / "cache" / "catalogue.db")
    return int(connection.execute("PRAGMA freelist_count").fetchone()[0])


@pytest.fixture
def in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    """A catalogue that was filled in many steps, as that of a very large folder is."""
    monkeypatch.setattr(refreshing, "_BATCH", 20)
    monkeypatch.setattr(refreshing, "_FIRST_BATCH", 20)
    monkeypatch.setattr(fulltext, "_MANY", 20)
    folder = tmp_path / "many"
    own = {n: " ".join(f"own{n}x{word}" for word in range(100)) for n in range(400)}
    write_articles(folder, {f"{n:04}.txt": f"date 2024-01-01 X — Word{n} {words}\n" for n, words in own.items()})
    return catalogue_of(folder)


def test_an_index_in_many_pieces_becomes_one_and_answers_the_same(in_pieces: Catalogue, tmp_path: Path) -> None:
    assert segments(tmp_path) == 20
    before = answers(in_pieces, "word7 OR word39 OR word399")
    assert len(before) == 3
    in_pieces.settle()
    assert segments(tmp_path) == 1
    assert answers(in_pieces, "word7 OR word39 OR word399") == before


def test_space_that_is_not_used_any_more_is_given_back(in_pieces: Catalogue, tmp_path: Path) -> None:
    in_pieces.close()
    before = (tmp_path / "cache" / "catalogue.db").stat().st_size
    in_pieces.settle()
    in_pieces.close()
    assert (tmp_path / "cache" / "catalogue.db").stat().st_size < before
    assert unused(tmp_path) < 10


def test_who_leaves_does_not_wait_until_all_is_in_order(in_pieces: Catalogue, tmp_path: Path) -> None:
    in_pieces.settle(lambda: True)
    assert segments(tmp_path) == 20


def test_what_comes_while_the_index_is_put_in_order_does_not_wait_for_that(
    in_pieces: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fulltext, "_AT_ONCE", 1)
    enough = Event()
    orderly = Thread(target=in_pieces.settle, args=(enough.is_set,))
    orderly.start()
    for turn in range(5):
        write_articles(tmp_path / "many", {"new.txt": f"date 2024-01-01 X — Turn{turn}.\n"})
        in_pieces.look_at(["new.txt"])
        assert answers(in_pieces, f"turn{turn}") == ["new.txt"]
    assert not in_pieces.is_settled
    enough.set()
    orderly.join()


def test_the_index_is_put_in_order_by_one_thread_at_a_time(
    in_pieces: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fulltext, "_AT_ONCE", 1)
    begun, enough = Event(), Event()

    def stop() -> bool:
        begun.set()
        return enough.is_set()

    orderly = Thread(target=in_pieces.settle, args=(stop,))
    orderly.start()
    begun.wait()
    in_pieces.settle()
    assert not in_pieces.is_settled
    enough.set()
    orderly.join()
    in_pieces.settle()
    assert segments(tmp_path) == 1


def test_small_changes_keep_the_index_in_few_pieces(in_pieces: Catalogue, tmp_path: Path) -> None:
    in_pieces.settle()
    for turn in range(60):
        write_articles(tmp_path / "many", {"0007.txt": f"date 2024-01-01 X — Turn{turn}.\n"})
        in_pieces.look_at(["0007.txt"])
    assert segments(tmp_path) < 20
    assert answers(in_pieces, "turn59") == ["0007.txt"]
