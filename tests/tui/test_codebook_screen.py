"""All tags on the screen: shown, described, renamed."""

from pathlib import Path

import pytest

from article_builders import GREENHOUSE, LIMOUSINE
from reader.codebook import Codebook
from tui_builders import Desk, annotate, kept, reading


@pytest.fixture
def tagged(seeds: Path) -> Path:
    annotate(seeds, LIMOUSINE, "special function", ("un/sanctions", "quote"))
    annotate(seeds, LIMOUSINE, "brazen defiance", ("un",))
    annotate(seeds, GREENHOUSE, "Kim", ("quote",))
    return seeds


def tags(seeds: Path) -> list[tuple[str, ...]]:
    return [one.annotation.tags for one in kept(seeds, LIMOUSINE)]


def described(seeds: Path) -> dict[str, str]:
    return dict(Codebook(seeds.parent / "annotations" / "codebook.toml").now.described)


async def rename(desk: Desk, new: str) -> None:
    """Type another name in the dialog that asks for one, over the one that stands there."""
    await desk.press("r", "end", "ctrl+u")
    await desk.type(new)
    await desk.press("enter")


async def test_all_tags_stand_in_a_tree_with_what_they_stand_for(tagged: Path) -> None:
    async with reading(tagged, article=LIMOUSINE) as desk:
        desk.workspace.describe_tag("un", "The UN [b]and[/b] its bodies.")
        desk.workspace.describe_tag("planned", "Not used yet.")
        await desk.press("#")
        shown = desk.shown
        for words in ("#un", "/sanctions", "The UN [b]and[/b] its bodies.", "#planned", "Not used yet."):
            assert words in shown
        await desk.press("#")
        assert desk.dialog == ""


async def test_a_tag_is_renamed_with_those_below_it_and_undo_takes_all_of_it_back(tagged: Path) -> None:
    async with reading(tagged, article=LIMOUSINE) as desk:
        await desk.press("#", "j")
        await rename(desk, "world")
        assert "/sanctions" in desk.shown
        assert "#world" in desk.shown
        await desk.press("escape")
        assert tags(tagged) == [("world",), ("world/sanctions", "quote")]
        assert "Renamed in 2 notes. u takes it back." in desk.status
        await desk.press("u")
        assert tags(tagged) == [("un",), ("un/sanctions", "quote")]


async def test_what_cannot_be_done_is_said_and_the_name_stays_typed(tagged: Path) -> None:
    async with reading(tagged, article=LIMOUSINE) as desk:
        await desk.press("#", "j")
        await rename(desk, "un/below")
        assert "a tag cannot go below itself" in desk.shown
        assert "un/below" in desk.shown
        await desk.press("escape", "escape")
        assert desk.dialog == ""
        assert tags(tagged) == [("un",), ("un/sanctions", "quote")]


async def test_two_tags_become_one(tagged: Path) -> None:
    async with reading(tagged, article=LIMOUSINE) as desk:
        await desk.press("#", "j")
        await rename(desk, "quote")
        await desk.press("escape")
        assert tags(tagged) == [("quote",), ("quote/sanctions", "quote")]


async def test_what_a_tag_stands_for_is_written_and_taken_back_in_its_turn(tagged: Path) -> None:
    async with reading(tagged, article=LIMOUSINE) as desk:
        await desk.press("h", "#", "g", "d")
        await desk.type("Words\nof somebody.")
        await desk.press("ctrl+s")
        assert desk.dialog == "TagsDialog"
        assert "Words of somebody." in desk.shown
        await desk.press("escape")
        assert list(described(tagged).values()) == ["Words\nof somebody."]
        count = len(tags(tagged))
        await desk.press("u")
        assert described(tagged) == {}
        assert len(tags(tagged)) == count
        await desk.press("u")
        assert len(tags(tagged)) == count - 1


async def test_what_was_done_last_is_taken_back_first_be_it_a_name_or_a_description(tagged: Path) -> None:
    async with reading(tagged, article=LIMOUSINE) as desk:
        await desk.press("#", "j", "d")
        await desk.type("The UN.")
        await desk.press("ctrl+s")
        await rename(desk, "world")
        await desk.press("escape", "u")
        assert described(tagged)["un"] == "The UN."
        assert tags(tagged) == [("un",), ("un/sanctions", "quote")]


async def test_escape_changes_nothing(tagged: Path) -> None:
    async with reading(tagged, article=LIMOUSINE) as desk:
        await desk.press("#", "d")
        await desk.type("Half a thought")
        await desk.press("escape", "r", "escape", "escape")
        assert desk.dialog == ""
        assert described(tagged) == {}


async def test_a_codebook_that_cannot_be_written_is_said_and_keeps_what_is_typed(tagged: Path) -> None:
    broken = tagged.parent / "annotations" / "codebook.toml"
    broken.write_text("[tags")
    async with reading(tagged, article=LIMOUSINE) as desk:
        await desk.press("#", "d")
        await desk.type("A thought")
        await desk.press("ctrl+s")
        assert "Not saved: codebook.toml" in desk.shown
        assert "A thought" in desk.shown
        assert broken.read_text() == "[tags"


async def test_enter_shows_the_articles_that_have_the_tag_or_one_below_it(tagged: Path) -> None:
    async with reading(tagged, (80, 24), article=GREENHOUSE) as desk:
        await desk.press("#", "j")
        await desk.press("enter")
        assert [row.id for row in desk.screen.articles.listing] == [LIMOUSINE]
        assert desk.focused == "list"
        assert "tag:un" in desk.shown
        await desk.press("escape")
        assert len(desk.screen.articles.listing) == 2


async def test_without_tags_it_says_what_to_do(seeds: Path) -> None:
    async with reading(seeds) as desk:
        await desk.press("#")
        assert "There are no tags yet: t gives the first." in desk.status


async def test_the_tag_that_is_offered_says_what_it_stands_for(tagged: Path) -> None:
    async with reading(tagged, article=LIMOUSINE) as desk:
        desk.workspace.describe_tag("un/sanctions", "Measures\nof a state.")
        desk.workspace.describe_tag("later", "Planned.")
        await desk.press("t")
        await desk.type("sanc")
        assert "Measures of a state." in desk.shown
        await desk.press("tab")
        await desk.type("lat")
        assert "Planned." in desk.shown
