"""Every key does what its sentence says, and says why where it cannot."""

from pathlib import Path

import pytest
from textual.command import CommandPalette

from article_builders import GREENHOUSE, LIMOUSINE, write_articles
from reader.tui.screens import finding
from reader.workspace.desk import Workspace
from tui_builders import Desk, annotate, kept, reading, slowly, until

FIRST = "In a move that has stirred international controversy"
QUOTE = "brazen defiance of United Nations sanctions"
LATER = "special function"


@pytest.fixture
def annotated(seeds: Path) -> Path:
    """The seeds with two notes in the limousine, one inside the other, and one more further down."""
    annotate(seeds, LIMOUSINE, QUOTE, ("sanctions",), "Who says so?")
    annotate(seeds, LIMOUSINE, "United Nations", ("un",))
    annotate(seeds, LIMOUSINE, LATER, ("quote",))
    return seeds


def titles(desk: Desk) -> list[str]:
    return [row.id for row in desk.screen.articles.listing]


def quotes(folder: Path) -> list[str]:
    """The words of the notes in the limousine, as the disk has them."""
    targets = [placed.annotation.target for placed in kept(folder, LIMOUSINE)]
    return [target.quote.exact for target in targets if target.quote]


# From article to article


async def test_the_list_has_the_focus_first_and_enter_reads(seeds: Path) -> None:
    async with reading(seeds) as desk:
        assert (desk.focused, desk.id) == ("list", GREENHOUSE)
        await desk.press("j")
        assert (desk.focused, desk.id) == ("list", LIMOUSINE)
        await desk.press("enter", "j")
        assert desk.focused == "article"
        assert desk.passage.startswith("This incident underscores")


@pytest.mark.parametrize(
    ("keys", "id"),
    [("J", LIMOUSINE), ("J K", GREENHOUSE), ("}", LIMOUSINE), ("G", LIMOUSINE), ("G {", GREENHOUSE),
     ("down up", GREENHOUSE), ("end home", GREENHOUSE)],
)  # fmt: skip
async def test_keys_of_the_list_go_from_article_to_article(seeds: Path, keys: str, id: str) -> None:
    async with reading(seeds) as desk:
        await desk.press(*keys.split())
        assert desk.id == id
        assert desk.focused == "list"


async def test_the_next_article_is_reached_from_inside_the_text(seeds: Path) -> None:
    async with reading(seeds, article=GREENHOUSE) as desk:
        await desk.press("J")
        assert (desk.id, desk.focused) == (LIMOUSINE, "article")
        await desk.press("K")
        assert desk.id == GREENHOUSE


async def test_space_at_the_end_goes_to_the_next_unread_article_and_says_when_there_is_none(seeds: Path) -> None:
    async with reading(seeds, article=GREENHOUSE) as desk:
        await desk.press("G", "space")
        assert desk.id == LIMOUSINE
        assert desk.passage.startswith(FIRST)
        await desk.press("G", "space")
        assert desk.id == LIMOUSINE
        assert "every article is read" in desk.status


async def test_the_place_in_the_text_is_remembered_for_each_article(seeds: Path) -> None:
    async with reading(seeds, article=GREENHOUSE) as desk:
        await desk.press("}", "}", "j")
        place = desk.passage
        await desk.press("J", "j", "K")
        assert desk.passage == place


