"""From sources to articles: fetched at the same time, written one by one, and one that fails stops no other."""

import asyncio
import os
from collections.abc import AsyncIterator, Coroutine, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from reader.errors import CannotRead
from reader.files import read_file
from reader.intake.corpora import BadRow, csv_rows, json_lines
from reader.intake.decoding import encoding_of
from reader.intake.feeds import Entry, Feed, parse_feed, parts_of
from reader.intake.fetching import Fetched, Fetcher, TryLater
from reader.intake.memory import Memory, Validators, memory_path
from reader.intake.opml import parse_opml
from reader.intake.pages import page_story
from reader.intake.shelf import Outcome, Shelf, Shelved
from reader.intake.sources import ENDINGS, Kind, Material, kind_of, stories_of
from reader.intake.story import Story
from reader.intake.tally import Progress, Told, Trouble
from reader.intake.wishes import Wishes
from reader.library.source import reason_of
from reader.text.safety import clean_line, visible_name

_LARGEST_FILE = 256 * 2**20
"""Bytes of a file that is read whole; corpora of lines are read line by line, whatever their size."""
_SAMPLE = 2**20
"""Bytes from which the encoding of a corpus is told."""

Step = Coroutine[object, object, None]


class Intake:
    """Takes sources into one folder, from one event loop; `opened` makes one."""

    def __init__(self, folder: Path, wishes: Wishes, fetcher: Fetcher, told: Told) -> None:
        self._shelf = Shelf(folder)
        self._wishes = wishes
        self._fetcher = fetcher
        self._told = told
        self._done = self._known = 0
        self.memory = Memory(memory_path(folder))

    async def add(self, sources: Iterable[str], stdin: bytes = b"") -> None:
        """Take what a person named: addresses, files, folders, `-` for what `stdin` held. Raises NotSaved."""
        await self._all([self._one(source, self._source(source, stdin)) for source in sources])

    async def update(self, feeds: Iterable[str]) -> None:
        """Take what is new in feeds that are followed, if they changed since the last time. Raises NotSaved."""
        await self._all([self._one(url, self._followed(url)) for url in feeds])

    async def _all(self, steps: list[Step]) -> None:
        self._known += len(steps)
        self._told(Progress(self._done, self._known))
        await asyncio.gather(*steps)

    async def _one(self, name: str, step: Step) -> None:
        """One source to its end; what is wrong with it is told."""
        try:
            await step
        except CannotRead as error:
            self._trouble(name, error)
        self._done += 1
        self._told(Progress(self._done, self._known))

    def _trouble(self, source: str, reason: object) -> None:
        self._told(Trouble(clean_line(source), clean_line(str(reason))))

    async def _source(self, source: str, stdin: bytes) -> None:
        if source == "-":
            await self._take(Material("-", stdin))
        elif "://" in source:
            await self._address(source)
        elif os.path.isdir(source):
            await self._all([self._one(path, self._file(path)) for path in _files_below(source)])
        else:
            await self._file(source)

    async def _address(self, url: str) -> None:
        known = self._shelf.known(Story(url=url))
        fetched = await self._fetcher.get(url, self.memory.validators(url) if known else None)
        if fetched.unchanged and known:
            self._told(Shelved(known.id, Outcome.KNOWN, known.fields.get("title", ""), url))
            return
        await self._take(_material(fetched))
        if self._shelf.known(Story(url=url)):  # so it was a page
            self.memory.note(url, fetched.validators)

    async def _file(self, path: str) -> None:
        by_name = next((kind for ending, kind in ENDINGS.items() if path.lower().endswith(ending)), None)
        kind = self._wishes.kind or by_name
        try:
            if kind in (Kind.JSONL, Kind.CSV) and not path.lower().endswith(".json"):
                read = csv_rows if kind is Kind.CSV else json_lines
                await self._put_all(
                    visible_name(path), read(_lines(path), os.path.basename(path), self._wishes.columns)
                )
                return
            data = await asyncio.to_thread(read_file, Path(path), _LARGEST_FILE)
        except FileNotFoundError as error:
            raise CannotRead("There is no such file.") from error
        except OSError as error:
            if error.filename is None:  # what we say, not what we read
                raise
            raise CannotRead(reason_of(error)) from error
        await self._take(Material(os.path.basename(path), data))

    async def _take(self, material: Material) -> None:
        kind: Kind = self._wishes.kind or kind_of(material)
        if kind is Kind.OPML:
            feeds = [feed.url for feed in parse_opml(material.data)]
            await self._all([self._one(url, self._address(url)) for url in feeds])
        elif kind is Kind.FEED:
            feed = await asyncio.to_thread(parse_feed, material.data, material.url, material.content_type)
            await self._entries(feed, {})
        else:
            stories = await asyncio.to_thread(list, stories_of(material, kind, self._wishes.columns))
            await self._put_all(material.name, iter(stories))

    async def _put_all(self, name: str, stories: Iterator[Story | BadRow]) -> None:
        """Write each story; the loop breathes between two, so that ctrl+c and other sources get their turn."""
        for story in stories:
            if isinstance(story, BadRow):
                self._trouble(f"{name}, {story.number}", story.reason)
            else:
                try:
                    self._told(self._shelf.put(story))
                except CannotRead as error:
                    self._trouble(story.title or story.url or name, error)
            await asyncio.sleep(0)

    async def _followed(self, url: str) -> None:
        fetched = await self._fetcher.get(url, self.memory.validators(url))
        if fetched.unchanged:
            return
        feed = await asyncio.to_thread(parse_feed, fetched.data, url, fetched.content_type)
        said = await self._entries(feed, self.memory.stories(url))
        # A feed that did not change would not be looked at, and a page that failed today not be tried again.
        self.memory.note(url, Validators() if "" in said.values() else fetched.validators, said)

    async def _entries(self, feed: Feed, before: Mapping[str, str]) -> dict[str, str]:
        """Write the stories of a feed that are new or changed since `before`; what to remember of it, the same way."""
        said = {}
        for entry in feed.entries:
            key, fingerprint = entry.key, entry.fingerprint
            if before.get(key) != fingerprint and not (self._is_known_summary(entry) and key not in before):
                fingerprint = fingerprint if await self._entry(entry) else ""
            said[key] = fingerprint
        return said

    def _is_known_summary(self, entry: Entry) -> bool:
        return self._wishes.pages and not entry.whole and self._shelf.known(entry.story) is not None

    async def _entry(self, entry: Entry) -> bool:
        """Write one story of a feed; whether that is settled, or its page is to be tried another day."""
        settled, story = True, await asyncio.to_thread(parts_of, entry)
        if self._wishes.pages and not entry.whole:
            try:
                page = await self._page_of(entry)
                story = max(story, page, key=_length)  # a page that asks for money or scripts may say less
            except TryLater:
                settled = False
            except CannotRead:
                pass  # what the feed says has to do
        await self._put_all(entry.story.url or entry.story.title, iter([story]))
        return settled

    async def _page_of(self, entry: Entry) -> Story:
        """The story as its page has it; what the feed says of it goes before what the page says of itself."""
        fetched = await self._fetcher.get(entry.story.url)
        page = await asyncio.to_thread(page_story, fetched.data, fetched.url, fetched.charset, fetched.language)
        told = entry.story
        return replace(
            told,
            parts=page.parts,
            title=told.title or page.title,
            date=told.date or page.date,
            author=told.author or page.author,
            source=told.source or page.source,
            language=page.language or told.language,
        )


