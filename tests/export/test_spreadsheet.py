import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export_builders import a_digest, a_note, an_article, digests
from reader.export.spreadsheet import COLUMNS, cell, is_table, table, without_guard
from reader.model.annotation import AnchorState, bodies
from reader.text.safety import clean, unify_newlines


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_note_is_a_row_with_its_article_quote_tags_and_note() -> None:
    (row,) = rows(table(digests(a_digest(a_note()))))
    assert tuple(row) == COLUMNS
    assert (row["quote"], row["tags"], row["note"]) == (
        "stirred controversy",
        "sanctions/un",
        "Compare with UNSCR 1718.",
    )
    assert (row["date"], row["dateline"], row["state"]) == ("2024-03-15", "SEOUL, South Korea", "anchored")
    assert (row["start"], row["end"]) == ("19", "38")


def test_an_orphan_has_its_quote_and_no_place() -> None:
    (row,) = rows(table(digests(a_digest(a_note(state=AnchorState.ORPHAN)))))
    assert (row["quote"], row["start"], row["end"]) == ("stirred controversy", "", "")


def test_all_versions_of_a_note_in_conflict_are_in_its_row() -> None:
    (row,) = rows(table(digests(a_digest(a_note(rivals=(bodies(("un",), "Or is it?"),))))))
    assert (row["tags"], row["conflict"]) == ("sanctions/un, un", "yes")
    assert "Compare" in row["note"]
    assert "Or is it?" in row["note"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", " =", "\n=", "'="])
def test_no_cell_begins_like_a_formula(sign: str) -> None:
    note = f"{sign}HYPERLINK(1)"
    article = an_article(headline=note, author=note, dateline=note, source=note)
    for row in csv.reader(io.StringIO(table(digests(a_digest(a_note(note=note, tags=(note,)), article=article))))):
        assert not any(value.lstrip()[:1] in tuple("=+-@＝＋－＠") for value in row if value)
        assert not any(value[:1] in ("\t", "\r") for value in row)


def test_the_separator_of_another_country_opens_no_new_cell() -> None:
    text = table(digests(a_digest(a_note(note="a;=1+1"))))
    assert '"a;=1+1"' in text


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=[]), max_size=40))
def test_a_cell_gives_back_what_it_says(value: str) -> None:
    assert without_guard(cell(value)) == clean(unify_newlines(value))
    text = table(digests(a_digest(a_note(note=f"x{value}"))))
    assert clean(text) == text
    assert rows(text)[0]["note"] == clean(unify_newlines(f"x{value}"))


def test_the_file_is_known_again() -> None:
    assert is_table(table(digests(a_digest(a_note()))))
    assert not is_table("name,age\n")
