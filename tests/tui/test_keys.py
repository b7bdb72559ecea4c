"""Keys are declared once, and whatever shows them agrees."""

from pathlib import Path

import pytest

from reader.tui.commands import COMMANDS, Command, Place, alike, bindings, key_name, key_table
from reader.tui.screens.all_notes import AllNotesScreen
from reader.tui.screens.reading import ReadingScreen
from reader.tui.widgets.annotation_list import AnnotationList
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.facet_list import FacetList
from reader.tui.widgets.note_list import NoteList
from reader.tui.widgets.term_list import TermList

README = Path(__file__).parents[2] / "README.md"
PANES = (ArticleList, AnnotationList, TermList, NoteList, FacetList)
BY_ID = [pytest.param(command, id=command.id) for command in COMMANDS]


def test_the_table_in_the_readme_is_the_one_of_the_code() -> None:
    _, table = README.read_text().split("<!-- keys -->")
    assert table.split("<!-- /keys -->")[0].strip() == key_table().strip()


def test_every_command_has_an_id_of_its_own() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(set(ids)) == len(ids)
    assert all(id == id.lower() and " " not in id for id in ids)


@pytest.mark.parametrize("places", [{Place.SCREEN, Place.PANE}, {Place.SCREEN, Place.PANE, Place.ARTICLE}])
def test_no_key_means_two_things_in_one_place(places: set[Place]) -> None:
    keys = [key for command in COMMANDS if command.place in places for key in command.keys]
    assert sorted(keys) == sorted(set(keys))


def test_no_key_means_two_things_among_all_notes() -> None:
    here = [command for command in COMMANDS if command.notes]
    shadowed = {("page-down", "space")}  # space marks; PgDn goes a page on
    keys = [key for command in here for key in command.keys if (command.id, key) not in shadowed]
    assert sorted(keys) == sorted(set(keys))


def test_in_visual_mode_its_own_keys_come_first() -> None:
    visual = [key for command in COMMANDS if command.place is Place.VISUAL for key in command.keys]
    assert len(set(visual)) == len(visual)
    assert bindings("visual", "pane")[0] == bindings("visual")[0]


@pytest.mark.parametrize("command", BY_ID)
def test_every_command_has_a_method_where_it_is_carried_out(command: Command) -> None:
    method = "action_" + command.action.partition("(")[0].removeprefix("app.")
    homes: tuple[type, ...] = (ArticleView,)
    if command.place is Place.PANE:
        homes = (ArticleView, *PANES)
    elif command.place is Place.SCREEN:
        from reader.tui.app import ReaderApp

        homes = (ReaderApp if command.action.startswith("app.") else ReadingScreen,)
        if command.notes and not command.action.startswith("app."):
            homes += (AllNotesScreen,)
    elif command.place is Place.NOTES:
        homes = (NoteList,)
    assert all(callable(getattr(home, method, None)) for home in homes)


@pytest.mark.parametrize("command", BY_ID)
def test_every_command_says_what_it_does(command: Command) -> None:
    assert command.label
    assert command.article or command.list or command.notes
    assert "same" not in (command.list, command.notes) or command.article
    if command.place in (Place.ARTICLE, Place.VISUAL):
        assert not command.list


def test_every_key_of_the_design_is_there() -> None:
    keys = {key for command in COMMANDS for key in command.keys}
    assert keys >= set("jk{}JKbgGhta.xuyvVweo()0$/nN*><mszTHBeEA?q[]") | {
        "up", "down", "space", "pageup", "pagedown", "ctrl+d", "ctrl+u", "home", "end", "enter", "ctrl+r", "tab",
        "ctrl+o", "shift+up", "shift+down", "shift+left", "shift+right", "escape", "ctrl+p",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("key", "name"),
    [("j", "j"), ("shift+down", "Shift+↓"), ("ctrl+d", "ctrl+d"), ("space", "Space"), ("pagedown", "PgDn"),
     ("shift+tab", "Shift+Tab"), ("escape", "Esc"), ("+", "+")],
)  # fmt: skip
def test_keys_are_named_as_a_person_knows_them(key: str, name: str) -> None:
    assert key_name(key) == name


def test_the_table_is_whole_markdown() -> None:
    lines = key_table().splitlines()
    assert len(lines) == len(list(alike())) + 2
    assert {line.replace("\\|", "").count("|") for line in lines} == {5}
