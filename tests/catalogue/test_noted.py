"""The list of all annotations: newest first, a page at a time, and asked by the same queries as everything."""

import datetime as dt
from array import array
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue_builders import catalogue_of, desk_of, news
from reader.catalogue.annotations import Annotated
from reader.catalogue.catalogue import Catalogue
from reader.catalogue.database import Overtaken
from reader.catalogue.parsing import parse_query
from reader.catalogue.schema import created_in, note_row, note_rows
from reader.catalogue.selection import Notes
from reader.model.annotation import (
    Anchor,
    AnchorState,
    Annotation,
    NoteListing,
    Placed,
    Target,
    TextQuoteSelector,
    bodies,
)
from reader.store.identity import new_ulid

INSTANTS = st.datetimes(dt.datetime(1, 1, 2), dt.datetime(9999, 12, 30), timezones=st.just(dt.UTC))
DAYS = st.dates(dt.date(2024, 2, 25), dt.date(2024, 3, 5))


def placed(
    quote: str = "A limousine",
    tags: tuple[str, ...] = (),
    note: str = "",
    *,
    at: dt.datetime = dt.datetime(2024, 3, 16, 9, 12, tzinfo=dt.UTC),
    state: AnchorState = AnchorState.ANCHORED,
    conflict: bool = False,
    id: str = "",
) -> Placed:
    said = bodies(tags, note)
    target = Target("news/a.txt", TextQuoteSelector(quote, "", ""))
    made = Annotation(id or new_ulid(), target, said, "ana", at, at, rivals=((),) if conflict else ())
    return Placed(made, Anchor(state, None))


def noted(catalogue: Catalogue, id: str, *notes: Placed) -> Catalogue:
    catalogue.copy_annotations([Annotated(id, "stamp", "A headline", notes)])
    return catalogue


def found(catalogue: Catalogue, typed: str = "") -> list[str]:
    """The quotes of those that answer."""
    return [note.quote for note in catalogue.select_notes(parse_query(typed))]


def test_the_newest_annotation_of_any_article_comes_first(tmp_path: Path) -> None:
    catalogue = catalogue_of(news(tmp_path))
    noon = dt.datetime(2024, 3, 16, 12, tzinfo=dt.UTC)
    noted(catalogue, "a.txt", placed("one", at=noon), placed("three", at=noon - dt.timedelta(days=400)))
    noted(catalogue, "b.txt", placed("two", at=noon - dt.timedelta(seconds=1)), placed("none", at=noon.replace(year=1)))
    assert found(catalogue) == ["one", "two", "three", "none"]


def test_a_row_shows_the_annotation_and_its_article(tmp_path: Path) -> None:
    catalogue = catalogue_of(news(tmp_path))
    one = placed("limousine", ("car", "un/oil"), "Who?", state=AnchorState.MOVED, conflict=True)
    noted(catalogue, "a.txt", one)
    (note,) = catalogue.select_notes()
    headline = next(row.headline for row in catalogue.listing if row.id == "a.txt")
    at, day = one.annotation.created, dt.date(2024, 3, 16)
    assert note == NoteListing(
        one.annotation.id, "a.txt", headline, day, at, "limousine", "Who?", ("car", "un/oil"), AnchorState.MOVED, True
    )


@pytest.mark.parametrize(
    ("typed", "answers"),
    [
        ("limousine", "limousine"),
        ('"the gift"', "gift"),
        ("note:who", "limousine"),
        ("tag:un", "gift"),
        ("-tag:un", "snow limousine"),
        ("is:orphan", "snow"),
        ("is:moved", "gift"),
        ("is:conflict", "limousine"),
        ("is:moved OR is:conflict", "gift limousine"),
        ("date:2024", "gift limousine"),
        ("date:2023", "snow"),
        ("noted:2024-03", "limousine"),
        ("noted:2024-02-29", "gift"),
        ("noted:2024-02-28", ""),
        ("noted:<2024-03", "snow gift"),
        ("noted:>=2024-02-29 gift", "gift"),
        ("has:note", "limousine"),
    ],
)
def test_annotations_answer_the_query_language(tmp_path: Path, typed: str, answers: str) -> None:
    catalogue = catalogue_of(news(tmp_path))
    leap = dt.datetime(2024, 2, 29, 23, 59, 59, tzinfo=dt.UTC)
    noted(catalogue, "a.txt", placed("the limousine", note="Who?", conflict=True))
    noted(catalogue, "b.txt", placed("the gift", ("UN/oil",), at=leap, state=AnchorState.MOVED))
    noted(catalogue, "2023/d.txt", placed("the snow", at=leap.replace(year=2020), state=AnchorState.ORPHAN))
    assert set(found(catalogue, typed)) == {f"the {word}" for word in answers.split()}


