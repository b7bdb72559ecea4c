"""The commands that change nothing, on the real seeds."""

from pathlib import Path

import pytest

from cli_builders import KIM, QUOTE, Reader
from reader.text.safety import clean


def test_list_prints_the_newest_article_first(reader: Reader, seeds: Path) -> None:
    listed = reader("list", seeds)
    assert listed.code == 0
    assert listed.err == ""
    assert [line.split()[0] for line in listed.lines] == sorted(
        (line.split()[0] for line in listed.lines), reverse=True
    )
    assert KIM in listed.out


def test_list_as_json_has_the_promised_keys(reader: Reader, seeds: Path) -> None:
    first, second = reader("list", seeds, "--json").records
    assert list(first) == ["id", "date", "dateline", "headline", "words", "notes", "read", "starred"]
    kim = first if first["id"] == KIM else second
    assert (kim["date"], kim["dateline"], kim["notes"], kim["read"]) == ("2024-03-15", "SEOUL, South Korea", 0, False)


def test_list_takes_a_query(reader: Reader, seeds: Path) -> None:
    assert len(reader("list", seeds, "limousine").lines) >= 1
    nothing = reader("list", seeds, "zebra")
    assert (nothing.code, nothing.out) == (0, "")
    assert "zebra" in nothing.err


def test_the_timeline_says_how_many_articles_and_notes_each_period_has(reader: Reader, seeds: Path) -> None:
    reader("annotate", seeds, KIM, "--quote", QUOTE)
    printed = reader("list", seeds, "--timeline")
    assert [line.split() for line in printed.lines] == [
        ["2024-03-16", "1", "█" * 24],
        ["2024-03-15", "1", "█" * 24, "1", "note"],
    ]
    (month,) = reader("list", seeds, "--timeline", "--by", "month", "--json").records
    assert month == {"date": "2024-03", "articles": 2, "notes": 1}
    (one,) = reader("list", seeds, "date:2024-03-16", "--timeline").lines
    assert one.startswith("2024-03-16")
    assert "day, week, month" in reader("list", seeds, "--by", "fortnight").err


