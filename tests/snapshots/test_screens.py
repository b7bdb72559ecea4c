"""How the screens look. `make snapshots` accepts what is new; look at the pictures before you commit them."""

import datetime as dt
import re
from collections.abc import Awaitable, Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from article_builders import GREENHOUSE, LIMOUSINE
from reader.catalogue import noted, selection
from reader.catalogue.noted import Noted
from reader.model.article import Article
from reader.model.note_counts import NoteCounts
from reader.model.term import Term, TermKind
from reader.terms.extract import Found
from reader.text.span import Span
from reader.workspace.desk import open_workspace
from tui_builders import Desk, annotate, make_app, settle

Steps = Callable[[Desk], Awaitable[None]]
Look = Callable[..., None]

TERMS = {
    "Kim Jong Un": TermKind.PERSON,
    "Kim Jong-un": TermKind.PERSON,
    "Vladimir Putin": TermKind.PERSON,
    "North Korea": TermKind.PLACE,
    "Russia": TermKind.PLACE,
    "United Nations": TermKind.ORGANISATION,
    "Korean Central Television": TermKind.ORGANISATION,
    "Aurus Senat limousine": TermKind.THING,
    "UN sanctions": TermKind.THING,
}


def some_terms(article: Article) -> Found:
    """The same terms whatever the extraction finds: pictures show how terms look, not which ones there are."""
    found = [_term(article, text, kind) for text, kind in TERMS.items()]
    terms = sorted((term for term in found if term.spans), key=lambda term: -term.score)
    return Found(tuple(terms), (_term(article, "China", TermKind.PLACE),))


def _term(article: Article, text: str, kind: TermKind) -> Term:
    spans = tuple(Span(*match.span()) for match in re.finditer(rf"\b{re.escape(text)}\b", article.text))
    return Term(text, kind, float(len(spans)), (text,), spans)


@pytest.fixture
def annotated(seeds: Path) -> Path:
    """The seeds with notes that overlap, one on a heading, and one on the whole article."""
    annotate(seeds, LIMOUSINE, "brazen defiance of United Nations sanctions", ("sanctions", "un"), "Who says so?")
    annotate(seeds, LIMOUSINE, "United Nations sanctions. This incident", ("quote",))
    annotate(seeds, LIMOUSINE, "Deepening Bilateral Ties", note="A heading says more than the text.")
    annotate(seeds, LIMOUSINE, "", ("kim yo jong",), "Compare it with the other one.")
    return seeds


@pytest.fixture
def look(snap_compare: Any) -> Look:
    """`look(folder, size, steps)`: the screen after these steps is as it was when it was last accepted."""

    def compare(
        folder: Path, size: tuple[int, int], steps: Steps | None = None, *, theme: str = "evening", article: str = ""
    ) -> None:
        app = make_app(folder)
        app.theme = theme
        app.workspace._terms = lru_cache(some_terms)

        async def prepare(pilot: Pilot[Any]) -> None:
            desk = Desk(pilot)
            await settle(pilot)
            if article:
                desk.screen.go_to_article(article)
                await desk.press("enter")
            if steps:
                await steps(desk)
            for line in (*app.screen.query(Input), *app.screen.query(TextArea)):
                line.cursor_blink = False
            await settle(pilot)

        assert snap_compare(app, terminal_size=size, run_before=prepare)

    return compare


def keys(*names: str) -> Steps:
    async def steps(desk: Desk) -> None:
        await desk.press(*names)

    return steps


SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
THEMES = pytest.mark.parametrize("theme", ["evening", "morning"])


@SIZES
def test_the_list(look: Look, seeds: Path, size: tuple[int, int]) -> None:
    look(seeds, size)


@SIZES
@THEMES
def test_an_article_with_terms_and_overlapping_notes(
    look: Look, annotated: Path, size: tuple[int, int], theme: str
) -> None:
    look(annotated, size, keys("j"), theme=theme, article=LIMOUSINE)


@THEMES
def test_a_passage_in_visual_mode(look: Look, annotated: Path, theme: str) -> None:
    look(annotated, (80, 24), keys("v", "w", "w", "w", "w", "w"), theme=theme, article=LIMOUSINE)


def test_an_annotation_under_the_cursor(look: Look, annotated: Path) -> None:
    look(annotated, (120, 40), keys(">"), article=LIMOUSINE)


def test_matches_of_a_search(look: Look, seeds: Path) -> None:
    async def search(desk: Desk) -> None:
        await desk.press("/")
        await desk.type("sanctions")

    look(seeds, (80, 24), search, article=LIMOUSINE)


@THEMES
def test_the_tag_dialog(look: Look, annotated: Path, theme: str) -> None:
    async def tag(desk: Desk) -> None:
        await desk.press("j", "t")
        await desk.type("diplomacy, s")

    look(annotated, (80, 24), tag, theme=theme, article=LIMOUSINE)


def test_the_note_dialog(look: Look, annotated: Path) -> None:
    async def note(desk: Desk) -> None:
        await desk.press(">", "a")
        await desk.type("\nThe UN panel of experts, in March.")

    look(annotated, (80, 24), note, article=LIMOUSINE)


@THEMES
def test_the_help(look: Look, seeds: Path, theme: str) -> None:
    look(seeds, (120, 40), keys("?"), theme=theme, article=GREENHOUSE)


def test_the_pane_of_key_terms(look: Look, seeds: Path) -> None:
    look(seeds, (120, 40), keys("T", "tab"), article=LIMOUSINE)


def test_notes_beside_the_text_in_80_columns(look: Look, annotated: Path) -> None:
    look(annotated, (80, 24), keys("]"), article=LIMOUSINE)


def test_the_text_alone(look: Look, seeds: Path) -> None:
    look(seeds, (80, 24), keys("z", "B"), article=LIMOUSINE)


@pytest.fixture
def dated(annotated: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Notes of one day, whenever the picture is taken."""
    noon = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
    monkeypatch.setattr(selection, "created_in", lambda _: noon)
    monkeypatch.setattr(noted, "created_in", lambda _: noon)
    monkeypatch.setattr(Noted, "count_notes", lambda *_: NoteCounts(4, 0, 1, 0, {"2026-11": 4}, {"2024-03": 4}))
    return annotated


@SIZES
@THEMES
def test_all_notes(look: Look, dated: Path, size: tuple[int, int], theme: str) -> None:
    look(dated, size, keys("A", "j", "space"), theme=theme)


def test_all_notes_of_a_tag_in_80_columns(look: Look, dated: Path) -> None:
    look(dated, (80, 24), keys("A", "tab", "enter"))


def test_all_notes_where_there_are_many(look: Look, dated: Path) -> None:
    workspace = open_workspace(dated, by="ana")
    workspace.refresh()
    article = workspace.article(GREENHOUSE)
    for start in range(200, 1400, 60):
        workspace.annotate(article, Span(start, start + 50), (f"part/{start // 200}",), f"At {start}.")
    look(dated, (120, 40), keys("A", "G", "*"))


def test_an_empty_folder(look: Look, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    look(tmp_path / "news", (80, 24))


def test_a_filter_without_a_match(look: Look, seeds: Path) -> None:
    async def filter_list(desk: Desk) -> None:
        await desk.press("/")
        await desk.type("zeppelin")

    look(seeds, (80, 24), filter_list)


@pytest.mark.parametrize("theme", ["ansi-dark", "textual-light"])
def test_a_theme_that_is_not_ours(look: Look, annotated: Path, theme: str) -> None:
    look(annotated, (80, 24), keys("j"), theme=theme, article=LIMOUSINE)
