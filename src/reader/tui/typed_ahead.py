"""Keys in the order in which they were typed, each when the one before has done what it does."""

import os
import time
from collections import deque

from textual import events, on
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import ModalScreen, Screen

from reader.tui.messages import ForgetTyped, HandOn
from reader.tui.painting import paint_now
from reader.tui.screens.pane_screen import PaneScreen

_LOST = 2.0
"""Seconds after which a key is taken to be done though no word of it came: its widget went away with it."""
_ROUNDS = 3
"""How often one follows: the key, the messages that it led to, and what these have called later."""


class Followed(Message):
    """Goes behind a key through all queues that it goes through; when it comes out, the key has done what it does."""

    def __init__(self, key: events.Event, left: int) -> None:
        super().__init__()
        self.key = key
        self.left = left
        """Rounds that are still to be made."""


class TypedAhead(App[None]):
    """Holds what is typed while a key is at work, or a dialog is on its way.

    Textual hands a key to what has the focus when it arrives. What is typed fast, or while the machine is busy, then
    goes to the wrong place: letters behind `a` are taken for commands before the note opens, and ctrl+s overtakes
    the letters before it.
    """

    def __init__(self) -> None:
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)  # then Textual paints no colour at all
        self._typed: deque[events.Event] = deque()
        self._at_work: events.Event | None = None
        self._since = 0.0
        """When it was handed on."""
        self._standing: Screen[object] | None = None
        """The dialog that can be typed in."""

    @property
    def is_asking(self) -> bool:
        """Whether a dialog is on its way: what is typed is for it."""
        screen = self.screen
        if isinstance(screen, ModalScreen):
            return screen is not self._standing and screen.focused is None
        return isinstance(screen, PaneScreen) and screen.opening

    @property
    def has_typed(self) -> bool:
        """Whether something that was typed has still to do what it does."""
        return not self._exit and (self._at_work is not None or bool(self._typed))

    async def on_event(self, event: events.Event) -> None:
        """Keys and pasted text wait for their turn."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(event)
        if time.monotonic() - self._since > _LOST:
            self._at_work = None
        await self.hand_on()

    async def hand_on(self) -> None:
        """Let the next key do what it does, if it is its turn."""
        if self._typed and self._at_work is None and not self.is_asking:
            event = self._at_work = self._typed.popleft()
            self._since = time.monotonic()
            rounds = _ROUNDS
            if await self._take(event):
                rounds -= 1  # the key itself goes nowhere
                paint_now(self.screen)
            else:
                await super().on_event(event)
            self._follow(event, rounds)

    async def _take(self, event: events.Event) -> bool:
        screen = self.screen
        return isinstance(event, events.Key) and isinstance(screen, PaneScreen) and await screen.take(event)

    @on(Followed)
    async def _followed(self, message: Followed) -> None:
        if message.key is self._at_work and self.screen_stack:  # it is empty when the program ends
            self._follow(message.key, message.left - 1)

    def _follow(self, key: events.Event, rounds: int) -> None:
        at = self.focused or self.screen
        if not rounds or not at.post_message(Followed(key, rounds)):
            self._at_work = None
            self.call_later(self.hand_on)

    @on(events.DescendantFocus)
    async def _stands(self) -> None:
        self._standing = self.screen
        await self.hand_on()

    @on(HandOn)
    async def _go_on(self) -> None:
        await self.hand_on()

    @on(ForgetTyped)
    def _forget(self) -> None:
        self._typed.clear()

    def pop_screen(self) -> AwaitComplete:
        """As Textual's; a key that closed a dialog is done then, for what followed it went with the dialog."""
        popped = super().pop_screen()
        self._at_work = None
        self.call_later(self.hand_on)
        return popped
