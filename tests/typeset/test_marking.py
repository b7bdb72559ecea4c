"""Marks found by place."""

from hypothesis import given
from hypothesis import strategies as st

from reader.model.mark import Mark, MarkKind
from reader.text.span import Span
from reader.typeset.marking import Marks

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
MARKS = st.lists(st.builds(Mark, SPANS, st.sampled_from(list(MarkKind)), st.text("ab", max_size=2)), max_size=20)


@given(marks=MARKS, span=SPANS)
def test_the_marks_over_a_span_are_those_that_overlap_it(marks: list[Mark], span: Span) -> None:
    wanted = [m for m in marks if len(m.span) and m.span.overlaps(span)]
    found = list(Marks.of(marks).over(span))
    assert sorted(found, key=repr) == sorted(wanted, key=repr)


@given(marks=MARKS, offset=st.integers(0, 55))
def test_the_shortest_mark_over_a_character_comes_first(marks: list[Mark], offset: int) -> None:
    found = Marks.of(marks).at(offset)
    assert [len(m.span) for m in found] == sorted(len(m.span) for m in found)
    assert all(offset in m.span for m in found)


@given(marks=MARKS)
def test_the_order_in_which_marks_come_does_not_matter(marks: list[Mark]) -> None:
    assert Marks.of(marks) == Marks.of(reversed(marks))


@given(marks=MARKS, other=MARKS)
def test_where_characters_have_other_marks_is_said_to_be_changed(marks: list[Mark], other: list[Mark]) -> None:
    before, after = Marks.of(marks), Marks.of(other)
    changed = list(before.changed(after))
    for offset in range(55):
        if frozenset(before.at(offset)) != frozenset(after.at(offset)):
            kinds = [{(m.kind, m.ref) for m in them.at(offset)} for them in (before, after)]
            assert kinds[0] == kinds[1] or any(offset in span for span in changed)


def test_of_a_mark_that_grows_only_its_end_is_changed() -> None:
    before, after = (Marks.of([Mark(Span(10, end), MarkKind.PASSAGE)]) for end in (5_000, 5_007))
    assert list(before.changed(after)) == [Span(5_000, 5_007)]
    assert list(after.changed(before)) == [Span(5_000, 5_007)]
    assert list(before.changed(Marks())) == [Span(10, 5_000)]
