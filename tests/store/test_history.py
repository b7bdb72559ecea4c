"""Undo and redo of everything, from revisions alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import Unusable
from reader.model.annotation import Annotation, Revision
from reader.store.history import next_redo, next_undo, taking_back
from reader.store.identity import new_ulid
from reader.store.revisions import annotations
from store_builders import NOON, SOURCE, revision


class Person:
    """Somebody with a growing set of revisions who makes, undoes and redoes changes."""

    def __init__(self, *known: Revision, name: str = "ana") -> None:
        self.known = list(known)
        self.name = name

    def does(self, made: Revision) -> Revision:
        self.known.append(made)
        return made

    def undoes(self) -> bool:
        return self._takes_back(next_undo(self.known, self.name))

    def redoes(self) -> bool:
        return self._takes_back(next_redo(self.known, self.name))

    def notes(self) -> list[str]:
        return [annotation.note for annotation in self.annotations()]

    def annotations(self) -> tuple[Annotation, ...]:
        return annotations(self.known)

    def _takes_back(self, change: str | None) -> bool:
        if change:
            self.known += taking_back(self.known, change, new_ulid(), NOON, self.name)
        return change is not None


def test_a_new_note_an_edit_and_a_removal_are_taken_back_one_by_one_and_made_again() -> None:
    ana = Person()
    first = ana.does(revision("first"))
    second = ana.does(revision("second", on=first))
    ana.does(revision(on=second, removed=True))
    seen = [ana.notes()]
    while ana.undoes():
        seen.append(ana.notes())
    assert seen == [[], ["second"], ["first"], []]
    seen = []
    while ana.redoes():
        seen.append(ana.notes())
    assert seen == [["first"], ["second"], []]


def test_nothing_to_undo_or_redo() -> None:
    assert next_undo([], "ana") is None
    assert next_redo([revision()], "ana") is None


def test_a_new_change_ends_redo() -> None:
    ana = Person()
    ana.does(revision("one"))
    ana.undoes()
    ana.does(revision("two"))
    assert next_redo(ana.known, "ana") is None
    assert ana.undoes()
    assert ana.notes() == []


def test_a_step_over_several_annotations_is_one() -> None:
    ana = Person()
    one, two = ana.does(revision("one")), ana.does(revision("two"))
    step = new_ulid()
    ana.does(revision("ONE", on=one, change=step))
    ana.does(revision("TWO", on=two, change=step))
    ana.undoes()
    assert ana.notes() == ["one", "two"]
    ana.redoes()
    assert ana.notes() == ["ONE", "TWO"]


def test_what_somebody_else_has_put_back_already_does_not_stop_undoing_the_rest_of_a_step() -> None:
    ana = Person()
    one, two = ana.does(revision("one")), ana.does(revision("two"))
    step = new_ulid()
    changed = ana.does(revision("ONE", on=one, change=step))
    ana.does(revision("TWO", on=two, change=step))
    ana.does(revision("one", on=changed, by="bo"))
    ana.undoes()
    assert ana.notes() == ["one", "two"]


def test_what_somebody_else_has_removed_is_not_undone_but_what_was_before_it_is() -> None:
    ana = Person()
    first = ana.does(revision("first"))
    ana.does(revision("second", on=first))
    extra = ana.does(revision("extra"))
    ana.does(revision(on=extra, removed=True, by="bo"))
    ana.undoes()
    assert ana.notes() == ["first"]


def test_only_ones_own_changes_are_undone() -> None:
    ana = Person()
    ana.does(revision("ana's"))
    ana.does(revision("bo's", by="bo"))
    ana.undoes()
    assert ana.notes() == ["bo's"]
    assert next_undo(ana.known, "ana") is None


def test_what_somebody_else_changed_since_is_not_taken_back() -> None:
    ana = Person()
    first = ana.does(revision("ana's"))
    ana.does(revision("bo's", on=first, by="bo"))
    with pytest.raises(Unusable, match="bo changed the note since"):
        ana.undoes()
    assert ana.notes() == ["bo's"]


def test_a_change_that_is_not_there_cannot_be_taken_back() -> None:
    with pytest.raises(Unusable):
        taking_back([revision()], new_ulid(), new_ulid(), NOON, "ana")


def test_undoing_what_settled_a_conflict_brings_both_sides_back() -> None:
    first = revision("first")
    mine, theirs = revision("mine", on=first), revision("theirs", on=first, by="bo")
    ana = Person(first, mine, theirs)
    before = ana.annotations()
    ana.does(revision("settled", on=(mine, theirs)))
    ana.undoes()
    (back,) = ana.annotations()
    assert (back.body, back.rivals) == (before[0].body, before[0].rivals)
    ana.redoes()
    assert ana.notes() == ["settled"]


def test_undo_takes_the_last_change_after_the_clock_went_back(monkeypatch: pytest.MonkeyPatch) -> None:
    ana = Person()
    first = ana.does(revision("first"))
    edit = revision("second", on=first)
    monkeypatch.setattr("reader.store.identity._latest", 0)
    monkeypatch.setattr("time.time_ns", lambda: 10**18)
    ana.does(edit._replace(change=new_ulid()))
    ana.undoes()
    assert ana.notes() == ["first"]
    ana.redoes()
    assert ana.notes() == ["second"]


def test_two_undos_of_one_change_made_apart_are_one() -> None:
    ana = Person()
    first = ana.does(revision("first"))
    ana.does(revision("second", on=first))
    here, there = Person(*ana.known), Person(*ana.known)
    here.undoes()
    there.undoes()
    merged = Person(*here.known, *there.known)
    assert merged.notes() == ["first"]
    assert not merged.annotations()[0].conflict
    assert merged.undoes()
    assert merged.notes() == []


@given(st.lists(st.sampled_from(["add", "edit", "remove", "undo", "redo"]), max_size=14))
def test_undo_and_redo_walk_through_what_was(steps: list[str]) -> None:
    ana = Person()
    past: list[list[str]] = [[]]
    future: list[list[str]] = []
    for number, step in enumerate(steps):
        there = ana.annotations()
        if step == "undo":
            if ana.undoes():
                future.append(past.pop())
        elif step == "redo":
            if ana.redoes():
                past.append(future.pop())
        elif step == "add" or there:
            last = next((r for r in reversed(ana.known) if there and r.id == there[-1].heads[-1]), None)
            on = last if last and step != "add" else ()
            ana.does(revision(f"note {number}", on=on, removed=step == "remove"))
            past.append(ana.notes())
            future.clear()
        assert ana.notes() == past[-1]
    assert all(one.target.source == SOURCE for one in ana.known)
