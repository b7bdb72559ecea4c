"""Keys that Textual's bindings do not know: sequences such as `g g`, and keys that mean nothing here."""

from collections.abc import Iterator
from typing import TypeVar

from textual import events

from reader.tui.commands import COMMANDS, Command, Place, Spot, key_name
from reader.tui.keymap import Keys, written
from reader.tui.screens.pane_screen import PaneScreen
from reader.tui.widgets.item_pane import ItemPane
from reader.tui.widgets.line_pane import LinePane

NOTHING = "There is nothing here."
_Result = TypeVar("_Result")


class Keying(PaneScreen[_Result], part=True):
    """A screen that waits for the rest of a sequence, and says why a key is refused."""

    _pressed: Keys = ()
    """The keys of a sequence that is not yet whole."""

    @property
    def spot(self) -> Spot:
        """Where the person is."""
        raise NotImplementedError

    def places(self) -> tuple[Place, ...]:
        """Whose commands a key may call now, the first ones first."""
        raise NotImplementedError

    def has(self, command: Command) -> bool:
        """Whether this screen knows a command at all."""
        raise NotImplementedError

    def why_not(self, key: str) -> str:
        """What a key needs that has a meaning elsewhere only, as a short sentence."""
        raise NotImplementedError

    @property
    def is_empty(self) -> bool:
        """Whether the pane that has the focus holds nothing that a key could be about."""
        return isinstance(self.focused, ItemPane) and not self.focused.item_count

    def is_there(self, key: str) -> bool:  # noqa: ARG002 (here nothing is ever on its way)
        """Whether what a key is about is there, and not on its way."""
        return True

    async def arrived(self, key: str) -> None:
        """Wait until it is."""

    async def take(self, event: events.Key) -> bool:
        """Do what a single key says.

        The way from widget to widget and through Textual's bindings leads to the same, and takes several times as long.
        """
        key, pane = _named(event), self.focused
        if not isinstance(pane, LinePane):
            return await super().take(event)
        if pane.takes_keys or self._pressed or self.is_empty:
            return False
        if not self.is_there(key) or self.keymap.begun((key,), self.places()):
            return False
        for command in self._called(key):
            if await self.app.run_action(command.action, self if command.place is Place.SCREEN else pane):
                return True
        return False

    async def on_key(self, event: events.Key) -> None:
        """Go on with a sequence, or say what the key needs; all other keys are for the bindings."""
        if not isinstance(self.focused, LinePane):
            return
        key = _named(event)
        await self.arrived(key)
        pressed, waiting = (*self._pressed, key), bool(self._pressed)
        begun = [(keys, command) for keys, command in self.keymap.begun(pressed, self.places()) if self.has(command)]
        self._pressed = ()
        if begun:
            whole = [command for keys, command in begun if keys == pressed]
            if whole:
                self.say("")
                await self.carry_out(whole[0])
            else:
                self._pressed = pressed
                self.say(f"{written(pressed)} …")
        elif waiting:
            self.say("" if key == "escape" else f"{written(pressed)} has no meaning. {self._help()}")
        elif reason := self._refusal(key, event):
            self.say(reason)
        else:
            return
        event.stop()
        event.prevent_default()

    async def carry_out(self, command: Command) -> None:
        """Do what a command says, where it is done."""
        here = self.focused if command.place is not Place.SCREEN else None
        await (here or self).run_action(command.action)

    def _refusal(self, key: str, event: events.Key) -> str:
        """Why a key does nothing here, in a short sentence; empty where it does something."""
        here = next(self._called(key), None)
        if here:
            return NOTHING if here.place is not Place.SCREEN and self.is_empty else ""
        if key in self.keymap.meant:
            return self.why_not(key_name(key))
        return f"{key_name(key)} has no meaning. {self._help()}" if event.is_printable else ""

    def _called(self, key: str) -> Iterator[Command]:
        """The commands that a single key may call here, the first ones first."""
        known = [command for command in self.keymap.meant.get(key, ()) if self.has(command)]
        return (command for place in self.places() for command in known if command.place is place)

    def _help(self) -> str:
        return f"{self.key_of('help')} shows the keys."

    def key_of(self, id: str) -> str:
        """The first key of a command, as a person knows it."""
        return next(self.keymap.first(command) for command in COMMANDS if command.id == id)


def _named(event: events.Key) -> str:
    """A key as commands name it."""
    return event.character if event.character and event.is_printable and event.character != " " else event.key
