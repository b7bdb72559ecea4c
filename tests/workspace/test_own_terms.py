"""The person's say on key terms, kept beside the annotations."""

from pathlib import Path

import pytest

from article_builders import LIMOUSINE
from reader.errors import NotSaved
from reader.own_terms import OwnTerms
from reader.terms.chosen import Chosen
from reader.workspace.desk import Workspace, open_workspace
from tui_builders import library


def texts(workspace: Workspace) -> list[str]:
    return [term.text for term in workspace.terms_of(workspace.article(LIMOUSINE))]


def test_what_is_said_holds_after_a_restart_and_is_readable(tmp_path: Path) -> None:
    workspace = open_workspace(library(tmp_path))
    own = workspace.own_terms
    own.change(own.chosen.pin('the "Aurus"').hide("West").join("UN resolution", "UN sanctions"))
    assert OwnTerms(own.path).chosen == own.chosen
    assert '    "West",' in own.path.read_text("utf-8")
    found = texts(open_workspace(library(tmp_path)))
    assert "West" not in found
    assert "UN resolution" not in found
    assert own.path.parent == workspace.annotations_folder


def test_each_change_can_be_taken_back(tmp_path: Path) -> None:
    own = open_workspace(library(tmp_path)).own_terms
    own.change(own.chosen.pin("car"))
    own.change(own.chosen.hide("West"))
    assert own.take_back()
    assert own.chosen == Chosen(pinned=("car",))
    assert own.take_back()
    assert own.chosen == Chosen()
    assert not own.take_back()


def test_a_file_written_by_hand_is_read_while_the_program_runs(tmp_path: Path) -> None:
    own = OwnTerms(tmp_path / "terms.toml")
    assert own.chosen == Chosen()
    own.path.write_text('pinned = ["car", 3]\nhidden = "no list"\n[joined]\nDPRK = "North Korea"\nx = 1\n')
    assert own.chosen == Chosen(("car",), (), {"DPRK": "North Korea"})


def test_a_broken_file_is_named_by_check_and_never_written_over(tmp_path: Path) -> None:
    workspace = open_workspace(library(tmp_path))
    own = workspace.own_terms
    own.change(own.chosen.pin("car"))
    own.path.write_text("pinned = [")
    with pytest.raises(NotSaved, match=r"terms\.toml"):
        own.change(own.chosen.hide("West"))
    assert own.path.read_text() == "pinned = ["
    assert own.chosen.pinned == ("car",)
    assert [finding.path for finding in workspace.check()] == ["terms.toml"]
