"""Libraries with a catalogue and a reading state of their own."""

from pathlib import Path

from article_builders import write_articles
from reader.catalogue.catalogue import Catalogue
from reader.catalogue.parsing import parse_query
from reader.library.folder import Library
from reader.reading_state import ReadingState
from reader.workspace.desk import Workspace

NEWS = {
    "a.txt": "date 2024-03-16 PYONGYANG — A limousine came to the greenhouse.\n\nThe gift of a friend.\n",
    "b.txt": "date 2024-03-15 SEOUL — Sanctions forbid a gift of luxury.\n\nNobody saw the limousines.\n",
    "c.md": "# Bread\n\nA café in Köln bakes.\n",
    "2023/d.txt": "date 2023-12-31 PARIS — Snow fell on the last day.\n",
}


def news(tmp_path: Path) -> Path:
    """A small folder of articles."""
    folder = tmp_path / "news"
    write_articles(folder, NEWS)
    return folder


def catalogue_of(folder: Path, *, cache: bool = True, fresh: bool = True) -> Catalogue:
    """The catalogue of a folder, brought up to date unless it is not to be `fresh`."""
    path = folder.parent / "cache" / "catalogue.db" if cache else None
    made = Catalogue(Library(folder), path, ReadingState(folder.parent / "state.db").open)
    if fresh:
        made.refresh()
    return made


def desk_of(folder: Path) -> Workspace:
    """The desk of a folder, up to date."""
    workspace = Workspace(folder, by="ana", catalogue=folder.parent / "cache" / "catalogue.db")
    workspace.reading = ReadingState(folder.parent / "state.db")
    workspace.catalogue = Catalogue(workspace.library, folder.parent / "cache" / "catalogue.db", workspace.reading.open)
    workspace.refresh()
    return workspace


def answers(catalogue: Catalogue, typed: str, *, typing: bool = False) -> list[str]:
    """The ids of the articles that answer."""
    return [row.id for row in catalogue.select(parse_query(typed, typing=typing))]
