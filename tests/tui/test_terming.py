"""What is done with key terms on the screen."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from article_builders import GREENHOUSE, LIMOUSINE
from reader.catalogue import fulltext
from reader.catalogue.catalogue import Catalogue
from reader.model.mark import MarkKind
from reader.own_terms import OwnTerms
from reader.text.span import Span
from reader.tui.screens import terming
from reader.workspace.desk import open_workspace
from reader.workspace.stories import frequencies
from tui_builders import Desk, annotate, kept, make_app, reading, until


def terms(desk: Desk) -> list[str]:
    return [term.text for term in desk.screen.terms]


def said(seeds: Path) -> OwnTerms:
    return OwnTerms(seeds.parent / "annotations" / "terms.toml")


async def at_term(desk: Desk, text: str) -> None:
    """The pane of key terms has the focus, and its cursor is on `text`."""
    await desk.press("T", "tab")
    await desk.press("g", *["j"] * terms(desk).index(text))


async def test_the_pane_says_how_often_a_term_is_said_and_in_how_many_articles(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("T")
        assert "13× in 2" in desk.shown
        assert "1× in 1" in desk.shown


@pytest.mark.parametrize("known", [False, True])
async def test_a_folder_that_is_read_for_the_first_time_is_put_in_order_before_terms_are_counted_in_it(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    done, may = list[str](), threading.Event()
    settle = Catalogue.settle

    def settles(catalogue: Catalogue, stop: Callable[[], bool]) -> None:
        may.wait(20)
        settle(catalogue, stop)
        done.append("in order")

    def counts(*given: object) -> object:
        done.append("counted")
        return frequencies(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(fulltext, "_MANY", 1)
    if known:  # and left before it was put in order
        open_workspace(seeds).refresh()
    monkeypatch.setattr(Catalogue, "settle", settles)
    monkeypatch.setattr(terming, "frequencies", counts)
    async with make_app(seeds).run_test(size=(120, 40)) as pilot:
        desk = Desk(pilot)
        await until(pilot, lambda: bool(terms(desk)))
        for _ in range(20):
            await pilot.pause()
        may.set()
        await until(pilot, lambda: "counted" in done)
    assert done[:2] == ["in order", "counted"]


async def test_enter_goes_to_a_place_and_again_to_the_other_article(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await at_term(desk, "Vladimir Putin")
        await desk.press("enter")
        assert (desk.id, desk.passage) == (LIMOUSINE, "Vladimir Putin")
        await desk.press("enter")
        assert desk.id == GREENHOUSE


async def test_a_term_is_marked_once_in_a_paragraph_and_the_key_goes_to_all_its_places(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        view, term = desk.screen.view, next(term for term in desk.screen.terms if term.text == "Russia")
        marked = [span for span in term.spans if view.marks_at(span.start, "terms")]
        assert 1 < len(marked) < len(term.spans)
        await at_term(desk, "Russia")
        seen: set[Span] = set()
        for _ in term.spans:
            await desk.press("enter" if not seen else "n")
            assert view.cursor
            seen.add(view.cursor.passage)
        assert seen == set(term.spans)


async def test_names_that_are_no_key_terms_have_a_mark_of_their_own_until_they_are_hidden(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        name = desk.screen.names[0]
        (mark,) = desk.screen.view.marks_at(name.spans[0].start, "names")
        assert (mark.kind, mark.ref) == (MarkKind.OTHER_NAME, name.text)
        await desk.press("H")
        assert not desk.screen.view.marks_at(name.spans[0].start, "names")
        await desk.press("H")
        said(seeds).change(said(seeds).chosen.hide(name.text))
        await desk.press("J", "K")
        assert not desk.screen.view.marks_at(name.spans[0].start, "names")


@pytest.mark.parametrize(("start", "other"), [(LIMOUSINE, GREENHOUSE), (GREENHOUSE, LIMOUSINE)])
async def test_the_title_line_names_the_same_story_and_a_key_goes_there(seeds: Path, start: str, other: str) -> None:
    async with reading(seeds, article=start) as desk:
        assert [row.id for row in desk.screen.related] == [other]
        assert "1 more on this story" in desk.shown
        await desk.press("r")
        assert desk.id == other


async def test_a_term_is_hidden_everywhere_and_undo_brings_it_back(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await at_term(desk, "Russia")
        await desk.press("-")
        assert "Russia" not in terms(desk)
        assert said(seeds).chosen.hidden == ("Russia",)
        await desk.press("J")
        assert "Russia" not in terms(desk)
        await desk.press("u")
        assert "Russia" in terms(desk)
        assert said(seeds).chosen.hidden == ()


async def test_what_is_selected_becomes_a_term_of_every_article(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("/", *"luxury", "enter", "+")
        assert terms(desk)[0] == "luxury"
        assert said(seeds).chosen.pinned == ("luxury",)
        await desk.press("r")
        assert terms(desk)[0] == "luxury"


async def test_two_terms_are_joined_by_one_key_on_each(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await at_term(desk, "luxury limousine")
        await desk.press("=", "g", *["j"] * terms(desk).index("Aurus Senat limousine"), "=")
        assert "luxury limousine" not in terms(desk)
        joined = next(term for term in desk.screen.terms if term.text == "Aurus Senat limousine")
        assert "luxury limousine" in joined.variants


async def test_undo_takes_back_whatever_was_done_last(seeds: Path) -> None:
    annotate(seeds, LIMOUSINE, "brazen defiance", ("un",))
    async with reading(seeds, article=LIMOUSINE) as desk:
        await at_term(desk, "Russia")
        await desk.press("-", "shift+tab", "h", "u")
        assert [one.annotation.tags for one in kept(seeds, LIMOUSINE)] == [("un",)]
        assert said(seeds).chosen.hidden == ("Russia",)


async def test_what_cannot_be_kept_is_said_and_changes_nothing(seeds: Path) -> None:
    own = said(seeds)
    own.path.parent.mkdir()
    own.path.write_text("pinned = [")
    async with reading(seeds, article=LIMOUSINE) as desk:
        await at_term(desk, "Russia")
        await desk.press("-")
        assert "Russia" in terms(desk)
        assert own.path.read_text() == "pinned = ["