@asynccontextmanager
async def opened(folder: Path, wishes: Wishes, told: Told) -> AsyncIterator[Intake]:
    """An intake for the articles in `folder`; what it learnt is remembered, however it ends. Raises Unusable."""
    async with wishes.fetcher() as fetcher:
        intake = Intake(folder, wishes, fetcher, told)
        try:
            yield intake
        finally:
            intake.memory.save()


def _material(fetched: Fetched) -> Material:
    name = fetched.url.partition("?")[0].rpartition("/")[2]
    return Material(name, fetched.data, fetched.url, fetched.content_type, fetched.charset, fetched.language)


def _length(story: Story) -> int:
    return sum(len(part.text) for part in story.parts)


def _lines(path: str) -> Iterator[str]:
    """The lines of a corpus, in the encoding of its beginning. Raises OSError."""
    with open(path, "rb") as sample:
        encoding = encoding_of(sample.read(_SAMPLE))
    with open(path, encoding=encoding, errors="replace", newline="") as lines:
        yield from lines


def _files_below(folder: str) -> list[str]:
    """Every file of a folder whose name says that it can be read, nested ones too; nothing hidden, no link."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [os.path.join(place, n) for n in sorted(names) if n.lower().endswith(tuple(ENDINGS)) and n[0] != "."]
    return found
