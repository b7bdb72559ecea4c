"""Stories, files of sources, and a shelf in a folder of its own."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from reader.intake.story import Part, PartKind, Story, paragraphs
from reader.library.folder import Library
from reader.model.article import Article

WORDS = (
    "The council voted on Tuesday to keep the night buses running for another year.\n\n"
    "Drivers had warned that the last routes would otherwise end in spring, and hundreds of people wrote letters."
)


def story(
    text: str = WORDS,
    title: str = "Night buses stay",
    url: str = "https://news.example/buses",
    guid: str = "",
    feed: str = "",
    author: str = "",
    parts: tuple[Part, ...] | None = None,
) -> Story:
    """A story of 2024-03-15."""
    return Story(
        title=title,
        parts=paragraphs(text) if parts is None else parts,
        date=dt.date(2024, 3, 15),
        author=author,
        source="The Example",
        url=url,
        guid=guid,
        feed=feed,
        language="en",
    )


def articles(folder: Path) -> Iterator[Article]:
    """Every article of a folder, as the reader reads it, in order of name."""
    library = Library(folder)
    for path in sorted(folder.glob("*.md")):
        yield library.read(path.name)


def texts(folder: Path) -> dict[str, str]:
    """Every file of a folder by name."""
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}


def quote(text: str) -> Part:
    """A part that is a quotation."""
    return Part(PartKind.QUOTE, text)
