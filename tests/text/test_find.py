import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.find import find_all
from reader.text.span import Span


def found(text: str, query: str) -> list[str]:
    return [span.of(text) for span in find_all(text, query)]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Kim and KIM and kim", "kim", ["Kim", "KIM", "kim"]),
        ("Un, UN and under", "UN", ["UN"]),
        ("North\n   Korea, North Korea", "north korea", ["North\n   Korea", "North Korea"]),
        ("Russia’s and Russia's", "russia's", ["Russia’s", "Russia's"]),
        ("“special function”", '"special function"', ["“special function”"]),
        ("Jong-un, Jong–un", "jong-un", ["Jong-un", "Jong–un"]),
        ("a.b axb a*b (a.b)", "a.b", ["a.b", "a.b"]),
        ("cafe\u0301 and caf\u00e9", "caf\u00e9", ["cafe\u0301", "caf\u00e9"]),
        ("the Un, under", " un", [" Un", " un"]),
    ],
)  # fmt: skip
def test_finds_what_a_person_means(text: str, query: str, expected: list[str]) -> None:
    assert found(text, query) == expected


@pytest.mark.parametrize("query", ["", " ", "\n\t "])
def test_an_empty_query_finds_nothing(query: str) -> None:
    assert find_all("some text ", query) == []


def test_finds_only_inside_the_given_spans() -> None:
    assert find_all("Kim Kim Kim", "kim", [Span(0, 3), Span(6, 11)]) == [Span(0, 3), Span(8, 11)]


@given(st.text(max_size=40), st.text(max_size=5))
def test_no_query_raises_and_finds_are_in_order(text: str, query: str) -> None:
    spans = find_all(text, query)
    assert all(before.end <= after.start for before, after in itertools.pairwise(spans))


@given(st.text(max_size=20), st.text("abcXYZ.*+?()[]{}^$|\\#", min_size=1, max_size=5), st.text(max_size=20))
def test_a_literal_query_is_found_wherever_it_stands(before: str, query: str, behind: str) -> None:
    text = before + query + behind
    assert [span.start for span in find_all(text, query)][:1] <= [len(before)]
    assert found(text, query)
    if query != query.lower():
        assert [span.start for span in find_all(text, query)] == [
            m.start() for m in re.finditer(re.escape(query), text)
        ]