def test_an_empty_folder_is_said_to_be_empty(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    listed = reader("list", tmp_path / "empty")
    assert (listed.code, listed.out) == (0, "")
    assert "no articles" in listed.err


def test_list_counts_what_cannot_be_read_on_stderr(reader: Reader, seeds: Path) -> None:
    (seeds / "broken.txt").write_bytes(b"\0\1\2\0" * 100)
    listed = reader("list", seeds)
    assert listed.code == 0
    assert len(listed.lines) == 2
    assert "1 file cannot be read" in listed.err


def test_without_a_terminal_the_folder_alone_prints_the_listing(reader: Reader, seeds: Path) -> None:
    assert reader(seeds).out == reader("list", seeds).out == reader("read", seeds).out != ""


def test_show_sets_the_article_for_the_eye(reader: Reader, seeds: Path) -> None:
    shown = reader("show", seeds, KIM)
    assert "Fri 15 March 2024 · SEOUL, South Korea" in shown.out
    assert "Deepening Bilateral Ties Amidst Global Concerns" in shown.lines
    assert "Advertisment" not in shown.out
    assert max(map(len, shown.lines)) <= 80


def test_show_as_json_has_the_text_that_offsets_count(reader: Reader, seeds: Path) -> None:
    (record,) = reader("show", seeds, KIM, "--json").records
    assert list(record) == ["id", "date", "dateline", "headline", "text", "blocks"]
    assert record["text"] == (seeds / KIM).read_text()
    by_kind = {block["kind"]: record["text"][block["start"] : block["end"]] for block in record["blocks"]}
    assert set(by_kind) == {"header", "heading", "paragraph", "boilerplate"}
    assert by_kind["boilerplate"] == "Advertisment"
    assert all(list(block) == ["kind", "start", "end"] for block in record["blocks"])


def test_a_unique_part_names_an_article(reader: Reader, seeds: Path) -> None:
    assert reader("show", seeds, "02bc2ad", "--json").records[0]["id"] == KIM


@pytest.mark.parametrize("part", ["zebra", ".txt", "", "../seeds/" + KIM, "/etc/passwd", ".", "..", "a\0b"])
def test_what_names_no_article_or_several_is_refused(reader: Reader, seeds: Path, part: str) -> None:
    shown = reader("show", seeds, part)
    assert (shown.code, shown.out) == (2, "")
    assert shown.err.startswith("reader: ")
    assert shown.err.count("\n") == 1


def test_show_numbers_the_annotated_passages_and_lists_what_was_said(reader: Reader, seeds: Path) -> None:
    (id,) = reader("annotate", seeds, KIM, "--quote", QUOTE, "--tag", "un", "--note", "Who says so?").lines
    shown = " ".join(reader("show", seeds, KIM).out.split())
    assert f"{QUOTE}[1]." in shown
    assert f"[1] #un {id} Who says so?" in shown


def test_show_leaves_out_markup_that_is_hidden(reader: Reader, seeds: Path) -> None:
    (seeds / "clip.md").write_text("---\ntitle: A clip\n---\n\nThe [council](https://un.org/x) met *again* today.\n")
    assert "The council met again today." in reader("show", seeds, "clip").lines


def test_terms_of_one_article_say_where_they_stand_and_how_many_hold_them(reader: Reader, seeds: Path) -> None:
    text = reader("show", seeds, KIM, "--json").records[0]["text"]
    records = reader("terms", seeds, KIM, "--json").records
    assert all(
        list(record) == ["term", "variants", "score", "spans", "articles", "kind", "highlighted"] for record in records
    )
    kim = next(record for record in records if record["term"] == "Kim Jong Un")
    assert (kim["articles"], kim["kind"]) == (2, "person")
    assert all(place in kim["spans"] for place in kim["highlighted"])
    assert 0 < len(kim["highlighted"]) < len(kim["spans"])
    assert {text[start:end] for start, end in kim["spans"]} <= set(kim["variants"])
    assert [r["score"] for r in records] == sorted((r["score"] for r in records), reverse=True)
    assert "Kim Jong Un" in reader("terms", seeds, KIM).out


def test_terms_of_all_articles_are_ranked_together(reader: Reader, seeds: Path) -> None:
    records = reader("terms", seeds, "--json").records
    assert all(list(record) == ["term", "variants", "score", "articles"] for record in records)
    assert len({record["term"] for record in records}) == len(records)
    kim = next(record for record in records if "Kim Jong Un" in record["variants"])
    assert kim["articles"] == 2
    assert "Kim Jong-un" in kim["variants"]
    assert f"2 articles  {kim['term']}" in reader("terms", seeds).out


def test_search_finds_the_place_in_the_text(reader: Reader, seeds: Path) -> None:
    text = reader("show", seeds, KIM, "--json").records[0]["text"]
    records = [r for r in reader("search", seeds, '"brazen defiance"', "--json").records if r["article"] == KIM]
    assert list(records[0]) == ["article", "where", "start", "end", "snippet", "annotation"]
    assert (records[0]["where"], records[0]["annotation"]) == ("text", None)
    assert text[records[0]["start"] : records[0]["end"]] == "brazen defiance"
    assert "brazen defiance" in records[0]["snippet"]


def test_search_finds_notes_and_tags(reader: Reader, seeds: Path) -> None:
    (id,) = reader("annotate", seeds, KIM, "--quote", QUOTE, "--tag", "zebra", "--note", "a zebra, really").lines
    hits = [(r["where"], r["annotation"]) for r in reader("search", seeds, "zebra", "--json").records]
    assert sorted(hits) == [("note", id), ("tag", id)]
    assert reader("search", seeds, "zebra").lines == [KIM, "  note: a zebra, really", "  tag: zebra"]


@pytest.mark.parametrize("typed", ["", " ", "…", '""'])
def test_a_search_for_nothing_is_refused(reader: Reader, seeds: Path, typed: str) -> None:
    assert reader("search", seeds, typed).code == 2


def test_check_is_content_with_the_seeds(reader: Reader, seeds: Path) -> None:
    checked = reader("check", seeds)
    assert (checked.code, checked.out) == (0, "")


def test_check_finds_what_cannot_be_read(reader: Reader, seeds: Path) -> None:
    (seeds / "broken.txt").write_bytes(b"\0\1\2\0" * 100)
    checked = reader("check", seeds, "--json")
    assert checked.code == 1
    (record,) = checked.records
    assert list(record) == ["kind", "path", "reason"]
    assert (record["kind"], record["path"]) == ("unreadable", "broken.txt")


def test_check_finds_notes_whose_words_or_article_are_gone(reader: Reader, seeds: Path) -> None:
    reader("annotate", seeds, KIM, "--quote", QUOTE)
    (seeds / KIM).write_text("date 2024-03-15 SEOUL — Something else altogether is written here now, about cheese.\n")
    assert [(r["kind"], r["path"]) for r in reader("check", seeds, "--json").records] == [("orphan", KIM)]
    (seeds / KIM).unlink()
    checked = reader("check", seeds, "--json")
    assert (checked.code, checked.records[0]["kind"]) == (1, "orphan")
    assert KIM in checked.records[0]["path"]


def test_a_hostile_name_is_shown_clean_and_still_opens_its_article(reader: Reader, seeds: Path) -> None:
    name = "evil\x1b]0;owned\x07\u202e.txt"
    (seeds / name).write_text("date 2024-01-01 X — The quick brown fox.\n")
    listed = reader("list", seeds, "fox")
    assert clean(listed.out) == listed.out
    assert clean(reader("list", seeds, "fox", "--json").out) == reader("list", seeds, "fox", "--json").out
    shown_name = listed.lines[0].split("  ")[1]
    assert shown_name == "evil␛]0;owned␇\ufffd.txt"
    for argument in (shown_name, name, reader("list", seeds, "fox", "--json").records[0]["id"]):
        assert reader("show", seeds, argument, "--json").records[0]["id"] == name


@pytest.mark.parametrize("words", [["list"], ["show"], ["check"], ["annotate"], ["read"], []])
def test_a_folder_that_cannot_be_used_is_said_in_one_line(reader: Reader, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "file").write_text("no folder")
    more = {"show": ["x"], "annotate": ["x", "--quote", "q"]}.get("".join(words), [])
    for folder in (tmp_path / "missing", tmp_path / "file", tmp_path / "bad\x1b\udcff"):
        refused = reader(*words, folder, *more)
        assert (refused.code, refused.out) == (2, "")
        assert refused.err.startswith("reader: ")
        assert refused.err.count("\n") == 1
        assert "\x1b" not in refused.err


def test_the_help_lists_every_command(reader: Reader) -> None:
    from reader.cli.commands import NAMES

    shown = reader("-h")
    assert shown.code == 0
    assert all(f"\n  {name} " in shown.out for name in NAMES)
    assert reader("annotate", "-h").code == 0
    assert reader("--version").out.startswith("reader ")


def test_no_command_at_all_is_refused_with_a_hint(reader: Reader) -> None:
    refused = reader()
    assert (refused.code, refused.out) == (2, "")
    assert "reader FOLDER" in refused.err
