"""How the screens look. `make snapshots` accepts what is new; look at the pictures before you commit them."""

import datetime as dt
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from article_builders import GREENHOUSE, LIMOUSINE, write_articles
from cli_builders import environment
from reader.model.article import Article
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


@pytest.fixture(scope="session")
def hundred_thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Short articles of twenty years, one every hour and three quarters, and the catalogue of them."""
    home = tmp_path_factory.mktemp("many")
    begin = dt.datetime(2004, 1, 1, tzinfo=dt.UTC)
    days = [(begin + number * dt.timedelta(hours=1.75)).date() for number in range(100_000)]
    sentence = "The council met for the {}th time and left without a word on sanctions."
    write_articles(
        home / "news",
        {f"{day.year}/{n:06}.txt": f"date {day} GENEVA — {sentence.format(n)}\n" for n, day in enumerate(days)},
    )
    return home


@pytest.fixture
def many(hundred_thousand: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hundred thousand articles whose catalogue the first test makes."""
    for name, place in environment(hundred_thousand).items():
        monkeypatch.setenv(name, place)
    return hundred_thousand / "news"


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
            for line in app.screen.query(Input):
                line.value = line.value.replace(str(folder.parent), "~")
            await settle(pilot)

        assert snap_compare(app, terminal_size=size, run_before=prepare)

    return compare


def keys(*names: str) -> Steps:
    async def steps(desk: Desk) -> None:
        await desk.press(*names)

    return steps


def typing(*names: str, text: str) -> Steps:
    async def steps(desk: Desk) -> None:
        await desk.press(*names)
        await desk.type(text)

    return steps


@dataclass(frozen=True)
class Scene:
    """How one gets to a screen; without an article the list has the focus."""

    steps: Steps | None = None
    article: str = ""


SCENES = {
    "list": Scene(),
    "filter": Scene(typing("/", text="date:2024-03-15 tag:un")),
    "filter without a match": Scene(typing("/", text="zeppelin")),
    "mistake in the filter": Scene(keys("/", *"date:today", "space")),
    "article": Scene(keys("j"), LIMOUSINE),
    "passage in visual mode": Scene(keys("v", "w", "w", "w", "w", "w"), LIMOUSINE),
    "labels": Scene(keys("f"), LIMOUSINE),
    "annotation under the cursor": Scene(keys(">"), LIMOUSINE),
    "matches of a search": Scene(typing("/", text="sanctions"), LIMOUSINE),
    "key terms": Scene(keys("T", "tab"), LIMOUSINE),
    "notes beside the text": Scene(keys("]"), LIMOUSINE),
    "text alone": Scene(keys("z", "B"), LIMOUSINE),
    "tag dialog": Scene(typing("j", "t", text="diplomacy, s"), LIMOUSINE),
    "note dialog": Scene(typing(">", "a", text="\nThe UN panel of experts, in March."), LIMOUSINE),
    "export dialog": Scene(keys("e")),
    "all notes": Scene(keys("A")),
    "all notes of a tag": Scene(keys("A", "tab", "enter")),
    "some of all notes marked": Scene(keys("A", "space", "j", "space")),
    "all tags": Scene(keys("#")),
    "help": Scene(keys("?"), GREENHOUSE),
    "palette": Scene(typing("ctrl+p", text="tag")),
}
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
THEMES = pytest.mark.parametrize("theme", ["evening", "morning"])


@pytest.mark.parametrize("scene", SCENES.values(), ids=[name.replace(" ", "-") for name in SCENES])
@SIZES
@THEMES
def test_a_screen(look: Look, annotated: Path, scene: Scene, size: tuple[int, int], theme: str) -> None:
    look(annotated, size, scene.steps, theme=theme, article=scene.article)


def test_all_notes_where_there_are_many(look: Look, annotated: Path) -> None:
    workspace = open_workspace(annotated, by="ana")
    workspace.refresh()
    article = workspace.article(GREENHOUSE)
    for start in range(200, 1400, 60):
        workspace.annotate(article, Span(start, start + 50), (f"part/{start // 200}",), f"At {start}.")
    look(annotated, (120, 40), keys("A", "G", "*"))


def test_an_empty_folder(look: Look, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    look(tmp_path / "news", (80, 24))


@pytest.mark.parametrize("theme", ["ansi-dark", "textual-light"])
def test_a_theme_that_is_not_ours(look: Look, annotated: Path, theme: str) -> None:
    look(annotated, (80, 24), keys("j"), theme=theme, article=LIMOUSINE)


@pytest.mark.soak
@pytest.mark.parametrize("scene", ["list", "filter without a match", "all notes", "help"])
@SIZES
@THEMES
def test_a_screen_over_a_hundred_thousand_articles(
    look: Look, many: Path, scene: str, size: tuple[int, int], theme: str
) -> None:
    look(many, size, SCENES[scene].steps, theme=theme)
