import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_builders import GREENHOUSE, LIMOUSINE, SEEDS
from reader.text.segments import sentences, snap, words
from reader.text.span import Span

TRICKY = st.text("aB1.!?…。\"”’')(] \n-U", max_size=60) | st.text(max_size=60)


def said(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)))]


def stepped(text: str) -> list[str]:
    return [span.of(text) for span in words(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Russia and China thwarted efforts by the U.S. and its allies to impose sanctions.",
        "He met U.S. Senate leaders and U.N. Secretary-General António Guterres.",
        "Mr. Kim, Mrs. Ri and Gov. J. B. Pritzker met Sen. George W. Bush Jr. on Jan. 5.",
        "No. 5 won by 3.5 points at 5 p.m. Thursday for Apple Inc. Chief Executive Tim Cook.",
        "“We will not yield,” he said... and then left.",
        "“Will you?” she asked.",
        "He said (in 2019. vol. 2, p. 4) that e.g. iPhones sell.",
        "What?! . . . no.",
        "J. K. Rowling wrote it.",
        "1. First of all, this.",
        "他说：“好的。”然后走了。",
    ],
)
def test_stays_one_sentence(sentence: str) -> None:
    assert said(sentence) == [sentence]


@pytest.mark.parametrize(
    "parts",
    [
        ["He lives in the U.S.", "The rest stay."],
        ["“We won’t.”", "The others (some left.)", "But he did."],
        ["Really?", "Yes!", "No.", "“Then go.”", "(So he did.)"],
        ["It fell…", "The price rose.[12]", "Nobody saw it."],
        ["In 2019.", "iPhone sales rose."],
        ["She joined Apple Inc.", "The firm grew."],
        ["He got plan B.", "The end."],
    ],
)
def test_parts_sentences(parts: list[str]) -> None:
    assert said(" ".join(parts)) == parts


def test_parts_sentences_of_other_scripts() -> None:
    assert said("你好。真的吗？是的！") == ["你好。", "真的吗？", "是的！"]
    assert said("क्या? हाँ। ठीक।") == ["क्या?", "हाँ।", "ठीक।"]
    assert said("هل أنت؟ نعم. حسنا۔ لا") == ["هل أنت؟", "نعم.", "حسنا۔", "لا"]


def test_an_empty_line_parts_sentences() -> None:
    assert said("A heading\n \nThe text\nwraps. On") == ["A heading", "The text\nwraps.", "On"]


@pytest.mark.parametrize(("seed", "count"), [(LIMOUSINE, 14), (GREENHOUSE, 13)])
def test_the_seeds_have_their_sentences(seed: str, count: int) -> None:
    text = (SEEDS / seed).read_text()
    assert sum(sentence.endswith((".", "!", "?")) for sentence in said(text)) == count


@given(TRICKY)
def test_sentences_hold_all_that_is_not_white_space_in_order(text: str) -> None:
    assert "".join("".join(said(text)).split()) == "".join(text.split())
    assert all(sentence == sentence.strip() != "" for sentence in said(text))


@given(TRICKY, st.data())
def test_segments_stay_inside_what_was_asked_for(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    within = Span(start, data.draw(st.integers(start, len(text))))
    for spans in (words(text, within), sentences(text, within)):
        assert all(within.covers(span) and len(span) for span in spans)
        assert all(before.end <= after.start for before, after in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim's “special function,” don’t", ["Kim's", "special", "function", "don’t"]),
        ("the U.S.-led drill, U.S.", ["the", "U.S.-led", "drill", "U.S."]),
        ("well-known — or not--so", ["well-known", "or", "not", "so"]),
        ("$1,000.50 in 2024, 3.5%", ["1,000.50", "in", "2024", "3.5"]),
        ("end.Next (AT&T) 'quoted' rock 'n'", ["end", "Next", "AT&T", "quoted", "rock", "n"]),
        ("e\u0301te\u0301 हिन्दी می‌خواهم", ["e\u0301te\u0301", "हिन्दी", "می‌خواهم"]),
        ("漢字とカタカナ", ["漢字", "と", "カタカナ"]),
        ("… — “”", []),
    ],
)
def test_steps_over_words_as_a_reader_does(text: str, expected: list[str]) -> None:
    assert stepped(text) == expected


@given(st.text(max_size=40))
def test_every_letter_and_digit_is_in_a_word(text: str) -> None:
    covered = {index for span in words(text, Span(0, len(text))) for index in range(span.start, span.end)}
    assert covered >= {index for index, character in enumerate(text) if character.isalnum()}


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("ae\u0301b", Span(2, 4), Span(1, 4)),
        ("ae\u0301b", Span(0, 2), Span(0, 3)),
        ("x👨‍👩‍👧y", Span(2, 3), Span(1, 6)),
        ("🇰🇵🇷🇺", Span(1, 3), Span(0, 4)),
        ("— “Kim”", Span(2, 6), Span(2, 6)),
        ("ae\u0301b", Span(2, 2), Span(1, 3)),
    ],
)
def test_a_span_is_widened_to_whole_characters(text: str, cut: Span, whole: Span) -> None:
    assert snap(text, cut) == whole


@given(st.text("ae\u0301👨\u200d👩🇰🇵한ᄀ\n", max_size=30), st.data())
def test_widening_never_shrinks_and_is_done_once(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    whole = snap(text, span)
    assert whole.covers(span)
    assert snap(text, whole) == whole


@pytest.mark.parametrize(
    "piece", ["x", ".", ". ", ".)", " ", "(", "U.", "a-", "。", "\n", ".[1]", ". (((", "a.\n", "Mr. "]
)
def test_the_time_to_segment_grows_with_the_length_only(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    words(text, Span(0, len(text)))
    sentences(text, Span(0, len(text)))
    assert time.process_time() - began < 3  # tenths of a second; minutes if it grew with the square


def test_a_hundred_thousand_words_are_segmented_in_a_moment() -> None:
    text = "\n\n".join([(SEEDS / LIMOUSINE).read_text()] * 220)
    began = time.process_time()
    assert len(words(text, Span(0, len(text)))) > 95_000
    assert len(sentences(text, Span(0, len(text)))) > 4_000
    assert time.process_time() - began < 3
