"""What the person wants left out of articles is not found in them either."""

import re
from pathlib import Path

from article_builders import write_articles
from catalogue_builders import answers, desk_of
from reader.settings import Settings

FOLDER = {
    "a.txt": "date 2024-03-16 OSLO — Rain fell.\n\nPhoto by a zeppelin.\n\nAgain it rained all day.\n",
    "b.md": "# Bread\n\nA zeppelin bakes.\n",
}
PHOTO = Settings(boilerplate=(re.compile("^Photo by "),))


def test_words_of_lines_that_are_left_out_are_not_found_and_not_counted(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    write_articles(folder, FOLDER)
    workspace = desk_of(folder)
    assert answers(workspace.catalogue, "zeppelin") == ["a.txt", "b.md"]
    assert len(list(workspace.search("zeppelin"))) == 2
    assert workspace.take_over(PHOTO) is True
    assert workspace.refresh() is True
    assert answers(workspace.catalogue, "zeppelin") == ["b.md"]
    assert [hit.article for hit in workspace.search("zeppelin")] == ["b.md"]
    assert [row.words for row in workspace.list("rain")] == [workspace.article("a.txt").words] == [7]


def test_a_setting_that_is_taken_back_brings_the_words_back(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    write_articles(folder, FOLDER)
    workspace = desk_of(folder)
    workspace.take_over(PHOTO)
    workspace.refresh()
    workspace.take_over(Settings())
    workspace.refresh()
    assert answers(workspace.catalogue, "zeppelin") == ["a.txt", "b.md"]
    assert workspace.refresh() is False


def test_what_was_left_out_when_the_program_ran_last_is_noticed_at_the_next_start(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    write_articles(folder, FOLDER)
    before = desk_of(folder)
    before.take_over(PHOTO)
    before.refresh()
    assert answers(desk_of(folder).catalogue, "zeppelin") == ["a.txt", "b.md"]
