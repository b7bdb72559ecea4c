"""A text broken into lines: nothing lost, nothing doubled, nothing too wide."""

import itertools
import re
import time

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from reader.text.safety import clean, unify_newlines
from reader.text.span import Span
from reader.typeset.wrapping import wrap

SCRIPTS = {
    "ascii": "abc DEF .,-'\"1",
    "dashes": "ab —–- 1",
    "cjk": "東京です。国 a",
    "emoji": "👩\u200d👧🇰🇷❤\ufe0f👍🏽 a",
    "combining": "e\u0301n\u0303a\u0323 o",
    "hebrew and thai": "שלום กำลัง ",
    "tabs": "a\tb \tc",
    "line breaks": "ab\n c\n\n- 1. x",
}
TEXTS = st.one_of(*(st.text(alphabet=letters, max_size=120) for letters in SCRIPTS.values()), st.text(max_size=60)).map(
    lambda text: clean(unify_newlines(text))
)
WIDTHS = st.integers(1, 40)


def lines_of(text: str, width: int) -> list[str]:
    return [span.of(text) for span in wrap(text, Span(0, len(text)), width)]


def painted(line: str) -> str:
    return line.replace("\t", " ").replace("\n", " ")


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, width=WIDTHS)
@example(text="well-known-fact—or not", width=5)
def test_every_character_is_on_exactly_one_line_in_order(text: str, width: int) -> None:
    covered = [offset for span in wrap(text, Span(0, len(text)), width) for offset in range(span.start, span.end)]
    assert covered == sorted(set(covered))
    assert not "".join(c for i, c in enumerate(text) if i not in set(covered)).strip()


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, width=st.integers(2, 40))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    assume(not re.search(r"(^|[\s—–-])[\u200d\ufe0f]", text))  # a joiner with nothing before it: Rich's measures differ
    for line in lines_of(text, width):
        assert cell_len(painted(line)) <= width, line


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, before=st.text(max_size=5), after=st.text(max_size=5), width=WIDTHS)
def test_a_block_is_set_the_same_wherever_it_stands(text: str, before: str, after: str, width: int) -> None:
    alone = [(s.start, s.end) for s in wrap(text, Span(0, len(text)), width)]
    within = Span(len(before), len(before) + len(text))
    inside = [(s.start - len(before), s.end - len(before)) for s in wrap(before + text + after, within, width)]
    assert inside == alone


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet="ab cde.", max_size=80), width=WIDTHS)
def test_no_blank_stands_at_the_edge_of_a_line(text: str, width: int) -> None:
    assert all(line == line.strip() for line in lines_of(text.strip(), width))


@pytest.mark.parametrize("width", [20, 33, 76])
def test_plain_text_and_the_same_with_a_wide_character_behind_it_break_alike(width: int) -> None:
    text = "The gift from Vladimir Putin — a well-known friend — breaks UN sanctions. " * 4
    plain, mixed = lines_of(text.rstrip(), width), lines_of(text + "東", width)
    assert plain[:-2] == mixed[: len(plain) - 2]


def test_words_are_broken_at_blanks_and_behind_hyphens_and_dashes() -> None:
    assert lines_of("a well-known friend", 8) == ["a well-", "known", "friend"]
    assert lines_of("he said—not she", 8) == ["he said—", "not she"]
    assert lines_of("minus -5 degrees", 7) == ["minus", "-5", "degrees"]


def test_a_word_that_is_too_long_is_cut_but_never_inside_a_character() -> None:
    assert lines_of("abcdefgh", 3) == ["abc", "def", "gh"]
    assert lines_of("東京東京", 5) == ["東京", "東京"]
    assert lines_of("e\u0301" * 5, 2) == ["e\u0301" * 2, "e\u0301" * 2, "e\u0301"]
    assert lines_of("👩\u200d👧" * 3, 3) == ["👩\u200d👧"] * 3


@given(word=st.text(alphabet="a字é👩\u200d\ufe0f\u0301🇩", min_size=1, max_size=200), width=st.integers(2, 20))
def test_a_long_word_is_cut_only_where_no_more_fits(word: str, width: int) -> None:
    cuts = [span.end for span in wrap(word, Span(0, len(word)), width)]
    for begin, cut in itertools.pairwise([0, *cuts]):
        if cut < len(word) and cut - begin < 16 * width:
            following = split_graphemes(word[begin:])[0]
            end = next(end for start, end, _ in following if end > cut - begin)
            assert cell_len(word[begin : begin + end]) > width


def test_line_breaks_of_prose_are_blanks_and_those_of_lists_and_verse_are_kept() -> None:
    prose = "This line was broken by an editor at sixty or seventy\ncharacters, and goes on."
    assert len(lines_of(prose, 200)) == 1
    assert lines_of("Roses are red,\nviolets are blue.", 76) == ["Roses are red,", "violets are blue."]
    long = "A list of things that have to be done before the day is over:\n- this\n- that"
    assert lines_of(long, 76)[1:] == ["- this", "- that"]


def test_a_line_of_a_million_characters_is_set_in_no_time() -> None:
    text = "word " * 200_000
    began = time.perf_counter()
    assert len(lines_of(text, 76)) > 10_000
    assert time.perf_counter() - began < 3
