"""The reader's own places among the user's folders."""

import os
import sys

from reader.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Literal

_USUAL = {
    "cache": ("XDG_CACHE_HOME", ".cache"),
    "config": ("XDG_CONFIG_HOME", ".config"),
    "state": ("XDG_STATE_HOME", ".local/state"),
}
_LONGEST = 200
"""Bytes of a name: file systems take 255, and SQLite puts endings behind it."""
_PLAIN = frozenset(b"/-_.~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def user_folder(kind: "Literal['cache', 'config', 'state']") -> str:
    """The reader's folder for files of a kind, as `platformdirs` has it; it need not be there.

    On Linux the environment says it in one variable: importing a package for that would double what a command takes.
    """
    variable, usual = _USUAL[kind]
    if sys.platform == "linux" and "ANDROID_ROOT" not in os.environ:
        for base in (os.environ.get(variable, ""), os.path.join(os.environ.get("HOME", ""), usual)):
            if base.startswith("/"):
                return os.path.join(base, "reader")
    from platformdirs import PlatformDirs

    folder = getattr(PlatformDirs("reader"), f"user_{kind}_dir")
    return str(folder)


def settings_file() -> str:
    """Where the settings are: `~/.config/reader/settings.toml` on Linux."""
    return os.path.join(user_folder("config"), "settings.toml")


def library_name(folder: str | os.PathLike[str]) -> str:
    """A name for the library in `folder` that no other has on this machine.

    Its true path with `%` for `/`, as Vim names its undo files; the hash of that where it is too long for a name.
    """
    name = os.path.realpath(folder).replace("%", "%%").replace("/", "%")
    if len(os.fsencode(name)) <= _LONGEST:
        return name
    from hashlib import sha256

    return sha256(os.fsencode(name)).hexdigest()


def sqlite_uri(path: str, query: str) -> str:
    """The URI of a SQLite file (https://www.sqlite.org/uri.html), whatever bytes are in its name."""
    raw = os.fsencode(os.path.abspath(path))
    return f"file://{''.join(chr(byte) if byte in _PLAIN else f'%{byte:02x}' for byte in raw)}?{query}"
