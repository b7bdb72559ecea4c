"""A folder of pages: real files, some of them not ours."""

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from export_builders import a_digest, a_note, an_article, digests
from reader.errors import NotSaved
from reader.export.folder import export_markdown, markdown_text

PAGE = "2024-03-15-in-a-move-that-has-stirred-controversy-a477cf5b.md"


def test_each_article_gets_one_page_that_only_the_owner_reads(tmp_path: Path) -> None:
    done = export_markdown(digests(a_digest(a_note())), tmp_path / "new" / "exports")
    assert done.written == (tmp_path / "new" / "exports" / PAGE,)
    assert stat.S_IMODE(done.written[0].stat().st_mode) == 0o600
    assert "Compare with UNSCR 1718." in done.written[0].read_text()


def test_a_second_export_writes_nothing(tmp_path: Path) -> None:
    first = export_markdown(digests(a_digest(a_note())), tmp_path)
    before = first.written[0].stat()
    second = export_markdown(digests(a_digest(a_note())), tmp_path)
    assert (second.written, second.unchanged) == ((), first.written)
    assert first.written[0].stat().st_mtime_ns == before.st_mtime_ns


def test_a_page_keeps_its_name_when_headline_or_date_change(tmp_path: Path) -> None:
    export_markdown(digests(a_digest(a_note())), tmp_path)
    renamed = a_digest(a_note(note="new"), article=an_article(headline="Another headline", date=None))
    export_markdown(digests(renamed), tmp_path)
    assert os.listdir(tmp_path) == [PAGE]
    assert 'title: "Another headline"' in (tmp_path / PAGE).read_text()


def test_a_file_that_is_not_ours_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / PAGE).write_text("# My own file\n")
    other = replace(a_digest(a_note()), source="seeds/other.txt")
    done = export_markdown(digests(a_digest(a_note()), other), tmp_path)
    assert (tmp_path / PAGE).read_text() == "# My own file\n"
    assert done.reports == (f"{PAGE}: left alone, the reader did not write it",)
    assert len(done.written) == 1


def test_a_page_of_another_article_under_our_name_is_left_alone(tmp_path: Path) -> None:
    other = export_markdown(digests(replace(a_digest(a_note()), source="seeds/other.txt")), tmp_path).written[0]
    page = other.read_bytes()
    other.rename(tmp_path / PAGE)
    assert export_markdown(digests(a_digest(a_note())), tmp_path).written == ()
    assert (tmp_path / PAGE).read_bytes() == page


@pytest.mark.parametrize("target", ["file", "nothing"])
def test_nothing_is_read_or_written_through_a_link(tmp_path: Path, target: str) -> None:
    outside = tmp_path / "outside.md"
    if target == "file":
        outside.write_text("untouched")
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / PAGE).symlink_to(outside)
    done = export_markdown(digests(a_digest(a_note())), folder)
    assert done.written == ()
    assert done.reports[0].startswith(f"{PAGE}: left alone, it cannot be read:")
    assert (folder / PAGE).is_symlink()
    assert outside.exists() == (target == "file")


def test_a_pipe_in_the_place_of_a_page_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / PAGE)
    assert export_markdown(digests(a_digest(a_note())), tmp_path).written == ()


def test_bytes_of_the_person_that_are_no_utf8_survive(tmp_path: Path) -> None:
    page = export_markdown(digests(a_digest(a_note())), tmp_path).written[0]
    page.write_bytes(page.read_bytes() + b"caf\xe9\n")
    export_markdown(digests(a_digest(a_note(note="new"))), tmp_path)
    assert page.read_bytes().endswith(b"caf\xe9\n")
    assert b"\nnew\n" in page.read_bytes()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotSaved, match=r"Not exported: .*file/exports"):
        export_markdown(digests(a_digest(a_note())), tmp_path / "file" / "exports")


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(NotSaved, match="Not exported:"):
        export_markdown(digests(a_digest(a_note())), tmp_path)


def test_the_text_for_a_pipe_has_every_page(tmp_path: Path) -> None:
    other = replace(a_digest(a_note(note="second")), source="seeds/other.txt")
    text = markdown_text(digests(a_digest(a_note()), other), tmp_path)
    assert text.count("\n# In a move") == 2
    assert os.listdir(tmp_path) == []
