"""The reading screen over a library of its own, and small apps around one widget."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.keys import _character_to_key, key_to_character
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from article_builders import SEEDS
from reader.model.annotation import Annotation, Placed
from reader.terms.extract import find_terms
from reader.text.span import Span
from reader.tui.app import ReaderApp
from reader.tui.screens.reading import ReadingScreen
from reader.tui.themes import OWN, mark_variables
from reader.tui.typed_ahead import TypedAhead
from reader.tui.widgets.line_pane import LinePane
from reader.workspace.desk import Workspace, open_workspace

SIZE = (120, 40)
_PATIENCE = 20.0
"""Seconds after which something that was waited for is taken to never come."""
_LATE = 0.3
"""Seconds that a slow disk takes."""
_QUIET = 3
"""Rounds of all message queues without work after which the screen has answered: a message may post another one."""


def library(tmp_path: Path) -> Path:
    """A folder `seeds` with the two seeds, byte for byte."""
    return Path(shutil.copytree(SEEDS, tmp_path / "seeds", dirs_exist_ok=True))


def make_app(folder: Path, by: str = "ana") -> ReaderApp:
    """The reading screen over the articles in `folder`; the key terms of an article are computed once for all tests."""
    workspace = open_workspace(folder, by=by)
    workspace._terms = _terms
    return ReaderApp(workspace)


_terms = lru_cache(maxsize=256)(find_terms)


def annotate(
    folder: Path, id: str, quote: str, tags: tuple[str, ...] = (), note: str = "", by: str = "ana"
) -> Annotation:
    """Annotate the first place of `quote`, or the whole article where it is empty, as another process would."""
    workspace = open_workspace(folder, by=by)
    workspace.refresh()
    article = workspace.article(id)
    start = article.text.index(quote)
    return workspace.annotate(article, Span(start, start + len(quote)) if quote else None, tags, note)


def kept(folder: Path, id: str) -> tuple[Placed, ...]:
    """The annotations of an article as a fresh start finds them on the disk."""
    workspace = open_workspace(folder, by="ana")
    workspace.refresh()
    return workspace.annotations_of(workspace.article(id))


# Waiting, never sleeping


def _at_work(app: App[Any]) -> list[Worker[Any]]:
    """The workers that have something to do; one that waits for a dialog's answer has not."""
    asking = isinstance(app.screen, ModalScreen)
    busy = (WorkerState.PENDING, WorkerState.RUNNING)
    return [w for w in app.workers if w.state in busy and not (asking and w.group == "notes")]


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until every message is handled and every worker is done or waits for the person."""
    quiet = 0
    async with asyncio.timeout(_PATIENCE):
        while quiet < _QUIET:
            await pilot.pause(0)
            working = _at_work(pilot.app)
            typed = isinstance(pilot.app, TypedAhead) and pilot.app.has_typed
            quiet = 0 if working or typed else quiet + 1
            ending = (worker.wait() for worker in working if worker.group != "notes")  # those may come to ask
            await asyncio.gather(*ending, return_exceptions=True)


async def until(pilot: Pilot[Any], condition: Callable[[], bool]) -> None:
    """Wait until `condition` holds."""
    async with asyncio.timeout(_PATIENCE):
        while not condition():
            await pilot.pause(0)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys as a person does: each is answered before the next one."""
    for key in keys:
        if len(key) == 1:
            _strike(pilot.app, _character_to_key(key), key)
        else:
            _strike(pilot.app, key, key_to_character(key))
        await settle(pilot)


async def type_text(pilot: Pilot[Any], text: str, then: str = "") -> None:
    """Type `text` into what has the focus, and then press a key, faster than it is answered."""
    for character in text:
        _strike(pilot.app, "enter" if character == "\n" else _character_to_key(character), character)
    if then:
        _strike(pilot.app, then, None)
    await settle(pilot)


def _strike(app: App[Any], key: str, character: str | None) -> None:
    event = events.Key(key, character)
    event.set_sender(app)
    app.post_message(event)


