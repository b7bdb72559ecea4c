"""The five journeys on the real seeds: open, move, select and tag, find, export; and what must not go wrong."""

import errno
import os
from pathlib import Path

import pytest
from textual.events import Paste

from article_builders import GREENHOUSE, LIMOUSINE, write_articles
from reader.store.lines import LAST_ID, article_document, encode
from reader.workspace.desk import open_workspace
from tui_builders import Desk, annotate, kept, reading, until

QUOTE = "brazen defiance of United Nations sanctions"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# Open and move


async def test_opening_the_seeds_shows_both_articles_the_newest_one_and_its_terms(seeds: Path) -> None:
    async with reading(seeds) as desk:
        assert "Sat 16" in desk.shown
        assert "Fri 15" in desk.shown
        assert "Sat 16 March 2024 · 410 words · 2 min" in desk.said_in("#article")
        await desk.press("J", "T")
        assert "Fri 15 March 2024 · SEOUL, South Korea" in desk.said_in("#article")
        assert "Advertisment" not in desk.shown
        named = [term.text for term in desk.screen.terms]
        assert {"Kim Jong Un", "Aurus Senat limousine", "North Korea"} <= set(named)
        assert "Kim Jong Un" in desk.said_in("#right")


async def test_reading_one_article_and_then_the_other_needs_only_the_space_bar(seeds: Path) -> None:
    async with reading(seeds, (80, 24)) as desk:
        await desk.press("enter")
        for _ in range(60):
            if "every article is read" in desk.status:
                break
            await desk.press("space")
        assert desk.id == LIMOUSINE
        assert all(row.read for row in desk.screen.articles.listing)


async def test_reading_and_annotating_never_touches_the_articles(seeds: Path) -> None:
    before = contents(seeds)
    stamps = {path: path.stat().st_mtime_ns for path in seeds.iterdir()}
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("h", "j", "h", "x", "s", "m", "u", "B", "q", "q")
    assert contents(seeds) == before
    assert {path: path.stat().st_mtime_ns for path in seeds.iterdir()} == stamps


# Select, tag, come back


async def test_what_was_marked_by_keyboard_alone_is_found_again_after_a_restart(seeds: Path) -> None:
    async with reading(seeds) as desk:
        await desk.press("j", "enter", "h")
        await desk.press("j", "j", "v", "w", "w", "w", "t")
        await desk.type('limousines "kim jong un"')
        await desk.press("enter")
        await desk.go_to(QUOTE)
        await desk.press("a")
        await desk.type("Who says so?\nThe UN.")
        await desk.press("ctrl+s", "escape", "escape", "escape")
        assert not desk.running
    async with reading(seeds) as desk:
        assert desk.screen.articles.listing[1].notes == 3
        await desk.press("j")
        assert "Notes · 3" in desk.shown
        shown = desk.said_in("#right")
        assert "#limousines #kim jong un" in shown
        assert "Who says so?" in shown
        quotes = [p.annotation.target.quote.exact for p in desk.screen.placed if p.annotation.target.quote]
        assert set(quotes) >= {QUOTE, "The luxury Aurus Senat"}
        place = desk.screen.article.text.index(QUOTE) if desk.screen.article else -1
        assert desk.screen.view.marks_at(place, "notes")
        await desk.press("t")
        assert "#limousines" in desk.shown


