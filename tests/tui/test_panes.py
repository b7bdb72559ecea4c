"""The list, the notes and the terms: what they show and say."""

import datetime as dt

import pytest

from export_builders import a_note
from reader.model.annotation import AnchorState
from reader.model.listing import Listing
from reader.model.term import Term, TermKind
from reader.text.span import Span
from reader.tui.widgets.annotation_list import AnnotationList
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.item_pane import ItemPane, ItemRow
from reader.tui.widgets.term_list import TermList
from tui_builders import Stage, painted_lines, staged

SPOKEN = (ItemPane.Highlighted, ItemPane.Opened)


def articles(*days: int, **changes: object) -> tuple[Listing, ...]:
    values = {"dateline": "", "words": 100} | changes
    return tuple(
        Listing(f"{i}.txt", f"Headline {i}", dt.date(2024, 3, day), **values)  # type: ignore[arg-type]
        for i, day in enumerate(days)
    )


def items_said(stage: Stage) -> list[tuple[str, int]]:
    return [(type(message).__name__, message.item) for message in stage.said]


def rows(stage: Stage) -> list[str]:
    return [line.strip() for line in stage.shown.splitlines() if line.strip()]


# The pane


async def test_an_empty_pane_says_what_to_do_and_survives_every_key() -> None:
    pane = ItemPane("Nothing is here yet; h makes the first.")
    async with staged(pane, *SPOKEN) as stage:
        assert "Nothing is here yet" in stage.shown
        await stage.press("j", "k", "g", "G", "space", "b", "}", "{", "enter", "ctrl+d")
        await stage.pilot.click(ItemPane, offset=(3, 1))
        assert stage.said == []


