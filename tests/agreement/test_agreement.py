"""Agreement beyond chance: the worked examples of those who found the measures, and what must hold of any data."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.agreement import cohens_kappa, krippendorffs_alpha

PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=30)
UNITS = st.lists(st.tuples(*[st.sampled_from(["a", "b", "c", None])] * 3), max_size=20)


def units(*people: str) -> Counter[Sequence[str | None]]:
    """A matrix as it is printed: a line for each person, a column for each unit, a dot where nothing was said."""
    rows = [[None if value == "." else value for value in person.split()] for person in people]
    return Counter(zip(*rows, strict=True))


def test_cohens_own_table() -> None:
    """Two psychiatrists, 200 patients, three diagnoses: kappa is .492 (Cohen 1960)."""
    table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    pairs = {(row, column): times for row, line in enumerate(table) for column, times in enumerate(line)}
    assert cohens_kappa(pairs) == pytest.approx((0.70 - 0.41) / (1 - 0.41))
    assert cohens_kappa(pairs) == pytest.approx(0.492, abs=0.0005)


def test_krippendorffs_two_observers_of_yes_and_no() -> None:
    """Section A of "Computing Krippendorff's Alpha-Reliability"."""
    meg, owen = "0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"
    assert krippendorffs_alpha(units(meg, owen)) == pytest.approx(0.095, abs=0.0005)


def test_krippendorffs_two_observers_of_five_kinds() -> None:
    """Section B."""
    ben, gerry = "a a b b d c c c e d d a", "b a b b b c c c e d d d"
    assert krippendorffs_alpha(units(ben, gerry)) == pytest.approx(0.692, abs=0.0005)


def test_krippendorffs_four_observers_with_gaps() -> None:
    """Section C: twelve units, one of which has a single value and does not count."""
    matrix = units(
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    )
    assert krippendorffs_alpha(matrix) == pytest.approx(0.743, abs=0.0005)


@pytest.mark.parametrize("nothing", [{}, {("a", "a"): 7}])
def test_where_nobody_could_disagree_neither_measure_is_defined(nothing: dict[tuple[str, str], int]) -> None:
    assert cohens_kappa(nothing) is None
    assert krippendorffs_alpha(nothing) is None


def test_values_that_stand_alone_do_not_count() -> None:
    assert krippendorffs_alpha(units("a b a", ". . .")) is None
    assert krippendorffs_alpha(units("a b a .", "a b b .")) == krippendorffs_alpha(units("a b a . c", "a b b . ."))


@given(PAIRS)
def test_it_does_not_matter_who_comes_first(pairs: list[tuple[str, str]]) -> None:
    there, back = Counter(pairs), Counter((other, one) for one, other in pairs)
    assert cohens_kappa(there) == cohens_kappa(back)
    assert krippendorffs_alpha(there) == pytest.approx(krippendorffs_alpha(back))


@given(PAIRS)
def test_both_stay_within_their_bounds(pairs: list[tuple[str, str]]) -> None:
    for measure in (cohens_kappa(Counter(pairs)), krippendorffs_alpha(Counter(pairs))):
        assert measure is None or -1 <= measure <= 1


@given(st.lists(st.sampled_from("abc"), max_size=30))
def test_those_who_say_the_same_agree_wholly_if_they_say_more_than_one_thing(values: list[str]) -> None:
    same = Counter(zip(values, values, strict=True))
    wholly = 1 if len(set(values)) > 1 else None
    assert cohens_kappa(same) == krippendorffs_alpha(same) == wholly


@given(PAIRS)
def test_names_of_values_do_not_matter(pairs: list[tuple[str, str]]) -> None:
    renamed = [("bca"["abc".index(one)], "bca"["abc".index(other)]) for one, other in pairs]
    assert cohens_kappa(Counter(pairs)) == cohens_kappa(Counter(renamed))
    assert krippendorffs_alpha(Counter(pairs)) == pytest.approx(krippendorffs_alpha(Counter(renamed)))


@given(UNITS)
def test_three_people_in_any_order_come_to_the_same(values: list[tuple[str | None, ...]]) -> None:
    turned = Counter((third, first, second) for first, second, third in values)
    assert krippendorffs_alpha(Counter(values)) == pytest.approx(krippendorffs_alpha(turned))
