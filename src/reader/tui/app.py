"""The Textual app: themes, palette and the one screen; no domain code."""

import asyncio
import gc
import signal
import traceback
from collections.abc import Iterable

from rich.text import Text
from textual import events
from textual.app import App, SystemCommand
from textual.screen import Screen

from reader.text.safety import clean, unify_newlines
from reader.tui.commands import COMMANDS, Place
from reader.tui.screens.reading import ReadingScreen
from reader.tui.themes import OWN, mark_variables
from reader.workspace.desk import Workspace


class ReaderApp(App[None]):
    """Shows one workspace."""

    TITLE = "reader"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        for theme in OWN:
            self.register_theme(theme)
        self.theme = OWN[0].name

    def get_default_screen(self) -> Screen[None]:
        """The reading screen."""
        return ReadingScreen(self.workspace)

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours, with colours for marks where it names none."""
        variables = super().get_css_variables()
        return {**mark_variables(self.current_theme, variables), **variables}

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every command with its key, then Textual's own."""
        if isinstance(screen, ReadingScreen):
            for command in COMMANDS:
                if command.place is Place.SCREEN and command.id not in ("palette", "back"):
                    yield SystemCommand(
                        f"{command.label}  {command.shown_keys}",
                        command.article or command.list,
                        lambda action=command.action: screen.run_worker(screen.run_action(action)),
                    )
        for theirs in super().get_system_commands(screen):
            if theirs.title in ("Theme", "Quit", "Maximize"):
                yield theirs

    async def on_event(self, event: events.Event) -> None:
        """What is pasted is outside text: it is cleaned before any widget shows it."""
        if isinstance(event, events.Paste):
            event.text = clean(unify_newlines(event.text))
        await super().on_event(event)

    def on_ready(self) -> None:
        """The first screen stands: what was made for it is not looked through again."""
        gc.freeze()
        gc.enable()
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self._end, number)

    async def action_quit(self) -> None:
        """Close what is open, which keeps what is typed there; where nothing is, end."""
        if isinstance(self.screen, ReadingScreen):
            self.screen.leave()
        else:
            self.simulate_key("escape")

    def _end(self, number: int) -> None:
        """End on a signal, which leaves the terminal as it was; a shell counts 128 and the signal's number."""
        reading = self.screen_stack[0]
        if isinstance(reading, ReadingScreen):
            reading.leave(128 + number)

    def _fatal_error(self) -> None:
        """Leave, and say where the reader broke, in cleaned words.

        Textual would print the values of all variables too: somebody else's text, and the person's own.
        """
        told = f"The reader broke. What it called saved is on the disk.\n\n{traceback.format_exc()}"
        self.panic(Text(clean(unify_newlines(told)), no_wrap=True, overflow="ignore"))


def run_app(workspace: Workspace) -> int:
    """Open the screen on a workspace until the person quits; the exit status."""
    gc.disable()  # nothing made before the first screen is garbage: 0.91 times the start
    app = ReaderApp(workspace)
    app.run()
    workspace.reading.save()
    return app.return_code or 0
