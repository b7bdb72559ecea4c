"""Dialogs are functions: values in, a value or None out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from reader.export.formats import Format
from reader.tui.commands import Spot
from reader.tui.screens.annotating import NoteDialog, TagDialog
from reader.tui.screens.exporting import ExportDialog
from reader.tui.screens.helping import HelpScreen
from tui_builders import Stage, staged

CHOICES = (("this article", 2), ("all articles", 7))


class Asked:
    """A dialog on a stage, and what it answered."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.answers: list[Any] = []

    async def press(self, *keys: str) -> None:
        await self.stage.press(*keys)

    async def type(self, text: str) -> None:
        await self.stage.type(text)

    @property
    def shown(self) -> str:
        return self.stage.shown


@asynccontextmanager
async def asked(dialog: ModalScreen[Any], size: tuple[int, int] = (90, 30)) -> AsyncIterator[Asked]:
    async with staged(Static(), size=size) as stage:
        here = Asked(stage)
        await stage.pilot.app.push_screen(dialog, here.answers.append)
        await stage.settle()
        yield here


# Tags


async def test_tags_are_typed_and_given_back() -> None:
    async with asked(TagDialog("Tag the passage", "brazen defiance", "", ("quote",))) as dialog:
        assert "Tag the passage" in dialog.shown
        assert "brazen defiance" in dialog.shown
        assert "#quote" in dialog.shown
        await dialog.type("un/sanctions new")
        await dialog.press("enter")
        assert dialog.answers == [("un/sanctions", "new")]


async def test_escape_gives_tags_up() -> None:
    async with asked(TagDialog("", "", "kept", ())) as dialog:
        await dialog.type("more")
        await dialog.press("escape")
        assert dialog.answers == [None]


async def test_all_tags_may_be_taken_away() -> None:
    async with asked(TagDialog("", "", "kept", ())) as dialog:
        await dialog.press(*["backspace"] * 4, "enter")
        assert dialog.answers == [()]


async def test_what_went_wrong_is_said_above_what_was_typed() -> None:
    async with asked(TagDialog("", "", "sanctions", (), "Not saved: the disk is full.")) as dialog:
        assert dialog.shown.index("Not saved: the disk is full.") < dialog.shown.index("sanctions")


# Notes


async def test_a_note_is_written_and_saved() -> None:
    async with asked(NoteDialog("Note", "brazen defiance", "")) as dialog:
        await dialog.type("Who says so?\nAsk [b]them[/b].")
        await dialog.press("ctrl+s")
        assert dialog.answers == [("Who says so?\nAsk [b]them[/b].", True)]


async def test_escape_keeps_a_note_as_a_draft() -> None:
    async with asked(NoteDialog("Note", "", "")) as dialog:
        await dialog.type("Half a thou")
        await dialog.press("escape")
        assert dialog.answers == [("Half a thou", False)]


async def test_a_note_that_is_there_is_gone_on_with_at_its_end() -> None:
    async with asked(NoteDialog("Note", "", "First line.\nSecond")) as dialog:
        await dialog.type(" line.")
        assert dialog.stage.pilot.app.screen.query_one(TextArea).text == "First line.\nSecond line."


@pytest.mark.parametrize("kind", [TagDialog, NoteDialog])
async def test_a_long_quote_is_cut_and_shown_as_it_is(kind: type[ModalScreen[Any]]) -> None:
    quote = "[@click=app.quit]x[/] [/] [red] " + "word " * 200
    dialog = TagDialog("[b]", quote, "", ()) if kind is TagDialog else NoteDialog("[b]", quote, "")
    async with asked(dialog, size=(80, 24)) as here:
        assert "[@click=app.quit]x[/] [/] [red] word" in here.shown
        assert "…" in here.shown
        assert "Esc" in here.shown


# Export


