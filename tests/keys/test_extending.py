"""Visual mode takes the passage along with every movement; annotations get other ends."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from article_builders import LIMOUSINE, SEEDS
from reader.cursor import Cursor, Mode, Unit, start, units_of
from reader.library.folder import Library
from reader.text.span import Span
from tui_builders import Desk, kept, reading

ARTICLE = Library(SEEDS).read(LIMOUSINE)
UNITS = units_of(ARTICLE)
BEGINNING = "In a move that has stirred"


def cursor_of(desk: Desk) -> Cursor:
    cursor = desk.screen.view.cursor
    assert cursor
    return cursor


MOVES = [
    "j", "k", "down", "up", "right_curly_bracket", "left_curly_bracket", "space", "pagedown", "pageup", "ctrl+d",
    "ctrl+u", "g", "home", "G", "end", "w", "e", "b", "right", "left", "right_parenthesis", "left_parenthesis", "0",
    "dollar_sign", "n", "N", "asterisk", "greater_than_sign", "less_than_sign",
]  # fmt: skip


async def test_every_key_that_moves_takes_the_passage_along_in_visual_mode(seeds: Path) -> None:
    async with reading(seeds, (80, 24), article=LIMOUSINE) as desk:
        await desk.go_to("sanctions")
        await desk.press("h")
        for word in ("Kim", "Putin"):
            await desk.go_to(word)
        await desk.press("v")
        before = cursor_of(desk)
        for key in MOVES:
            desk.screen.view.place(before)
            await desk.press(key)
            after = cursor_of(desk)
            assert (after.mode, after.anchor) == (Mode.VISUAL, before.anchor), key
            assert after.passage.covers(before.anchor), key
            assert after != before, key


async def test_a_match_typed_in_visual_mode_extends_and_escape_takes_it_back(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("v", "slash")
        await desk.type("controversy")
        assert desk.passage == BEGINNING + " international controversy"
        await desk.press("escape")
        assert desk.passage == "In"


async def test_after_a_search_h_highlights_the_match(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.go_to("controversy")
        await desk.press("h")
    ((placed),) = kept(seeds, LIMOUSINE)
    assert placed.annotation.target.quote
    assert placed.annotation.target.quote.exact == "controversy"


async def test_after_a_search_v_takes_the_match_as_the_passage(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.go_to("stirred international")
        await desk.press("v")
        assert desk.passage == "stirred international"
        await desk.press("w")
        assert desk.passage == "stirred international controversy"


async def test_v_takes_a_match_that_is_a_whole_heading(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.go_to("Deepening Bilateral Ties Amidst Global Concerns")
        await desk.press("v")
        assert desk.passage == "Deepening Bilateral Ties Amidst Global Concerns"


async def test_undo_does_not_move_the_passage_that_is_being_selected(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("h", "j", "j", "v", "w")
        before = desk.passage
        await desk.press("u")
        assert desk.passage == before


# Resizing


async def highlighted(desk: Desk) -> list[str]:
    await desk.settle()
    return [p.annotation.target.quote.exact for p in desk.screen.placed if p.annotation.target.quote]


async def test_shift_with_arrows_moves_the_end_of_the_highlight_under_the_cursor(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.go_to("has stirred")
        await desk.press("h", "greater_than_sign", "shift+right", "shift+right")
        assert await highlighted(desk) == ["has stirred international controversy"]
        await desk.press("shift+left")
        assert await highlighted(desk) == ["has stirred international"]
        await desk.press("shift+down")
        assert (await highlighted(desk))[0].endswith("United Nations sanctions.")
    assert [p.annotation.tags for p in kept(seeds, LIMOUSINE)] == [()]


async def test_o_lets_the_beginning_of_the_highlight_move(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.go_to("has stirred")
        await desk.press("h", "greater_than_sign", "o", "shift+left")
        assert await highlighted(desk) == ["that has stirred"]
        assert "its beginning moves" in desk.status
        await desk.press("shift+right", "shift+right", "o", "shift+right")
        assert await highlighted(desk) == ["stirred international"]


async def test_each_resizing_is_undone_and_done_again_by_itself(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.go_to("has stirred")
        await desk.press("h", "greater_than_sign", "shift+right", "shift+right", "u")
        assert await highlighted(desk) == ["has stirred international"]
        await desk.press("u")
        assert await highlighted(desk) == ["has stirred"]
        await desk.press("ctrl+r")
        assert await highlighted(desk) == ["has stirred international"]


async def test_a_highlight_keeps_its_tags_and_note_and_one_word_at_least(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.go_to("has stirred")
        await desk.press("t")
        await desk.type("motion\n")
        await desk.press("greater_than_sign", *["shift+left"] * 4)
        assert await highlighted(desk) == ["has"]
        assert [p.annotation.tags for p in desk.screen.placed] == [("motion",)]
        assert "no smaller" in desk.status


async def test_without_a_highlight_shift_with_arrows_selects_as_before(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.go_to("has stirred")
        await desk.press("shift+right")
        assert desk.passage == "has stirred international"
        assert await highlighted(desk) == []


@given(
    st.integers(0, len(UNITS.words) - 1), st.integers(0, 40), st.sampled_from(list(Unit)), st.sampled_from([-1, 1]),
    st.booleans(),
)  # fmt: skip
def test_resizing_moves_one_end_only_and_leaves_something(
    first: int, length: int, unit: Unit, direction: int, from_start: bool
) -> None:
    last = min(first + length, len(UNITS.words) - 1)
    passage = Span(UNITS.words[first].start, UNITS.words[last].end)
    cursor = start(UNITS, 0)
    assert cursor
    new = cursor.select(passage).resized(unit, direction, start=from_start)
    assert len(new)
    if from_start:
        assert new.end == passage.end
        assert (new.start - passage.start) * direction >= 0
    else:
        assert new.start == passage.start
        assert (new.end - passage.end) * direction >= 0
