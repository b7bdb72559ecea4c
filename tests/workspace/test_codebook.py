"""What each tag stands for, kept beside the annotations."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_builders import LIMOUSINE
from reader.codebook import Codebook
from reader.errors import NotSaved, Unusable
from reader.model.codes import Codes
from reader.text.safety import clean
from reader.workspace.desk import Workspace, open_workspace
from tui_builders import library

TEXT = st.characters(exclude_categories=["Cs"]).filter(lambda one: one == clean(one) and one != "\r")
LINE = st.text(TEXT.filter(lambda one: one not in "\n\t"), min_size=1)
LINES = 'Measures of the UN.\n\nNot: "unilateral" ones, C:\\here.'


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    desk = open_workspace(library(tmp_path), by="ana", cache=False)
    desk.refresh()
    return desk


def counts(desk: Workspace) -> dict[str, tuple[int, str]]:
    """Every tag that is shown, with how many notes have it or one below it and what it stands for."""
    tree = desk.tag_tree(planned=True)
    return {node.tag: (node.count, desk.codebook.now.of(node.tag)) for node in tree}


def test_a_description_holds_after_a_restart_and_is_readable(desk: Workspace) -> None:
    assert desk.describe_tag("#un/sanctions", LINES) == ""
    assert desk.describe_tag("car", "Any vehicle.") == ""
    assert desk.describe_tag("CAR", "A car.") == "Any vehicle."
    text = desk.codebook.path.read_text("utf-8")
    assert '"CAR" = "A car."\n' in text
    assert LINES.replace("\\", "\\\\") in text
    assert Codebook(desk.codebook.path).now == desk.codebook.now
    assert desk.codebook.path.parent == desk.annotations_folder
    assert counts(desk) == {"CAR": (0, "A car."), "un": (0, ""), "un/sanctions": (0, LINES)}
    desk.describe_tag("car", " ")
    assert set(counts(desk)) == {"un", "un/sanctions"}
    with pytest.raises(Unusable):
        desk.describe_tag("#", "nothing")


@given(st.dictionaries(LINE, st.text(TEXT).map(str.strip).filter(bool), max_size=5))
def test_whatever_is_described_is_read_again(described: dict[str, str]) -> None:
    book = Codebook(Path("codebook.toml"))
    assert book.parse(tomllib.loads(book.text(Codes(described)))) == Codes(described)


def test_a_file_written_by_hand_is_read_while_the_program_runs(tmp_path: Path) -> None:
    book = Codebook(tmp_path / "codebook.toml")
    assert book.now == Codes()
    book.path.write_text('[tags]\nun = "The UN."\nnumber = 3\n[tags.deep]\nx = "y"\n[renamed]\nx = 1\n')
    assert book.now == Codes({"un": "The UN."})


def test_a_broken_codebook_is_named_by_check_and_never_written_over(desk: Workspace) -> None:
    desk.describe_tag("un", "The UN.")
    desk.codebook.path.write_text("[tags")
    for change in (lambda: desk.describe_tag("un", "x"), lambda: desk.rename_tag("un", "world")):
        with pytest.raises(NotSaved, match=r"codebook\.toml"):
            change()
    assert desk.codebook.path.read_text() == "[tags"
    assert desk.codebook.now.of("un") == "The UN."
    assert [finding.path for finding in desk.check()] == ["codebook.toml"]


def test_what_a_tag_stands_for_goes_along_when_it_is_renamed_and_back_when_that_is_undone(desk: Workspace) -> None:
    desk.annotate(desk.article(LIMOUSINE), None, ("un/sanctions",))
    desk.describe_tag("un", "The UN.")
    desk.describe_tag("un/oil", "Oil only.")
    before = counts(desk)
    desk.rename_tag("un", "world/un")
    after = counts(desk)
    assert after["world/un"] == (1, "The UN.")
    assert after["world/un/sanctions"] == (1, "")
    assert not {"un", "un/oil"} & set(after)
    again = open_workspace(desk.library.folder, by="ana", cache=False)
    again.refresh()
    again.undo()
    assert counts(again)["un"] == before["un"] == (1, "The UN.")
    assert not any(tag.startswith("world") for tag in counts(again))
    again.redo()
    assert counts(again) == after


def test_a_tag_that_becomes_another_one_leaves_that_ones_description_alone(desk: Workspace) -> None:
    desk.annotate(desk.article(LIMOUSINE), None, ("un",))
    desk.describe_tag("un", "The UN.")
    desk.describe_tag("world", "All of it.")
    desk.rename_tag("un", "world")
    assert counts(desk) == {"world": (1, "All of it.")}
    desk.undo()
    assert counts(desk)["un"] == (1, "The UN.")


def test_a_tag_that_no_note_has_yet_is_renamed_in_the_codebook(desk: Workspace) -> None:
    desk.describe_tag("un", "The UN.")
    assert desk.rename_tag("un", "world") == ()
    assert counts(desk) == {"world": (0, "The UN.")}
    desk.rename_tag("world", "un")
    assert counts(desk) == {"un": (0, "The UN.")}
