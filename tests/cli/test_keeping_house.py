"""The commands that keep a store in order: merge, check --repair, tags --rename."""

import shutil
from pathlib import Path

from cli_builders import KIM, QUOTE, Reader, library


def tagged(reader: Reader, seeds: Path, *tags: str) -> None:
    options = [word for tag in tags for word in ("--tag", tag)]
    assert reader("annotate", seeds, KIM, "--quote", QUOTE, *options).code == 0


def tags(reader: Reader, seeds: Path) -> dict[str, int]:
    records = reader("tags", seeds, "--json").records
    return {record["tag"]: record["count"] for record in records if record["count"]}


def test_a_tag_is_renamed_with_its_children_and_undo_takes_it_back(reader: Reader, seeds: Path) -> None:
    tagged(reader, seeds, "un/sanctions", "world")
    tagged(reader, seeds, "un")
    renamed = reader("tags", seeds, "--rename", "#un", "world")
    assert (renamed.code, len(renamed.lines)) == (0, 2)
    assert "2 notes, as one step" in renamed.err
    assert tags(reader, seeds) == {"world": 2, "world/sanctions": 1}
    assert reader("undo", seeds).code == 0
    assert tags(reader, seeds) == {"un": 1, "un/sanctions": 1, "world": 1}


def test_a_renaming_without_sense_is_refused(reader: Reader, seeds: Path) -> None:
    tagged(reader, seeds, "un")
    for names in (("un", "#un"), ("", "x"), ("un", " "), ("nobody", "x")):
        assert reader("tags", seeds, "--rename", *names).code == 2
    assert tags(reader, seeds) == {"un": 1}


def test_a_tag_is_renamed_in_whatever_capitals_and_into_the_one_above_it(reader: Reader, seeds: Path) -> None:
    tagged(reader, seeds, "UN/Sanctions/oil", "un")
    tagged(reader, seeds, "unrelated", "un/sanctions")
    assert reader("tags", seeds, "--rename", "un/sanctions", "UN").code == 0
    assert tags(reader, seeds) == {"UN": 2, "UN/oil": 1, "unrelated": 1}
    assert reader("tags", seeds, "--rename", "un", "UN").code == 0
    assert set(tags(reader, seeds)) == {"UN", "UN/oil", "unrelated"}


def test_a_tag_cannot_go_below_itself(reader: Reader, seeds: Path) -> None:
    tagged(reader, seeds, "un")
    refused = reader("tags", seeds, "--rename", "un", "UN/sanctions")
    assert (refused.code, refused.err) == (2, "reader: #UN/sanctions is below #un: a tag cannot go below itself.\n")
    assert tags(reader, seeds) == {"un": 1}


def test_a_tag_is_described_and_the_description_is_shown_with_it(reader: Reader, seeds: Path) -> None:
    tagged(reader, seeds, "un/sanctions")
    assert reader("tags", seeds, "--describe", "un", "The UN.").err == "reader: Saved.\n"
    assert reader("tags", seeds, "--describe", "oil", "Oil\nonly.").code == 0
    assert reader("tags", seeds).lines == [
        "1  #un           0 of its own  The UN.",
        "1    /sanctions",
        "0  #oil                        Oil␊only.",
    ]
    assert reader("tags", seeds, "--json").records[2]["description"] == "Oil\nonly."
    assert "Before, it said: The UN." in reader("tags", seeds, "--describe", "un", "").err
    assert reader("tags", seeds, "--describe", "#", "x").code == 2


def test_another_store_is_merged_and_undo_takes_all_of_it_back(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    bo = library(tmp_path / "bo")
    tagged(reader, seeds, "mine")
    tagged(reader, bo, "his")
    merged = reader("merge", seeds, tmp_path / "bo" / "annotations", "--json")
    assert (merged.code, merged.err) == (0, "reader: All of it is one step: `reader undo` takes it back.\n")
    assert merged.records == [{"article": f"seeds/{KIM}", "added": 1, "changed": 0, "removed": 0, "conflicts": 0}]
    assert tags(reader, seeds) == {"mine": 1, "his": 1}
    again = reader("merge", seeds, tmp_path / "bo" / "annotations")
    assert (again.code, again.out, again.err) == (0, "", "reader: Nothing in it is new.\n")
    reader("undo", seeds)
    assert tags(reader, seeds) == {"mine": 1}


def test_a_merge_says_what_cannot_be_taken(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "theirs.json").write_text("[]")
    refused = reader("merge", seeds, tmp_path / "theirs.json")
    assert refused.code == 1
    assert "theirs.json: it is not one of reader's annotation files." in refused.err
    assert reader("merge", seeds, tmp_path / "missing").code == 2


def test_a_merge_says_where_to_look_and_what_is_of_another_folder(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    theirs = library(tmp_path / "bo").rename(tmp_path / "bo" / "corpus")
    tagged(reader, theirs, "his")
    assert "Did you mean" in reader("merge", seeds, tmp_path / "bo").err
    assert (
        "1 new; shown where a folder called corpus is read" in reader("merge", seeds, tmp_path / "bo/annotations").out
    )


def test_both_sides_of_a_conflict_are_listed_and_an_edit_settles_it_from_both(
    reader: Reader, seeds: Path, tmp_path: Path
) -> None:
    tagged(reader, seeds, "un")
    bo = library(tmp_path / "bo")
    shutil.copytree(tmp_path / "annotations", tmp_path / "bo" / "annotations")
    (note,) = reader("notes", seeds, "--json").records
    reader("edit", seeds, note["id"], "--note", "mine", "--tag", "a")
    reader("edit", bo, note["id"], "--note", "his", "--tag", "b")
    assert "1 in conflict: both are kept" in reader("merge", seeds, tmp_path / "bo" / "annotations").out
    (both,) = reader("notes", seeds, "--json").records
    assert (both["note"], both["rivals"]) == ("his", [{"tags": ["un", "a"], "note": "mine"}])
    assert {"his", "or  #un #a", "mine"} <= {line.strip() for line in reader("notes", seeds).lines}
    reader("edit", seeds, note["id"], "--untag", "un")
    (settled,) = reader("notes", seeds, "--json").records
    assert (settled["conflict"], settled["note"]) == (False, "his\n\nmine")
    assert sorted(settled["tags"]) == ["a", "b"]


def test_check_repairs_a_damaged_and_doubled_store_once(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    tagged(reader, seeds, "one")
    tagged(reader, seeds, "two")
    (file,) = (tmp_path / "annotations").glob("*.json")
    shutil.copy(file, file.with_name(f"{file.stem}.sync-conflict-20240316-091200-ABCDEFG.json"))
    file.write_bytes(file.read_bytes().replace(b'"two"', b'"twp"'))
    assert reader("check", seeds).code == 1
    repaired = reader("check", seeds, "--repair", "--json")
    assert repaired.code == 0
    assert [record["kind"] for record in repaired.records] == ["repaired", "repaired"]
    assert "Nothing else is wrong" in repaired.err
    assert tags(reader, seeds) == {"one": 1, "two": 1}
    again = reader("check", seeds, "--repair")
    assert (again.code, again.out) == (0, "")
    assert "There was nothing to repair." in again.err


def test_check_still_tells_what_it_cannot_repair(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    tagged(reader, seeds, "one")
    (tmp_path / "annotations" / "theirs.json").write_text("[]")
    repaired = reader("check", seeds, "--repair")
    assert repaired.code == 1
    assert "theirs.json" in repaired.out
