"""The folder of the store: which files are about which article, what they are called, and their bytes."""

import hashlib
import re
from pathlib import Path, PurePosixPath

from reader.files import (
    Fingerprint,
    abandoned,
    fingerprint,
    make_folder_durably,
    names_in,
    read_file,
    remove_quietly,
    settled,
    write_durably,
)

QUARANTINE = ".quarantine"
_LARGEST = 64 * 2**20
"""Bytes of the largest store file that is read."""
_MARK = re.compile(r"-([0-9a-f]{8})(?![0-9a-f])")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_STEM = 80
"""Characters of a file's name before the article's mark."""


class Folder:
    """The store's files by article.

    A file's name ends in a mark of its article, a hash; what a sync program appends to the name of a conflict copy
    comes behind it. Only the file itself says for sure what it is about.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._names: dict[str, list[str]] | None = None
        self._listed: Fingerprint | None = None
        self._beside: list[str] = []
        """Names that files beside may have, where writers were killed."""

    def all(self) -> list[Path]:
        """Every file that may be ours. Raises OSError if the folder cannot be listed."""
        self._refresh()
        return [self.root / name for name in sorted({name for names in list(self._index().values()) for name in names})]

    def of(self, source: str) -> list[Path]:
        """The files that may be about an article. Raises OSError if the folder cannot be listed."""
        self._refresh()
        return self.seen(source)

    def seen(self, source: str) -> list[Path]:
        """As `of`, as far as known: lists the folder once and never again. The plain names come first."""
        names = self._index().get(mark(source), [])
        return [self.root / name for name in sorted(names, key=lambda name: (len(name), name))]

    def fresh(self, source: str, name: str, attempt: int) -> Path:
        """What a new file about an article is called: `name`, or else the source's own, and the mark."""
        number = f"-{attempt}" if attempt else ""
        return self.root / f"{_stem(source, name)}-{mark(source)}{number}.json"

    def remember(self, path: Path) -> None:
        """Take note of a file that was just written."""
        _insert(self._index(), path.name)

    def sweep(self) -> tuple[str, ...]:
        """Remove what killed writers left beside, as far as the last listing saw it; their names.

        Whoever calls holds the store's lock. Costs nothing where nothing was left, however large the folder.
        """
        left, self._beside = [self.root / name for name in self._beside], []
        gone = [path for path in left if abandoned(path)]
        for path in gone:
            remove_quietly(path)
        return tuple(path.name for path in gone)

    def _index(self) -> dict[str, list[str]]:
        if self._names is None:
            self._names = self._list()
        return self._names

    def _refresh(self) -> None:
        """List the folder again if it changed."""
        now = fingerprint(self.root)
        if self._names is None or now is None or now != self._listed:
            self._names = self._list()
            self._listed = now if now and settled(now[2]) else None

    def _list(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        listed = names_in(self.root)
        for name in listed:
            if name.endswith(".json") and not name.startswith("."):
                _insert(names, name)
        self._beside = [name for name in listed if name.startswith(".") and name.endswith(".tmp")]
        return names


def raw_bytes(path: Path) -> bytes | None:
    """The bytes of a store file, or None where there is none. Raises OSError."""
    try:
        return read_file(path, _LARGEST)
    except FileNotFoundError:
        return None


def quarantine(root: Path, raw: bytes) -> None:
    """Keep damaged bytes under their own hash. Raises OSError."""
    kept = root / QUARANTINE / hashlib.sha256(raw).hexdigest()
    if fingerprint(kept) is None:
        make_folder_durably(kept.parent)
        write_durably(kept, raw)


def mark(source: str) -> str:
    """Eight hexadecimal digits that stand for an article in the name of its file."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def carries_mark(path: Path, source: str) -> bool:
    """Whether a file about `source` is found under its name."""
    return mark(source) in _MARK.findall(path.name)


def _insert(names: dict[str, list[str]], name: str) -> None:
    for key in set(_MARK.findall(name)) or {""}:
        if name not in names.setdefault(key, []):
            names[key].append(name)


def _stem(source: str, name: str) -> str:
    stem = (name or PurePosixPath(source).stem).removesuffix(f"-{mark(source)}")
    if not _SLUG.fullmatch(stem):
        from slugify import slugify  # 10 ms, and needed for the first note of an article only

        stem = slugify(stem)
    return stem[:_LONGEST_STEM].rstrip("-") or "article"
