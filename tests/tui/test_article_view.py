"""The article: read by keyboard, selected by keyboard and mouse, painted as little as it takes."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.events import MouseDown, MouseMove, MouseScrollDown, MouseUp
from textual.geometry import Offset, Region

from article_builders import make_article
from reader.cursor import Mode, start, units_of
from reader.model.mark import Mark, MarkKind
from reader.text.span import Span
from reader.tui.widgets.article_view import ArticleView
from tui_builders import Stage, painted_lines, staged, until

TEXT = """\
One two three. Four five six! “Seven,” he said.

Eight nine. Ten eleven twelve.

Last words of 東京 and e\u0301te\u0301 here.
"""
LONG = "\n\n".join(f"Paragraph {i} has one sentence. And it has another one, which is longer." for i in range(200))


@dataclass
class Page:
    """An article on a stage."""

    stage: Stage
    view: ArticleView

    @property
    def passage(self) -> str:
        assert self.view.cursor
        return self.view.cursor.passage.of(self.view.cursor.units.text)

    @property
    def said(self) -> list[str]:
        return [type(message).__name__ for message in self.stage.said]

    def place(self, words: str) -> Offset:
        """Where the first of these words stands on the screen."""
        offset = self.view.page.text.index(words)
        column = self.view.page.column_of(offset) + self.view._indent + 4
        return Offset(column, self.view.line_of(offset) - self.view.top)

    async def press(self, *keys: str) -> None:
        await self.stage.press(*keys)

    async def click(self, words: str, times: int = 1) -> None:
        await self.stage.pilot.click(ArticleView, offset=self.place(words), times=times)
        await self.stage.settle()

    async def drag(self, start: Offset, *way: Offset) -> None:
        pilot = self.stage.pilot
        await pilot._post_mouse_events([MouseDown], ArticleView, offset=start, button=1)
        for offset in way:
            await pilot._post_mouse_events([MouseMove], ArticleView, offset=offset, button=1)
        await pilot._post_mouse_events([MouseUp], ArticleView, offset=way[-1], button=1)
        await self.stage.settle()

    def rows(self) -> list[list[Segment]]:
        size = self.view.size
        return [list(strip) for strip in self.view.render_lines(Region(0, 0, size.width, size.height))]

    def style_of(self, words: str) -> str:
        """What tells the first of these words from plain text where colours are not seen."""
        place = self.place(words)
        column = 0
        for segment in self.rows()[place.y]:
            column += segment.cell_length
            if column > place.x and segment.style:
                style = segment.style
                said = [n for n in ("bold", "underline", "italic", "reverse") if getattr(style, n)]
                return " ".join([*said, *(["dark on light"] if _contrast(style) else [])])
        return ""


def _contrast(style: Style) -> bool:
    """Whether a style has the lightness of the evening theme's text and ground the other way round."""
    if style.color is None or style.bgcolor is None or style.bgcolor.is_default:
        return False
    return sum(style.bgcolor.get_truecolor()) > sum(style.color.get_truecolor())


@asynccontextmanager
async def page(text: str = TEXT, size: tuple[int, int] = (60, 20)) -> AsyncIterator[Page]:
    article, view = make_article(text), ArticleView()
    kinds = (ArticleView.Clicked, ArticleView.EndPassed, ArticleView.EnterPressed)
    async with staged(view, *kinds, size=size) as stage:
        view.show(article, [], start(units_of(article)))
        await stage.settle()
        yield Page(stage, view)


# By keyboard


