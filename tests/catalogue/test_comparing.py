"""What the folder holds is compared with what is known: whatever happened to it, and nothing is read twice."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_builders import write_articles
from catalogue_builders import catalogue_of
from reader.catalogue import comparing
from reader.library import folder as folders
from reader.library.folder import Library

NAMES = st.sampled_from([f"{part}{letter}.txt" for part in ("", "in/") for letter in "abcdefgh"])
STATES = st.lists(st.dictionaries(NAMES, st.sampled_from(["one", "two", "binary"])), min_size=1, max_size=6)
"""What is in the folder, one time after the other: words by name."""
BINARY = b"\0" * 99


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few files be what thousands are: others come between those that are put in order at once."""
    monkeypatch.setattr(comparing, "_NEAR", 2)
    monkeypatch.setattr(folders, "_AT_ONCE", 3)


def put(folder: Path, before: dict[str, str], now: dict[str, str], times: Iterator[int]) -> set[str]:
    """Make the folder hold what it is to hold `now`; the names of what is new or changed."""
    for name in before.keys() - now.keys():
        (folder / name).unlink()
    changed = {name for name, words in now.items() if before.get(name) != words}
    for name in sorted(changed):
        (folder / name).unlink(missing_ok=True)
        text = BINARY if now[name] == "binary" else f"date 2024-01-01 X — {now[name]}.\n"
        (path,) = write_articles(folder, {name: text})
        os.utime(path, ns=(0, next(times)))
    return changed


@given(states=STATES, reopened=st.booleans())
@settings(max_examples=100, deadline=None)
def test_whatever_comes_and_goes_all_is_known_and_only_what_changed_is_read(
    states: list[dict[str, str]], reopened: bool
) -> None:
    times, before = count(1_700_000_000_000_000_000, 1_000_000_000), dict[str, str]()
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        folder, read, original = Path(place) / "news", list[str](), Library.read
        folder.mkdir()
        patch.setattr(Library, "read", lambda self, id: read.append(id) or original(self, id))  # type: ignore[func-returns-value]
        catalogue = catalogue_of(folder)
        for now in states:
            changed = put(folder, before, now, times)
            if reopened:
                catalogue.close()
            assert catalogue.is_current(every_file=True) == (before == now)
            assert catalogue.refresh() == (before != now)
            assert sorted(read) == sorted(changed)
            assert {row.id for row in catalogue.listing} == {name for name in now if now[name] != "binary"}
            assert {problem.path for problem in catalogue.problems} == {name for name in now if now[name] == "binary"}
            assert catalogue.refresh() is False
            assert catalogue.is_current(every_file=True)
            read.clear()
            before = now
        catalogue.close()


def test_a_folder_of_which_most_is_gone_is_still_compared_in_its_order(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    names = [f"{n:03}.txt" for n in range(200)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folders, "_AT_ONCE", 1000)
        write_articles(folder, dict.fromkeys(names, "date 2024-01-01 X — Word.\n"))
        catalogue = catalogue_of(folder)
        for name in names[:150]:
            (folder / name).unlink()
        places = list[int]()
        original = comparing.Comparison._place
        patch.setattr(comparing.Comparison, "_place", lambda self, mark: places.append(mark) or original(self, mark))  # type: ignore[func-returns-value]
        assert catalogue.refresh() is True
    assert [row.id for row in catalogue.listing] == names[150:]
    assert len(places) == 1 + 150