def slowly(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> None:
    """Let what `owner` calls `name` take longer than the next key, as on a slow disk."""
    done = getattr(owner, name)

    def late(*asked: Any, **how: Any) -> Any:
        time.sleep(_LATE)
        return done(*asked, **how)

    monkeypatch.setattr(owner, name, late)


# What is on the screen


@dataclass
class Desk:
    """A running reading screen, and what a person sees of it."""

    pilot: Pilot[None]

    @property
    def screen(self) -> ReadingScreen:
        screen = self.pilot.app.screen_stack[0]
        assert isinstance(screen, ReadingScreen)
        return screen

    @property
    def workspace(self) -> Workspace:
        return self.screen.workspace

    @property
    def passage(self) -> str:
        """The words that commands act on."""
        cursor = self.screen.view.cursor
        return cursor.passage.of(cursor.units.text) if cursor else ""

    @property
    def headline(self) -> str:
        return self.screen.article.headline if self.screen.article else ""

    @property
    def id(self) -> str:
        return self.screen.article.id if self.screen.article else ""

    @property
    def focused(self) -> str:
        """The id of the pane that has the focus."""
        return (self.pilot.app.focused.id or "") if self.pilot.app.focused else ""

    @property
    def dialog(self) -> str:
        """The name of the dialog that is open."""
        return type(self.pilot.app.screen).__name__ if len(self.pilot.app.screen_stack) > 1 else ""

    @property
    def status(self) -> str:
        return self.shown.splitlines()[-1]

    @property
    def shown(self) -> str:
        """Everything that is on the screen."""
        return shown(self.pilot.app)

    def said_in(self, selector: str) -> str:
        """What a part of the screen says, without its line breaks."""
        region = self.screen.query_one(selector).region
        rows = self.shown.splitlines()[region.y : region.bottom]
        return " ".join(" ".join(rows[i][region.x : region.right] for i in range(len(rows))).split())

    @property
    def toasts(self) -> list[str]:
        """What was said over the text."""
        return [notice.message for notice in self.pilot.app._notifications]

    @property
    def running(self) -> bool:
        return self.pilot.app.is_running and not self.pilot.app._exit

    async def press(self, *keys: str) -> None:
        await press(self.pilot, *keys)

    async def type(self, text: str, then: str = "") -> None:
        await type_text(self.pilot, text, then)

    async def settle(self) -> None:
        await settle(self.pilot)

    async def go_to(self, quote: str) -> None:
        """Make the first place of `quote` the passage, as a search for it does."""
        await self.press("slash")
        await self.type(quote)
        await self.press("enter")
        assert self.passage == quote


def shown(app: App[Any]) -> str:
    """The characters on the screen."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


@asynccontextmanager
async def reading(
    folder: Path,
    size: tuple[int, int] = SIZE,
    *,
    by: str = "ana",
    article: str = "",
    theme: str = OWN[0].name,
) -> AsyncIterator[Desk]:
    """The screen as a person finds it when the list is filled, or with an article opened from it."""
    app = make_app(folder, by)
    app.theme = theme
    async with app.run_test(size=size, notifications=True) as pilot:
        desk = Desk(pilot)
        await desk.settle()
        if article:
            desk.screen.go_to_article(article)
            await desk.press("enter")
        yield desk


def frames(app: App[Any], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is on the screen after each paint from now on that changes it, as a list that grows."""
    seen = [shown(app)]
    pictures: list[str] = []

    def painted() -> None:
        picture = shown(app)
        if picture != seen[-1]:
            seen.append(picture)
            pictures.append(picture)

    monkeypatch.setattr(app, "post_display_hook", painted)
    return pictures


# A widget alone


class Host(App[Any]):
    """Shows one widget."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        for theme in OWN:
            self.register_theme(theme)
        self.theme = OWN[0].name
        self._widget = widget

    def get_css_variables(self) -> dict[str, str]:
        variables = super().get_css_variables()
        return {**mark_variables(self.current_theme, variables), **variables}

    def compose(self) -> ComposeResult:
        yield self._widget


@dataclass
class Stage:
    """One widget in an app of its own."""

    pilot: Pilot[Any]
    said: list[Any]
    """The messages of the kinds that were asked for, each once, in order."""

    async def press(self, *keys: str) -> None:
        await press(self.pilot, *keys)

    async def type(self, text: str) -> None:
        await type_text(self.pilot, text)

    async def settle(self) -> None:
        await settle(self.pilot)

    @property
    def shown(self) -> str:
        """Everything that is on the screen."""
        return shown(self.pilot.app)


@asynccontextmanager
async def staged(widget: Widget, *kinds: type[Message], size: tuple[int, int] = (60, 20)) -> AsyncIterator[Stage]:
    """`widget` alone on a screen, with the focus where it takes it."""
    said: list[Any] = []

    def hear(message: Message) -> None:
        if isinstance(message, kinds) and not any(message is one for one in said):
            said.append(message)

    async with Host(widget).run_test(size=size, message_hook=hear) as pilot:
        if widget.can_focus:
            widget.focus()
        await settle(pilot)
        yield Stage(pilot, said)


def painted_lines(pane: LinePane, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lines that a pane paints from now on, as a list that grows."""
    lines: list[int] = []
    segments = pane.segments

    def watched(line: int) -> Sequence[Segment]:
        lines.append(line)
        return segments(line)

    monkeypatch.setattr(pane, "segments", watched)
    return lines
