"""The keys 1 to 9 set favourite tags."""

from pathlib import Path

import pytest

from article_builders import GREENHOUSE, LIMOUSINE
from reader.settings import Settings
from reader.tui.customs import Customs
from tui_builders import Desk, annotate, kept, reading

QUOTE = "brazen defiance of United Nations sanctions"


@pytest.fixture
def tagged(seeds: Path) -> Path:
    """Notes in another article: `un/sanctions` on three of them, `quote` on two, `car` on one."""
    for tags in (("un/sanctions", "quote", "car"), ("un/sanctions", "quote"), ("un/sanctions",)):
        annotate(seeds, GREENHOUSE, "", tags)
    return seeds


def tags(seeds: Path) -> list[tuple[str, ...]]:
    return [one.annotation.tags for one in kept(seeds, LIMOUSINE)]


def prefer(desk: Desk, *favourites: str) -> None:
    """As if the settings file named these."""
    desk.screen.customise(Customs(Settings(favourites=favourites)))


async def test_a_number_gives_the_sentence_a_tag_that_is_used_most_and_again_takes_it_off(tagged: Path) -> None:
    async with reading(tagged, article=LIMOUSINE) as desk:
        await desk.press("2")
        assert tags(tagged) == [("quote",)]
        assert "#quote is on. u takes it back." in desk.status
        await desk.press("1")
        assert tags(tagged) == [("quote", "un/sanctions")]
        await desk.press("2")
        assert tags(tagged) == [("un/sanctions",)]
        assert "#un/sanctions is off" not in desk.status
        assert "#quote is off" in desk.status
        await desk.press("u")
        assert tags(tagged) == [("quote", "un/sanctions")]


async def test_undo_after_a_restart_takes_a_favourite_back(tagged: Path) -> None:
    async with reading(tagged, article=LIMOUSINE) as desk:
        await desk.press("1")
    async with reading(tagged, article=LIMOUSINE) as desk:
        await desk.press("u")
    assert tags(tagged) == []


async def test_all_nine_keys_give_the_favourites_of_the_settings_in_order(seeds: Path) -> None:
    names = tuple(f"tag{number}" for number in range(1, 10))
    async with reading(seeds, article=LIMOUSINE) as desk:
        prefer(desk, *names)
        await desk.press(*"123456789")
        assert tags(seeds) == [names]
        prefer(desk, "other")
        await desk.press("1", "2")
        assert tags(seeds) == [(*names, "other")]
        assert "No tag is on that key" in desk.status


async def test_the_last_line_shows_them_while_a_passage_is_selected_which_stays_for_more(tagged: Path) -> None:
    async with reading(tagged, (160, 40), article=LIMOUSINE) as desk:
        assert "#sanctions" not in desk.status
        await desk.go_to(QUOTE)
        assert "1 #sanctions  2 #quote  3 #car" in desk.status
        await desk.press("1", "3")
        assert desk.passage == QUOTE
        assert tags(tagged) == [("un/sanctions", "car")]
        await desk.press("escape", "escape")
        assert "#sanctions" not in desk.status


async def test_in_visual_mode_the_words_that_were_taken_are_tagged(tagged: Path) -> None:
    async with reading(tagged, article=LIMOUSINE) as desk:
        await desk.press("v", "w", "w", "1")
        assert desk.passage == "In a move"
        (note,) = kept(tagged, LIMOUSINE)
        assert note.annotation.target.quote
        assert note.annotation.target.quote.exact == "In a move"


async def test_a_tag_keeps_its_key_when_another_one_becomes_more_used(tagged: Path) -> None:
    async with reading(tagged, article=LIMOUSINE) as desk:
        await desk.press("3", "j", "3", "j", "3", "j", "3")
        assert tags(tagged) == [("car",)] * 4
        await desk.press("9", "j", "1")  # there is no ninth: all tags are counted again
        assert tags(tagged)[-1] == ("un/sanctions",)


async def test_a_note_in_its_pane_is_tagged_and_its_words_and_note_stay(tagged: Path) -> None:
    annotate(tagged, LIMOUSINE, QUOTE, ("old",), "Who says so?")
    async with reading(tagged, article=LIMOUSINE) as desk:
        await desk.press("tab", "1")
        (one,) = kept(tagged, LIMOUSINE)
        assert (one.annotation.tags, one.annotation.note) == (("old", "un/sanctions"), "Who says so?")


async def test_without_any_tag_and_in_the_list_it_says_what_to_do(seeds: Path) -> None:
    async with reading(seeds) as desk:
        await desk.press("1")
        assert "Enter opens the article" in desk.status
        await desk.press("enter", "1")
        assert "No tag is on that key" in desk.status
        assert tags(seeds) == []
