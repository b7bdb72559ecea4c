"""Handing out: to the clipboard, to Markdown files, to the person's editor."""

import asyncio

from textual import work
from textual.app import SuspendNotSupported

from reader.desktop import copy, edit_file
from reader.text.safety import visible_name
from reader.text.span import Span
from reader.tui.screens.delivering import Delivering
from reader.tui.screens.desk import NO_ARTICLE, Desk


class HandingOut(Delivering[None], Desk, part=True):
    """The part of the reading screen by which words and notes leave it."""

    _copied: Span | None = None
    """The passage that was copied last: once more copies its source with it."""

    def action_copy(self) -> None:
        """Copy the passage, the second time with its source; in the list, headline and date."""
        view, row = self.view, self.articles.article
        if self.focused is self.articles and row:
            self._copy(f"{row.headline}{f', {row.date.isoformat()}' if row.date else ''}", "headline and date")
        elif self.article and view.cursor:
            span, article = view.cursor.passage, self.article
            again, self._copied = self._copied == span, None if self._copied == span else span
            facts = filter(
                None, [article.headline, article.date and article.date.isoformat(), visible_name(article.id)]
            )
            source = f"\n({', '.join(str(fact) for fact in facts)})" if again else ""
            self._copy(span.of(article.text) + source, "the passage with its source" if again else "the passage")
        else:
            self.say(NO_ARTICLE)

    @work(group="clipboard")
    async def _copy(self, text: str, what: str) -> None:
        """By the terminal (OSC 52), which never answers, and by the desktop's own program, where there is one."""
        self.app.copy_to_clipboard(text)
        if await asyncio.to_thread(copy, text):
            self.say(f"Copied {what}.")
        else:
            self.say(f"Sent {what} to the terminal's clipboard; whether it took it cannot be known.")

    @work(group="notes")
    async def action_export(self) -> None:
        """Ask where to, and export."""
        here = len(self.placed)
        everywhere = sum(row.notes for row in await asyncio.to_thread(self.workspace.list))
        if not everywhere:
            self.say("There is nothing to export yet: h highlights the sentence you read.")
            return
        choices = [("this article", here), ("all articles", everywhere)]
        order = await self._ordered(self.workspace.exports_folder, choices, first=not here)
        if order is None or self.article is None:
            return
        among = None if order.choice else {self.article.id}
        await self._deliver(lambda: self.workspace.digest(among=among), order)

    @work(group="editor")
    async def action_edit_file(self) -> None:
        """Open the article in the person's editor, and read it again afterwards."""
        if self.article is None:
            self.say(NO_ARTICLE)
            return
        try:
            with self.app.suspend():
                await asyncio.to_thread(edit_file, self.workspace.library.path(self.article.id))
        except (OSError, ValueError, SuspendNotSupported):
            self.say("The editor cannot be started: $VISUAL or $EDITOR names it.", trouble=True)
            return
        await asyncio.to_thread(self.workspace.refresh)
        self.open_article(self.article.id)
        await self.update_list()