async def test_undo_and_redo_work_on_what_was_done_before_a_restart(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("h", "t")
        await desk.type("one")
        await desk.press("enter", "x")
    async with reading(seeds, article=LIMOUSINE) as desk:
        assert kept(seeds, LIMOUSINE) == ()
        await desk.press("u")
        assert [p.annotation.tags for p in kept(seeds, LIMOUSINE)] == [("one",)]
        await desk.press("u")
        assert [p.annotation.tags for p in kept(seeds, LIMOUSINE)] == [()]
        await desk.press("u")
        assert kept(seeds, LIMOUSINE) == ()
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("ctrl+r", "ctrl+r")
        assert [p.annotation.tags for p in kept(seeds, LIMOUSINE)] == [("one",)]


async def test_a_phrase_selected_by_mouse_is_tagged_with_just_its_characters(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        view = desk.screen.view
        assert desk.screen.article
        start = desk.screen.article.text.index("high-end")
        column = view.page.column_of(start) + view._indent + 4
        await desk.pilot.click("#article", offset=(column, view.line_of(start) - view.top), times=2)
        await desk.settle()
        assert desk.passage == "high-end"
        await desk.press("h")
        (placed,) = kept(seeds, LIMOUSINE)
        assert placed.span is not None
        assert placed.span.start == start


async def test_a_click_on_a_highlight_makes_its_note_the_current_one(seeds: Path) -> None:
    annotate(seeds, LIMOUSINE, "In a move", note="first")
    annotate(seeds, LIMOUSINE, "special function", note="second")
    async with reading(seeds, article=LIMOUSINE) as desk:
        view = desk.screen.view
        assert desk.screen.article
        at = desk.screen.article.text.index("special function") + 3
        view.show_lines(view.line_of(at), view.line_of(at))
        await desk.settle()
        column = view.page.column_of(at) + view._indent + 4
        await desk.pilot.click("#article", offset=(column, view.line_of(at) - view.top))
        await desk.settle()
        assert desk.passage == "special function"
        assert desk.screen.notes.placed
        assert desk.screen.notes.placed.annotation.note == "second"


# Find


async def test_words_are_found_in_the_list_and_then_in_the_article(seeds: Path) -> None:
    async with reading(seeds) as desk:
        await desk.press("/")
        await desk.type('"parachuting training"')
        await desk.press("enter", "enter", "/")
        assert desk.id == LIMOUSINE
        await desk.type("parachuting")
        await desk.press("enter")
        assert desk.passage == "parachuting"
        assert "1/1" in desk.status


# Export


async def test_notes_are_exported_as_markdown_where_the_dialog_says(seeds: Path, tmp_path: Path) -> None:
    annotate(seeds, LIMOUSINE, QUOTE, ("un/sanctions",), "Who says so?")
    annotate(seeds, GREENHOUSE, "Kandong greenhouse plant", ("places",))
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("e")
        assert desk.dialog == "ExportDialog"
        await desk.press("enter")
        assert "Exported" in desk.status
        (page,) = (tmp_path / "notes").glob("*.md")
        assert QUOTE in page.read_text()
        assert "Who says so?" in page.read_text()
        page.write_text(page.read_text() + "\nMy own words.\n")
        await desk.press("e", "down", "enter")
        pages = {path.name: path.read_text() for path in (tmp_path / "notes").glob("*.md")}
        assert len(pages) == 2
        assert "My own words." in pages[page.name]


async def test_an_export_that_cannot_be_written_says_so(seeds: Path, tmp_path: Path) -> None:
    annotate(seeds, LIMOUSINE, QUOTE)
    (tmp_path / "notes").write_text("a file is here")
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("e", "enter")
        assert desk.toasts
        assert "Exported" not in desk.status
    assert (tmp_path / "notes").read_text() == "a file is here"


# Saving that fails


def fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)


async def test_a_note_that_could_not_be_saved_stays_on_the_screen_and_is_saved_later(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("a")
        await desk.type("Words that must not be lost")
        with monkeypatch.context() as disk:
            fill_the_disk(disk)
            await desk.press("ctrl+s")
            assert desk.dialog == "NoteDialog"
            assert "Words that must not be lost" in desk.shown
            assert "ot saved" in desk.shown
            assert "Saved." not in desk.shown
            assert kept(seeds, LIMOUSINE) == ()
        await desk.press("ctrl+s")
        assert "Saved." in desk.status
        assert [p.annotation.note for p in kept(seeds, LIMOUSINE)] == ["Words that must not be lost"]


async def test_both_sides_of_a_conflict_are_shown_and_settled_by_one_note_that_begins_from_both(seeds: Path) -> None:
    base = annotate(seeds, LIMOUSINE, QUOTE, note="base")
    for by in ("ana", "bo"):
        open_workspace(seeds, by=by).edit(base, ("un", by), f"{by} says so")
    async with reading(seeds, article=LIMOUSINE) as desk:
        notes = desk.said_in("#notes")
        assert all(part in notes for part in ("changed in two places", "ana says so", "or", "bo says so"))
        await desk.press(">", "a")
        assert "ana says so" in desk.shown
        assert "bo says so" in desk.shown
        await desk.type("Both: ")
        await desk.press("ctrl+s")
        assert "Saved." in desk.status
    (placed,) = kept(seeds, LIMOUSINE)
    assert not placed.annotation.conflict
    assert set(placed.annotation.tags) == {"un", "ana", "bo"}
    assert all(part in placed.annotation.note for part in ("Both:", "ana says so", "bo says so"))


@pytest.mark.parametrize("key", ["a", "t"])
@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (encode({LAST_ID: article_document(f"seeds/{LIMOUSINE}") | {"schema": 2}}), "newer reader"),
        (b'{"_default": {}}', "not one of reader's"),
    ],
    ids=["a newer schema", "another program's file"],
)
async def test_what_cannot_be_saved_is_said_before_the_person_types(
    seeds: Path, key: str, raw: bytes, reason: str
) -> None:
    annotate(seeds, LIMOUSINE, QUOTE)
    (path,) = (seeds.parent / "annotations").glob("*.json")
    path.write_bytes(raw)
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press(key)
        assert desk.dialog not in ("NoteDialog", "TagDialog")
        assert any(reason in toast for toast in desk.toasts)
    assert path.read_bytes() == raw


