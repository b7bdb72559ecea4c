"""Articles whose files got another name: found again by their text, offered where they were edited too."""

from pathlib import Path

import pytest

from reader.model.annotation import AnchorState
from reader.model.finding import FindingKind
from reader.workspace.desk import Workspace, open_workspace
from tui_builders import annotate, kept, reading

OLD = (
    "date 2024-03-15 SEOUL, South Korea — The ministers met for a third day and left without a word to the press.\n\n"
    "Two of the ships turned back before dawn, according to the harbour master of the old port.\n\n"
    "Nobody in the village had seen the convoy, yet everybody knew who drove it.\n"
)
OTHER = "date 2024-03-16 PARIS — A song that was banned for years opened the festival by the old bridge.\n"
SHIPS = "Two of the ships turned back before dawn"
CONVOY = "Nobody in the village had seen the convoy"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(OLD)
    (folder / "other.txt").write_text(OTHER)
    annotate(folder, "a.txt", SHIPS, ("sea",), "Whose?")
    annotate(folder, "a.txt", CONVOY, by="ben")
    return folder


def opened(folder: Path) -> Workspace:
    workspace = open_workspace(folder, by="ana")
    workspace.refresh()
    return workspace


def rename(folder: Path, new: str = "deep/b.txt", *edits: tuple[str, str]) -> None:
    path = folder / new
    path.parent.mkdir(exist_ok=True)
    (folder / "a.txt").rename(path)
    for before, after in edits:
        text = path.read_text()
        assert before in text
        path.write_text(text.replace(before, after))


def test_the_notes_of_a_renamed_file_are_found_again_by_its_text(news: Path) -> None:
    rename(news)
    assert [p.annotation.note for p in kept(news, "deep/b.txt")] == ["Whose?", ""]
    assert all(p.anchor.state is AnchorState.ANCHORED for p in kept(news, "deep/b.txt"))
    assert kept(news, "other.txt") == ()


def test_they_are_listed_searched_exported_and_checked_under_the_new_name(news: Path) -> None:
    rename(news)
    workspace = opened(news)
    assert {row.id: row.notes for row in workspace.list()} == {"deep/b.txt": 2, "other.txt": 0}
    assert {article.id for article, _ in workspace.notes()} == {"deep/b.txt"}
    (digest,) = workspace.digest().articles
    assert (digest.article.id, len(digest.notes)) == ("deep/b.txt", 2)
    assert list(workspace.check()) == []


def test_they_can_be_changed_and_more_can_be_added_under_the_new_name(news: Path) -> None:
    rename(news)
    workspace = opened(news)
    article = workspace.article("deep/b.txt")
    first = workspace.annotations_of(article)[0].annotation
    workspace.edit(first, ("port",), "Mine.")
    workspace.annotate(article, None, note="On all of it.")
    assert [p.annotation.note for p in kept(news, "deep/b.txt")] == ["On all of it.", "Mine.", ""]
    workspace.undo()
    workspace.undo()
    assert [p.annotation.note for p in kept(news, "deep/b.txt")] == ["Whose?", ""]


def test_a_copy_of_an_article_that_is_still_there_has_no_notes(news: Path) -> None:
    (news / "copy.txt").write_text(OLD)
    assert kept(news, "copy.txt") == ()


def test_a_file_that_was_renamed_and_edited_is_offered_and_not_assumed(news: Path) -> None:
    rename(news, "b.txt", ("third day", "fourth day"))
    workspace = opened(news)
    article = workspace.article("b.txt")
    assert workspace.annotations_of(article) == ()
    assert [p.annotation.note for p in workspace.offered(article)] == ["Whose?", ""]
    assert all(p.offered for p in workspace.offered(article))
    assert workspace.offered(workspace.article("other.txt")) == ()
    assert [finding.kind for finding in workspace.check()] == [FindingKind.ORPHAN]


def test_what_is_offered_is_taken_over_with_its_history_as_one_change(news: Path) -> None:
    before = {p.annotation.id: p.annotation for p in kept(news, "a.txt")}
    rename(news, "b.txt", ("third day", "fourth day"))
    workspace = opened(news)
    article = workspace.article("b.txt")
    workspace.adopt(article, workspace.offered(article))
    after = opened(news)
    placed = after.annotations_of(after.article("b.txt"))
    assert [(p.anchor.state, p.annotation.tags) for p in placed] == [
        (AnchorState.ANCHORED, ("sea",)),
        (AnchorState.ANCHORED, ()),
    ]
    assert {p.annotation.id: p.annotation.by for p in placed} == {id: a.by for id, a in before.items()}
    assert after.offered(after.article("b.txt")) == ()
    assert list(after.check()) == []
    after.undo()
    again = opened(news)
    assert again.annotations_of(again.article("b.txt")) == ()
    assert len(again.offered(again.article("b.txt"))) == 2
    again.redo()
    assert len(kept(news, "b.txt")) == 2


def test_a_change_of_somebody_else_to_a_note_that_was_taken_over_is_not_lost(news: Path) -> None:
    elsewhere = open_workspace(news, by="ben")
    (first, _) = elsewhere.annotations_of(elsewhere.article("a.txt"))
    rename(news, "b.txt", ("third day", "fourth day"))
    workspace = opened(news)
    article = workspace.article("b.txt")
    workspace.adopt(article, workspace.offered(article))
    elsewhere.edit(first.annotation, (), "Ben's own word.")
    (news / "b.txt").rename(news / "a.txt")
    assert any("Ben's own word." in [b.value for b in p.annotation.every_body] for p in kept(news, "a.txt"))


async def test_the_screen_offers_the_notes_and_takes_them_over_with_one_key(news: Path) -> None:
    rename(news, "b.txt", ("third day", "fourth day"))
    async with reading(news, article="b.txt") as desk:
        assert "of a.txt, which is gone" in " ".join(desk.shown.split())
        assert desk.screen.placed == ()
        desk.screen.set_focus(desk.screen.notes)
        await desk.press("x")
        assert "c takes its notes over" in desk.status
        await desk.press("c")
        assert "Taken over" in desk.status
        assert "which is gone" not in desk.shown
        assert len(kept(news, "b.txt")) == 2
        await desk.press("u")
        assert kept(news, "b.txt") == ()


async def test_the_screen_shows_the_notes_of_a_renamed_file(news: Path) -> None:
    rename(news)
    async with reading(news, article="deep/b.txt") as desk:
        assert "Whose?" in desk.shown
        assert len(desk.screen.placed) == 2
