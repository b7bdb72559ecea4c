import stat
from pathlib import Path

import pytest

from export_builders import a_digest, a_note, digests
from reader.errors import NotSaved
from reader.export.formats import Format, export, text_of

DIGEST = digests(a_digest(a_note()))


@pytest.mark.parametrize("format", Format)
def test_every_format_is_written_once_for_the_owner_and_is_unchanged_the_second_time(
    tmp_path: Path, format: Format
) -> None:
    first = export(DIGEST, format, tmp_path / "out")
    again = export(DIGEST, format, tmp_path / "out")
    (path,) = first.written
    assert path.parent == tmp_path / "out"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (again.written, again.unchanged, again.reports) == ((), (path,), ())
    assert len(path.name.encode()) <= 100


@pytest.mark.parametrize("format", Format)
def test_a_changed_note_changes_the_file(tmp_path: Path, format: Format) -> None:
    export(DIGEST, format, tmp_path)
    (path,) = export(digests(a_digest(a_note(note="another one"))), format, tmp_path).written
    assert "another one" in path.read_text()


@pytest.mark.parametrize("format", Format)
def test_a_file_of_the_person_a_link_and_a_folder_in_the_way_are_left_alone(tmp_path: Path, format: Format) -> None:
    (path,) = export(DIGEST, format, tmp_path).written
    other = tmp_path / "precious.txt"
    other.write_text("mine")
    for make in (lambda: path.write_text("mine"), lambda: path.symlink_to(other), path.mkdir):
        path.unlink()
        make()
        done = export(DIGEST, format, tmp_path)
        assert (done.written, done.skipped) == ((), (path,))
        assert len(done.reports) == 1
        assert other.read_text() == "mine"


@pytest.mark.parametrize("format", Format)
def test_a_place_that_cannot_be_written_is_an_error_in_a_sentence(tmp_path: Path, format: Format) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotSaved, match=r"^Not exported: .*\.$"):
        export(DIGEST, format, tmp_path / "file" / "out")


@pytest.mark.parametrize("format", [Format.JSONLD, Format.CSV])
def test_a_format_of_one_file_takes_the_name_of_a_file(tmp_path: Path, format: Format) -> None:
    assert export(DIGEST, format, tmp_path / "my.notes").written == (tmp_path / "my.notes",)


@pytest.mark.parametrize("format", Format)
def test_every_format_can_be_one_text(tmp_path: Path, format: Format) -> None:
    assert "Compare with UNSCR 1718." in text_of(DIGEST, format, tmp_path)
