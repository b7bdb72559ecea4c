"""A text as words, points and breaks."""

import pytest

from reader.terms.passages import Passage
from reader.terms.tokens import STOP, WORD, tokenize


def words(text: str) -> list[str]:
    tokens = tokenize(text, [Passage(0, len(text))])
    return [word for word, kind in zip(tokens.words, tokens.kinds, strict=True) if kind == WORD]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kim's sister", ["Kim", "sister"]),
        ("Kim Jong-un", ["Kim", "Jong-un"]),
        ("the U.S. and D.C. of today", ["the", "U.S.", "and", "D.C.", "of", "today"]),
        ("a U.N.-backed plan", ["a", "U.N.-backed", "plan"]),
        ("South Korean-U.S. drills", ["South", "Korean-U.S.", "drills"]),
        ("Gen. George S. Patton", ["Gen.", "George", "S.", "Patton"]),
        ("1,000 or 3.5 cars", ["1,000", "or", "3.5", "cars"]),
        ("R&D", ["R&D"]),
        ("the Jones's 1,000's", ["the", "Jones", "1,000"]),
        ("Mt. Etna, St. John. Then No. 5", ["Mt.", "Etna", "St.", "John", "Then", "No.", "5"]),
    ],
)
def test_a_word_keeps_what_belongs_to_it(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_every_token_says_where_it_stands() -> None:
    text = "Kim’s car; Putin's gift. 1,000 U.S. cars — said Kim_Un"
    tokens = tokenize(text, [Passage(0, len(text))])
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)][:1] == ["Kim"]
    assert all(
        text[start:end] == word or word == "'s"
        for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True)
    )


def test_a_month_ends_no_sentence_before_its_day_only() -> None:
    tokens = tokenize("Jan. 6 in Zinda Jan. Then", [Passage(0, 25)])
    assert tokens.words[0] == "Jan."
    assert STOP in tokens.kinds[4:7]
