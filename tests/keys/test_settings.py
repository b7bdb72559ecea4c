"""The settings file: what it may say, and what is said of what it may not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import Unusable
from reader.settings import Settings, load, parse, read

WHOLE = """\
theme = "morning"
width = 60
by = "Ana"
annotations = "/kept/annotations"
exports = "~/kept/notes"
template = "/kept/page.md.j2"
highlight = ["person", "place"]
boilerplate = ['^Photo by ', "(?i)newsletter"]
favourites = ["un/sanctions", "#quote"]

[keys]
top = "g g"
next = ["j", "down", "ctrl+n"]
"""


def test_a_whole_file_says_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ana")
    settings, problems = parse(WHOLE)
    assert problems == ()
    assert (settings.theme, settings.width, settings.by) == ("morning", 60, "Ana")
    assert settings.annotations == Path("/kept/annotations")
    assert settings.exports == Path("/home/ana/kept/notes")
    assert settings.highlight == ("person", "place")
    assert [pattern.pattern for pattern in settings.boilerplate] == ["^Photo by ", "(?i)newsletter"]
    assert settings.favourites == ("un/sanctions", "quote")
    assert settings.keys == {"top": ("g g",), "next": ("j", "down", "ctrl+n")}
    assert settings.lines["width"] == 2
    assert settings.lines["keys.next"] == 13


def test_without_a_file_and_with_an_empty_one_the_defaults_hold(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.toml") == Settings()
    (tmp_path / "settings.toml").touch()
    assert load(tmp_path / "settings.toml") == Settings()


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("\nwidht = 70\n", 2, "there is no setting “widht”; did you mean “width”?"),
        ("# a comment\n\nxyzzy = 1\n", 3, "there is no setting “xyzzy”."),
        ('width = "wide"', 1, "“width” is to be a number of columns from 20 to 400."),
        ("width = true", 1, "“width” is to be a number"),
        ("width = 3", 1, "“width” is to be a number"),
        ("theme = 3", 1, "“theme” is to be a text of one line."),
        ('by = "\\u001b[31m"', 1, "“by” is to be a text of one line."),
        ('annotations = "kept"', 1, "“annotations” is to be a whole path"),
        ('highlight = ["persons"]', 1, "“highlight” knows no “persons”; did you mean “person”?"),
        ('boilerplate = "(unclosed"', 1, "“boilerplate” holds a pattern that cannot be used"),
        ('favourites = ["1","2","3","4","5","6","7","8","9","10"]', 1, "room for 9 tags"),
        ('keys = "g"', 1, "“keys” is a table"),
        ("[keys]\nnext = 3", 2, "“next” is to be a text or a list of texts."),
        ("[keys\nnext = 3", 1, "this is no TOML"),
        ('width = 60\nwidth = 70\n', 2, "this is no TOML"),
    ],
)  # fmt: skip
def test_what_cannot_hold_is_refused_with_its_line(source: str, line: int, said: str) -> None:
    _, (problem, *_) = parse(source)
    assert problem.line == line
    assert said in problem.reason


def test_every_problem_is_found_at_once_and_the_rest_holds() -> None:
    settings, problems = parse('by = "Ana"\nwidht = 3\nwidth = 4\n[keys]\nnext = 1\ntop = "g g"\n')
    assert [problem.line for problem in problems] == [2, 3, 5]
    assert settings.by == "Ana"
    assert settings.keys == {"top": ("g g",)}


def test_loading_says_file_and_line_of_the_first_problem(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("widht = 70\n")
    with pytest.raises(Unusable, match=r"settings\.toml, line 1: there is no setting “widht”"):
        load(path)


def test_a_link_to_the_settings_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.toml").write_text("width = 60")
    (tmp_path / "settings.toml").symlink_to(tmp_path / "real.toml")
    assert load(tmp_path / "settings.toml").width == 60


@pytest.mark.parametrize("content", [b"width = \xff", b"theme = '\xe9'"])
def test_bytes_that_are_no_text_are_a_problem(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.toml").write_bytes(b"\n" + content)
    _, (problem,) = read(tmp_path / "settings.toml")
    assert (problem.line, problem.reason) == (2, "this is not UTF-8.")


def test_a_folder_in_its_place_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    assert read(tmp_path / "settings.toml")[1]


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_settings(source: str) -> None:
    parse(source)
