"""Handing out: to the clipboard, to Markdown files, to the person's editor."""

import asyncio
import os
from pathlib import Path

from textual import work
from textual.app import SuspendNotSupported

from reader.desktop import copy, edit_file
from reader.errors import ReaderError
from reader.text.safety import visible_name
from reader.text.span import Span
from reader.tui.screens.desk import NO_ARTICLE, Desk


class HandingOut(Desk):
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
        from reader.tui.screens.exporting import ExportDialog

        shown = visible_name(os.fsencode(self.workspace.exports_folder))
        answer = await self.app.push_screen_wait(ExportDialog(shown, here, everywhere))
        if answer is None or self.article is None:
            return
        typed, everything, format = answer
        folder, among = Path(typed).expanduser(), None if everything else {self.article.id}
        if typed == shown:  # its name may have bytes that cannot be shown
            folder = self.workspace.exports_folder
        try:
            digest = await asyncio.to_thread(self.workspace.digest, "", among)
            done = await asyncio.to_thread(self.workspace.export, digest, folder, format)
        except ReaderError as error:
            self.say(str(error), trouble=True)
            return
        files = len(done.written) + len(done.unchanged)
        self.say(f"Exported {files} file{'s' if files != 1 else ''} to {visible_name(os.fsencode(folder))}.")
        for report in done.reports:
            self.say(report, trouble=True)

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
