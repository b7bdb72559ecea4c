"""The article files of a folder as stories that are known: what is new, what changed, what is the person's now."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reader.errors import CannotRead, NotFound, NotSaved
from reader.files import read_file, write_durably
from reader.intake.markdown import body, front_matter
from reader.intake.memory import turn
from reader.intake.sealing import head_fields, is_sealed, sealed, text_hash
from reader.intake.story import Story, page_address
from reader.library.folder import Found, Library
from reader.library.headline import shown
from reader.library.markdown import parse_markdown
from reader.library.source import MOST_BYTES, decode
from reader.model.article import Article

_WORDS = "text-hash"
"""The name of the line with the hash of the words that came from the source, whatever was edited since."""
_FEW_WORDS = 30
"""Fewer words do not tell stories apart (`Comments`, `Read more`): then the title counts too."""
_LONGEST_NAME = 100
"""Bytes of a file's name; every disk and every sync folder takes as many."""


class Outcome(StrEnum):
    """What became of a story."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"
    KEPT = "kept"
    """Its source changed, but the file was edited by hand and stays as it is."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A story, and where it stands now."""

    id: str
    """The article's id in the library."""
    outcome: Outcome
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What the front matter of one of our files says."""

    id: str
    fields: dict[str, str]


class Shelf:
    """Puts stories into a folder of articles, each once; only files that it wrote, and nobody edited, change.

    Raises Unusable where the folder cannot be read. One thread at a time; other processes may do the same.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._library = Library(folder)
        self._by_name: dict[tuple[str, str], _Known] = {}
        self._by_words: dict[str, str] = {}
        self._ids: set[str] = set()
        for found in self._library.scan():
            if isinstance(found, Found):
                self._learn(found.id)

    def put(self, story: Story) -> Shelved:
        """Write the story where it is new or changed; on the disk when this returns.

        Raises CannotRead for a story without words, and NotSaved.
        """
        text = body(story)
        if not text:
            raise CannotRead("There is no text in it.")
        words = _words_hash(parse_markdown("", decode(text.encode())), front_matter(story).get("title", ""))
        with turn(self.folder):
            id = self._free_name(story)
            known = self.known(story)
            if known is None and words in self._by_words:
                return self._shelved(self._by_words[words], Outcome.KNOWN, story)
            if known is None:
                self._write(id, story, text, words)
                return self._shelved(id, Outcome.NEW, story)
            return self._shelved(known.id, self._renewed(known, story, text, words), story)

    def known(self, story: Story) -> _Known | None:
        """What is known of the story by its guid or its address; None where it is new."""
        return next((known for name in _names(front_matter(story)) if (known := self._by_name.get(name))), None)

    def feeds(self) -> Iterator[str]:
        """The feed of each article that came with one."""
        seen = {known.id: known.fields.get("feed", "") for known in self._by_name.values()}
        return (feed for feed in seen.values() if feed)

    def _renewed(self, known: _Known, story: Story, text: str, words: str) -> Outcome:
        fields = front_matter(story)
        same = words == known.fields.get(_WORDS) and fields.get("title") == known.fields.get("title")
        # Another feed may claim any address: a new version is only taken from where the article came from.
        if same or fields.get("feed") != known.fields.get("feed"):
            return Outcome.KNOWN
        if not self._is_untouched(known.id):
            return Outcome.KEPT
        self._write(known.id, story, text, words)
        return Outcome.CHANGED

    def _shelved(self, id: str, outcome: Outcome, story: Story) -> Shelved:
        fields = front_matter(story)
        return Shelved(id, outcome, fields.get("title", ""), fields.get("url", ""))

    def _write(self, id: str, story: Story, text: str, words: str) -> None:
        fields = front_matter(story) | {_WORDS: words}
        data = sealed(fields, text).encode()
        if len(data) > MOST_BYTES:
            raise CannotRead(f"It is too large: more than {MOST_BYTES // 2**20} MB.")
        try:
            write_durably(self.folder / id, data, 0o644)
        except OSError as error:
            raise NotSaved(f"{id} is not saved: {os.strerror(error.errno or 0)}.") from error
        self._ids.add(id)
        self._remember(id, fields)

    def _free_name(self, story: Story) -> str:
        """`2024-03-15-in-a-move.md`, with a number behind where the folder has such a file.

        What stands there and was not known is learnt: another process may just have written this very story.
        """
        from slugify import slugify

        date = story.date.isoformat() if story.date else "no-date"
        title = (front_matter(story).get("title") or story.parts[0].text)[:400]
        slug = slugify(title, max_length=_LONGEST_NAME - len(date) - 10, word_boundary=True) or "untitled"
        number, name = 1, f"{date}-{slug}.md"
        while os.path.lexists(self.folder / name):
            self._learn(name)
            number += 1
            name = f"{date}-{slug}-{number}.md"
        return name

    def _is_untouched(self, id: str) -> bool:
        try:
            text = read_file(self._library.path(id), MOST_BYTES).decode()
        except (OSError, UnicodeDecodeError):
            return False
        return is_sealed(text)

    def _learn(self, id: str) -> None:
        """Know an article: by its own front matter, and one that is not of ours by its words."""
        if id in self._ids:
            return
        self._ids.add(id)
        with suppress(OSError, CannotRead, NotFound):
            fields = head_fields(self._library.path(id)) if id.endswith(".md") else {}
            if _WORDS not in fields:
                article = self._library.read(id)
                fields = {_WORDS: _words_hash(article, article.headline), "url": article.source}
            self._remember(id, fields)

    def _remember(self, id: str, fields: dict[str, str]) -> None:
        for name in _names(fields):
            self._by_name[name] = _Known(id, fields)
        self._by_words[fields[_WORDS]] = id


def words_of(article: Article) -> str:
    """The words of an article's body on one line."""
    return " ".join(" ".join(shown(article.text, b.span, article.hidden).split()) for b in article.body)


def _names(fields: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The names by which a story is known again: its guid within its feed, and its address."""
    if guid := fields.get("guid"):
        yield "guid", f"{fields.get('feed', '')} {guid}"
    if address := page_address(fields.get("url", "")):
        yield "url", address.partition("://")[2]  # by http or by https, it is the same page


def _words_hash(article: Article, title: str) -> str:
    words = words_of(article)
    return text_hash(words if words.count(" ") >= _FEW_WORDS else f"{title}\n{words}")