async def test_the_place_in_the_text_is_remembered_when_one_quits(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("}", "}", "j")
        place = desk.passage
        await desk.press("q", "q")
        assert not desk.running
        desk.workspace.reading.save()
    async with reading(seeds, article=LIMOUSINE) as desk:
        assert desk.passage == place


# Read, starred, filtered


async def test_an_article_that_was_read_loses_its_dot_and_stays_in_the_list(seeds: Path) -> None:
    async with reading(seeds) as desk:
        assert "2 unread" in desk.shown
        await desk.press("enter")
        assert "1 unread" in desk.shown
        assert titles(desk) == [GREENHOUSE, LIMOUSINE]
        assert desk.screen.articles.listing[0].read


async def test_an_article_that_was_only_passed_by_stays_unread_however_fast_one_is(seeds: Path) -> None:
    async with reading(seeds) as desk:
        for key in ("j", "enter"):
            desk.pilot.app.simulate_key(key)
        await desk.settle()
        assert [(row.id, row.read) for row in desk.screen.articles.listing] == [(GREENHOUSE, False), (LIMOUSINE, True)]


async def test_read_and_unread_by_a_key_from_both_sides(seeds: Path) -> None:
    async with reading(seeds) as desk:
        await desk.press("m")
        assert desk.screen.articles.listing[0].read
        await desk.press("m")
        assert not desk.screen.articles.listing[0].read
        await desk.press("enter", "m")
        assert not desk.screen.articles.listing[0].read


async def test_a_star_is_set_and_taken_away(seeds: Path) -> None:
    async with reading(seeds) as desk:
        await desk.press("s")
        assert "★" in desk.shown
        await desk.press("s")
        assert "★" not in desk.shown


async def test_the_filter_narrows_the_list_down_while_it_is_typed_and_escape_shows_all(seeds: Path) -> None:
    async with reading(seeds) as desk:
        await desk.press("/")
        await desk.type("kandong")
        assert titles(desk) == [GREENHOUSE]
        await desk.press("enter")
        assert desk.focused == "list"
        assert titles(desk) == [GREENHOUSE]
        await desk.press("escape")
        assert titles(desk) == [GREENHOUSE, LIMOUSINE]
        assert desk.running


async def test_a_filter_without_a_match_says_what_to_do(seeds: Path) -> None:
    async with reading(seeds) as desk:
        await desk.press("/")
        await desk.type("zeppelin")
        assert desk.said_in("#list") == "No article answers that. Esc shows them all."
        await desk.press("escape")
        assert titles(desk) == [GREENHOUSE, LIMOUSINE]


async def test_giving_the_filter_up_while_typing_shows_all(seeds: Path) -> None:
    async with reading(seeds) as desk:
        await desk.press("/")
        await desk.type("aurus")
        await desk.press("escape")
        assert (titles(desk), desk.focused) == ([GREENHOUSE, LIMOUSINE], "list")


async def test_keys_wait_for_the_articles_that_a_filter_finds_however_slow_the_disk(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(seeds) as desk:
        slowly(monkeypatch, Workspace, "list")
        await desk.type("/special\n\nh")
        assert [quote.startswith(FIRST) for quote in quotes(seeds)] == [True]
        assert titles(desk) == [LIMOUSINE]
        assert [row.read for row in desk.workspace.list()] == [False, True]


# Finding in the article


async def test_keys_wait_for_what_is_found_in_the_article_however_slow_the_machine(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        slowly(monkeypatch, finding, "find_all")
        await desk.type("/luxury limousine\nh")
        assert quotes(seeds) == ["luxury limousine"]


async def test_a_search_that_is_given_up_leaves_no_match_however_slow_the_machine(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        slowly(monkeypatch, finding, "find_all")
        await desk.press("/")
        before = desk.passage
        await desk.type("luxury", "escape")
        assert (desk.passage, desk.screen.matches) == (before, ())


async def test_what_is_typed_is_found_counted_and_gone_through(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("/")
        await desk.type("luxury limousine")
        assert "1/2" in desk.shown
        await desk.press("enter")
        assert desk.passage == "luxury limousine"
        first = desk.screen.view.cursor
        await desk.press("n")
        assert "2/2" in desk.status
        assert desk.screen.view.cursor != first
        await desk.press("n")
        assert desk.screen.view.cursor == first
        await desk.press("N")
        assert "2/2" in desk.status


async def test_a_phrase_is_found_across_the_lines_it_is_set_in(seeds: Path) -> None:
    async with reading(seeds, (30, 20), article=LIMOUSINE) as desk:
        await desk.go_to("brazen defiance of United Nations sanctions")
        rows = desk.screen.view.page.rows_of(desk.screen.view.cursor.passage)  # type: ignore[union-attr]
        assert len(rows) > 1


async def test_giving_a_search_up_goes_back_to_where_one_was(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("j")
        before = desk.passage
        await desk.press("/")
        await desk.type("parachuting")
        assert desk.passage == "parachuting"
        await desk.press("escape")
        assert desk.passage == before
        assert not desk.screen.matches


async def test_what_is_not_there_says_so(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("/")
        await desk.type("zeppelin")
        assert "not found" in desk.shown


async def test_finding_takes_the_passage_along_in_visual_mode(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("v", "/")
        await desk.type("stirred")
        await desk.press("enter")
        assert desk.passage == "In a move that has stirred"


@pytest.mark.parametrize(("id", "found"), [(LIMOUSINE, "Kim Jong Un"), (GREENHOUSE, "Kim Jong-un")])
async def test_the_places_of_the_term_under_the_cursor_are_gone_through(seeds: Path, id: str, found: str) -> None:
    async with reading(seeds, article=id) as desk:
        await desk.press("j", "*")
        first = desk.screen.view.cursor
        assert any(desk.passage in term.variants for term in desk.screen.terms)
        await desk.press("*")
        assert desk.screen.view.cursor != first
        assert any(found in term.variants for term in desk.screen.terms)


async def test_a_term_is_opened_from_its_pane(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("T", "tab")
        assert desk.focused == "terms"
        await desk.press("enter")
        (term,) = [desk.screen.key_terms.term]
        assert term is not None
        assert desk.passage in term.variants
        assert desk.screen.matches == term.spans


# Annotating


async def test_one_key_highlights_the_sentence_one_reads(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("j", "h")
        assert "Saved." in desk.status
        (placed,) = kept(seeds, LIMOUSINE)
        assert placed.annotation.target.quote
        assert placed.annotation.target.quote.exact == desk.passage
        await desk.press("h")
        assert "highlighted already" in desk.status
        assert len(kept(seeds, LIMOUSINE)) == 1


async def test_the_last_tags_are_given_again_by_one_key(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("t")
        await desk.type("sanctions luxury")
        await desk.press("enter", "j", ".")
        assert [p.annotation.tags for p in kept(seeds, LIMOUSINE)] == [("sanctions", "luxury")] * 2


async def test_without_a_tag_yet_the_key_for_the_last_tags_says_so(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press(".")
        assert "No tag was given yet" in desk.status


async def test_from_the_list_the_whole_article_is_tagged_and_annotated(seeds: Path) -> None:
    async with reading(seeds) as desk:
        await desk.press("t")
        assert "Tag the whole article" in desk.shown
        await desk.type("diplomacy")
        await desk.press("enter", "a")
        assert "Note on the whole article" in desk.shown
        await desk.type("Compare both.")
        await desk.press("ctrl+s")
        (placed,) = kept(seeds, GREENHOUSE)
        assert placed.annotation.target.quote is None
        assert (placed.annotation.tags, placed.annotation.note) == (("diplomacy",), "Compare both.")
        assert "The whole article" in desk.shown


async def test_what_the_list_cannot_do_it_says(seeds: Path) -> None:
    async with reading(seeds) as desk:
        await desk.press("h")
        assert "Enter opens the article" in desk.status
        await desk.press("x")
        assert "No annotation is under the cursor." in desk.status
        await desk.press(".")
        assert "Enter opens the article" in desk.status


async def test_an_annotation_is_removed_without_a_question_and_brought_back(annotated: Path) -> None:
    async with reading(annotated, article=LIMOUSINE) as desk:
        await desk.press("x")
        assert "Removed. u brings it back." in desk.status
        assert len(kept(annotated, LIMOUSINE)) == 2
        await desk.press("u")
        assert "the annotation is back" in desk.status
        assert len(kept(annotated, LIMOUSINE)) == 3
        await desk.press("ctrl+r")
        assert len(kept(annotated, LIMOUSINE)) == 2


async def test_undo_and_redo_say_when_there_is_nothing(seeds: Path) -> None:
    async with reading(seeds) as desk:
        await desk.press("u")
        assert "nothing to undo" in desk.status
        await desk.press("ctrl+r")
        assert "nothing to redo" in desk.status


async def test_undo_shows_the_place_where_it_happened(annotated: Path) -> None:
    async with reading(annotated, article=LIMOUSINE) as desk:
        await desk.press(">", ">", ">", "x", "g", "u")
        assert LATER in desk.passage


async def test_annotations_are_gone_through_in_reading_order_and_round(annotated: Path) -> None:
    async with reading(annotated, article=LIMOUSINE) as desk:
        seen = []
        for _ in range(4):
            await desk.press(">")
            seen.append(desk.passage)
        assert seen == [QUOTE, "United Nations", LATER, QUOTE]
        await desk.press("<")
        assert desk.passage == LATER


async def test_without_annotations_the_keys_that_go_to_them_say_so(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        for key in (">", "<"):
            await desk.press(key)
            assert "no annotations yet" in desk.status
        await desk.press("x")
        assert "No annotation is under the cursor." in desk.status


async def test_enter_opens_the_note_under_the_cursor_and_else_goes_to_a_place_of_the_term(annotated: Path) -> None:
    async with reading(annotated, article=LIMOUSINE) as desk:
        await desk.press(">", "enter")
        assert desk.dialog == "NoteDialog"
        assert "Who says so?" in desk.shown
        await desk.press("escape", "escape", "}", "}", "}", "}", "enter")
        assert desk.dialog == ""
        assert desk.screen.matches


async def test_of_two_annotations_on_the_same_words_the_one_just_taken_is_current(annotated: Path) -> None:
    async with reading(annotated, article=LIMOUSINE) as desk:
        await desk.press(">")
        assert desk.screen.notes.placed
        assert desk.screen.notes.placed.annotation.tags == ("sanctions",)
        await desk.press(">")
        assert desk.screen.notes.placed.annotation.tags == ("un",)


async def test_the_notes_pane_leads_to_the_words_and_edits_the_note(annotated: Path) -> None:
    async with reading(annotated, article=LIMOUSINE) as desk:
        await desk.press("tab")
        assert desk.focused == "notes"
        await desk.press("G")
        assert desk.passage == LATER
        await desk.press("enter")
        await desk.type("Her words.")
        await desk.press("ctrl+s")
        assert kept(annotated, LIMOUSINE)[-1].annotation.note == "Her words."
        await desk.press("x")
        assert len(kept(annotated, LIMOUSINE)) == 2


async def test_tags_that_are_there_are_changed_not_doubled(annotated: Path) -> None:
    async with reading(annotated, article=LIMOUSINE) as desk:
        await desk.press(">", "t")
        await desk.type(" russia")
        await desk.press("enter")
        assert kept(annotated, LIMOUSINE)[0].annotation.tags == ("sanctions", "russia")
        assert len(kept(annotated, LIMOUSINE)) == 3


async def test_a_note_that_is_not_saved_is_kept_as_a_draft(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("a")
        await desk.type("Half a thou")
        await desk.press("escape")
        assert "Kept as a draft" in desk.status
        assert kept(seeds, LIMOUSINE) == ()
        await desk.press("a")
        await desk.type("ght")
        await desk.press("ctrl+s", "a")
        assert [p.annotation.note for p in kept(seeds, LIMOUSINE)] == ["Half a thought"]


async def test_an_empty_note_and_no_tags_make_no_annotation(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("a", "ctrl+s", "t", "enter", "t", "escape")
        assert desk.dialog == ""
        assert kept(seeds, LIMOUSINE) == ()


async def test_a_selection_that_was_saved_is_given_up(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("v", "w", "w", "h")
        assert [p.annotation.target.quote.exact for p in kept(seeds, LIMOUSINE) if p.annotation.target.quote] == [
            "In a move"
        ]
        assert desk.passage.startswith(FIRST)


# Out of it


async def test_the_passage_is_copied_and_the_second_time_with_its_source(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("v", "w", "w", "y")
        assert desk.pilot.app.clipboard == "In a move"
        await desk.press("y")
        assert desk.pilot.app.clipboard.startswith("In a move\n(In a move that has")
        assert "2024-03-15" in desk.pilot.app.clipboard
        await desk.press("y")
        assert desk.pilot.app.clipboard == "In a move"


async def test_in_the_list_headline_and_date_are_copied(seeds: Path) -> None:
    async with reading(seeds) as desk:
        await desk.press("y")
        assert desk.pilot.app.clipboard.startswith("North Korean leader Kim Jong-un")
        assert desk.pilot.app.clipboard.endswith(", 2024-03-16")


async def test_without_notes_there_is_nothing_to_export_and_it_says_so(seeds: Path) -> None:
    async with reading(seeds) as desk:
        await desk.press("e")
        assert "nothing to export" in desk.status


async def test_the_editor_that_cannot_be_started_is_said(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "/nonexistent/editor")
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("E")
        assert any("editor cannot be started" in toast for toast in desk.toasts)


# What is shown


async def test_boilerplate_is_shown_and_left_out_again(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        assert "Advertisment" not in desk.shown
        await desk.press("B")
        assert "Advertisment" in desk.shown
        await desk.press("B")
        assert "Advertisment" not in desk.shown


async def test_key_terms_are_marked_or_not(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        view = desk.screen.view
        place = desk.screen.terms[0].spans[0].start
        assert view.marks_at(place, "terms")
        await desk.press("H")
        assert not view.marks_at(place, "terms")
        await desk.press("K", "J")
        assert not view.marks_at(place, "terms")
        await desk.press("H")
        assert view.marks_at(place, "terms")


def panes(desk: Desk) -> str:
    """Which panes are to be seen: left, middle, right, and what the right one shows."""
    screen = desk.screen
    right = "t" if screen.key_terms.display else "n"
    return "".join(
        [
            "l" if screen.query_one("#left").display else "",
            "m",
            right if screen.query_one("#right").display else "",
        ]
    )


@pytest.mark.parametrize(
    ("columns", "keys", "shown"),
    [
        (200, "", "lmn"), (120, "", "lmn"), (100, "", "lm"), (80, "", "lm"), (60, "", "m"),
        (120, "]", "lm"), (120, "] ]", "lmn"), (120, "[", "mn"), (120, "[ [", "lmn"), (120, "z", "m"),
        (120, "z z", "lmn"),         (120, "T", "lmt"), (120, "T T", "lmn"), (120, "] T", "lmt"), (120, "[ T", "mt"),
        (80, "]", "mn"), (80, "] ]", "lm"), (80, "] [", "lm"), (80, "[", "m"), (80, "[ [", "lm"), (80, "T", "mt"),
        (80, "T T", "mn"), (80, "z", "m"), (80, "z z", "lm"), (60, "[", "lm"), (60, "]", "mn"),
    ],
)  # fmt: skip
async def test_panes_fold_away_and_come_back(seeds: Path, columns: int, keys: str, shown: str) -> None:
    async with reading(seeds, (columns, 24)) as desk:
        await desk.press(*keys.split())
        assert panes(desk) == shown
        focused = desk.pilot.app.focused
        assert focused
        assert focused.region.width > 10


async def test_a_narrower_window_folds_panes_and_a_wider_one_brings_them_back(seeds: Path) -> None:
    async with reading(seeds, (200, 60)) as desk:
        for columns, shown in ((120, "lmn"), (80, "lm"), (50, "m"), (80, "lm"), (200, "lmn")):
            await desk.pilot.resize_terminal(columns, 24)
            await desk.settle()
            assert panes(desk) == shown


async def test_tab_goes_round_the_panes_that_are_there(seeds: Path) -> None:
    async with reading(seeds, (120, 30)) as desk:
        seen = []
        for key in ("tab", "tab", "tab", "shift+tab", "shift+tab"):
            await desk.press(key)
            seen.append(desk.focused)
        assert seen == ["article", "notes", "list", "notes", "article"]
    async with reading(seeds, (80, 24)) as desk:
        await desk.press("tab", "tab")
        assert desk.focused == "list"


async def test_help_and_the_palette_open_and_close(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("?")
        assert "Keys in the article" in desk.shown
        await desk.press("escape", "ctrl+p")
        assert isinstance(desk.pilot.app.screen, CommandPalette)
        await desk.press("escape")
        assert (desk.dialog, desk.focused, desk.running) == ("", "article", True)


async def test_a_command_of_the_palette_is_carried_out(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("ctrl+p")
        await desk.type("text alone")
        await until(desk.pilot, lambda: "Text alone" in desk.shown)
        await desk.press("enter")
        await until(desk.pilot, lambda: panes(desk) == "m")


# Back


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_back_goes_one_level_at_a_time_and_quits_at_the_top(seeds: Path, key: str) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("/")
        await desk.type("kim")
        await desk.press("enter", "v", "w")
        levels = []
        for _ in range(5):
            cursor = desk.screen.view.cursor
            assert cursor
            levels.append((cursor.selecting, bool(desk.screen.matches), desk.focused, desk.running))
            if not desk.running:
                break
            await desk.press(key)
        assert levels == [
            (True, True, "article", True),
            (False, True, "article", True),
            (False, False, "article", True),
            (False, False, "list", True),
            (False, False, "list", False),
        ]


async def test_back_from_the_notes_and_from_the_text_alone(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("tab", "q")
        assert desk.focused == "list"
    async with reading(seeds, (50, 20)) as desk:
        assert desk.focused == "article"
        await desk.press("q")
        assert not desk.running


async def test_quitting_waits_for_what_was_begun(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        for key in ("h", "q", "q"):
            desk.pilot.app.simulate_key(key)
        await until(desk.pilot, lambda: not desk.running)
    assert len(kept(seeds, LIMOUSINE)) == 1


async def test_the_key_that_quits_everything_closes_a_dialog_first_and_keeps_what_is_typed(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("a")
        await desk.type("Half a thought")
        await desk.press("ctrl+q")
        assert desk.running
        assert "Kept as a draft" in desk.status
        await desk.press("ctrl+q")
        assert not desk.running


# What is not there


async def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    async with reading(tmp_path / "empty", (80, 24)) as desk:
        assert desk.said_in("#list").startswith("There is no article in empty yet. Put text files")
        for key in (
            "j",
            "enter",
            "h",
            "t",
            "a",
            "x",
            ".",
            "u",
            "y",
            "n",
            "*",
            ">",
            "m",
            "s",
            "T",
            "B",
            "e",
            "E",
            "space",
        ):
            await desk.press(key)
            assert desk.dialog == ""
        assert desk.running


async def test_keys_say_why_they_do_nothing_without_an_article(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    async with reading(tmp_path / "empty") as desk:
        for key in ("t", "a"):
            await desk.press(key)
            assert "There is no article to annotate." in desk.status


async def test_files_that_cannot_be_read_are_counted_and_the_rest_opens(tmp_path: Path) -> None:
    write_articles(tmp_path / "mixed", {"a.txt": "One article. It is short.", "b.txt": b"\x00\x01\x02\xff" * 50})
    async with reading(tmp_path / "mixed") as desk:
        assert desk.said_in("#list-title").startswith("1 article, 1 problem")
        assert titles(desk) == ["a.txt"]


async def test_an_article_that_is_gone_when_it_is_opened_says_so(seeds: Path) -> None:
    async with reading(seeds) as desk:
        (seeds / LIMOUSINE).unlink()
        await desk.press("j")
        assert desk.toasts
        assert desk.running


async def test_every_key_survives_an_article_of_one_word(tmp_path: Path) -> None:
    from reader.tui.commands import COMMANDS

    write_articles(tmp_path / "one", {"a.txt": "Word", "b.txt": "Advertisment\n\nAdvertisment\n"})
    for id in ("a.txt", "b.txt"):
        async with reading(tmp_path / "one", (80, 24), article=id) as desk:
            for command in COMMANDS:
                if command.id not in ("back", "edit", "palette"):
                    for key in command.keys:
                        await desk.press(key)
                        while desk.dialog:
                            await desk.press("escape")
                        desk.screen.view.focus()
            assert desk.running
