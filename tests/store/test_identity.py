"""ULIDs sort by the time at which they were made, whatever the clock does."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.store.identity import new_ulid, revision_id, ulid_number, ulid_text


@given(st.integers(0, 2**128 - 1))
def test_a_number_and_its_text_are_one(number: int) -> None:
    assert ulid_number(ulid_text(number)) == number


@given(st.integers(0, 2**128 - 1), st.integers(0, 2**128 - 1))
def test_texts_sort_as_numbers(one: int, other: int) -> None:
    assert (ulid_text(one) < ulid_text(other)) == (one < other)


def test_the_example_of_the_specification() -> None:
    assert ulid_number("01ARZ3NDEKTSV4RRFFQ69G5FAV") >> 80 == 1469922850259


@pytest.mark.parametrize(
    "text", ["", "01", "8" + "Z" * 25, "01ARZ3NDEKTSV4RRFFQ69G5FAU", "01arz3ndektsv4rrffq69g5fav", "٠" * 26]
)
def test_what_is_no_ulid_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="ULID"):
        ulid_number(text)


def test_ulids_of_one_process_only_grow() -> None:
    made: list[list[str]] = [[] for _ in range(4)]

    def work(into: list[str]) -> None:
        into.extend(new_ulid() for _ in range(500))

    threads = [threading.Thread(target=work, args=(into,)) for into in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(into == sorted(into) for into in made)
    assert len({ulid for into in made for ulid in into}) == 2000


def test_ids_grow_when_the_clock_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = revision_id()
    monkeypatch.setattr("time.time_ns", lambda: 0)
    assert before < revision_id() < revision_id()


def test_an_id_is_larger_than_one_from_the_future_and_does_not_pull_the_next_there() -> None:
    future = revision_id() + (10**12 << 80)
    assert revision_id(after=future) > future
    assert revision_id() < future


def test_two_that_follow_the_same_id_are_different() -> None:
    future = revision_id() + (10**12 << 80)
    assert revision_id(after=future) != revision_id(after=future)
