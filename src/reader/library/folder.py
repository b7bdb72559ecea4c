"""The folder that the reader opens: what is in it, and its articles one by one."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from operator import attrgetter
from stat import S_ISREG

from reader.errors import CannotRead, NotFound, Unusable
from reader.files import settled
from reader.library.source import Source, read_source, reason_of, reason_of_mode
from reader.model.listing import Unreadable
from reader.text.safety import visible_name
from reader.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from pathlib import Path

    from reader.model.article import Article

_PLAIN = (".txt", ".text")
_MARKDOWN = (".md", ".markdown")
_ENDINGS = (*_PLAIN, *_MARKDOWN)
_AT_ONCE = 20_000
"""Entries of a folder that are put in order at once: a folder may have millions."""
_STORE = frozenset({".lock", ".gitattributes"})
"""What a folder of annotations holds besides them."""


class Found(NamedTuple):
    """A file that is an article by its name, and what tells whether it changed."""

    id: str
    """As in `Article.id`."""
    size: int
    """Bytes."""
    mtime_ns: int
    inode: int


class Library:
    """A folder of articles, nested folders included; only ever read.

    Raises Unusable where the folder is missing, is no folder, or may not be read.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self._folder = os.fspath(folder)
        self.leaves_out: tuple[re.Pattern[str], ...] = ()
        """A paragraph in which one of these is found is boilerplate, besides what is known for it."""
        self.name = visible_name(os.path.basename(os.path.abspath(self._folder))) or "library"
        try:
            with os.scandir(self._folder):
                pass
        except OSError as error:
            raise Unusable(_refusal(visible_name(self._folder), error)) from error
        except ValueError as error:  # a NUL or a lone surrogate
            raise Unusable("That cannot be the name of a folder.") from error

    @property
    def folder(self) -> "Path":
        """The folder."""
        from pathlib import Path  # takes as long as all of ours that a listing needs

        return Path(self._folder)

    def path(self, id: str) -> "Path":
        """Where the article's file is. Raises NotFound for what cannot be an article of this library."""
        return self.folder.joinpath(*_parts(id))

    def read(self, id: str) -> "Article":
        """The article, whole. Raises NotFound where there is none, and CannotRead with the reason."""
        return self.parse(id, self._source(_parts(id)))

    def text(self, id: str) -> str:
        """The text that all offsets in the article count. Raises as `read`, but for an article that says nothing."""
        return self._source(_parts(id)).text

    def parse(self, id: str, source: Source) -> "Article":
        """The article that a file called `id` with this text is. Raises CannotRead with the reason."""
        if not id.lower().endswith(_MARKDOWN):
            from reader.library.plaintext import parse_plaintext  # only where there is something to read

            article = parse_plaintext(id, source)
        else:
            from reader.library.markdown import parse_markdown  # a folder may have none, and this is half the start

            article = parse_markdown(id, source)
        if not self.leaves_out:
            return article
        from reader.library.boilerplate import leave_out

        return leave_out(article, self.leaves_out)

    def look(self, id: str) -> Found | Unreadable | None:
        """What `scan` would say of one file now; None where there is no such article."""
        try:
            status = os.stat(os.path.join(self._folder, *_parts(id)), follow_symlinks=False)
        except (OSError, NotFound):
            return None
        return _told(id, status)

    def changed(self, below: str) -> int:
        """When a folder in the library, or with an empty name itself, got or lost a name: in nanoseconds since 1970.

        0 where it cannot be looked at, or changed just now: then it may change again and show the same time.
        """
        try:
            at = os.stat(os.path.join(self._folder, below)).st_ctime_ns
        except OSError:
            return 0
        return at if settled(at) else 0

    def scan(self, folders: dict[str, int] | None = None) -> Iterator[Found | Unreadable]:
        """Every article, and every file with an article's name that cannot be one; a folder's own in order of name.

        Follows no link, and looks into no hidden folder and no store of annotations. Puts all that it looks into in
        `folders`, with what `changed` said before.
        """
        waiting = [""]
        while waiting:
            below = waiting.pop()
            inner: list[str] = []
            if folders is not None:
                folders[below] = self.changed(below)
            try:
                with _opened(os.path.join(self._folder, below)) as folder, os.scandir(folder) as listing:
                    if not (below and self._is_store(below)):
                        yield from _files(below, listing, inner)
            except OSError as error:
                yield Unreadable(visible_name(os.fsencode(below)), reason_of(error))
                continue
            waiting += sorted(inner, reverse=True)

    def folders(self) -> Iterator[str]:
        """The library itself, as an empty name, and every folder in it that `scan` looks into, ending in `/`."""
        waiting = [""]
        while waiting:
            below = waiting.pop()
            yield below
            if below and self._is_store(below):
                continue
            with suppress(OSError), os.scandir(os.path.join(self._folder, below)) as listing:
                inner = (entry.name for entry in listing if entry.is_dir(follow_symlinks=False))
                waiting += [f"{below}{name}/" for name in inner if name[0] != "."]

    def _is_store(self, below: str) -> bool:
        return all(os.path.lexists(os.path.join(self._folder, below, name)) for name in _STORE)

    def _source(self, parts: list[str]) -> Source:
        """Open folder by folder, so that no link on the way is followed, whoever puts one there meanwhile."""
        flags = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
        try:
            folder = os.open(self._folder, flags)
            try:
                for part in parts[:-1]:
                    inner = os.open(part, flags | os.O_NOFOLLOW, dir_fd=folder)
                    os.close(folder)
                    folder = inner
                os.stat(parts[-1], dir_fd=folder, follow_symlinks=False)
                return read_source(parts[-1], dir_fd=folder)
            finally:
                os.close(folder)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP):
                raise _no_such("/".join(parts)) from error
            raise CannotRead(reason_of(error)) from error


