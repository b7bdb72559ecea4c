"""The catalogue of one library, held in memory."""

import os
from collections.abc import Callable, Iterator
from functools import lru_cache

from reader.catalogue.query import Query
from reader.errors import CannotRead, NotFound
from reader.library.folder import Found, Library
from reader.model.article import Article, Listing, Unreadable
from reader.model.hit import Hit, Where
from reader.text.safety import visible_name
from reader.text.span import Span

Progress = Callable[[int], None]
"""Told how many files have been looked at."""

_AROUND = 60
"""Characters of a snippet on either side of a find."""


class Catalogue:
    """Knows every article of a library by what the list shows of it, and reads one whole when it is asked for.

    `refresh` may run in a worker: it builds its results aside and puts them in place at once.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._seen: dict[str, tuple[Found, Listing | Unreadable]] = {}
        self.listing: tuple[Listing, ...] = ()
        """Every readable article, newest first, undated ones last."""
        self.problems: tuple[Unreadable, ...] = ()
        """Every file that should be an article and cannot be read."""
        self._read = lru_cache(maxsize=32)(self._read_version)

    def refresh(self, progress: Progress | None = None) -> bool:
        """Look at the folder again, reading what is new or changed; whether anything is different."""
        seen: dict[str, tuple[Found, Listing | Unreadable]] = {}
        problems: list[Unreadable] = []
        for count, found in enumerate(self._library.scan(), 1):
            if isinstance(found, Unreadable):
                problems.append(found)
                continue
            known = self._seen.get(found.id)
            seen[found.id] = known if known and known[0] == found else (found, self._list(found))
            if progress and count % 100 == 0:
                progress(count)
        rows = [row for _, row in seen.values()]
        listing = tuple(sorted((row for row in rows if isinstance(row, Listing)), key=_newest_first))
        problems += [row for row in rows if isinstance(row, Unreadable)]
        changed = seen != self._seen or tuple(problems) != self.problems
        self._seen, self.listing, self.problems = seen, listing, tuple(problems)
        return changed

    def article(self, id: str) -> Article:
        """The article whole, as its file reads now. Raises NotFound or CannotRead."""
        return self._read(id, self._version(id))

    def resolve(self, part: str) -> str:
        """The id that `part` names, in full or as a part of no other, as it is or as it is shown. Raises NotFound."""
        forms = [(row.id, visible_name(row.id)) for row in self.listing]
        fitting = [id for id, shown in forms if part in (id, shown)]
        fitting = fitting or [id for id, shown in forms if part in id or part in shown]
        if len(fitting) == 1:
            return fitting[0]
        named = visible_name(part)
        if not fitting:
            raise NotFound(f"No article is called “{named}”.")
        raise NotFound(f"“{named}” fits {len(fitting)} articles; name one of them in full.")

    def matching(self, query: Query) -> Iterator[Listing]:
        """The articles that answer `query`, newest first."""
        for row in self.listing:
            if not query.needles or query.matches(row.headline, row.dateline):
                yield row
                continue
            article = self._readable(row.id)
            if article and query.matches(*(block.span.of(article.text) for block in article.body)):
                yield row

    def hits(self, query: Query) -> Iterator[Hit]:
        """Every place in the articles that answers `query`, newest article first, in text order."""
        for row in self.matching(query) if query.needles else ():
            article = self._readable(row.id)
            if article is None:
                continue
            for block in article.body:
                for find in query.finds(block.span.of(article.text)):
                    span = Span(block.span.start + find.start, block.span.start + find.end)
                    yield Hit(row.id, Where.TEXT, snippet(article.text, span, block.span), span)

    def _readable(self, id: str) -> Article | None:
        try:
            return self.article(id)
        except (CannotRead, NotFound):
            return None

    def _read_version(self, id: str, version: object) -> Article:  # noqa: ARG002 (part of what is remembered)
        return self._library.read(id)

    def _version(self, id: str) -> object:
        """Different whenever the file changed; None where there is none, which reading it then says."""
        try:
            status = os.stat(self._library.path(id), follow_symlinks=False)
        except OSError:
            return None
        return (status.st_ino, status.st_size, status.st_mtime_ns)

    def _list(self, found: Found) -> Listing | Unreadable:
        try:
            article = self._library.read(found.id)
        except (CannotRead, NotFound) as error:
            return Unreadable(visible_name(found.id), str(error))
        return Listing(article.id, article.headline, article.date, article.dateline, article.words)


def snippet(text: str, find: Span, within: Span) -> str:
    """One line of `text` around `find`, cut at words, with … where it was cut."""
    start, end = max(within.start, find.start - _AROUND), min(within.end, find.end + _AROUND)
    if start > within.start:
        start = min(text.find(" ", start, find.start) + 1 or start, find.start)
    if end < within.end:
        end = max(text.rfind(" ", find.end, end), find.end)
    line = " ".join(text[start:end].split())
    return ("…" if start > within.start else "") + line + ("…" if end < within.end else "")


def _newest_first(row: Listing) -> tuple[int, str]:
    return (-row.date.toordinal() if row.date else 1, row.id)
