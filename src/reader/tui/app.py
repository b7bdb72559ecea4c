"""The Textual app: themes, palette and the one screen; no domain code."""

import gc
import os
import signal
import traceback
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from rich.text import Text
from textual import events, on
from textual.app import App, SystemCommand
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.screen import Screen
from textual.theme import Theme
from textual.worker import WorkerFailed, get_current_worker

from reader.choices import Choices, recall, remember
from reader.errors import Unusable
from reader.text.safety import clean, unify_newlines
from reader.tui.commands import COMMANDS
from reader.tui.customs import Customs, customs_of
from reader.tui.screens.keying import Keying
from reader.tui.screens.reading import ReadingScreen
from reader.tui.screens.saving import Saving
from reader.tui.signals import answer
from reader.tui.themes import OWN, THEMES, mark_variables
from reader.tui.typed_ahead import TypedAhead
from reader.workspace.desk import Workspace

_LOOK_EVERY = 1.0
"""Seconds between looks at the settings file."""


class ReaderApp(TypedAhead):
    """Shows one workspace."""

    TITLE = "reader"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(self, workspace: Workspace, settings_file: Path | None = None, choices: Path | None = None) -> None:
        """Without a settings file the defaults hold; without one for choices, nothing is remembered.

        Raises Unusable where the settings cannot hold.
        """
        self.workspace = workspace
        self._settings_file = settings_file
        self._stamp = stamp_of(settings_file)
        self._customs = customs_of(settings_file) if settings_file else Customs()
        self._choices = choices
        chosen = recall(choices) if choices else Choices(greeted=True)
        self._greet = not chosen.greeted
        remembered = chosen.theme if chosen.theme in THEMES else OWN[0].name
        # Before Textual asks for colours: to set a theme later has it make all styles a second time.
        self.set_reactive(App.theme, self._customs.settings.theme or remembered)
        super().__init__()

    def get_default_screen(self) -> Screen[None]:
        """The reading screen."""
        return ReadingScreen(self.workspace, self._customs, greet=self._greet)

    def on_mount(self) -> None:
        """Let the settings hold, and every change of them from now on; remember which theme is chosen."""
        self.set_keymap(self._customs.keymap.singles)
        if self._greet and self._choices:
            remember(self._choices, greeted=True)
        if self._settings_file:
            self.set_interval(_LOOK_EVERY, self._look_at_settings)
        self.theme_changed_signal.subscribe(self, self._theme_changed)

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Textual's, and our own."""
        return {**super().available_themes, **{theme.name: theme for theme in OWN}}

    def get_driver_class(self) -> type[Driver]:
        """Textual's for this machine and environment, steadied where it is the usual one."""
        theirs = super().get_driver_class()
        if theirs.__module__ != "textual.drivers.linux_driver":
            return theirs
        from reader.tui.driver import SteadyDriver

        return SteadyDriver

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours, with colours for marks where it names none."""
        variables = super().get_css_variables()
        return {**mark_variables(self.current_theme, variables), **variables}

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every command with its key, then Textual's own."""
        if isinstance(screen, Keying):
            for command in COMMANDS:
                if command.id != "palette" and screen.has(command):
                    yield SystemCommand(
                        f"{command.label}  {screen.keymap.shown(command)}",
                        command.does(screen.spot) or command.article or command.list,
                        lambda command=command: screen.run_worker(screen.carry_out(command)),
                    )
        for theirs in super().get_system_commands(screen):
            if theirs.title in ("Theme", "Quit", "Maximize"):
                yield theirs

    def search_themes(self) -> None:
        """Offer all themes. Textual's provider of them is made from a stand-in (`tui/running.py`)."""
        themes = [(name, partial(setattr, self, "theme", name)) for name in sorted(self.available_themes)]
        self.search_commands(themes, placeholder="Search for themes…")

    async def on_event(self, event: events.Event) -> None:
        """What is pasted is outside text: it is cleaned before any widget shows it."""
        if isinstance(event, events.Paste):
            event.text = clean(unify_newlines(event.text))
        await super().on_event(event)

    @on(Driver.SignalResume)
    def _resumed(self) -> None:
        """Paint all anew: Textual takes an empty screen then, and leaves it empty until something changes."""
        self.refresh(layout=True)

    def on_ready(self) -> None:
        """The first screen stands: what was made for it is not looked through again."""
        gc.freeze()
        gc.enable()
        if not self.is_headless:
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                answer(number, partial(self._end, number))

    async def action_quit(self) -> None:
        """Close what is open, which keeps what is typed there; where nothing is, end."""
        if isinstance(self.screen, ReadingScreen):
            self.screen.leave()
        else:
            self.simulate_key("escape")

    def _end(self, number: int) -> None:
        """End on a signal, which leaves the terminal as it was; a shell counts 128 and the signal's number.

        What is half typed is kept first.
        """
        reading = self.screen_stack[0]
        if isinstance(reading, ReadingScreen):
            for screen in self.screen_stack:
                if isinstance(screen, Saving):
                    screen.keep_typed()
            reading.leave(128 + number)

    def _handle_exception(self, error: Exception) -> None:
        """What a thread brings for a screen that is being taken away has no place to go: that is no failure."""
        if isinstance(error, WorkerFailed) and isinstance(error.error, NoMatches):
            node = get_current_worker().node
            if node._pruning or not node.is_attached:
                return
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave, and say where the reader broke, in cleaned words.

        Textual would print the values of all variables too: somebody else's text, and the person's own.
        """
        told = f"{traceback.format_exc()}\nThe reader broke. What it called saved is on the disk."
        self.panic(Text(clean(unify_newlines(told)), no_wrap=True, overflow="ignore"))

    def _look_at_settings(self) -> None:
        stamp = stamp_of(self._settings_file)
        if self._settings_file is None or stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            customs = customs_of(self._settings_file)
        except Unusable as error:
            self.notify(f"{error} The settings from before hold.", severity="error", markup=False, timeout=8)
            return
        if customs.settings.theme and customs.settings.theme != self._customs.settings.theme:
            self.theme = customs.settings.theme
        self._take_over(customs)
        self.notify("The settings are taken over.", markup=False)

    def _take_over(self, customs: Customs) -> None:
        self._customs = customs
        self.set_keymap(customs.keymap.singles)
        for screen in self.screen_stack:
            if isinstance(screen, ReadingScreen):
                screen.customise(customs)

    def _theme_changed(self, theme: Theme) -> None:
        if self._choices and theme.name != self._customs.settings.theme:
            remember(self._choices, theme=theme.name)

    def on_unmount(self) -> None:
        """Nothing is asked any more."""
        self.workspace.close()


def stamp_of(path: Path | None) -> object:
    """Different whenever a file was written anew; None where there is none."""
    try:
        status = os.stat(path) if path else None
    except OSError:
        return None
    return status and (status.st_mtime_ns, status.st_size, status.st_ino)
