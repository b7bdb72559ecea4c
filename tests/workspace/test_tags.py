"""The tags that are offered while one types: those of the store, from the catalogue's copy."""

from pathlib import Path

import pytest

from cli_builders import KIM, library
from reader.workspace.desk import open_workspace


def test_the_tags_offered_are_those_in_the_store_also_when_another_process_gives_and_renames_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    seeds = library(tmp_path)
    desk, other = open_workspace(seeds, by="ana", cache=False), open_workspace(seeds, by="bo", cache=False)
    desk.refresh()
    assert desk.tags() == {}
    article = desk.article(KIM)
    first = desk.annotate(article, None, ("UN/Sanctions", "car"))
    desk.annotate(article, None, ("car", "ümläut \N{SNOWMAN}"))
    assert desk.tags() == desk.notebook.tags() == {"UN/Sanctions": 1, "car": 2, "ümläut \N{SNOWMAN}": 1}
    other.rename_tag("car", "vehicle")
    assert desk.tags() == desk.notebook.tags() == {"UN/Sanctions": 1, "vehicle": 2, "ümläut \N{SNOWMAN}": 1}
    desk.notebook.remove(first)
    assert desk.tags() == desk.notebook.tags()


def test_the_tree_of_tags_counts_what_asking_for_each_of_them_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    desk = open_workspace(library(tmp_path), by="ana", cache=False)
    desk.refresh()
    article = desk.article(KIM)
    for tags in [("UN/Sanctions", "un"), ("un/oil",), ("car", "un/oil"), ("car",), ()]:
        desk.annotate(article, None, tags, "A note.")
    tree = desk.tag_tree()
    assert [(node.tag, node.count) for node in tree] == [("un", 3), ("un/oil", 2), ("UN/Sanctions", 1), ("car", 2)]
    for node in tree:
        assert len(list(desk.notes(f'tag:"{node.tag}"'))) == node.count