@pytest.mark.parametrize(
    ("keys", "passage"),
    [
        ("", "One two three."),
        ("j", "Four five six!"),
        ("down", "Four five six!"),
        ("j k", "One two three."),
        ("j up", "One two three."),
        ("}", "Eight nine."),
        ("} j {", "Eight nine."),
        ("} {", "One two three."),
        ("G", "Last words of 東京 and e\u0301te\u0301 here."),
        ("end g", "One two three."),
        ("G home", "One two three."),
        ("shift+down", "One two three. Four five six!"),
        ("shift+down shift+up", "One two three."),
        ("shift+right", "One two three. Four"),
        ("shift+left", "One two"),
        ("v", "One"),
        ("v w e right", "One two three. Four"),
        ("v w b", "One"),
        ("v w left", "One"),
        ("v )", "One two three."),
        ("v ) )", "One two three. Four five six!"),
        ("} j v (", "Eight nine. Ten"),
        ("v }", "One two three. Four five six! “Seven,” he said."),
        ("} j v {", "Eight nine. Ten"),
        ("v $", "One two three. Four five six! “Seven,” he said."),
        ("j v w 0", "One two three. Four"),
        ("j v o b", "three. Four"),
        ("v w w o w", "two three"),
        ("V", "One two three."),
        ("V j", "One two three. Four five six!"),
        ("v w V", "One two three."),
        ("v v", "One two three."),
        ("V V", "One two three."),
        ("v V v", "One"),
        ("v j", "One two three."),
        ("v G", TEXT.rstrip()),
        ("j j shift+left", "“Seven,” he"),
    ],
)
async def test_keys_make_the_passage(keys: str, passage: str) -> None:
    async with page() as shown:
        await shown.press(*keys.split())
        assert shown.passage == passage


@pytest.mark.parametrize("key", ["w", "e", "right", "left", "(", ")", "0", "$", "o"])
async def test_the_keys_of_visual_mode_do_nothing_outside_it(key: str) -> None:
    async with page() as shown:
        await shown.press("j", key)
        assert shown.passage == "Four five six!"
        assert shown.view.cursor
        assert shown.view.cursor.mode is Mode.READING


async def test_every_key_is_harmless_before_an_article_is_shown() -> None:
    view = ArticleView()
    async with staged(view) as stage:
        keys = [key for binding in view._bindings.key_to_bindings for key in binding.split(",")]
        await stage.press(*keys)
        assert view.cursor is None


async def test_paging_takes_the_cursor_along_and_both_ways_meet() -> None:
    async with page(LONG) as shown:
        view = shown.view
        for key in ("space", "pagedown", "ctrl+d"):
            before = view.top
            await shown.press(key)
            assert view.top > before
            assert view.cursor
            assert view.line_of(view.cursor.passage.start) in view.in_sight
        await shown.press("b", "pageup", "ctrl+u", "ctrl+u", "ctrl+u")
        assert view.top == 0
        await shown.press("ctrl+u", "ctrl+u")
        assert shown.passage.startswith("Paragraph 0 ")


@pytest.mark.parametrize(
    ("edge", "read", "on", "back"),
    [("g", "j", "ctrl+d", "ctrl+u"), ("G", "k", "ctrl+u", "ctrl+d"), ("g", "j", "space", "b")],
)
async def test_pages_on_and_as_many_back_come_back_to_the_same_sentence_and_lines(
    edge: str, read: str, on: str, back: str
) -> None:
    async with page(LONG) as shown:
        for times in range(1, 4):
            await shown.press(edge, read, *[read] * times)
            before = (shown.passage, shown.view.top)
            await shown.press(*[on] * times, *[back] * times)
            assert (shown.passage, shown.view.top) == before


async def test_a_page_back_after_reading_on_is_a_page_from_there() -> None:
    async with page(LONG) as shown:
        await shown.press("ctrl+d", "j")
        here, top = shown.passage, shown.view.top
        await shown.press("ctrl+u")
        assert shown.passage != here
        assert shown.view.top < top


async def test_space_reaches_the_last_sentence_before_it_asks_for_the_next_article() -> None:
    async with page(LONG) as shown:
        for _ in range(100):
            if "EndPassed" in shown.said:
                break
            last = shown.passage
            await shown.press("space")
        assert last == shown.passage
        assert last == "And it has another one, which is longer."
        assert shown.view.top == shown.view.line_count() - shown.view.size.height
        await shown.press("ctrl+d")
        assert shown.said == ["EndPassed"]


async def test_enter_asks_for_what_is_under_the_cursor() -> None:
    async with page() as shown:
        await shown.press("enter")
        assert shown.said == ["EnterPressed"]


async def test_the_sentence_being_read_is_always_in_sight() -> None:
    async with page(LONG, size=(40, 8)) as shown:
        view = shown.view
        for key in ["j"] * 30 + ["}"] * 10 + ["G", "k", "k", "{", "g"]:
            await shown.press(key)
            assert view.cursor
            assert view.line_of(view.cursor.passage.start) in view.in_sight