def test_the_screenful_is_the_beginning_of_all_answers(tmp_path: Path) -> None:
    catalogue = catalogue_of(news(tmp_path))
    start = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    notes = [placed(f"gift {n}", at=start + dt.timedelta(hours=n)) for n in range(300)]
    noted(catalogue, "a.txt", *notes[::-1])
    whole = catalogue.select_notes(parse_query("gift"))
    assert [note.quote for note in whole] == [f"gift {n}" for n in reversed(range(300))]
    assert list(catalogue.select_notes(parse_query("gift"), 7)) == whole[:7]
    assert list(catalogue.select_notes(limit=7)) == whole[:7]
    assert whole.place(notes[100].annotation.id) == 199
    assert whole.place("nobody") == -1


def test_a_great_many_annotations_of_one_second_each_have_a_row(tmp_path: Path) -> None:
    catalogue = catalogue_of(news(tmp_path))
    noted(catalogue, "a.txt", *(placed(f"{n}", id=f"{n}") for n in range(3000)))
    assert sorted(map(int, found(catalogue))) == list(range(3000))


def test_a_question_ends_when_its_answer_is_not_wanted_any_more(tmp_path: Path) -> None:
    catalogue = catalogue_of(news(tmp_path))
    noted(catalogue, "a.txt", *(placed() for _ in range(2000)))
    with pytest.raises(Overtaken):
        catalogue.select_notes(stop=lambda: True)


def test_what_is_counted_is_what_asking_for_it_answers(tmp_path: Path) -> None:
    catalogue = catalogue_of(news(tmp_path))
    early = dt.datetime(1969, 12, 31, 23, tzinfo=dt.UTC)
    noted(catalogue, "a.txt", placed(state=AnchorState.MOVED), placed(state=AnchorState.ORPHAN, conflict=True))
    noted(catalogue, "2023/d.txt", placed(at=early))
    noted(catalogue, "c.md", placed())
    counts = catalogue.count_notes()
    assert (counts.every, counts.orphan, counts.moved, counts.conflict) == (4, 1, 1, 1)
    assert dict(counts.made) == {"2024-03": 3, "1969-12": 1}
    assert dict(counts.dated) == {"2024-03": 2, "2023-12": 1}
    for key, months in (("noted", counts.made), ("date", counts.dated)):
        assert all(len(found(catalogue, f"{key}:{month}")) == count for month, count in months.items())


@given(st.lists(INSTANTS, max_size=20))
def test_rows_are_in_the_order_of_time(instants: Sequence[dt.datetime]) -> None:
    rows = sorted(note_row(at, new_ulid()) for at in instants)
    assert [created_in(row) for row in rows] == sorted(at.replace(microsecond=0) for at in instants)
    assert all(-(1 << 63) <= row < 1 << 63 for row in rows)


@given(INSTANTS, st.text(max_size=26), st.integers(0, 5))
def test_a_row_lies_in_the_second_and_on_the_day_of_its_annotation_whatever_its_id(
    at: dt.datetime, id: str, attempt: int
) -> None:
    row = note_row(at, id.encode("utf-8", "replace").decode(), attempt)
    assert created_in(row) == at.replace(microsecond=0)
    low, high = note_rows(at.date(), at.date())
    assert low <= row <= high


@given(st.lists(DAYS, min_size=1, max_size=12), st.integers(0, 11), st.integers(-3, 3))
def test_going_by_days_lands_on_the_newest_annotation_of_a_day(days: list[dt.date], index: int, steps: int) -> None:
    days.sort(reverse=True)
    index %= len(days)
    rows = sorted(
        note_row(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC), f"{n}") for n, day in enumerate(days)
    )
    firsts = [n for n, day in enumerate(days) if n == 0 or day != days[n - 1]]
    here = max(n for n, first in enumerate(firsts) if first <= index)
    started_inside = steps < 0 and index > firsts[here]
    wanted = firsts[min(max(here + steps + started_inside, 0), len(firsts) - 1)] if steps else index
    assert Notes(array("q", rows), lambda _: {}, lambda _: None).day_from(index, steps) == wanted


def test_the_desk_lists_what_it_gives_one_by_one(tmp_path: Path) -> None:
    desk = desk_of(news(tmp_path))
    for id in ("a.txt", "b.txt"):
        desk.annotate(desk.article(id), None, ("un",), f"On {id}.")
    desk.copy_annotations()
    listed = {note.id for note in desk.noted("tag:un")}
    assert listed == {placed.annotation.id for _, placed in desk.notes("tag:un")}
    assert len(listed) == 2