async def test_the_cursor_goes_from_item_to_item_and_says_so_once() -> None:
    pane = ItemPane()
    async with staged(pane, *SPOKEN) as stage:
        pane.set_rows([ItemRow("A heading"), *(ItemRow(f"item {i // 2}", i // 2) for i in range(6))])
        await stage.press("j", "down", "j", "k")
        assert items_said(stage) == [("Highlighted", 1), ("Highlighted", 2), ("Highlighted", 1)]
        assert [row for row in rows(stage) if row.startswith("▌")] == ["▌  item 1"] * 2


async def test_enter_and_a_double_click_open_the_item() -> None:
    pane = ItemPane()
    async with staged(pane, *SPOKEN) as stage:
        pane.set_rows([ItemRow(f"item {i}", i) for i in range(3)])
        await stage.settle()
        await stage.press("enter")
        await stage.pilot.double_click(ItemPane, offset=(5, 2))
        assert items_said(stage) == [("Opened", 0), ("Highlighted", 2), ("Opened", 2)]


async def test_a_click_on_a_heading_or_below_everything_does_nothing() -> None:
    pane = ItemPane()
    async with staged(pane, *SPOKEN) as stage:
        pane.set_rows([ItemRow("heading"), ItemRow("item", 0), ItemRow("item", 1)])
        await stage.settle()
        await stage.pilot.click(ItemPane, offset=(5, 0))
        await stage.pilot.click(ItemPane, offset=(5, 15))
        assert stage.said == []


async def test_pages_and_ends_are_reached_by_keys() -> None:
    pane = ItemPane()
    async with staged(pane) as stage:
        pane.set_rows([ItemRow(f"item {i}", i) for i in range(100)])
        reached = []
        for key in ("space", "pagedown", "ctrl+d", "ctrl+u", "b", "G", "home", "end", "g"):
            await stage.press(key)
            reached.append(pane.current)
            assert f"▌  item {pane.current} " in stage.shown
        assert reached == [19, 38, 47, 38, 19, 99, 0, 99, 0]


async def test_the_heading_above_the_first_item_comes_into_sight_with_it() -> None:
    pane = ItemPane()
    async with staged(pane) as stage:
        pane.set_rows([ItemRow("the heading"), *(ItemRow(f"item {i}", i) for i in range(50))])
        await stage.press("G", "g")
        assert "the heading" in stage.shown


async def test_long_rows_are_cut_with_an_ellipsis_and_keep_what_stands_at_the_right() -> None:
    pane = ItemPane()
    async with staged(pane) as stage:
        pane.set_rows([ItemRow("東京の長い見出し" * 10, 0, right="★ 3")])
        await stage.settle()
        (row,) = rows(stage)
        assert "…" in row
        assert row.endswith("★ 3")


# Articles


async def test_articles_stand_by_day_with_a_dot_while_unread() -> None:
    listing = ArticleList()
    async with staged(listing) as stage:
        listing.show((*articles(16), Listing("z.txt", "Old", dt.date(2024, 3, 15), "", 9, 2, True, True)))
        await stage.settle()
        assert rows(stage) == ["March 2024", "Sat 16", "▌● Headline 0", "Fri 15", rows(stage)[-1]]
        assert rows(stage)[-1].startswith("Old")
        assert rows(stage)[-1].endswith("★ 2")


async def test_the_cursor_stays_on_its_article_when_the_list_changes() -> None:
    listing = ArticleList()
    async with staged(listing, *SPOKEN) as stage:
        old = articles(16, 15, 14)
        listing.show(old)
        await stage.press("j")
        listing.show((Listing("new.txt", "New", dt.date(2024, 3, 20), "", 5), *old))
        await stage.settle()
        assert listing.article is not None
        assert listing.article.id == "1.txt"
        listing.show((old[0], old[2]))
        await stage.settle()
        assert listing.article.id == "2.txt"
        listing.show(())
        await stage.settle()
        assert listing.article is None


async def test_days_are_gone_through_with_braces() -> None:
    listing = ArticleList()
    async with staged(listing) as stage:
        listing.show(articles(16, 16, 15, 15, 14))
        reached = []
        for key in ("}", "}", "}", "{", "j", "{"):
            await stage.press(key)
            reached.append(listing.current)
        assert reached == [2, 4, 4, 2, 3, 2]


async def test_a_hundred_thousand_articles_cost_no_more_than_what_is_in_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    listing = ArticleList()
    async with staged(listing) as stage:
        listing.show(articles(*([5] * 100_000)))
        await stage.settle()
        asked = painted_lines(listing, monkeypatch)
        await stage.press("j", "G")
        assert len(asked) < 50
        assert "Headline 99999" in stage.shown


# Notes


async def test_a_note_is_shown_with_its_quote_tags_and_words() -> None:
    notes = AnnotationList()
    async with staged(notes, size=(40, 20)) as stage:
        notes.show((a_note(tags=("un/sanctions", "kim yo jong"), note="Who says so?\n\nAsk."),))
        await stage.settle()
        assert rows(stage) == [
            "▌  stirred controversy", "▌  #un/sanctions #kim\N{NO-BREAK SPACE}yo\N{NO-BREAK SPACE}jong",
            "▌  Who says so?", "▌", "▌  Ask.",
        ]  # fmt: skip


async def test_a_note_whose_place_is_not_sure_says_so_in_words() -> None:
    notes = AnnotationList()
    async with staged(notes, size=(40, 30)) as stage:
        notes.show(
            (
                a_note(None, note="On all of it"),
                a_note(state=AnchorState.MOVED),
                a_note(state=AnchorState.ORPHAN),
                a_note(rivals=((),)),
            )
        )
        await stage.settle()
        for sentence in (
            "The whole article",
            "moved: is this the place? c: yes",
            "its words are gone",
            "changed in two",
        ):
            assert sentence in stage.shown


async def test_the_notes_are_broken_anew_at_another_width() -> None:
    notes = AnnotationList()
    async with staged(notes, size=(60, 30)) as stage:
        notes.show((a_note(note="word " * 30),))
        await stage.settle()
        wide = len(rows(stage))
        await stage.pilot.resize_terminal(20, 30)
        await stage.settle()
        assert len(rows(stage)) > wide
        assert all(len(row) <= 20 for row in rows(stage))


async def test_a_long_quote_is_cut_sooner_than_a_long_note() -> None:
    notes = AnnotationList()
    async with staged(notes, size=(40, 60)) as stage:
        note = " ".join(f"word{i}" for i in range(150))
        long = " ".join(f"quoted{i}" for i in range(100))
        notes.show((a_note(long, note=note, tags=(), text=long),))
        await stage.settle()
        assert "quoted50" not in stage.shown
        assert "word40" in stage.shown
        assert "word149" not in stage.shown
        assert sum(row.endswith("…") for row in rows(stage)) == 2


async def test_no_notes_is_a_sentence_that_says_how_to_make_one() -> None:
    async with staged(AnnotationList()) as stage:
        assert "h highlights" in stage.shown


# Terms


async def test_terms_are_shown_with_kind_and_count_and_a_legend() -> None:
    terms = TermList()
    async with staged(terms, *SPOKEN) as stage:
        spans = (Span(0, 3), Span(9, 12))
        terms.show(
            (
                Term("Kim", TermKind.PERSON, 2.0, ("Kim",), spans),
                Term("gift", TermKind.THING, 1.0, ("gift",), spans[:1]),
            )
        )
        await stage.press("j", "enter", "j")
        assert terms.term is not None
        assert terms.term.text == "gift"
        first, second, *legend = rows(stage)
        assert first.startswith("☻ Kim")
        assert first.endswith("2×")
        assert second.startswith("▌· gift")
        assert "☻ person" in [" ".join(row.split()) for row in legend]
        assert items_said(stage) == [("Highlighted", 1), ("Opened", 1)]
