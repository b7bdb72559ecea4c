"""Where one reads, and the passage that is taken from there."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_builders import make_article
from reader.cursor import Cursor, Mode, Unit, Units, start, units_of
from reader.text.span import Span

PROSE = "One two three. Four five six! Seven.\n\nEight nine. Ten eleven twelve.\n\nLast words here."
TEXTS = st.one_of(
    st.text(alphabet="ab A.!?\n\t—-1'\"“”東京é\u0301👩\u200d👧…", max_size=80),
    st.lists(
        st.sampled_from(
            [
                "Kim said so.",
                "No",
                "U.S. law",
                "東京です。",
                "…",
                "\n\n",
                " ",
                "2.5 m.",
                "— —",
                "“Go on,” he said.",
                "(Not so!)",
            ]
        )
    ).map(" ".join),
).filter(str.strip)
Move = Callable[[Cursor], Cursor]
READING: list[Move] = [
    *(lambda c, u=unit, n=n: c.move(u, n) for unit in Unit for n in (-9, -1, 1, 9)),
    lambda c: c.read(0),
    lambda c: c.read(len(c.units.text) // 2),
    lambda c: c.read(len(c.units.text)),
]
MOVES: list[Move] = [
    *READING,
    *(lambda c, u=unit, n=n: c.grow(u, n) for unit in (Unit.WORD, Unit.SENTENCE) for n in (-2, -1, 1, 2)),
    lambda c: c.visual(),
    lambda c: c.visual(by_sentences=True),
    Cursor.swap,
    Cursor.leave,
    lambda c: c.select(c.units.words[0], c.units.words[-1]),
]


def cursor_in(text: str = PROSE, offset: int = 0) -> Cursor:
    cursor = start(units_of(make_article(text)), offset)
    assert cursor is not None
    return cursor


def words_of(cursor: Cursor) -> str:
    return cursor.passage.of(cursor.units.text)


def at(words: str, text: str = PROSE) -> int:
    return text.index(words)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, offset=st.integers(0, 100), moves=st.lists(st.sampled_from(MOVES), max_size=12))
def test_no_sequence_of_moves_leaves_the_text(text: str, offset: int, moves: list[Move]) -> None:
    units = units_of(make_article(text))
    cursor = start(units, offset)
    if cursor is None:
        assert not units.sentences
        return
    for move in moves:
        cursor = move(cursor)
        assert 0 <= cursor.passage.start < cursor.passage.end <= len(units.text)
        assert cursor.sentence in units.sentences
        assert cursor.passage.of(units.text).strip()


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, moves=st.lists(st.sampled_from(READING), max_size=12))
def test_while_one_only_reads_the_passage_is_the_sentence(text: str, moves: list[Move]) -> None:
    cursor = start(units_of(make_article(text)))
    for move in moves if cursor else []:
        assert cursor is not None
        cursor = move(cursor)
        assert cursor.passage == cursor.sentence
        assert not cursor.selecting


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, moves=st.lists(st.sampled_from(MOVES), max_size=12))
def test_leaving_always_comes_back_to_reading_one_sentence(text: str, moves: list[Move]) -> None:
    cursor = start(units_of(make_article(text)))
    if cursor is None:
        return
    for move in moves:
        cursor = move(cursor)
    left = cursor.leave()
    assert left.mode is Mode.READING
    assert left.passage == left.sentence == cursor.sentence


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, steps=st.lists(st.tuples(st.sampled_from(list(Unit)), st.integers(1, 3)), max_size=8))
def test_going_on_in_visual_mode_never_makes_the_passage_shorter(text: str, steps: list[tuple[Unit, int]]) -> None:
    cursor = start(units_of(make_article(text)))
    if cursor is None:
        return
    cursor = cursor.visual()
    for unit, count in steps:
        further = cursor.move(unit, count)
        assert further.passage.covers(cursor.passage)
        cursor = further


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, moves=st.lists(st.sampled_from(MOVES), max_size=8))
def test_the_other_end_of_a_passage_leaves_the_passage_as_it_is(text: str, moves: list[Move]) -> None:
    cursor = start(units_of(make_article(text)))
    if cursor is None:
        return
    for move in moves:
        cursor = move(cursor)
    assert cursor.swap().passage == cursor.passage
    assert cursor.swap().swap() == cursor


def test_a_text_without_words_has_no_cursor() -> None:
    assert start(Units("", ())) is None
    assert start(units_of(make_article("Advertisment\n"))) is None


def test_sentences_follow_each_other_across_paragraphs() -> None:
    cursor = cursor_in()
    said = []
    for _ in range(len(cursor.units.sentences)):
        said.append(words_of(cursor))
        cursor = cursor.move(Unit.SENTENCE, 1)
    assert " ".join(said) == " ".join(PROSE.split())


def test_a_paragraph_back_goes_to_its_beginning_first() -> None:
    inside = cursor_in(offset=at("Ten"))
    assert words_of(inside.move(Unit.PARAGRAPH, -1)) == "Eight nine."
    assert words_of(inside.move(Unit.PARAGRAPH, -1).move(Unit.PARAGRAPH, -1)) == "One two three."
    assert words_of(inside.move(Unit.PARAGRAPH, 1)) == "Last words here."


@pytest.mark.parametrize("unit", list(Unit))
def test_the_first_and_the_last_unit_are_the_end_of_the_way(unit: Unit) -> None:
    assert words_of(cursor_in().move(unit, -1)) == "One two three."
    assert words_of(cursor_in(offset=len(PROSE)).move(unit, 1)) == "Last words here."


def test_an_offset_between_two_sentences_belongs_to_the_one_before() -> None:
    assert words_of(cursor_in(offset=at("\n\nEight"))) == "Seven."


def test_boilerplate_is_walked_over_unless_it_is_shown() -> None:
    article = make_article()
    without, with_it = units_of(article), units_of(article, boilerplate=True)
    assert "Advertisment" not in [s.of(article.text) for s in without.sentences]
    assert "Advertisment" in [s.of(article.text) for s in with_it.sentences]
    assert not any("date" in s.of(article.text) for s in with_it.sentences)


def test_the_next_sentence_is_taken_in_and_given_back() -> None:
    cursor = cursor_in().grow(Unit.SENTENCE, 1)
    assert words_of(cursor) == "One two three. Four five six!"
    assert cursor.selecting
    cursor = cursor.grow(Unit.SENTENCE, -1)
    assert words_of(cursor) == "One two three."
    assert not cursor.selecting


def test_giving_back_more_than_was_taken_takes_from_the_other_side() -> None:
    assert words_of(cursor_in(offset=at("Four")).grow(Unit.SENTENCE, -1)) == "One two three. Four five six!"


def test_words_are_taken_in_and_given_back_at_the_end() -> None:
    cursor = cursor_in()
    assert words_of(cursor.grow(Unit.WORD, 1)) == "One two three. Four"
    assert words_of(cursor.grow(Unit.WORD, -1)) == "One two"
    assert words_of(cursor.grow(Unit.WORD, -1).grow(Unit.WORD, 1)) == "One two three"


def test_giving_words_back_stops_at_one_word() -> None:
    cursor = cursor_in(offset=at("Four"))
    for _ in range(5):
        cursor = cursor.grow(Unit.WORD, -1)
    assert words_of(cursor) == "Four"


def test_words_are_given_back_of_a_sentence_that_begins_with_a_quote() -> None:
    text = "One two. “Three four,” he said. Five."
    cursor = cursor_in(text, at("“", text))
    assert words_of(cursor.grow(Unit.WORD, -1)) == "“Three four,” he"
    assert words_of(cursor.grow(Unit.WORD, 1)) == "“Three four,” he said. Five"
    assert words_of(cursor.grow(Unit.WORD, -9)) == "“Three"


def test_where_no_word_is_left_taking_one_in_keeps_the_full_stop() -> None:
    cursor = cursor_in(offset=len(PROSE))
    assert words_of(cursor.grow(Unit.WORD, 1)) == "Last words here."
    assert words_of(cursor.visual().move(Unit.SENTENCE, 1).move(Unit.WORD, 1)) == "Last words here."


def test_a_word_back_from_a_quote_is_the_word_before_it() -> None:
    text = "One two. “Three four.”"
    cursor = cursor_in(text, at("“", text)).visual().move(Unit.SENTENCE, -1)
    assert words_of(cursor) == "“Three"
    assert words_of(cursor.move(Unit.WORD, -1)) == "two. “Three"


def test_visual_mode_begins_with_the_first_word_of_the_sentence() -> None:
    cursor = cursor_in(offset=at("Four")).visual()
    assert words_of(cursor) == "Four"
    assert words_of(cursor.move(Unit.WORD, 1)) == "Four five"
    assert words_of(cursor.move(Unit.SENTENCE, 1)) == "Four five six!"
    assert words_of(cursor.move(Unit.PARAGRAPH, 1)) == "Four five six! Seven."


def test_a_second_sentence_on_in_visual_mode_takes_the_next_one_too() -> None:
    cursor = cursor_in().visual().move(Unit.SENTENCE, 1).move(Unit.SENTENCE, 1)
    assert words_of(cursor) == "One two three. Four five six!"


def test_back_in_visual_mode_goes_to_the_beginning_first() -> None:
    cursor = cursor_in(offset=at("Ten")).visual().move(Unit.SENTENCE, 1)
    assert words_of(cursor.swap().move(Unit.SENTENCE, -1)) == "Eight nine. Ten eleven twelve."
    assert words_of(cursor.move(Unit.SENTENCE, -1)) == "Ten"


def test_visual_mode_goes_on_with_what_is_selected() -> None:
    cursor = cursor_in().select(Span(at("two"), at(" three"))).visual()
    assert words_of(cursor) == "two"
    assert cursor.mode is Mode.VISUAL


def test_visual_mode_by_sentences_takes_whole_ones() -> None:
    cursor = cursor_in().select(Span(at("three"), at(" five"))).visual(by_sentences=True)
    assert words_of(cursor) == "One two three. Four five six!"
    assert words_of(cursor.visual()) == "three. Four"


def test_the_other_end_moves_after_a_swap() -> None:
    cursor = cursor_in(offset=at("Four")).visual().move(Unit.WORD, 1).swap().move(Unit.WORD, -1)
    assert words_of(cursor) == "three. Four five"


def test_a_sentence_without_letters_can_be_selected() -> None:
    cursor = cursor_in("Before it.\n\n* * *\n\nAfter it.").move(Unit.SENTENCE, 1)
    assert words_of(cursor) == "* * *"
    assert words_of(cursor.visual()) == "* * *"
    assert words_of(cursor.grow(Unit.WORD, 1)) == "* * *\n\nAfter"
