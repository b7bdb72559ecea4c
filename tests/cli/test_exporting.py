from pathlib import Path

from cli_builders import KIM, QUOTE, Reader


def test_export_writes_one_page_an_annotated_article_beside_the_folder(
    reader: Reader, seeds: Path, tmp_path: Path
) -> None:
    reader("annotate", seeds, KIM, "--quote", QUOTE, "--tag", "un", "--note", "Who says so?")
    exported = reader("export", seeds)
    assert (exported.code, exported.err) == (0, "")
    (path,) = map(Path, exported.lines)
    assert path.parent == tmp_path / "notes"
    page = path.read_text()
    assert QUOTE in page
    assert "Who says so?" in page


def test_exporting_again_changes_nothing_and_says_so(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    reader("annotate", seeds, KIM, "--quote", QUOTE)
    first = reader("export", seeds, "-o", tmp_path / "out", "--json").records
    again = reader("export", seeds, "-o", tmp_path / "out", "--json").records
    assert [record["written"] for record in first + again] == [True, False]
    assert Path(first[0]["path"]).parent == tmp_path / "out"


def test_a_file_that_is_not_ours_is_left_alone_and_said(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    reader("annotate", seeds, KIM, "--quote", QUOTE)
    (path,) = map(Path, reader("export", seeds).lines)
    path.write_text("my own page")
    exported = reader("export", seeds)
    assert (exported.code, exported.out) == (1, "")
    assert path.name in exported.err
    assert path.read_text() == "my own page"


def test_export_to_stdout_writes_no_file(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    reader("annotate", seeds, KIM, "--quote", QUOTE)
    exported = reader("export", seeds, "-o", "-")
    assert exported.code == 0
    assert QUOTE in exported.out
    assert not (tmp_path / "notes").exists()
    assert reader("export", seeds, "-o", "-", "--json").code == 2


def test_a_query_chooses_the_articles(reader: Reader, seeds: Path) -> None:
    reader("annotate", seeds, KIM, "--quote", QUOTE)
    nothing = reader("export", seeds, "zebra", "-o", "-")
    assert (nothing.code, nothing.out) == (0, "")
    assert "no annotated articles" in nothing.err


def test_a_place_that_cannot_be_written_is_said(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    reader("annotate", seeds, KIM, "--quote", QUOTE)
    (tmp_path / "notes").write_text("a file in the way")
    exported = reader("export", seeds)
    assert (exported.code, exported.out) == (3, "")
    assert exported.err.count("\n") == 1


def test_only_known_formats_are_taken(reader: Reader, seeds: Path) -> None:
    refused = reader("export", seeds, "--format", "pdf")
    assert (refused.code, refused.out) == (2, "")
    assert "markdown" in refused.err


def test_every_format_goes_to_stdout_or_to_files(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    reader("annotate", seeds, KIM, "--quote", QUOTE, "--note", "Who says so?")
    for format, name in (("jsonld", "annotations.jsonld"), ("csv", "annotations.csv"), ("html", ".html")):
        printed = reader("export", seeds, "--format", format, "-o", "-")
        assert (printed.code, printed.err) == (0, "")
        assert "Who says so?" in printed.out
        (path,) = map(Path, reader("export", seeds, "--format", format).lines)
        assert path.parent == tmp_path / "notes"
        assert path.name.endswith(name)
        assert path.read_text() == printed.out


def test_one_file_is_written_where_it_is_asked_for(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    reader("annotate", seeds, KIM, "--quote", QUOTE)
    path = tmp_path / "deep" / "my.csv"
    assert reader("export", seeds, "--format", "csv", "-o", path).lines == [str(path)]
    path.write_text("my own table")
    refused = reader("export", seeds, "--format", "csv", "-o", path)
    assert (refused.code, refused.out) == (1, "")
    assert path.read_text() == "my own table"
