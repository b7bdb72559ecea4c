import os
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reader.text.safety import clean, clean_line, unify_newlines, visible_name

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60) | st.text(
    "a\u0301\u200d\x1b\x00\r\n\ufffd", max_size=60
)

FORBIDDEN = {
    *range(0x00, 0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0xAD, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E,
    0x200B, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0x3164, *range(0xD800, 0xF900),
    *range(0xFDD0, 0xFDF0),
    0xFEFF, 0xFFA0, *range(0xFFF0, 0xFFFD), 0xFFFE, 0xFFFF, *range(0x13430, 0x13440), *range(0x1BCA0, 0x1BCA4),
    *range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000), *range(0xF0000, 0x110000),
    *(plane + last for plane in range(0x10000, 0xF0000, 0x10000) for last in (0xFFFE, 0xFFFF)),
}  # fmt: skip


def longest_row_of_marks(text: str) -> int:
    row = longest = 0
    for character in text:
        row = row + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        longest = max(longest, row)
    return longest


@given(ANY_TEXT)
def test_cleaning_keeps_the_length_and_leaves_nothing_forbidden(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert FORBIDDEN.isdisjoint(map(ord, cleaned))
    assert longest_row_of_marks(cleaned) <= 8


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


def test_every_code_point_is_kept_or_replaced_as_the_table_says() -> None:
    every = "".join(map(chr, range(0x110000)))
    changed = {ord(before) for before, after in zip(every, clean("x".join(every))[::2], strict=True) if before != after}
    assert changed == FORBIDDEN


def test_every_code_point_that_unicode_says_is_not_seen_or_not_for_exchange_is_looked_at() -> None:
    every = "".join(map(chr, range(0x110000)))
    kept = [before for before, after in zip(every, clean("x".join(every))[::2], strict=True) if before == after]
    unseen = {c for c in kept if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")}
    arabic_and_kin = {*"\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"}
    assert (
        unseen == {"\t", "\n", "\u200c", "\u200d"} | arabic_and_kin
    )  # signs with a shape that Unicode files as formats


def test_a_control_code_becomes_its_picture_and_the_rest_the_replacement_character() -> None:
    assert clean("\x1b]52;c;\x07\x7f\x9b\u202e") == "␛]52;c;␇␡\ufffd\ufffd"


def test_text_keeps_its_lines_tabs_joiners_and_emoji() -> None:
    text = "one\ttwo\n“می‌خواهم” 👨‍👩‍👧 ❤️ naïve e\u0301 किताब"
    assert clean(text) == text


def test_marks_in_a_row_end_at_eight_even_with_joiners_between() -> None:
    assert clean("e" + "\u0301" * 20) == "e" + "\u0301" * 8 + "\ufffd" * 12
    assert clean("e" + "\u0301\u200d" * 10).count("\ufffd") == 12


def test_every_line_end_becomes_one_newline() -> None:
    assert unify_newlines("a\r\nb\rc\x85d\u2028e\u2029f\vg\fh\n\r\ni") == "a\nb\nc\nd\ne\nf\ng\nh\n\ni"


def test_one_line_stays_one_line() -> None:
    assert clean_line("a\nb\tc\rd") == "a␊b c␍d"


def test_a_name_of_any_bytes_can_be_shown() -> None:
    raw = b"caf\xe9 \x1b[2J\n\xe2\x80\xae.txt"
    assert visible_name(raw) == "caf\ufffd ␛[2J␊\ufffd.txt"
    assert visible_name(os.fsdecode(raw)) == visible_name(raw)