@pytest.mark.parametrize(("keys", "everything"), [("enter", False), ("down enter", True), ("down up enter", False)])
async def test_the_folder_and_how_much_are_asked_for(keys: str, everything: bool) -> None:
    async with asked(ExportDialog("/tmp/notes", CHOICES)) as dialog:
        assert "▌  this article" in dialog.shown
        await dialog.type("/2024")
        await dialog.press(*keys.split())
        assert dialog.answers == [("/tmp/notes/2024", everything, Format.MARKDOWN)]


@pytest.mark.parametrize(
    ("keys", "format"), [("tab", Format.JSONLD), ("tab tab tab", Format.HTML), ("shift+tab tab", Format.MARKDOWN)]
)
async def test_tab_chooses_the_format(keys: str, format: Format) -> None:
    async with asked(ExportDialog("/tmp/notes", CHOICES)) as dialog:
        assert "as Markdown pages" in dialog.shown
        await dialog.press(*keys.split())
        assert f"as {format.label}" in dialog.shown
        await dialog.press("enter")
        assert dialog.answers == [("/tmp/notes", False, format)]


async def test_where_an_article_has_no_notes_all_articles_are_offered() -> None:
    async with asked(ExportDialog("/tmp/notes", CHOICES, first=1)) as dialog:
        await dialog.press("enter")
        assert dialog.answers == [("/tmp/notes", True, Format.MARKDOWN)]


async def test_escape_exports_nothing() -> None:
    async with asked(ExportDialog("/tmp/notes", CHOICES)) as dialog:
        await dialog.press("escape")
        assert dialog.answers == [None]


# Help


async def test_help_lists_the_keys_of_what_has_the_focus() -> None:
    async with asked(HelpScreen(Spot.ARTICLE), size=(100, 60)) as dialog:
        assert "Keys in the article" in dialog.shown
        assert "next sentence" in dialog.shown
    async with asked(HelpScreen(Spot.LIST), size=(100, 60)) as dialog:
        assert "Keys in the list" in dialog.shown
        assert "next article" in dialog.shown
        assert "visual mode" not in dialog.shown


async def test_help_is_narrowed_down_by_what_is_typed() -> None:
    async with asked(HelpScreen(Spot.ARTICLE), size=(100, 60)) as dialog:
        await dialog.type("undo")
        assert "undo, also what was done before a restart" in dialog.shown
        assert "next sentence" not in dialog.shown
        await dialog.type("zzz")
        assert "No key does that." in dialog.shown


async def test_every_key_of_the_help_is_reached_at_the_smallest_size() -> None:
    from reader.tui.commands import COMMANDS

    async with asked(HelpScreen(Spot.ARTICLE), size=(80, 24)) as dialog:
        seen = dialog.shown
        for _ in range(12):
            await dialog.press("pagedown")
            seen += dialog.shown
        for command in COMMANDS:
            assert command.article[:40] in seen
        await dialog.press("pageup", "up", "down")


async def test_a_question_mark_or_escape_closes_the_help() -> None:
    for key in ("escape", "?"):
        async with asked(HelpScreen(Spot.ARTICLE)) as dialog:
            await dialog.press(key)
            assert dialog.answers == [None]


async def test_dialogs_fit_on_a_screen_of_80_by_24() -> None:
    dialogs: list[ModalScreen[Any]] = [
        TagDialog("Tag the passage", "word " * 100, "a", ("b",), "Not saved: the disk is full."),
        NoteDialog("Note on the passage", "word " * 100, "text", "Not saved: the disk is full."),
        ExportDialog("/a/very/long/folder" * 8, CHOICES),
    ]
    for dialog in dialogs:
        async with asked(dialog, size=(80, 24)) as here:
            screen = here.stage.pilot.app.screen
            editor = screen.query(Input).first() if screen.query(Input) else screen.query_one(TextArea)
            assert editor.region.height >= 1
            assert screen.region.contains_region(editor.region)
            assert "Esc" in here.shown
