"""The reader's places among the user's folders."""

import os
import sqlite3
import sys
from pathlib import Path
from typing import Literal, get_args

import platformdirs
import pytest

from reader.places import library_name, sqlite_uri, user_folder

Kind = Literal["cache", "config", "state"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the package is asked")
@pytest.mark.parametrize("variable", [None, "", "/elsewhere", "not/absolute"])
@pytest.mark.parametrize("home", ["/home/ana", "not/absolute", None])
@pytest.mark.parametrize("kind", get_args(Kind))
def test_the_folders_are_those_of_platformdirs(
    monkeypatch: pytest.MonkeyPatch, kind: Kind, home: str | None, variable: str | None
) -> None:
    for name, value in (("HOME", home), (f"XDG_{kind.upper()}_HOME", variable)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert user_folder(kind) == getattr(platformdirs.PlatformDirs("reader"), f"user_{kind}_dir")


def test_no_two_folders_share_a_name(tmp_path: Path) -> None:
    long = "/".join(["folder" * 20] * 3)
    folders = ["a", "a/b", "a%b", "a%%b", "a/b%", "ä", "b", long, long + "b", os.fsdecode(b"\xff")]
    names = {library_name(tmp_path / folder) for folder in folders}
    assert len(names) == len(folders)
    assert all("/" not in name and len(os.fsencode(name)) <= 200 for name in names)


def test_a_folder_has_one_name_whatever_way_leads_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "news")
    monkeypatch.chdir(tmp_path)
    assert library_name("news") == library_name("./link/") == library_name(tmp_path / "news")


@pytest.mark.parametrize(
    "name", ["plain.db", "a b?c#d%25&mode=memory.db", "ä.db", os.fsdecode(b"\xff.db"), "%home%ana.db"]
)
def test_a_database_is_opened_under_its_own_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with sqlite3.connect(sqlite_uri(str(path), "mode=rwc"), uri=True) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    assert os.listdir(tmp_path) == [name]
    assert path.stat().st_size
