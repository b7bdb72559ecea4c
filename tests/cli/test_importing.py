"""Notes of other programs, and our own exports, taken in by the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli_builders import KIM, QUOTE, Reader

UNSURE = "prices of rice rose again, for the ninth week in a row"
CSV = "Highlight,Book Title,Book Author,Note,Tags,Highlighted at\n"


def hypothesis(*rows: dict[str, Any]) -> str:
    return json.dumps({"total": len(rows), "rows": list(rows)})


def a_row(exact: str = QUOTE, **fields: Any) -> dict[str, Any]:
    selectors = [
        {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]", "startOffset": 0, "endOffset": 9},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": "marking a ", "suffix": ". This incident"},
    ]
    return {
        "id": "AbCd",
        "created": "2024-03-16T09:12:00.123456+00:00",
        "user": "acct:ben@hypothes.is",
        "uri": "https://example.org/limousine",
        "text": "Says who?",
        "tags": ["un"],
        "target": [{"source": "https://example.org/limousine", "selector": selectors}],
        "document": {"title": ["A limousine"]},
    } | fields


def saved(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_our_own_export_comes_back_whole_in_another_store(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    reader("annotate", seeds, KIM, "--quote", QUOTE, "--tag", "un", "--note", "Who says so?")
    reader("annotate", seeds, KIM, "--whole", "--note", "On all of it.")
    path = tmp_path / "out.jsonld"
    reader("export", seeds, "--format", "jsonld", "-o", path)
    other = ("--annotations", tmp_path / "other")
    taken = reader("import-notes", seeds, path, *other)
    assert taken.code == 0
    before, after = reader("notes", seeds, "--json").records, reader("notes", seeds, "--json", *other).records
    for note in before + after:
        note.pop("modified")
    assert sorted(taken.lines) == sorted(note["id"] for note in before)
    assert after == before
    assert (path.read_text().count(QUOTE)) == 2  # the quote and the text that it was made on


def test_hypothesis_annotations_find_their_article_by_their_words(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    taken = reader("import-notes", seeds, saved(tmp_path, "h.json", hypothesis(a_row())))
    assert taken.code == 0
    (note,) = reader("notes", seeds, "--json").records
    assert (note["article"], note["state"], note["exact"]) == (KIM, "anchored", QUOTE)
    assert (note["note"], note["tags"], note["by"]) == ("Says who?", ["un"], "ben")
    assert note["created"] == "2024-03-16T09:12:00Z"


def test_an_article_is_found_by_its_address_and_a_note_without_a_quote_is_on_all_of_it(
    reader: Reader, seeds: Path, tmp_path: Path
) -> None:
    (seeds / "web.md").write_text("---\ntitle: Web\nsource: https://www.example.org/limousine/\n---\n\nSome words.\n")
    row = a_row(target=[{"source": "x"}], uri="http://example.org/limousine?utm_source=mail#top")
    reader("import-notes", seeds, saved(tmp_path, "h.json", hypothesis(row)))
    (note,) = reader("notes", seeds, "--json").records
    assert (note["article"], note["exact"], note["note"]) == ("web.md", None, "Says who?")


def test_a_readwise_table_finds_articles_by_title_and_words(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    (seeds / "rice.md").write_text("---\ntitle: The price of rice\n---\n\nToday prices of rice rose a little.\n")
    rows = f'"{QUOTE}",Other title,Agency,A note,"un, kim",2024-03-16 09:12:00+00:00\n'
    rows += "prices of rice rose,The Price of Rice,,,,\n"
    taken = reader("import-notes", seeds, saved(tmp_path, "r.csv", CSV + rows))
    assert (taken.code, len(taken.lines)) == (0, 2)
    notes = {note["article"]: note for note in reader("notes", seeds, "--json").records}
    assert (notes[KIM]["exact"], notes[KIM]["tags"]) == (QUOTE, ["un", "kim"])
    assert (notes["rice.md"]["exact"], notes["rice.md"]["state"]) == ("prices of rice rose", "anchored")


@pytest.mark.parametrize("name", ["h.json", "r.csv", "w.jsonld"])
def test_taking_in_twice_makes_no_second_note_and_undo_takes_back_one_whole_file(
    reader: Reader, seeds: Path, tmp_path: Path, name: str
) -> None:
    second = "This incident underscores the deepening ties"
    target = {"source": "https://x.org", "selector": {"type": "TextQuoteSelector", "exact": QUOTE}}
    body = {"type": "TextualBody", "value": "two", "purpose": "commenting"}
    w3c = [{"id": "urn:1", "type": "Annotation", "target": target, "body": body}]
    w3c.append({**w3c[0], "id": "urn:2"})
    texts = {
        "h.json": hypothesis(a_row(), a_row(second, id="two")),
        "r.csv": f"{CSV}{QUOTE},T,,,,\n{second},T,,,,\n",
        "w.jsonld": json.dumps(w3c),
    }
    path = saved(tmp_path, name, texts[name])
    reader("annotate", seeds, KIM, "--whole", "--note", "Mine.")
    first = reader("import-notes", seeds, path)
    again = reader("import-notes", seeds, path)
    assert (len(first.lines), again.lines, again.code) == (2, [], 0)
    assert "2 of its notes were here before" in again.err
    reader("undo", seeds)
    assert [note["note"] for note in reader("notes", seeds, "--json").records] == ["Mine."]
    reader("redo", seeds)
    assert len(reader("notes", seeds, "--json").records) == 3


def test_words_that_are_gone_are_kept_as_an_orphan_and_said(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    (seeds / "web.md").write_text("---\ntitle: Web\nsource: https://example.org/limousine\n---\n\nSome words.\n")
    taken = reader("import-notes", seeds, saved(tmp_path, "h.json", hypothesis(a_row(UNSURE))))
    assert (taken.code, len(taken.lines)) == (0, 1)
    assert "kept without a place" in taken.err
    (note,) = reader("notes", seeds, "--json").records
    assert (note["article"], note["state"], note["exact"], note["start"]) == ("web.md", "orphan", UNSURE, None)


def test_what_has_no_article_or_is_no_note_is_said_and_the_rest_is_taken_in(
    reader: Reader, seeds: Path, tmp_path: Path
) -> None:
    rows = (a_row(), a_row(UNSURE, id="b"), a_row(id="c", references=["AbCd"]), {"no": "row"})
    taken = reader("import-notes", seeds, saved(tmp_path, "h.json", hypothesis(*rows)))
    assert (taken.code, len(taken.lines)) == (1, 1)
    assert "no article here" in taken.err
    assert "row 3: it is a reply" in taken.err
    assert "row 4: it is no annotation" in taken.err


def test_hostile_values_are_cleaned(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    bad = "\x1b]0;owned\x07 \u202e \ud800 [red]"
    (seeds / "web.md").write_text("---\ntitle: Web\nsource: https://example.org/limousine\n---\n\nSome words.\n")
    row = a_row(UNSURE + bad, text=bad, tags=[bad, "#un"], user=f"acct:{bad}@x", document={"title": [bad]})
    nowhere = a_row(UNSURE + bad, id="x", uri="https://example.org/other", document={"title": [bad]})
    taken = reader("import-notes", seeds, saved(tmp_path, "h.json", hypothesis(row, nowhere)))
    shown = reader("notes", seeds)
    assert len(taken.lines) == 1
    (kept,) = (tmp_path / "annotations").glob("*.json")
    assert not any(sign in kept.read_text() for sign in ("\\u001b", "\\u0007", "\u202e", "\\u202e", "\\ud800"))
    for text in (taken.out, taken.err, shown.out):
        assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert "[red]" in shown.out


@pytest.mark.parametrize(
    "text",
    [
        "",
        "just words\n",
        "a,b\n1,2\n",
        "{",
        '{"rows": 3}',
        "[1, 2]",
        "null",
        '{"type": "AnnotationCollection"}',
        "[" * 100_000,
        '[{"type": "Annotation", "target": {"selector": {"type": [], "exact": 1}}}]',
    ],
)
def test_a_file_that_holds_no_notes_is_said_in_a_sentence_and_changes_nothing(
    reader: Reader, seeds: Path, tmp_path: Path, text: str
) -> None:
    taken = reader("import-notes", seeds, saved(tmp_path, "x.json", text))
    assert taken.out == ""
    assert taken.err.startswith("reader: ")
    assert not (tmp_path / "annotations").exists()


def test_a_file_that_cannot_be_read_is_said(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    missing = reader("import-notes", seeds, tmp_path / "none.json")
    assert (missing.code, missing.out) == (2, "")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe{")
    assert reader("import-notes", seeds, tmp_path / "bytes.json").code == 2
