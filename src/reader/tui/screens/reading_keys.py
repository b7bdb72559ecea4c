"""What the keys of the reading screen need: the article, the list, or visual mode."""

from reader.cursor import Mode
from reader.tui.commands import Command, Place, Spot
from reader.tui.screens.desk import Desk
from reader.tui.screens.keying import Keying


class ReadingKeys(Keying[None], Desk, part=True):
    """The part of the reading screen that knows which keys mean something where."""

    @property
    def spot(self) -> Spot:
        """Where the person is."""
        return Spot.ARTICLE if self.focused is self.view else Spot.LIST

    def places(self) -> tuple[Place, ...]:
        """Whose commands a key may call now, the first ones first."""
        if self.focused is not self.view:
            return (Place.PANE, Place.SCREEN)
        visual = (Place.VISUAL,) if self._visual or self.view.on_annotation else ()
        return (*visual, Place.PANE, Place.ARTICLE, Place.SCREEN)

    def has(self, command: Command) -> bool:
        """Whether it is known here at all."""
        return command.place is not Place.NOTES

    def why_not(self, key: str) -> str:
        """What a key needs that has a meaning elsewhere only."""
        if self.focused is not self.view:
            return f"{key} works in the article: {self.key_of('switch')} goes there."
        return f"{key} works in visual mode: {self.key_of('visual')} begins it."

    @property
    def is_empty(self) -> bool:
        """Whether the pane that has the focus holds nothing that a key could be about."""
        return self.view.cursor is None if self.focused is self.view else super().is_empty

    def is_there(self, key: str) -> bool:
        """Whether the article that a key is about is there."""
        return not self._is_about_article(key) or not self.at_work("article")

    async def arrived(self, key: str) -> None:
        """Wait for the article that a key is about."""
        if self._is_about_article(key):
            await self.finished("article")

    def _is_about_article(self, key: str) -> bool:
        """All are, but for moving on in the list."""
        meant = self.keymap.meant.get(key, ())
        return self.focused is not self.articles or not any(c.place is Place.PANE and c.id != "enter" for c in meant)

    async def carry_out(self, command: Command) -> None:
        """Do what a command says, where it is done; what is done in the article goes there."""
        if command.place in (Place.ARTICLE, Place.VISUAL):
            self.view.focus()
            if command.place is Place.VISUAL and not self._visual:
                self.say(self.why_not(self.keymap.first(command) or command.label))
                return
            await self.view.run_action(command.action)
        else:
            await super().carry_out(command)

    @property
    def _visual(self) -> bool:
        cursor = self.view.cursor
        return cursor is not None and cursor.mode is not Mode.READING
