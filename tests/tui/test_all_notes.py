"""All notes of the library: found, opened where they stand, come back to, and changed, one or several at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from article_builders import GREENHOUSE, LIMOUSINE
from reader.model.annotation import Placed
from reader.text.span import Span
from reader.tui.screens.all_notes import AllNotesScreen
from reader.tui.widgets.facet_list import FacetList
from reader.tui.widgets.tag_input import TagInput
from reader.workspace.desk import Workspace, open_workspace
from tui_builders import Desk, annotate, kept, painted_lines, reading, slowly, until

BRAZEN = "brazen defiance of United Nations sanctions"
SPECIAL = "special function"
KANDONG = "Kandong greenhouse"


@pytest.fixture
def annotated(seeds: Path) -> Path:
    """Three notes on two articles; the one on the greenhouse is the newest."""
    annotate(seeds, LIMOUSINE, BRAZEN, ("un/sanctions", "quote"), "Who says so?")
    annotate(seeds, LIMOUSINE, SPECIAL, ("kim",))
    annotate(seeds, GREENHOUSE, KANDONG, ("un",), "Compare.")
    return seeds


@asynccontextmanager
async def all_notes(folder: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Desk]:
    """The screen as `A` shows it."""
    async with reading(folder, size) as desk:
        await desk.press("A")
        yield desk


def screen(desk: Desk) -> AllNotesScreen:
    here = desk.pilot.app.screen
    assert isinstance(here, AllNotesScreen)
    return here


def quotes(desk: Desk) -> list[str]:
    """The words of the notes that are listed, from the top."""
    listed = screen(desk).notes._notes
    return [note.quote for note in listed or ()]


def under_cursor(desk: Desk) -> str:
    note = screen(desk).notes.note
    return note.quote if note else ""


def tags(folder: Path) -> list[tuple[str, ...]]:
    """The tags of all notes on the disk, in the order of the quotes."""
    placed: list[Placed] = [*kept(folder, LIMOUSINE), *kept(folder, GREENHOUSE)]
    return [one.annotation.tags for one in placed]


async def filtered(desk: Desk, typed: str) -> list[str]:
    await desk.press("/")
    await desk.type(typed)
    await desk.press("enter")
    return quotes(desk)


# What is there


async def test_every_note_stands_with_its_words_tags_and_article_the_newest_first(annotated: Path) -> None:
    async with all_notes(annotated) as desk:
        assert quotes(desk) == [KANDONG, SPECIAL, BRAZEN]
        for said in ("3 notes", f"“{BRAZEN}”", "#un/sanctions", "Who says so?", "16 Mar 2024", "In a move that has"):
            assert said in desk.shown


async def test_without_a_note_it_says_how_to_make_one_and_no_key_does_harm(seeds: Path) -> None:
    async with all_notes(seeds) as desk:
        assert "No notes yet" in desk.shown
        await desk.press("j", "G", "}", "pagedown", "space", "*", "enter", "t", "a", "x", "e", "tab", "enter", "[")
        assert desk.running
        assert "No notes yet" in desk.shown


async def test_a_note_on_the_whole_article_and_one_without_words_of_ones_own_are_shown(seeds: Path) -> None:
    annotate(seeds, LIMOUSINE, SPECIAL)
    annotate(seeds, GREENHOUSE, "", note="Of all of it.")
    async with all_notes(seeds, (80, 24)) as desk:
        assert "The whole article" in desk.shown
        assert f"“{SPECIAL}”" in desk.shown


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sanctions", [BRAZEN]),
        ("note:who", [BRAZEN]),
        ("tag:un", [KANDONG, BRAZEN]),
        ("date:2024-03-15", [SPECIAL, BRAZEN]),
        ("noted:>=2024 -tag:kim", [KANDONG, BRAZEN]),
        ("noted:2001", []),
    ],
)
async def test_the_filter_takes_the_query_language(annotated: Path, typed: str, found: list[str]) -> None:
    async with all_notes(annotated) as desk:
        assert await filtered(desk, typed) == found
        assert "No note answers that" in desk.shown or found
        await desk.press("q")
        assert quotes(desk) == [KANDONG, SPECIAL, BRAZEN]


async def test_a_mistake_in_the_filter_is_said_and_the_last_answer_stays(annotated: Path) -> None:
    async with all_notes(annotated) as desk:
        await filtered(desk, "tag:kim")
        await desk.press("/", "end", ")")
        assert "too many" in desk.status
        assert quotes(desk) == [SPECIAL]


async def test_an_orphan_and_a_moved_note_are_counted_shown_and_found(annotated: Path) -> None:
    article = annotated / LIMOUSINE
    text = article.read_text().replace(BRAZEN, "act").replace(SPECIAL, "a rather special function")
    article.write_text(text)
    async with all_notes(annotated) as desk:
        assert "orphan" in desk.shown
        assert "To be settled" in desk.shown
        assert await filtered(desk, "is:orphan") == [BRAZEN]


async def test_a_tag_of_the_tree_is_put_into_the_filter_and_taken_out_again(annotated: Path) -> None:
    async with all_notes(annotated) as desk:
        await desk.press("tab")
        facets = screen(desk).query_one(FacetList)
        assert desk.pilot.app.focused is facets
        counts = {facet.text: facet.notes for facet in facets.facets}
        assert (counts["un"], counts["sanctions"], counts["kim"], counts["2024"]) == (2, 1, 1, 3)
        await desk.press("enter")
        assert screen(desk).bar.typed == "tag:un "
        assert quotes(desk) == [KANDONG, BRAZEN]
        await desk.press("j", "enter")
        assert quotes(desk) == [BRAZEN]
        await desk.press("enter", "k", "enter")
        assert not screen(desk).bar.typed
        assert len(quotes(desk)) == 3


async def test_the_kinds_of_notes_fold_away_where_there_is_no_room_and_come_back_with_a_key(annotated: Path) -> None:
    async with all_notes(annotated, (80, 24)) as desk:
        assert "Kinds of notes" not in desk.shown
        await desk.press("tab")
        assert "Kinds of notes" in desk.shown
        await desk.press("}", "enter", "[")
        assert "Kinds of notes" not in desk.shown
        assert desk.pilot.app.focused is screen(desk).notes


# There and back


async def test_enter_opens_the_article_at_the_passage_and_ctrl_o_comes_back_to_the_row(annotated: Path) -> None:
    async with all_notes(annotated) as desk:
        await filtered(desk, "tag:un")
        await desk.press("j", "enter")
        assert desk.id == LIMOUSINE
        assert desk.passage == BRAZEN
        assert desk.focused == "article"
        await desk.press("j", "j", "ctrl+o")
        assert quotes(desk) == [KANDONG, BRAZEN]
        assert under_cursor(desk) == BRAZEN
        await desk.press("k", "enter")
        assert (desk.id, desk.passage) == (GREENHOUSE, KANDONG)


async def test_a_shows_all_again_from_the_newest(annotated: Path) -> None:
    async with all_notes(annotated) as desk:
        await filtered(desk, "tag:un")
        await desk.press("j", "enter", "A")
        assert (quotes(desk), under_cursor(desk)) == ([KANDONG, SPECIAL, BRAZEN], KANDONG)


async def test_the_article_is_opened_also_where_the_list_leaves_it_out(annotated: Path) -> None:
    async with reading(annotated) as desk:
        await desk.press("/")
        await desk.type("greenhouse")
        await desk.press("enter", "A", "G", "enter")
        assert (desk.id, desk.passage) == (LIMOUSINE, BRAZEN)
        row = desk.screen.articles.article
        assert row is not None
        assert row.id == LIMOUSINE


async def test_back_goes_one_level_at_a_time(annotated: Path) -> None:
    async with all_notes(annotated) as desk:
        await filtered(desk, "tag:un")
        await desk.press("tab", "q")
        assert desk.pilot.app.focused is screen(desk).notes
        await desk.press("q")
        assert len(quotes(desk)) == 3
        await desk.press("q")
        assert desk.pilot.app.screen is desk.screen
        assert desk.running


async def test_an_orphan_opens_with_the_best_guess_or_at_least_its_article(annotated: Path) -> None:
    (annotated / LIMOUSINE).write_text("date 2024-03-15 SEOUL — Nothing of all that is here any more.\n")
    async with all_notes(annotated) as desk:
        await filtered(desk, "is:orphan")
        await desk.press("enter")
        assert desk.id == LIMOUSINE
        assert desk.screen.chosen_id


# Changing


async def test_several_notes_are_tagged_as_one_step(annotated: Path) -> None:
    before = tags(annotated)
    async with all_notes(annotated) as desk:
        await desk.press("space", "space")
        assert "2 marked" in desk.shown
        await desk.press("t")
        assert "Tag 2 notes" in desk.shown
        await desk.type("car")
        await desk.press("enter")
        assert tags(annotated) == [("un/sanctions", "quote"), ("kim", "car"), ("un", "car")]
        assert "Saved 2 notes" in desk.status
        assert desk.shown.count("#car") == 2
        await desk.press("u")
        assert tags(annotated) == before
        assert desk.shown.count("#car") == 0
        await desk.press("ctrl+r")
        assert desk.shown.count("#car") == 2


async def test_only_what_all_share_is_offered_and_can_be_taken_off(annotated: Path) -> None:
    async with all_notes(annotated) as desk:
        await desk.press("*", "t")
        await desk.type("car")
        await desk.press("enter", "t")
        assert desk.pilot.app.screen.query_one(TagInput).line == "car"
        for _ in "car":
            await desk.press("backspace")
        await desk.press("enter")
        assert tags(annotated) == [("un/sanctions", "quote"), ("kim",), ("un",)]


async def test_marked_notes_are_removed_at_once_and_come_back_at_once(annotated: Path) -> None:
    async with all_notes(annotated) as desk:
        await desk.press("*")
        assert "3 marked" in desk.shown
        await desk.press("x")
        assert quotes(desk) == []
        assert "Removed 3 notes. u takes it back." in desk.status
        assert "marked" not in desk.shown.splitlines()[1]
        await desk.press("u")
        assert quotes(desk) == [KANDONG, SPECIAL, BRAZEN]


async def test_without_a_mark_it_is_the_note_under_the_cursor_and_the_cursor_stays_where_it_was(
    annotated: Path,
) -> None:
    async with all_notes(annotated) as desk:
        await desk.press("j", "x")
        assert quotes(desk) == [KANDONG, BRAZEN]
        assert under_cursor(desk) == BRAZEN
        await desk.press("g", "u")
        assert under_cursor(desk) == SPECIAL


async def test_a_note_is_edited_in_the_same_dialog_and_the_article_shows_it_on_return(annotated: Path) -> None:
    async with reading(annotated, article=LIMOUSINE) as desk:
        await desk.press("A", "G", "a")
        await desk.type(" Me.")
        await desk.press("ctrl+s")
        assert "Who says so? Me." in desk.shown
        await desk.press("q")
        assert "Who says so? Me." in desk.said_in("#right")
    assert "Who says so? Me." in {placed.annotation.note for placed in kept(annotated, LIMOUSINE)}


async def test_a_note_that_was_begun_here_is_gone_on_with_in_the_article(annotated: Path) -> None:
    async with all_notes(annotated) as desk:
        await desk.press("G", "a")
        await desk.type(" Perhaps")
        await desk.press("escape")
        assert "Kept as a draft" in desk.status
        await desk.press("enter", "a")
        assert "Who says so? Perhaps" in desk.shown


async def test_the_marked_notes_and_no_others_are_exported(annotated: Path) -> None:
    async with all_notes(annotated) as desk:
        await desk.press("G", "space", "e")
        assert "this note" in desk.shown
        assert "all that are shown" in desk.shown
        await desk.press("enter")
        assert "Exported 1 file" in desk.status
    (page,) = (annotated.parent / "notes" / "selected").glob("*.md")
    assert page.read_text().count("<!-- note ") == 1
    assert "brazen" in page.read_text()


async def test_all_that_are_shown_are_exported(annotated: Path) -> None:
    async with all_notes(annotated) as desk:
        await filtered(desk, "tag:un")
        await desk.press("e", "down", "enter")
        assert "Exported 2 files" in desk.status
    pages = list((annotated.parent / "notes" / "selected").glob("*.md"))
    assert sorted(page.read_text().count("<!-- note ") for page in pages) == [1, 1]


async def test_what_cannot_be_saved_is_said_and_the_tags_stay_on_the_screen(annotated: Path) -> None:
    store = annotated.parent / "annotations"
    async with all_notes(annotated) as desk:
        await desk.press("t")
        await desk.type(", extra")
        away = store.rename(annotated.parent / "elsewhere")
        store.write_text("no folder")
        await desk.press("enter")
        assert "Not saved" in desk.shown
        assert "extra" in desk.shown
        store.unlink()
        away.rename(store)
        await desk.press("enter")
        assert "Saved" in desk.status
    assert ("un", "extra") in tags(annotated)


# Others


async def test_what_another_reader_writes_renames_and_removes_shows_without_a_restart(annotated: Path) -> None:
    async with all_notes(annotated) as desk:
        other = open_workspace(annotated, by="ben")
        other.refresh()
        article = other.article(GREENHOUSE)
        made = other.annotate(article, Span(40, 60), ("new",), "From Ben.")
        await until(desk.pilot, lambda: len(quotes(desk)) == 4)
        await until(desk.pilot, lambda: "From Ben." in desk.shown)
        other.rename_tag("kim", "person")
        await until(desk.pilot, lambda: "#person" in desk.shown)
        other.notebook.remove(made)
        await until(desk.pilot, lambda: len(quotes(desk)) == 3)


async def test_a_note_that_went_away_a_moment_ago_is_named_as_gone_and_nothing_is_written(annotated: Path) -> None:
    async with all_notes(annotated) as desk:
        other = open_workspace(annotated, by="ben")
        for _, there in list(other.notebook.everything()):
            for annotation in there:
                other.notebook.remove(annotation)
        await desk.press("t")
        assert desk.dialog in ("", "AllNotesScreen")
        await desk.press("x")
        assert other.notebook.tags() == {}


async def test_without_a_catalogue_on_the_disk_it_works_too(
    annotated: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(nowhere))
    async with all_notes(annotated) as desk:
        assert quotes(desk) == [KANDONG, SPECIAL, BRAZEN]
        assert await filtered(desk, "tag:un") == [KANDONG, BRAZEN]


# Keys


async def test_its_help_its_palette_and_its_last_line_show_its_own_keys(annotated: Path) -> None:
    async with all_notes(annotated) as desk:
        assert desk.status.split()[:2] == ["Enter", "open"]
        assert "Space mark" in desk.status
        offered = {command.title for command in desk.pilot.app.get_system_commands(desk.pilot.app.screen)}
        assert "Mark a note  Space" in offered
        assert not any(title.startswith("Star") for title in offered)
        await desk.press("?")
        assert "Keys among all notes" in desk.shown
        assert "mark all that are shown" in desk.shown


async def test_a_key_of_the_article_says_where_it_works(annotated: Path) -> None:
    async with all_notes(annotated) as desk:
        await desk.press("h")
        assert "h works in an article: Enter opens the one of this note." in desk.status


async def test_keys_typed_at_once_find_the_screen_that_they_are_for(annotated: Path) -> None:
    async with reading(annotated) as desk:
        await desk.type("A/tag:kim\n\n")
        assert (desk.id, desk.passage) == (LIMOUSINE, SPECIAL)


@pytest.mark.parametrize(("typed", "opened"), [("A\n", KANDONG), ("A/tag:kim\n\n", SPECIAL)])
async def test_keys_wait_for_the_notes_that_they_are_about_however_slow_the_disk(
    annotated: Path, monkeypatch: pytest.MonkeyPatch, typed: str, opened: str
) -> None:
    slowly(monkeypatch, Workspace, "noted")
    async with reading(annotated) as desk:
        await desk.type(typed)
        assert desk.passage == opened


# Size


async def test_a_step_paints_the_rows_of_two_notes_however_many_there_are(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = open_workspace(seeds, by="ana")
    workspace.refresh()
    article = workspace.article(LIMOUSINE)
    targets = [workspace.target(article, Span(start, start + 9)) for start in range(100, 400)]
    for target in targets[:40]:
        workspace.notebook.add(article, target, ())
    async with all_notes(seeds) as desk:
        assert len(quotes(desk)) == 40
        await desk.press("j")
        lines = painted_lines(screen(desk).notes, monkeypatch)
        await desk.press("j")
        assert sorted(lines) == [4, 5, 6, 8, 9, 10]


async def test_an_overtaken_question_leaves_the_answer_to_the_last_one(annotated: Path) -> None:
    async with all_notes(annotated) as desk:
        await desk.press("/")
        await asyncio.gather(desk.type("tag:un"), desk.type(" sanctions"))
        await desk.settle()
        assert quotes(desk) == [BRAZEN]
