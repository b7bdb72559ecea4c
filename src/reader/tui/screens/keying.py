"""Keys that Textual's bindings do not know: sequences such as `g g`, and keys that mean nothing here."""

from textual import events

from reader.cursor import Mode
from reader.tui.commands import COMMANDS, Command, Place, key_name
from reader.tui.keymap import Keys, written
from reader.tui.screens.desk import Desk
from reader.tui.widgets.item_pane import ItemPane
from reader.tui.widgets.line_pane import LinePane

NOTHING = "There is nothing here."


class Keying(Desk):
    """The part of the reading screen that waits for the rest of a sequence, and says why a key is refused."""

    _pressed: Keys = ()
    """The keys of a sequence that is not yet whole."""

    async def on_key(self, event: events.Key) -> None:
        """Go on with a sequence, or say what the key needs; all other keys are for the bindings."""
        if not isinstance(self.focused, LinePane):
            return
        key = event.character if event.character and event.is_printable and event.character != " " else event.key
        if not self._passes_by(key):
            await self.finished("article")
        pressed, waiting = (*self._pressed, key), bool(self._pressed)
        begun = self.keymap.begun(pressed, self._places())
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
        if command.place in (Place.ARTICLE, Place.VISUAL):
            self.view.focus()
            if command.place is Place.VISUAL and not self._visual:
                self.say(self._why_not(self.keymap.first(command) or command.label))
                return
            await self.view.run_action(command.action)
        elif command.place is Place.PANE and self.focused:
            await self.focused.run_action(command.action)
        else:
            await self.run_action(command.action)

    def _passes_by(self, key: str) -> bool:
        """Whether a key only moves on in the list: all others are about the article that may be on its way."""
        meant = self.keymap.meant.get(key, ())
        return self.focused is self.articles and any(c.place is Place.PANE and c.id != "enter" for c in meant)

    @property
    def _visual(self) -> bool:
        cursor = self.view.cursor
        return cursor is not None and cursor.mode is not Mode.READING

    def _places(self) -> tuple[Place, ...]:
        """Whose commands a key may call now, the first ones first."""
        if self.focused is not self.view:
            return (Place.PANE, Place.SCREEN)
        visual = (Place.VISUAL,) if self._visual or self.view.on_annotation else ()
        return (*visual, Place.PANE, Place.ARTICLE, Place.SCREEN)

    def _refusal(self, key: str, event: events.Key) -> str:
        """Why a key does nothing here, in a short sentence; empty where it does something."""
        meant = self.keymap.meant.get(key, ())
        places = self._places()
        here = next((command for place in places for command in meant if command.place is place), None)
        if here:
            return NOTHING if here.place is not Place.SCREEN and self._is_empty else ""
        if meant:
            return self._why_not(key_name(key))
        return f"{key_name(key)} has no meaning. {self._help()}" if event.is_printable else ""

    @property
    def _is_empty(self) -> bool:
        """Whether the pane that has the focus holds nothing that a key could be about."""
        pane = self.focused
        return self.view.cursor is None if pane is self.view else isinstance(pane, ItemPane) and not pane.item_count

    def _why_not(self, key: str) -> str:
        if self.focused is not self.view:
            return f"{key} works in the article: {self._key('switch')} goes there."
        return f"{key} works in visual mode: {self._key('visual')} begins it."

    def _help(self) -> str:
        return f"{self._key('help')} shows the keys."

    def _key(self, id: str) -> str:
        return next(self.keymap.first(command) for command in COMMANDS if command.id == id)