@contextmanager
def _opened(folder: str) -> Iterator[int]:
    """A descriptor of a folder: from there a file is found faster than by its whole path."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _files(below: str, listing: Iterator[os.DirEntry[str]], folders: list[str]) -> Iterator[Found | Unreadable]:
    """The articles of one folder in order of name, a great many at a time; its folders are put into `folders`."""
    while entries := sorted(islice(listing, _AT_ONCE), key=attrgetter("name"), reverse=True):
        while entries:
            entry = entries.pop()  # an entry keeps what it told: letting go of each saves a quarter of the time
            name = entry.name
            if name[0] == ".":
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{below}{name}/")
            elif name.lower().endswith(_ENDINGS):
                found = _found(f"{below}{name}", entry)
                if found:
                    yield found


def _found(id: str, entry: os.DirEntry[str]) -> Found | Unreadable | None:
    """What a directory entry is; None if it went away meanwhile."""
    try:
        return _told(id, entry.stat(follow_symlinks=False))
    except FileNotFoundError:
        return None
    except OSError as error:
        return Unreadable(visible_name(os.fsencode(id)), reason_of(error))


def _told(id: str, status: os.stat_result) -> Found | Unreadable:
    mode = status.st_mode
    if not S_ISREG(mode):
        return Unreadable(visible_name(os.fsencode(id)), reason_of_mode(mode))
    return Found(id, status.st_size, status.st_mtime_ns, status.st_ino)


def is_article(name: str) -> bool:
    """Whether a file of this name is taken for an article."""
    return name.lower().endswith(_ENDINGS)


def _parts(id: str) -> list[str]:
    """The names on the way to an article; refuses every way out of the folder."""
    parts = id.split("/")
    try:
        names = os.fsencode(id)
    except UnicodeEncodeError as error:  # a surrogate that no byte stands for
        raise _no_such(id) from error
    if b"\0" in names or any(not part or part.startswith(".") for part in parts) or not is_article(parts[-1]):
        raise _no_such(id)
    return parts


def _no_such(id: str) -> NotFound:
    return NotFound(f"There is no article {visible_name(id)}.")


def _refusal(name: str, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"There is no folder {name}."
    if isinstance(error, NotADirectoryError):
        return f"{name} is a file, not a folder."
    if isinstance(error, PermissionError):
        return f"There is no permission to read the folder {name}."
    return f"The folder {name} cannot be used: {reason_of(error)}"
