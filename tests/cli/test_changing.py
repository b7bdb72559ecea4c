"""The commands that write, on the real seeds."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from cli_builders import KIM, QUOTE, Reader, json_lines
from reader.text.safety import clean


def annotate(reader: Reader, seeds: Path, *more: str, quote: str = QUOTE) -> str:
    made = reader("annotate", seeds, KIM, "--quote", quote, *more)
    assert (made.code, made.err) == (0, "")
    (id,) = made.lines
    return id


def test_annotate_prints_the_id_of_what_is_kept(reader: Reader, seeds: Path) -> None:
    id = annotate(reader, seeds, "--tag", "un", "--tag", "#sanctions", "--note", "Who says so?")
    (note,) = reader("notes", seeds, "--json").records
    assert list(note) == [
        "id", "article", "state", "start", "end", "exact", "prefix", "suffix",
        "tags", "note", "by", "created", "modified", "conflict", "rivals",
    ]  # fmt: skip
    text = (seeds / KIM).read_text()
    start = text.index(QUOTE)
    assert (note["id"], note["article"], note["state"]) == (id, KIM, "anchored")
    assert (note["start"], note["end"], note["exact"]) == (start, start + len(QUOTE), QUOTE)
    assert text[:start].endswith(note["prefix"])
    assert note["prefix"]
    assert text[start + len(QUOTE) :].startswith(note["suffix"])
    assert (note["tags"], note["note"], note["conflict"]) == (["un", "sanctions"], "Who says so?", False)
    assert note["created"].endswith("Z")


def test_a_span_is_annotated_by_its_offsets(reader: Reader, seeds: Path) -> None:
    start = (seeds / KIM).read_text().index(QUOTE)
    reader("annotate", seeds, KIM, "--span", f"{start}:{start + 6}")
    assert [note["exact"] for note in reader("notes", seeds, "--json").records] == ["brazen"]


def test_a_whole_article_is_annotated_only_when_that_is_said(reader: Reader, seeds: Path) -> None:
    assert reader("annotate", seeds, KIM, "--tag", "un").code == 2
    assert reader("annotate", seeds, KIM, "--whole", "--tag", "un").code == 0
    (note,) = reader("notes", seeds, "--json").records
    assert (note["start"], note["end"], note["exact"], note["state"]) == (None, None, None, "anchored")
    assert "(the whole article)" in reader("notes", seeds).out


def test_a_quote_that_is_there_often_needs_its_number(reader: Reader, seeds: Path) -> None:
    refused = reader("annotate", seeds, KIM, "--quote", "North Korea")
    assert (refused.code, refused.out) == (2, "")
    assert "--nth" in refused.err
    annotate(reader, seeds, "--nth", "2", quote="North Korea")
    (note,) = reader("notes", seeds, "--json").records
    text = (seeds / KIM).read_text()
    assert text[: note["start"]].count("North Korea") >= 1


@pytest.mark.parametrize(
    "words",
    [
        ["--quote", "not in there"],
        ["--quote", "North Korea", "--nth", "99"],
        ["--span", "0:999999"],
        ["--span", "5:5"],
        ["--quote", QUOTE, "--whole"],
        ["--whole"],
        ["--nth", "1", "--span", "1:2"],
        ["--stdin"],
        [],
    ],
)
def test_what_cannot_be_annotated_is_refused_and_nothing_is_written(
    reader: Reader, seeds: Path, words: list[str]
) -> None:
    refused = reader("annotate", seeds, KIM, *words)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.count("\n") == 1
    assert reader("notes", seeds, "--json").out == ""


def test_the_annotations_stand_where_it_is_said(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    annotate(reader, seeds, "--annotations", str(tmp_path / "mine"))
    assert not (tmp_path / "annotations").exists()
    assert reader("notes", seeds, "--json").out == ""
    assert len(reader("--annotations", tmp_path / "mine", "notes", seeds, "--json").records) == 1


def test_list_and_tags_count_what_is_kept(reader: Reader, seeds: Path) -> None:
    annotate(reader, seeds, "--tag", "un")
    annotate(reader, seeds, "--tag", "un", "--tag", "putin", quote="Vladimir Putin")
    counts = [(record["tag"], record["count"]) for record in reader("tags", seeds, "--json").records]
    assert counts == [("un", 2), ("putin", 1)]
    assert reader("tags", seeds).lines == ["2  #un", "1  #putin"]
    assert [row["notes"] for row in reader("list", seeds, "--json").records if row["id"] == KIM] == [2]


def test_edit_changes_tags_and_note_and_leaves_the_rest(reader: Reader, seeds: Path) -> None:
    id = annotate(reader, seeds, "--tag", "un", "--tag", "old", "--note", "first")
    assert reader("edit", seeds, id, "--tag", "new", "--untag", "#old").lines == [id]
    (note,) = reader("notes", seeds, "--json").records
    assert (note["id"], note["tags"], note["note"]) == (id, ["un", "new"], "first")
    reader("edit", seeds, id[-6:].lower(), "--note", "")
    (note,) = reader("notes", seeds, "--json").records
    assert (note["tags"], note["note"]) == (["un", "new"], "")


def test_an_edit_of_nothing_or_of_what_is_not_there_is_refused(reader: Reader, seeds: Path) -> None:
    id = annotate(reader, seeds)
    assert reader("edit", seeds, id).code == 2
    assert reader("edit", seeds, "0" * 26, "--tag", "x").code == 2
    assert reader("remove", seeds, "").code == 2
    assert "no tag “x”" in reader("edit", seeds, id, "--untag", "x").err


def test_what_was_removed_comes_back_and_goes_again(reader: Reader, seeds: Path) -> None:
    id = annotate(reader, seeds, "--note", "kept")
    assert reader("remove", seeds, id).lines == [id]
    assert reader("notes", seeds, "--json").out == ""
    undone = reader("undo", seeds)
    assert (undone.code, undone.lines) == (0, [id])
    assert "back" in undone.err
    assert [note["note"] for note in reader("notes", seeds, "--json").records] == ["kept"]
    assert reader("redo", seeds).lines == [id]
    assert reader("notes", seeds, "--json").out == ""


def test_undo_goes_back_to_the_beginning_and_then_says_so(reader: Reader, seeds: Path) -> None:
    id = annotate(reader, seeds, "--tag", "a")
    reader("edit", seeds, id, "--tag", "b")
    assert "as it was" in reader("undo", seeds).err
    assert [note["tags"] for note in reader("notes", seeds, "--json").records] == [["a"]]
    assert "gone" in reader("undo", seeds).err
    end = reader("undo", seeds)
    assert (end.code, end.out) == (2, "")
    assert "nothing to undo" in end.err


def test_notes_come_in_reading_order_with_their_article_above(reader: Reader, seeds: Path) -> None:
    annotate(reader, seeds, "--tag", "late", quote="military aggression")
    annotate(reader, seeds, "--tag", "early", "--note", "first line\n\nsecond line")
    assert [note["tags"] for note in reader("notes", seeds, "--json").records] == [["early"], ["late"]]
    shown = reader("notes", seeds)
    assert shown.lines[0].startswith(KIM + " · ")
    assert f"  “{QUOTE}”" in shown.lines
    assert "    second line" in shown.lines


def test_notes_take_a_query(reader: Reader, seeds: Path) -> None:
    annotate(reader, seeds, "--tag", "early")
    annotate(reader, seeds, "--tag", "late", quote="Vladimir Putin")
    assert [note["tags"] for note in reader("notes", seeds, "late", "--json").records] == [["late"]]


def test_hostile_tags_and_notes_are_kept_and_shown_clean(reader: Reader, seeds: Path) -> None:
    annotate(reader, seeds, "--tag", "a\x1b[31mb", "--note", "red\x1b]52;c;eA==\x07\r\nline\u202e")
    for words in (["notes"], ["notes", "--json"], ["tags"], ["show"], ["search", "red"], ["export"]):
        out = reader(words[0], seeds, *([KIM] if words == ["show"] else words[1:])).out
        assert out
        assert clean(out) == out


def test_a_place_that_cannot_be_written_is_not_saved(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "annotations").write_text("a file in the way")
    refused = reader("annotate", seeds, KIM, "--quote", QUOTE)
    assert (refused.code, refused.out) == (3, "")
    assert refused.err.startswith("reader: Not saved: ")
    assert refused.err.count("\n") == 1
    assert (tmp_path / "annotations").read_text() == "a file in the way"


def test_stdin_takes_a_line_each_and_prints_an_id_each(reader: Reader, seeds: Path) -> None:
    start = (seeds / KIM).read_text().index("Vladimir Putin")
    lines: list[dict[str, Any]] = [
        {"article": KIM, "quote": QUOTE, "tags": ["un"], "note": "a", "later": "keys are left alone"},
        {"article": "02bc2ad", "start": start, "end": start + 14},
        {"article": KIM, "whole": True, "note": "all of it"},
        {"article": KIM, "quote": "North Korea", "nth": 2},
    ]
    taken = reader("annotate", seeds, "--stdin", stdin=json_lines(lines))
    assert (taken.code, taken.err) == (0, "")
    notes = {note["id"]: note for note in reader("notes", seeds, "--json").records}
    assert set(notes) == set(taken.lines)
    assert [notes[id]["exact"] for id in taken.lines] == [QUOTE, "Vladimir Putin", None, "North Korea"]


@pytest.mark.parametrize(
    "bad",
    [
        "no json",
        "[]",
        "{}",
        "[" * 100_000,
        json.dumps({"article": KIM}),
        json.dumps({"article": KIM, "quote": 7}),
        json.dumps({"article": KIM, "quote": "not in there"}),
        json.dumps({"article": "zebra", "quote": QUOTE}),
        json.dumps({"article": KIM, "start": 1}),
        json.dumps({"article": KIM, "start": True, "end": 5}),
        json.dumps({"article": KIM, "start": -1, "end": 5}),
        json.dumps({"article": KIM, "start": 0, "end": 10**30}),
        json.dumps({"article": KIM, "quote": QUOTE, "tags": "un"}),
        json.dumps({"article": KIM, "quote": QUOTE, "tags": [1]}),
        json.dumps({"article": KIM, "quote": QUOTE, "nth": 0}),
        json.dumps({"article": KIM, "quote": QUOTE, "start": 1, "end": 2}),
        json.dumps({"article": "\ud800\x1b", "quote": QUOTE}),
    ],
)
def test_a_bad_line_is_said_with_its_number_and_the_rest_goes_on(reader: Reader, seeds: Path, bad: str) -> None:
    good = json.dumps({"article": KIM, "quote": QUOTE})
    taken = reader("annotate", seeds, "--stdin", stdin=f"{good}\n\n{bad}\n{good}")
    assert taken.code == 1
    assert len(taken.lines) == 2
    assert taken.err.startswith("reader: line 3: ")
    assert taken.err.count("\n") == 1
    assert clean(taken.err) == taken.err
    assert len(reader("notes", seeds, "--json").records) == 2


def test_lines_that_are_not_saved_outweigh_bad_ones(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "annotations").write_text("a file in the way")
    taken = reader("annotate", seeds, "--stdin", stdin=json_lines([{"article": KIM, "quote": QUOTE}]) + "bad\n")
    assert (taken.code, taken.out) == (3, "")
    assert [line[:15] for line in taken.err.splitlines()] == ["reader: line 1:", "reader: line 2:"]


def test_what_notes_prints_annotate_takes(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    annotate(reader, seeds, "--tag", "un", "--note", "kept")
    printed = reader("notes", seeds, "--json").out
    assert reader("annotate", seeds, "--stdin", "--annotations", tmp_path / "copy", stdin=printed).code == 0
    (copy,) = reader("notes", seeds, "--json", "--annotations", tmp_path / "copy").records
    assert (copy["exact"], copy["tags"], copy["note"]) == (QUOTE, ["un"], "kept")


def test_an_id_is_printed_as_an_object_where_json_is_asked_for(reader: Reader, seeds: Path) -> None:
    (made,) = reader("annotate", seeds, KIM, "--quote", QUOTE, "--json").records
    assert list(made) == ["id"]
    assert reader("remove", seeds, made["id"], "--json").records == [made]


def test_reading_and_annotating_never_touches_an_article(reader: Reader, seeds: Path) -> None:
    before = {path: (path.read_bytes(), os.stat(path).st_mtime_ns) for path in seeds.iterdir()}
    id = annotate(reader, seeds)
    reader("edit", seeds, id, "--tag", "x")
    reader("export", seeds)
    assert {path: (path.read_bytes(), os.stat(path).st_mtime_ns) for path in seeds.iterdir()} == before
