"""Every mark, on every theme, can be read."""

from itertools import combinations
from pathlib import Path

import pytest
from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from article_builders import LIMOUSINE
from reader.model.mark import MarkKind
from reader.model.term import TermKind
from reader.tui.themes import OWN, TAG_LOOKS, contrast
from reader.tui.widgets.pane_title import PaneTitle
from reader.tui.widgets.status_bar import StatusBar
from reader.typeset.article import LineKind
from tui_builders import Desk, reading

THEMES = [*(theme.name for theme in OWN), *BUILTIN_THEMES]
AA = 4.5
"""WCAG 2.2, success criterion 1.4.3, level AA."""
GROUNDS = [LineKind.TEXT, LineKind.HEADING, LineKind.BOILERPLATE]
LOOKS = ["text", "strong", "faint", "heading", "quote", "tag", "warning", "lead", *TAG_LOOKS]


def colours(style: Style) -> tuple[Color, Color]:
    """What is painted: the colour of the letters and the one behind them."""
    assert style.color
    assert style.bgcolor
    letters, behind = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
    return (behind, letters) if style.reverse else (letters, behind)


def styles(desk: Desk) -> dict[str, Style]:
    """Every look of text on the reading screen: in the article under any two marks, and in the panes."""
    view, pane = desk.screen.view, desk.screen.articles
    found: dict[str, Style] = {}
    for ground in GROUNDS:
        for size in range(3):
            for kinds in combinations(MarkKind, size):
                found[f"{ground} {' '.join(kinds)}"] = view.look_of(ground, kinds)
    for name in ("label", "label-rest", "title", "byline", *TAG_LOOKS):
        found[name] = view.look(f"{name}")
    for look in LOOKS:
        found[f"item {look}"] = pane.look(look)
        found[f"current item {look}"] = pane.look(look, "current")
    for title in desk.screen.query(PaneTitle):
        found[f"title {title.id}"], found[f"active title {title.id}"] = title.look(), title.look("active")
    bar = desk.screen.query_one(StatusBar)
    found["status"] = bar.look()
    for name in ("key", "said"):
        found[name] = bar.look(name)
    return found


async def test_every_mark_on_every_theme_has_the_contrast_of_wcag_aa(seeds: Path) -> None:
    failing: list[str] = []
    seen = 0
    async with reading(seeds, (40, 12)) as desk:
        for name in THEMES:
            desk.pilot.app.theme = name
            await desk.pilot.pause()
            if desk.pilot.app.current_theme.ansi:
                continue
            for look, style in styles(desk).items():
                letters, behind = colours(style)
                seen += 1
                ratio = contrast(letters, behind)
                if ratio < AA:
                    failing.append(f"{name}: {look} {ratio:.2f} ({letters.hex} on {behind.hex})")
    assert seen > 3_000
    assert not failing, "\n".join([str(len(failing)), *failing[:60]])


TERMS = [MarkKind(kind.value) for kind in TermKind]
MARKED = [MarkKind.NOTE, MarkKind.MOVED, MarkKind.CURRENT, MarkKind.MATCH, MarkKind.HERE, MarkKind.PASSAGE, *TERMS]


def told_apart(desk: Desk, marks: list[MarkKind]) -> bool:
    """Whether every one of `marks` looks unlike plain text and unlike the others, colours aside."""
    view = desk.screen.view
    looks = [_strokes(view.look_of(LineKind.TEXT, [kind])) for kind in marks]
    return len({_strokes(view.look()), *looks}) == 1 + len(marks)


def _strokes(style: Style) -> tuple[bool, ...]:
    strokes = (style.bold, style.italic, style.underline, style.underline2, style.reverse, style.dim)
    return tuple(map(bool, strokes))


async def test_the_kinds_of_key_terms_differ_by_more_than_colour(seeds: Path) -> None:
    async with reading(seeds) as desk:
        for name in THEMES:
            desk.pilot.app.theme = name
            await desk.pilot.pause()
            assert told_apart(desk, TERMS), name


@pytest.mark.parametrize("theme", [name for name in THEMES if BUILTIN_THEMES.get(name) and BUILTIN_THEMES[name].ansi])
async def test_in_the_terminals_own_colours_marks_differ_by_more_than_colour(seeds: Path, theme: str) -> None:
    async with reading(seeds, theme=theme) as desk:
        assert told_apart(desk, MARKED)
        for style in styles(desk).values():
            assert style.bgcolor is None or style.bgcolor == RichColor.default()


async def test_with_no_color_no_colour_reaches_the_terminal_and_marks_are_told_apart(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("h", "j", "v", "w", "w", "f")
        assert told_apart(desk, MARKED)
        strips = desk.pilot.app.screen._compositor.render_strips()
        painted = {segment.style for strip in strips for segment in strip if segment.style}
        assert {style.color for style in painted} | {style.bgcolor for style in painted} <= {None, RichColor.default()}
        assert any(style.reverse for style in painted)
        assert any(style.underline for style in painted)
