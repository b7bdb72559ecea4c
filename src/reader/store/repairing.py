"""A store put right: what is damaged written anew from what is whole, and what was doubled folded into one file."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.errors import StoreRefused
from reader.files import remove_file, write_durably
from reader.store.folder import Folder, quarantine, raw_bytes
from reader.store.lines import LAST_ID, Contents, Document, article_document, decode, encode
from reader.text.safety import visible_name

Repair = tuple[str, str]
"""A file's name for the eye, and what was done to it."""


def repair(folder: Folder, place_for: Callable[[str, str], Path]) -> Iterator[Repair]:
    """Put every file right that is ours; whoever calls holds the store's lock.

    No annotation is changed by it, and no byte is lost: what is replaced by something else than its equal is kept in
    quarantine first. `place_for` gives the file of an article, and what a new one
    is called. Raises OSError where the disk fails; what was done until
    then stays done, and the rest can be done later.
    """
    files, emptied = _readable(folder)
    for name in folder.sweep():
        yield visible_name(name), "removed: a killed writer had left it, unfinished"
    for path, raw in emptied:
        quarantine(path.parent, raw)
        remove_file(path)
        yield visible_name(path.name), "removed, for no note in it was whole; its bytes are in quarantine"
    for source, group in files.items():
        if not any(contents.newer for _, contents, _ in group):
            yield from _folded(source, group, place_for(source, group[0][0].stem))


_File = tuple[Path, Contents, bytes]


def _readable(folder: Folder) -> tuple[dict[str, list[_File]], list[tuple[Path, bytes]]]:
    """The files that can be read, by article, and those that do not even say which article they are about."""
    files: dict[str, list[_File]] = defaultdict(list)
    emptied: list[tuple[Path, bytes]] = []
    for path in folder.all():
        try:
            raw = raw_bytes(path)
            contents = decode(raw) if raw is not None else None
        except (OSError, StoreRefused):  # not ours, or not to be read: that is told by a check
            continue
        if raw is None or contents is None:
            continue
        if contents.source:
            files[contents.source].append((path, contents, raw))
        else:
            emptied.append((path, raw))
    return files, emptied


def _folded(source: str, group: list[_File], path: Path) -> Iterator[Repair]:
    """Write one article's file as it should be, from all files about it, and remove the others."""
    documents: dict[str, Document] = {LAST_ID: article_document(source)}
    for _, contents, _ in reversed(group):
        documents |= contents.documents
    whole = encode(documents)
    before = next((raw for other, _, raw in group if other == path), None)
    for other, contents, raw in group:
        if contents.damage:
            quarantine(other.parent, raw)
    if before != whole:
        write_durably(path, whole)
    for other, contents, raw in group:
        name = visible_name(other.name)
        if other != path:
            remove_file(other)
            kept = "; its bytes are in quarantine" if contents.damage else ""
            yield name, f"folded into {visible_name(path.name)}{kept}"
        elif contents.damage:
            yield name, f"written anew from what is whole, for {contents.damage}; its bytes are in quarantine"
        elif raw != whole and len(group) == 1:
            yield name, "put in order: another program had joined or laid out its lines"
