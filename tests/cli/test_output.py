import json

from hypothesis import given
from hypothesis import strategies as st

from reader.cli.layout import cells, clip, table, wrapped
from reader.cli.output import json_line
from reader.text.safety import clean

ANY_NAME = st.text(st.characters(exclude_categories=[]).filter(lambda c: not "\ud800" <= c <= "\udbff"))
"""All that a file name can hold; a high surrogate it cannot."""


@given(ANY_NAME)
def test_json_is_exact_and_safe_whatever_a_string_holds(value: str) -> None:
    line = json_line({"id": value})
    assert json.loads(line) == {"id": value}
    assert clean(line) == line
    line.encode("utf-8")


def test_json_keeps_letters_as_they_are() -> None:
    assert json_line({"tag": "Größe 漢字"}) == '{"tag": "Größe 漢字"}'


def test_a_table_aligns_its_columns_and_leaves_out_empty_ones() -> None:
    rows = [("2024-03-15", "", "7", "Kim"), ("no date", "", "12", "Putin")]
    assert list(table(rows, right=frozenset({2}))) == ["2024-03-15   7  Kim", "no date     12  Putin"]


def test_a_table_counts_wide_characters_as_two_cells() -> None:
    assert list(table([("漢字", "a"), ("abc", "b")])) == ["漢字  a", "abc   b"]


def test_who_looks_at_the_first_rows_of_very_many_waits_for_no_others() -> None:
    rows = iter([(f"{number}", "one") for number in range(1, 100_001)])
    lines = table(rows)
    assert next(lines) == "1     one"
    assert len(list(rows)) > 90_000


def test_of_very_many_rows_a_column_may_become_wider_but_never_narrower() -> None:
    begins = [line.index("one") for line in table([(f"{number % 2000}", "", "one") for number in range(5000)])]
    assert begins == sorted(begins)
    assert {begins[0], begins[-1]} == {5, 6}


def test_one_long_entry_does_not_push_the_others_away() -> None:
    _, short = table([("x" * 200, "a"), ("y", "b")])
    assert cells(short) < 60


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z", "M"])), st.integers(1, 30))
def test_a_cut_line_is_never_wider_than_the_terminal(text: str, width: int) -> None:
    assert cells(clip(text, width)) <= width


def test_wrapped_text_keeps_every_word_and_the_breaks_of_a_note() -> None:
    lines = list(wrapped("Who says so?\n\nThe council of the nations", 16, "    "))
    assert lines == ["    Who says so?", "", "    The council", "    of the", "    nations"]