# By mouse


@pytest.mark.parametrize(
    ("times", "passage"),
    [
        (2, "five"),
        (3, "Four five six!"),
        (4, "One two three. Four five six! “Seven,” he said."),
    ],
)
async def test_clicks_take_a_word_a_sentence_a_paragraph(times: int, passage: str) -> None:
    async with page() as shown:
        await shown.click("five", times)
        assert shown.passage == passage


async def test_a_click_reads_the_sentence_there_and_says_where() -> None:
    async with page() as shown:
        await shown.click("Ten")
        assert shown.passage == "Ten eleven twelve."
        assert shown.said == ["Clicked"]
        assert shown.stage.said[0].offset == TEXT.index("Ten")


async def test_a_click_gives_a_selection_up() -> None:
    async with page() as shown:
        await shown.press("v", "w")
        await shown.click("Eight")
        assert shown.passage == "Eight nine."


async def test_a_drag_takes_just_the_characters_it_went_over() -> None:
    async with page() as shown:
        await shown.drag(shown.place("wo three"), shown.place("three"), shown.place("ive six"))
        assert shown.passage == "wo three. Four fi"


async def test_a_drag_backwards_takes_the_same() -> None:
    async with page() as shown:
        await shown.drag(shown.place("ive six"), shown.place("wo three"))
        assert shown.passage == "wo three. Four fi"


async def test_a_drag_over_paragraphs_ends_in_one_passage() -> None:
    async with page() as shown:
        await shown.drag(shown.place("“Seven"), shown.place("nine."))
        assert shown.passage == "“Seven,” he said.\n\nEight n"


async def test_a_drag_never_splits_a_character() -> None:
    async with page() as shown:
        await shown.drag(shown.place("京"), shown.place("e\u0301te\u0301"))
        assert shown.passage == "京 and e\u0301"
        await shown.drag(shown.place("東") + Offset(1, 0), shown.place("京") + Offset(1, 0))
        assert shown.passage == "東京"


async def test_a_drag_that_ends_where_it_began_is_a_click_no_more() -> None:
    async with page() as shown:
        await shown.drag(shown.place("two"), shown.place("six"), shown.place("two"))
        assert shown.passage == "t"
        assert shown.said == []


async def test_a_drag_below_the_pane_scrolls() -> None:
    async with page(LONG, size=(60, 12)) as shown:
        view = shown.view
        pilot = shown.stage.pilot
        await pilot._post_mouse_events([MouseDown], ArticleView, offset=shown.place("Paragraph 0"), button=1)
        for _ in range(3):
            view.post_message(MouseMove(view, 10, 12, 0, 1, 1, False, False, False, 10, 12))
            await shown.stage.settle()
        assert view.top >= 3
        assert len(shown.passage) > 100


async def test_words_go_on_from_what_the_mouse_selected() -> None:
    async with page() as shown:
        await shown.click("five", 2)
        await shown.press("shift+right")
        assert shown.passage == "five six"
        await shown.press("v", "w")
        assert shown.passage.startswith("five six")


async def test_the_wheel_scrolls_and_leaves_the_cursor_where_it_is() -> None:
    async with page(LONG) as shown:
        before = shown.passage
        await shown.stage.pilot._post_mouse_events([MouseScrollDown], ArticleView, offset=(5, 5))
        await shown.stage.settle()
        assert shown.view.top == 3
        assert shown.passage == before


async def test_a_click_beside_the_text_takes_the_nearest_character_of_the_line_and_none_of_a_blank_one() -> None:
    async with page() as shown:
        await shown.press("j")
        row = shown.place("Eight").y
        await shown.stage.pilot.click(ArticleView, offset=(58, row - 1))
        assert shown.passage == "Four five six!"
        await shown.stage.pilot.click(ArticleView, offset=(57, row))
        assert shown.passage == "Ten eleven twelve."


# What is painted


async def test_a_passage_that_grows_by_a_word_paints_only_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    async with page(LONG) as shown:
        view = shown.view
        await shown.press("space", "v")
        asked = painted_lines(view, monkeypatch)
        await shown.press("w")
        assert view.cursor
        assert set(asked) == {view.line_of(view.cursor.passage.start)}
        asked.clear()
        view.render_lines(Region(0, 0, view.size.width, view.size.height))
        assert asked == []


