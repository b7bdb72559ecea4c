"""Counting tags and comparing two people by the command line."""

from pathlib import Path

import pytest

from cli_builders import KIM, QUOTE, Reader, library
from reader.text.span import Span
from reader.workspace.desk import open_workspace

OTHER = "special function"


def tag(seeds: Path, by: str, quote: str, *tags: str, id: str = KIM) -> None:
    """Tag the first place of `quote`, or the whole article where it is empty."""
    desk = open_workspace(seeds, by=by)
    desk.refresh()
    article = desk.article(id)
    start = article.text.index(quote)
    desk.annotate(article, Span(start, start + len(quote)) if quote else None, tags)


def test_tags_are_a_tree_with_what_each_and_all_below_it_count(reader: Reader, seeds: Path) -> None:
    tag(seeds, "ana", QUOTE, "un/sanctions", "un")
    tag(seeds, "ana", OTHER, "un/oil")
    tag(seeds, "ana", "Kim", "person/kim")
    assert reader("tags", seeds).lines == [
        "2  #un           1 of its own", "1    /oil", "1    /sanctions", "1  #person       0 of its own", "1    /kim",
    ]  # fmt: skip
    records = reader("tags", seeds, "--json").records
    assert records[0] == {"tag": "un", "count": 1, "total": 2, "description": ""}
    assert [record["tag"] for record in records] == ["un", "un/oil", "un/sanctions", "person", "person/kim"]


def test_a_tag_whose_article_is_gone_is_counted_all_the_same(reader: Reader, seeds: Path) -> None:
    tag(seeds, "ana", QUOTE, "un")
    tag(seeds, "ana", "Kim", "un", id=next(path.name for path in seeds.iterdir() if path.name != KIM))
    (seeds / KIM).unlink()
    assert reader("tags", seeds, "--json").records == [{"tag": "un", "count": 2, "total": 2, "description": ""}]


def test_two_people_are_compared_word_by_word(reader: Reader, seeds: Path) -> None:
    tag(seeds, "ana", "brazen defiance of United Nations sanctions", "un/sanctions")
    tag(seeds, "ben", "United Nations sanctions", "un")
    tag(seeds, "ana", "", "whole")
    told = reader("tags", seeds, "--agreement", "ana", "ben", "--json")
    assert told.code == 0
    words = told.records[0]["words"]
    assert [(row["tag"], row["first"], row["second"], row["both"]) for row in told.records] == [
        (None, 6, 3, 3),
        ("un", 6, 3, 3),
        ("un/sanctions", 6, 0, 0),
    ]
    kappa = (words * (words - 3) - 6 * 3 - (words - 6) * (words - 3)) / (words**2 - 6 * 3 - (words - 6) * (words - 3))
    assert told.records[1]["kappa"] == pytest.approx(kappa)
    assert told.records[0]["kappa"] < kappa  # one says un/sanctions of these words, the other only un
    assert told.records[1]["alpha"] == pytest.approx(1 - (2 * words - 1) * 2 * 3 / (2 * 9 * (2 * words - 9)))
    lines = reader("tags", seeds, "--agreement", "ana", "ben").lines
    assert lines[0].split() == ["words", "tagged", "by", "ana", "ben", "both", "kappa", "alpha"]
    assert lines[3].split() == ["#un/sanctions", "6", "0", "0", "0.000", f"{told.records[2]['alpha']:.3f}"]
    assert len({len(line) for line in lines}) == 1


def test_who_says_the_same_agrees_wholly_and_the_order_of_names_does_not_matter(reader: Reader, seeds: Path) -> None:
    for by in ("ana", "ben"):
        tag(seeds, by, QUOTE, "un")
        tag(seeds, by, OTHER, "kim")
    tag(seeds, "cleo", OTHER, "un")
    same = reader("tags", seeds, "--agreement", "ana", "ben", "--json").records
    assert {(row["kappa"], row["alpha"]) for row in same} == {(1, 1)}
    there, back = (
        reader("tags", seeds, "--agreement", *names, "--json").records for names in (("ana", "cleo"), ("cleo", "ana"))
    )
    assert [(row["kappa"], row["alpha"], row["first"]) for row in there] == [
        (row["kappa"], row["alpha"], row["second"]) for row in back
    ]


def test_words_that_both_gave_one_tag_alone_are_no_measure_and_that_is_said(reader: Reader, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "a.txt").write_text("Every word.")
    for by in ("ana", "ben"):
        tag(folder, by, "Every word", "all", id="a.txt")
    told = reader("tags", folder, "--agreement", "ana", "ben")
    assert (told.code, told.lines[1].split()[-2:]) == (0, ["–", "–"])
    assert "–: not defined" in told.err
    assert {row["kappa"] for row in reader("tags", folder, "--agreement", "ana", "ben", "--json").records} == {None}


def test_where_nothing_can_be_compared_one_sentence_says_why(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    def why(first: str, second: str) -> str:
        told = reader("tags", seeds, "--agreement", first, second)
        assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
        return told.err

    assert "No passage was annotated yet." in why("ana", "ben")
    tag(seeds, "ana", QUOTE, "un")
    assert "No passage was annotated by “ben”. Passages were annotated by ana." in why("ana", "ben")
    assert "two different people" in why("ana", "ana")
    other = next(path.name for path in library(tmp_path / "again").iterdir() if path.name != KIM)
    tag(seeds, "ben", "Kim", "un", id=other)
    assert "ana and ben have annotated no article in common" in why("ana", "ben")


def test_who_only_highlights_is_compared_with_who_tags(reader: Reader, seeds: Path) -> None:
    tag(seeds, "ana", QUOTE, "un")
    tag(seeds, "ben", OTHER)
    first, second = reader("tags", seeds, "--agreement", "ana", "ben", "--json").records
    assert (first["kappa"], second["kappa"], second["second"]) == (0, 0, 0)
