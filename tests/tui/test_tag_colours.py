"""The colours of tags."""

import subprocess
import sys
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from article_builders import LIMOUSINE
from reader.tui.themes import OWN, TAG_LOOKS, mark_variables, tag_look
from tui_builders import Desk, annotate, reading

NAMES = ["un", "un/sanctions", "UN/oil", "quote", "kim yo jong", "Größe", "国連"]


def dots(desk: Desk) -> list[tuple[str, Color]]:
    """Each line of the article with a dot in its margin, and the dot's colour."""
    view = desk.screen.view
    lines: list[list[Segment]] = [list(view.segments(line)) for line in range(view.line_count())]
    return [
        ("".join(s.text for s in line), Color.from_rich_color(segment.style.color))
        for line in lines
        for segment in line
        if segment.text == "•" and segment.style and segment.style.color
    ]


def test_a_tag_has_its_colour_from_its_top_level_whatever_else_there_is_and_in_every_run() -> None:
    assert tag_look("un") == tag_look("un/sanctions") == tag_look("UN/oil/price")
    said = f"from reader.tui.themes import tag_look; print([tag_look(name) for name in {NAMES!r}])"
    again = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True, timeout=30)
    assert again.stdout.strip() == str([tag_look(name) for name in NAMES])
    assert len({tag_look(f"tag {number}") for number in range(100)}) == len(TAG_LOOKS)


@pytest.mark.parametrize("theme", [*OWN, *BUILTIN_THEMES.values()], ids=lambda theme: theme.name)
def test_no_two_of_them_are_alike_on_any_theme_but_those_of_the_terminals_own_colours(theme: object) -> None:
    from textual.theme import Theme

    assert isinstance(theme, Theme)
    variables = mark_variables(theme, theme.to_color_system().generate())
    colours = [variables[look] for look in TAG_LOOKS]
    assert len(set(colours)) == (1 if theme.ansi else len(TAG_LOOKS))


async def test_where_a_tagged_passage_begins_a_dot_of_its_colour_stands_in_the_margin(seeds: Path) -> None:
    annotate(seeds, LIMOUSINE, "brazen defiance", ("un/sanctions", "quote"))
    annotate(seeds, LIMOUSINE, "special function", (), "no tag")
    async with reading(seeds, article=LIMOUSINE) as desk:
        ((line, colour),) = dots(desk)
        assert "brazen" in line
        wanted = mark_variables(OWN[0], OWN[0].to_color_system().generate() | OWN[0].variables)
        assert colour == Color.parse(wanted[tag_look("un")])
        await desk.press("u")
        assert len(dots(desk)) == 1
        await desk.press("u")
        assert dots(desk) == []


async def test_in_the_notes_each_tag_has_its_colour_also_where_it_is_wider_than_a_line(seeds: Path) -> None:
    tags = ("un/sanctions", "kim yo jong", "w" * 40, "quote")
    annotate(seeds, LIMOUSINE, "brazen defiance", tags)
    async with reading(seeds, (120, 40), article=LIMOUSINE) as desk:
        notes = desk.screen.notes
        painted = [segment for line in range(notes.line_count()) for segment in notes.segments(line)]
        shown = {
            segment.text.strip(): segment.style.color for segment in painted if segment.style and segment.text.strip()
        }
        for words, tag in [("#un/sanctions", "un"), ("#kim\N{NO-BREAK SPACE}yo\N{NO-BREAK SPACE}jong", "kim yo jong")]:
            assert shown[words] == notes.look(tag_look(tag)).color
        parts = [words for words in shown if words.strip("#w") == "" and "w" in words]
        assert len(parts) > 1
        assert {shown[part] for part in parts} == {notes.look(tag_look("w" * 40)).color}
        assert shown["#quote"] == notes.look(tag_look("quote")).color
