"""An annotation is its heads: what revisions amount to, in whichever order they came together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.annotation import Revision
from reader.store.documents import from_document, revision_of, to_document
from reader.store.identity import revision_id
from reader.store.lines import id_text
from reader.store.revisions import annotations, numbered
from store_builders import SOURCE, revision


def test_an_annotation_is_as_it_was_left() -> None:
    first = revision("first", tags=("a",))
    second = revision("second", tags=("a", "b"), on=first, by="bo")
    (annotation,) = annotations([first, second])
    assert (annotation.note, annotation.tags) == ("second", ("a", "b"))
    assert (annotation.id, annotation.by) == (first.annotation, "ana")
    assert annotation.heads == (second.id,)
    assert not annotation.conflict


def test_a_removed_annotation_is_gone() -> None:
    first = revision()
    assert annotations([first, revision(on=first, removed=True)]) == ()


def test_annotations_come_in_the_order_in_which_they_were_made() -> None:
    made = [revision(str(number)) for number in range(5)]
    assert [annotation.note for annotation in annotations(reversed(made))] == ["0", "1", "2", "3", "4"]


def test_two_different_edits_are_both_shown_until_one_settles_them() -> None:
    first = revision("first")
    mine, theirs = revision("mine", on=first), revision("theirs", on=first, by="bo")
    (conflict,) = annotations([first, mine, theirs])
    assert conflict.conflict
    assert conflict.note == "theirs"
    assert [body[0].value for body in conflict.rivals] == ["mine"]
    assert conflict.heads == (mine.id, theirs.id)
    (settled,) = annotations([first, mine, theirs, revision("both", on=(mine, theirs))])
    assert not settled.conflict
    assert settled.note == "both"


def test_the_same_edit_made_twice_is_no_conflict_and_stays_none() -> None:
    first = revision("first")
    twice = revision("same", on=first), revision("same", on=first, by="bo")
    (annotation,) = annotations([first, *twice])
    assert not annotation.conflict
    assert annotation.heads == tuple(head.id for head in twice)
    (edited,) = annotations([first, *twice, revision("next", on=twice)])
    assert (edited.note, edited.conflict) == ("next", False)


def test_an_edit_beats_a_removal() -> None:
    first = revision("first")
    removal, edit = revision(on=first, removed=True), revision("kept", on=first)
    (annotation,) = annotations([first, edit, removal])
    assert (annotation.note, annotation.conflict) == ("kept", False)
    assert annotations([first, edit, removal, revision(on=(removal, edit), removed=True)]) == ()


def test_parents_that_cannot_be_do_not_make_an_annotation_vanish() -> None:
    one = revision("one")
    two = revision("two", on=one)
    circle = [one._replace(parents=(two.id,)), two]
    assert len(annotations(circle)) == 1


@given(st.data())
def test_the_order_and_the_doubling_of_revisions_do_not_matter(data: st.DataObject) -> None:
    known: list[Revision] = []
    for step in range(data.draw(st.integers(1, 8))):
        earlier = data.draw(st.sampled_from([None, *known]))
        removed = earlier is not None and data.draw(st.booleans())
        known.append(revision(f"{step % 3}", on=earlier or (), removed=removed))
    halves = data.draw(st.permutations(known + known[: len(known) // 2]))
    assert annotations(halves) == annotations(known)


def test_numbered_revisions_lie_behind_all_that_is_known() -> None:
    future = revision()._replace(id=revision_id() + (10**12 << 80))
    made = numbered([revision("a"), revision("b")], [future])
    assert future.id < made[0].id < made[1].id


def test_a_revision_and_its_document_are_one() -> None:
    first = revision("note", tags=("a", "b"))
    for made in (
        first,
        revision(on=first, removed=True),
        first._replace(undoes=first.change, change="", by=""),
        first._replace(target=first.target._replace(quote=None, position=None), body=()),
    ):
        assert from_document(id_text(made.id), to_document(made)) == made


def test_names_that_are_not_known_are_passed_over() -> None:
    made = revision()
    document = to_document(made) | {"mood": "curious"}
    document["target"]["state"] = {"type": "TimeState"}
    document["target"]["selector"].append({"type": "XPathSelector", "value": "/p[2]"})
    assert from_document(id_text(made.id), document) == made


def test_what_a_document_says_is_cleaned() -> None:
    made = revision("a \x1b]52;c;x\x07 note", tags=("t\x1b[31m\nag",), by="\u202eana")
    kept = from_document(id_text(made.id), to_document(made))
    said = [kept.by, *(body.value for body in kept.body)]
    assert not any(character in text for text in said for character in "\x1b\x07\u202e")
    assert "\n" not in kept.body[0].value


@pytest.mark.parametrize(
    "odd",
    [
        {"annotation": "short"},
        {"annotation": None},
        {"at": "yesterday"},
        {"at": "2026-11-21T12:00:00"},
        {"at": "0001-01-01T00:00:00+10:00"},
        {"body": "text"},
        {"body": [1]},
        {"body": [{"type": "TextualBody", "value": "x", "purpose": "unheard of"}]},
        {"by": ["ana"]},
        {"parents": ["x"]},
        {"parents": [1]},
        {"target": None},
        {"target": {"source": SOURCE, "selector": [{"type": "TextPositionSelector", "start": 3, "end": 1}]}},
        {"target": {"source": SOURCE, "selector": [{"type": "TextQuoteSelector", "exact": 1}]}},
    ],
)
def test_a_document_of_another_shape_is_no_revision_and_no_crash(odd: dict[str, object]) -> None:
    made = revision()
    assert revision_of(id_text(made.id), to_document(made)) == made
    assert revision_of(id_text(made.id), to_document(made) | odd) is None