async def test_tags_that_could_not_be_saved_stay_on_the_screen(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("t")
        await desk.type("un/sanctions")
        with monkeypatch.context() as disk:
            fill_the_disk(disk)
            await desk.press("enter")
            assert desk.dialog == "TagDialog"
            assert "un/sanctions" in desk.shown
            assert "Saved." not in desk.shown
        await desk.press("enter")
        assert [p.annotation.tags for p in kept(seeds, LIMOUSINE)] == [("un/sanctions",)]


@pytest.mark.parametrize("keys", ["h", "x", "u"])
async def test_a_key_that_could_not_save_says_so_and_changes_nothing(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    annotate(seeds, LIMOUSINE, "In a move", ("kept",))
    async with reading(seeds, article=LIMOUSINE) as desk:
        before = kept(seeds, LIMOUSINE)
        if keys == "h":
            await desk.press("j")
        fill_the_disk(monkeypatch)
        await desk.press(keys)
        assert any("ot saved" in toast for toast in desk.toasts)
        assert not any(word in desk.status for word in ("Saved.", "Removed.", "Undone"))
        assert kept(seeds, LIMOUSINE) == before
        assert len(desk.screen.placed) == 1


async def test_where_nothing_can_be_saved_it_is_said_before_a_word_is_typed(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "annotations").write_text("a file stands where the folder should be")
    async with reading(seeds, article=LIMOUSINE) as desk:
        for key in ("a", "t"):
            await desk.press(key)
            assert desk.dialog == ""
        assert len(desk.toasts) == 2
        await desk.press("h")
        assert "Saved." not in desk.status
        assert desk.running


# Others, and outsiders


async def test_what_another_process_annotates_is_shown_without_a_restart(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        annotate(seeds, LIMOUSINE, QUOTE, ("theirs",), "From another desk.", by="bob")
        await until(desk.pilot, lambda: "#theirs" in desk.shown)
        assert "From another desk." in desk.said_in("#right")


async def test_undo_takes_back_ones_own_change_and_not_anothers(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("h")
        annotate(seeds, LIMOUSINE, QUOTE, ("theirs",), by="bob")
        await desk.press("u")
        assert [p.annotation.tags for p in kept(seeds, LIMOUSINE)] == [("theirs",)]


HOSTILE = "[@click=app.quit]click[/] [/] [red]red[/red] [bold \x1b[31mESC\x1b]52;c;AAAA\x07 \x9b31m \u202edetcefni"


def controls(desk: Desk) -> list[str]:
    """The characters on the screen that a terminal would obey."""
    return [c for c in desk.shown if (c < " " and c != "\n") or "\x7f" <= c < "\xa0" or c == "\u202e"]


async def test_hostile_text_is_shown_as_it_is_and_never_obeyed(tmp_path: Path) -> None:
    name = "[red]\x1b[31m.txt"
    write_articles(tmp_path / "hostile", {name: f"date 2024-03-15 {HOSTILE} — A move. {HOSTILE} and more words here."})
    async with reading(tmp_path / "hostile", (120, 40)) as desk:
        await desk.press("enter", "a")
        await desk.type(HOSTILE)
        assert "[@click=app.quit]click[/]" in desk.shown
        await desk.press("ctrl+s", "t")
        await desk.type('"[/] [@click=app.quit]x[/]" [red]')
        await desk.press("enter")
        for key in ("T", "T", "y", "y", "e", "escape", "/", "escape", "?", "escape", "ctrl+p", "escape"):
            await desk.press(key)
            assert controls(desk) == []
        shown = desk.said_in("#right") + desk.said_in("#article")
        assert "[@click=app.quit]click[/]" in shown
        assert "[red]red[/red]" in shown
        assert kept(tmp_path / "hostile", desk.id)[0].annotation.tags == ("[/] [@click=app.quit]x[/]", "[red]")
        assert desk.running


@pytest.mark.parametrize("keys", ["a", "t", "/", "?"])
async def test_what_is_pasted_reaches_the_terminal_without_control_characters(seeds: Path, keys: str) -> None:
    annotate(seeds, LIMOUSINE, QUOTE)
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press(keys)
        desk.pilot.app.post_message(Paste(f"one {HOSTILE} \x00\r\x0b two"))
        await desk.settle()
        assert "one [@click=app.quit]click[/]" in desk.shown
        assert controls(desk) == []


async def test_a_hostile_name_in_a_message_is_shown_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "[@click=app.quit][red]").mkdir()
    async with reading(tmp_path / "[@click=app.quit][red]", (120, 24)) as desk:
        assert "[@click=app.quit][red]" in desk.said_in("#list")


async def test_a_click_on_hostile_text_runs_nothing(tmp_path: Path) -> None:
    write_articles(tmp_path / "hostile", {"a.txt": "[@click=app.quit]click here[/] and read on. More words."})
    async with reading(tmp_path / "hostile", (120, 24), article="a.txt") as desk:
        for x in range(4, 30, 5):
            await desk.pilot.click("#article", offset=(x, 2))
        await desk.pilot.click("#list", offset=(6, 1))
        await desk.pilot.click("#article-title", offset=(6, 0))
        await desk.settle()
        assert desk.running
