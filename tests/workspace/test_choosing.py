"""Several annotations at once, in as many articles: one step, which undo takes back."""

from pathlib import Path

import pytest

from catalogue_builders import desk_of, news
from reader.model.annotation import Annotation
from reader.text.span import Span
from reader.workspace import choosing
from reader.workspace.desk import Workspace, open_workspace


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    desk = desk_of(news(tmp_path))
    for id, tags, note in [("a.txt", ("gift", "un"), "One."), ("a.txt", ("gift",), ""), ("b.txt", ("gift", "car"), "")]:
        desk.annotate(desk.article(id), Span(16, 24), tags, note)
    desk.copy_annotations()
    return desk


def chosen(desk: Workspace, typed: str = "") -> dict[str, set[str]]:
    ids: dict[str, set[str]] = {}
    for note in desk.noted(typed):
        ids.setdefault(note.article, set()).add(note.id)
    return ids


def standing(desk: Workspace) -> list[tuple[tuple[str, ...], str]]:
    return sorted((one.tags, one.note) for _, kept in desk.notebook.everything() for one in kept)


def test_what_all_share_is_changed_in_all_and_the_rest_stays_as_one_step(desk: Workspace) -> None:
    before = standing(desk)
    there = choosing.found(desk, chosen(desk))
    assert choosing.common_tags(there) == ("gift",)
    assert choosing.retag(desk, chosen(desk), ("gift",), ("present", "#new  tag")) == 3
    after = [(("car", "present", "new tag"), ""), (("present", "new tag"), ""), (("un", "present", "new tag"), "One.")]
    assert standing(desk) == sorted(after)
    desk.undo()
    assert standing(desk) == before
    desk.redo()
    assert standing(desk) == sorted(after)


def test_leaving_the_shared_tags_as_they_are_writes_nothing(desk: Workspace) -> None:
    writes = desk.notebook.writes
    assert choosing.retag(desk, chosen(desk), ("gift",), ("gift",)) == 0
    assert desk.notebook.writes == writes


def test_the_tags_keep_their_order_when_one_is_added(desk: Workspace) -> None:
    choosing.retag(desk, chosen(desk, "tag:un"), ("gift", "un"), ("gift", "un", "new"))
    assert [one.tags for one in choosing.found(desk, chosen(desk, "tag:un"))] == [("gift", "un", "new")]


def test_removing_several_is_one_step(desk: Workspace) -> None:
    before = standing(desk)
    assert choosing.remove(desk, chosen(desk, "tag:gift -tag:un")) == 2
    assert len(standing(desk)) == 1
    desk.undo()
    assert standing(desk) == before


def test_what_another_person_removed_meanwhile_is_not_brought_back(desk: Workspace, tmp_path: Path) -> None:
    wanted = chosen(desk)
    other = open_workspace(tmp_path / "news", by="ben", cache=False)
    other.refresh()
    gone: Annotation = next(iter(other.notebook.everything()))[1][0]
    other.notebook.remove(gone)
    assert choosing.retag(desk, wanted, (), ("late",)) == 2
    assert choosing.remove(desk, wanted) == 2
    assert standing(desk) == []


def test_only_the_chosen_are_exported(desk: Workspace, tmp_path: Path) -> None:
    digest = choosing.digest(desk, chosen(desk, "tag:un OR tag:car"))
    assert [(one.article.id, len(one.notes)) for one in digest.articles] == [("a.txt", 1), ("b.txt", 1)]
    (written, _) = desk.export(digest, tmp_path / "out").written
    assert written.read_text().count("<!-- note ") == 1
