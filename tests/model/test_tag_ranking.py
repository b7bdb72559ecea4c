"""Which tag is offered first."""

from hypothesis import given
from hypothesis import strategies as st

from reader.model.tag_ranking import ranked

USES = st.dictionaries(
    st.tuples(st.frozensets(st.sampled_from("abcd"), min_size=1).map(tuple), st.integers(0, 400)), st.integers(1, 9)
)


def test_what_is_used_often_and_of_late_comes_first_and_a_use_counts_half_after_a_month() -> None:
    assert ranked({(("old",), 60): 5, (("new",), 0): 1, (("both", "new"), 30): 1}) == ("new", "old", "both")
    assert ranked({(("a",), 0): 1, (("b",), 30): 2}) == ("a", "b")  # worth the same: by name
    assert ranked({(("b",), 30): 3, (("a",), 0): 1}) == ("b", "a")
    assert ranked({}) == ()


@given(USES, st.sampled_from("abcd"))
def test_to_be_used_once_more_never_moves_a_tag_down(uses: dict[tuple[tuple[str, ...], int], int], tag: str) -> None:
    before = ranked(uses)
    after = ranked(uses | {((tag,), 0): uses.get(((tag,), 0), 0) + 1})
    assert set(after) == {*before, tag}
    assert after.index(tag) <= (before.index(tag) if tag in before else len(before))
