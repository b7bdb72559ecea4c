"""`reader config`."""

from pathlib import Path

import pytest

import cli_builders
from cli_builders import Reader
from reader.settings import settings_path
from reader.tui.commands import COMMANDS


@pytest.fixture
def reader(capsys: pytest.CaptureFixture[str]) -> Reader:
    from reader.cli import run

    def command(*words: str | Path) -> cli_builders.Result:
        code = run([str(word) for word in words])
        return cli_builders.Result(code, *capsys.readouterr())

    return command


def write(source: str) -> Path:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source)
    return path


def test_path_says_where_the_settings_are_and_makes_nothing(reader: Reader) -> None:
    result = reader("config", "path")
    assert (result.code, result.lines) == (0, [str(settings_path())])
    assert not settings_path().parent.exists()
    assert reader("config", "path", "--json").records == [{"path": str(settings_path()), "exists": False}]


def test_show_says_what_holds_and_where_it_is_written(reader: Reader) -> None:
    write('by = "Ana"\n')
    shown = {
        record["setting"]: (record["value"], record["line"]) for record in reader("config", "show", "--json").records
    }
    assert shown["by"] == ("Ana", 1)
    assert shown["width"] == (76, None)
    assert "Ana" in reader("config", "show").out


def test_keys_prints_the_table_that_holds(reader: Reader) -> None:
    write('[keys]\ntop = "g g"\n')
    records = {record["id"]: record["keys"] for record in reader("config", "keys", "--json").records}
    assert list(records) == [command.id for command in COMMANDS]
    assert records["top"] == [["g", "g"]]
    assert records["next"] == [["j"], ["down"]]
    assert any(line.split()[:3] == ["top", "g", "g"] for line in reader("config", "keys").lines)


def test_check_finds_everything_and_says_so_by_its_status(reader: Reader) -> None:
    path = write('widht = 3\ntheme = "mornign"\n[keys]\nnxet = "j"\nstar = "m"\n')
    result = reader("config", "check")
    assert result.code == 1
    assert [line.split(": ")[0] for line in result.lines] == [f"{path}, line {n}" for n in (1, 4, 5, 2)]
    assert "“morning”" in result.out
    write("")
    assert reader("config", "check").code == 0


@pytest.mark.parametrize("what", ["show", "keys"])
def test_what_cannot_hold_is_not_shown(reader: Reader, what: str) -> None:
    write('[keys]\nnext = "jj"\n') if what == "keys" else write("widht = 3\n")
    result = reader("config", what)
    assert (result.code, result.out) == (2, "")
    assert "line " in result.err


def test_other_commands_refuse_settings_that_cannot_hold(reader: Reader, seeds: Path) -> None:
    write("anotations = '/tmp/x'\n")
    result = reader("list", seeds)
    assert (result.code, result.out) == (2, "")
    assert "did you mean “annotations”?" in result.err


def test_annotations_and_exports_go_where_the_settings_say(reader: Reader, seeds: Path, tmp_path: Path) -> None:
    write(f'annotations = "{tmp_path}/kept"\nexports = "{tmp_path}/pages"\nby = "Ana"\n')
    assert reader("annotate", seeds, cli_builders.KIM, "--quote", cli_builders.QUOTE, "--tag", "x").code == 0
    assert list((tmp_path / "kept").glob("*.json"))
    assert reader("notes", seeds, "--json").records[0]["by"] == "Ana"
    assert reader("export", seeds).code == 0
    assert list((tmp_path / "pages").glob("*.md"))
    assert not (tmp_path / "annotations").exists()
    assert reader("notes", seeds, "--annotations", tmp_path / "other").out == ""


def test_paragraphs_that_match_a_pattern_are_left_out(reader: Reader, seeds: Path) -> None:
    whole = reader("show", seeds, cli_builders.KIM).out
    write("boilerplate = ['^Deepening Bilateral']\n")
    shown = reader("show", seeds, cli_builders.KIM).out
    assert "Deepening Bilateral Ties" in whole
    assert "Deepening Bilateral Ties" not in shown
    assert "brazen defiance" in shown