async def test_a_long_article_is_painted_only_where_it_is_in_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    async with page(LONG * 20) as shown:
        view = shown.view
        asked = painted_lines(view, monkeypatch)
        view.mark("terms", [Mark(Span(i * 50, i * 50 + 9), MarkKind.PERSON) for i in range(1000)])
        await shown.press("G")
        assert len(asked) <= 2 * view.size.height


async def test_another_width_keeps_the_sentence_in_sight() -> None:
    async with page(LONG) as shown:
        await shown.press(*["}"] * 30)
        before = shown.passage
        await shown.stage.pilot.resize_terminal(30, 10)
        await shown.stage.settle()
        assert shown.passage == before
        assert before.split()[1] in shown.stage.shown


async def test_a_very_long_article_is_set_behind_the_screen_and_only_where_lines_are_other_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    setters = list[str]()
    setter = ArticleView.set_ahead

    def watched(view: ArticleView, *given: Any, **how: Any) -> None:
        setters.append(threading.current_thread().name)
        setter(view, *given, **how)

    monkeypatch.setattr(ArticleView, "set_ahead", watched)
    async with page(LONG * 25) as shown:
        await shown.press(*["}"] * 30)
        before, lines = shown.passage, shown.view.line_count()
        await shown.stage.pilot.resize_terminal(60, 10)
        await shown.stage.settle()
        assert not setters  # it is lower, not narrower
        await shown.stage.pilot.resize_terminal(30, 10)
        await until(shown.stage.pilot, lambda: shown.view.line_count() > lines)
        assert setters
        assert threading.main_thread().name not in setters
        assert shown.passage == before
        assert before.split()[1] in shown.stage.shown


async def test_the_same_article_shown_again_keeps_its_marks_and_another_one_does_not() -> None:
    async with page() as shown:
        view = shown.view
        view.mark("notes", [Mark(Span(0, 3), MarkKind.NOTE, "a")])
        again = make_article(TEXT)
        view.show(again, [], start(units_of(again)))
        assert view.marks_at(1, "notes")
        other = make_article(TEXT, id="other.txt")
        view.show(other, [], start(units_of(other)))
        assert not view.marks_at(1, "notes")


KINDS = [
    MarkKind.PERSON,
    MarkKind.NOTE,
    MarkKind.MOVED,
    MarkKind.CURRENT,
    MarkKind.MATCH,
    MarkKind.HERE,
    MarkKind.PASSAGE,
]


@pytest.mark.parametrize("plain", ["NO_COLOR", "ansi-dark", "ansi-light"])
async def test_marks_are_told_apart_from_the_text_without_colour(monkeypatch: pytest.MonkeyPatch, plain: str) -> None:
    if plain == "NO_COLOR":
        monkeypatch.setenv("NO_COLOR", "1")
    async with page() as shown:
        if plain != "NO_COLOR":
            shown.stage.pilot.app.theme = plain
            await shown.stage.settle()
        looks = {}
        for kind in KINDS:
            shown.view.mark("one", [Mark(Span(TEXT.index("Ten"), TEXT.index("Ten") + 3), kind)])
            looks[kind] = shown.style_of("Ten")
        assert all(looks.values()), looks
        assert looks[MarkKind.NOTE] != looks[MarkKind.CURRENT]
        assert looks[MarkKind.MATCH] != looks[MarkKind.HERE]
        assert len({looks[k] for k in (MarkKind.PERSON, MarkKind.NOTE, MarkKind.PASSAGE)}) == 3


async def test_overlapping_marks_are_both_to_be_seen() -> None:
    async with page() as shown:
        two, six = TEXT.index("two"), TEXT.index("six")
        shown.view.mark("notes", [Mark(Span(two, six), MarkKind.NOTE, "long"), Mark(Span(two, two + 3), MarkKind.NOTE)])
        shown.view.mark("terms", [Mark(Span(two, two + 3), MarkKind.PERSON)])
        assert shown.style_of("two") == "bold underline"
        assert shown.style_of("three") == "underline"
        assert [mark.ref for mark in shown.view.marks_at(two, "notes")] == ["", "long"]
