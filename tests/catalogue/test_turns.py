"""Threads that write take turns: nobody who waits is overtaken by who has just written."""

import time
from pathlib import Path
from threading import Event, Thread

import pytest

from article_builders import write_articles
from catalogue_builders import catalogue_of
from reader.catalogue.parsing import parse_query
from reader.catalogue.turns import CatalogueBusy, Turns

PATIENCE = 60.0


def until_awaited(turns: Turns) -> None:
    while not turns.is_awaited:
        time.sleep(0)  # gives the other thread its time, and takes none


def test_who_has_had_a_turn_comes_behind_who_waits() -> None:
    turns, order = Turns(), list[str]()

    def other() -> None:
        with turns.one(PATIENCE):
            order.append("other")

    for _ in range(50):
        waiting = Thread(target=other)
        with turns.one(PATIENCE):
            waiting.start()
            until_awaited(turns)
        with turns.one(PATIENCE):
            order.append("again")
        waiting.join()
    assert order == ["other", "again"] * 50


def test_a_turn_that_was_not_waited_for_is_not_awaited() -> None:
    turns = Turns()
    with turns.one(PATIENCE):
        assert not turns.is_awaited
    with turns.one(PATIENCE):
        assert not turns.is_awaited


def test_a_turn_that_never_comes_is_waited_for_so_long_and_what_follows_goes_on() -> None:
    turns = Turns()
    with turns.one(PATIENCE):
        with pytest.raises(CatalogueBusy), turns.one(0.01):
            raise AssertionError("two at once")
        assert not turns.is_awaited
    with turns.one(0.01):
        assert not turns.is_awaited


def test_a_turn_that_fails_is_over() -> None:
    turns = Turns()
    with pytest.raises(ZeroDivisionError), turns.one(PATIENCE):
        raise ZeroDivisionError
    with turns.one(0.01):
        pass


def test_what_comes_while_a_large_folder_is_read_does_not_wait_for_the_next_batch(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    write_articles(folder, {f"{n:04}.txt": f"date 2024-01-01 X — Word {n}.\n" for n in range(3000)})
    catalogue, read, looks = catalogue_of(folder, fresh=False), Event(), 0
    assert len(catalogue.listing) == 0, "as on the screen, the file is there before the folder is read"

    def refresh() -> None:
        catalogue.refresh()
        read.set()

    batches = 5
    reading = Thread(target=refresh)
    reading.start()
    while not read.is_set():
        write_articles(folder, {"new.txt": f"date 2024-01-01 X — Look{looks}.\n"})
        catalogue.look_at(["new.txt"])
        assert len(catalogue.select(parse_query(f"look{looks}"))) == 1  # its row is another one when it is met again
        looks += 1
    reading.join()
    assert looks > 4 * batches
    assert len(catalogue.listing) == 3001
