"""Lines to type in: what to find, and tags."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.widgets import Input

from reader.tui.messages import Find, LeaveQuery
from reader.tui.widgets.query_bar import QueryBar
from reader.tui.widgets.tag_input import TagInput, read_tags, write_tags
from tui_builders import Stage, staged

# Tags as they are typed

TAGS = st.text(alphabet="abc/éñ -_,.東 ", min_size=1, max_size=12).map(lambda tag: " ".join(tag.split()).strip())
KNOWN = ("sanctions", "un/sanctions", "kim yo jong", "quote", "un")


@given(tags=st.lists(TAGS.filter(bool), max_size=5, unique=True).map(tuple))
@example(tags=("a", "b c", "d,e", "un/sanctions"))
def test_tags_that_are_written_out_are_read_back(tags: tuple[str, ...]) -> None:
    assert read_tags(write_tags(tags)) == tags


@given(typed=st.text(max_size=40))
def test_whatever_is_typed_gives_tags_without_blanks_around_each_once(typed: str) -> None:
    tags = read_tags(typed)
    assert len(set(tags)) == len(tags)
    assert all(tag == tag.strip() != "" and not tag.startswith("#") for tag in tags)


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("", ()),
        ("a b", ("a", "b")),
        ("a, b,,  c,", ("a", "b", "c")),
        ("#a #b", ("a", "b")),
        ('"kim yo jong", quote', ("kim yo jong", "quote")),
        ('"kim yo', ("kim yo",)),
        ("a a", ("a",)),
        ("un/sanctions", ("un/sanctions",)),
        ('"" #', ()),
    ],
)
def test_tags_are_read_from_a_line(typed: str, tags: tuple[str, ...]) -> None:
    assert read_tags(typed) == tags


# The line for tags


def line(stage: Stage) -> str:
    return stage.pilot.app.query_one(Input).value


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["q", "tab"], "quote "),
        (["u", "n", "tab"], "un/sanctions "),
        (["k", "i", "tab"], '"kim yo jong" '),
        (['"', "k", "i", "m", " ", "y", "tab"], '"kim yo jong" '),
        (["#", "q", "tab"], "quote "),
        (["x", ",", " ", "q", "tab"], "x, quote "),
        (["s", "down", "tab"], "un/sanctions "),
        (["s", "up", "tab"], "un/sanctions "),
        (["s", "down", "down", "tab"], "sanctions "),
        (["q", "tab", "s", "tab"], "quote sanctions "),
    ],
)
async def test_tags_in_use_are_completed(keys: list[str], value: str) -> None:
    async with staged(TagInput("", KNOWN)) as stage:
        await stage.press(*keys)
        assert line(stage) == value


async def test_a_tag_that_is_already_given_is_not_offered_again() -> None:
    async with staged(TagInput("", KNOWN)) as stage:
        await stage.type("quote ")
        assert "#quote" not in stage.shown
        assert "#sanctions" in stage.shown


async def test_the_tags_that_are_there_are_in_the_line_and_can_be_gone_on_with() -> None:
    async with staged(TagInput('quote, "kim yo jong"', KNOWN), TagInput.Submitted) as stage:
        assert line(stage) == 'quote, "kim yo jong"'
        await stage.type(" new")
        await stage.press("enter")
        assert [message.tags for message in stage.said] == [("quote", "kim yo jong", "new")]


async def test_tags_are_shown_as_they_are_and_never_as_markup() -> None:
    async with staged(TagInput("", ("[red]x[/]", "[@click=app.quit]y", "[/]"))) as stage:
        for tag in ("#[red]x[/]", "#[@click=app.quit]y", "#[/]"):
            assert tag in stage.shown


# The line to find


async def test_what_is_typed_is_asked_for_at_once_and_enter_keeps_it() -> None:
    bar = QueryBar(id="find")
    async with staged(bar, Find, LeaveQuery, Input.Changed) as stage:
        assert not bar.display
        await bar.open("words")
        await stage.settle()
        assert "words" in stage.shown
        await stage.press("k", "i", "enter")
        asked = [(m.bar, m.typed) for m in stage.said if isinstance(m, Find)]
        assert asked == [("find", "k"), ("find", "ki")]
        (left,) = [m for m in stage.said if isinstance(m, LeaveQuery)]
        assert left.keep


@pytest.mark.parametrize(("key", "keep"), [("escape", False), ("down", True), ("enter", True)])
async def test_each_way_out_of_the_line_says_whether_to_keep_the_finds(key: str, keep: bool) -> None:
    bar = QueryBar(id="find")
    async with staged(bar, LeaveQuery) as stage:
        await bar.open("")
        await stage.press("a", key)
        assert [message.keep for message in stage.said] == [keep]


async def test_opening_the_line_again_types_over_what_was_there() -> None:
    bar = QueryBar(id="find")
    async with staged(bar) as stage:
        await bar.open("")
        await stage.type("kim")
        await bar.open("")
        await stage.type("un")
        assert bar.typed == "un"


async def test_a_closed_line_is_empty_and_asks_for_nothing() -> None:
    bar = QueryBar(id="find")
    async with staged(bar, Find) as stage:
        await bar.open("")
        await stage.type("kim")
        stage.said.clear()
        bar.count("3/14")
        bar.close()
        await stage.settle()
        assert (bar.typed, bar.display, stage.said) == ("", False, [])
        await bar.open("")
        await stage.settle()
        assert "3/14" not in stage.shown


async def test_the_count_stands_beside_what_is_typed() -> None:
    bar = QueryBar(id="find")
    async with staged(bar) as stage:
        await bar.open("")
        bar.count("3/14 [/]")
        await stage.type("kim")
        (row,) = [row for row in stage.shown.splitlines() if row.strip()]
        assert row.split() == ["/", "kim", "3/14", "[/]"]
