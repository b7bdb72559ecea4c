from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cli.arguments import parse, split_command
from reader.cli.command import load
from reader.cli.commands import NAMES
from reader.cli.parser import parse_any
from reader.cli.plain import Plain
from reader.errors import Unusable
from reader.text.span import Span


@pytest.mark.parametrize(
    ("argv", "name", "rest"),
    [
        (["seeds"], "read", ["seeds"]),
        (["list", "seeds"], "list", ["seeds"]),
        (["./list"], "read", ["./list"]),
        (["read", "list"], "read", ["list"]),
        (["--", "list"], "read", ["--", "list"]),
        (["--json", "list", "seeds"], "list", ["--json", "seeds"]),
        (["--annotations", "list", "show", "seeds", "x"], "show", ["--annotations", "list", "seeds", "x"]),
        (["--annotations=d", "seeds"], "read", ["--annotations=d", "seeds"]),
        (["--version"], "read", ["--version"]),
        ([], "read", []),
    ],
)
def test_the_first_word_that_is_no_option_is_the_command_or_a_folder_to_read(
    argv: list[str], name: str, rest: list[str]
) -> None:
    assert split_command(argv) == (name, rest)


@pytest.mark.parametrize("name", [name for name in NAMES if not load(name).alone])
def test_every_command_takes_the_common_options(name: str) -> None:
    words = {"show": ["x"], "search": ["x"], "edit": ["x"], "remove": ["x"], "merge": ["x"], "import-notes": ["x"]}.get(
        name, []
    )
    arguments = parse(name, load(name), ["seeds", "--json", *words, "--annotations", "kept"])
    assert arguments.folder == "seeds"
    assert arguments.annotations == "kept"
    assert arguments.json


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("words", [["--json", "seeds", "kim", "jong"], ["seeds", "kim", "--json", "jong"]])
def test_words_of_a_query_may_stand_around_options(words: list[str]) -> None:
    assert parse("list", load("list"), words).query == ["kim", "jong"]


def test_a_query_may_be_left_out() -> None:
    assert parse("list", load("list"), ["seeds"]).query == []


def test_a_folder_behind_two_dashes_may_be_called_anything() -> None:
    assert parse("read", load("read"), ["--", "--json"]).folder == "--json"


def test_a_query_behind_two_dashes_may_begin_with_one() -> None:
    assert parse("list", load("list"), ["seeds", "--", "-kim", "un"]).query == ["-kim", "un"]


def test_a_span_is_typed_as_two_offsets() -> None:
    assert parse("annotate", load("annotate"), ["f", "a", "--span", "3:9"]).span == Span(3, 9)


@pytest.mark.parametrize("typed", ["3", "9:3", "-1:3", "a:b", ":", "1:2:3", ""])
def test_what_is_no_span_is_refused(typed: str) -> None:
    with pytest.raises(Unusable, match="no span"):
        parse("annotate", load("annotate"), ["f", "a", f"--span={typed}"])


@pytest.mark.parametrize("typed", ["0", "-1", "x", "²", "1.5"])
def test_places_are_counted_from_one(typed: str) -> None:
    with pytest.raises(Unusable, match="number from 1"):
        parse("annotate", load("annotate"), ["f", "a", "--quote", "q", f"--nth={typed}"])


def test_a_command_whose_folder_was_left_out_hints_at_the_folder_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "list").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Unusable, match="reader read list"):
        parse("list", load("list"), [])


def test_a_mistyped_command_gets_the_nearest_one() -> None:
    with pytest.raises(Unusable, match="did you mean search"):
        parse("read", load("read"), ["serch", "seeds", "kim"])


def test_options_are_not_guessed_from_their_beginnings() -> None:
    with pytest.raises(Unusable):
        parse("list", load("list"), ["seeds", "--js"])


OPTIONS = ["--json", "--no-cache", "--fresh", "--timeline", "--by", "--annotations", "--tag", "--repair", "-o", "--js"]
WORDS = st.sampled_from(["seeds", "kim", "list", "", "a b", "-kim", "-1", "-", "--", "-a b", "3", *OPTIONS, "--by=day"])


def read_plainly(name: str, words: list[str]) -> dict[str, object] | None:
    plain = Plain()
    load(name).declare(plain)
    arguments = plain.read(words)
    return None if arguments is None else vars(arguments)


@settings(max_examples=1000)
@given(name=st.sampled_from(NAMES), words=st.lists(WORDS | st.text(max_size=3), max_size=5))
def test_what_is_read_plainly_is_what_argparse_reads(name: str, words: list[str]) -> None:
    plainly = read_plainly(name, words)
    assert plainly is None or plainly == vars(parse_any(name, load(name), words))


@pytest.mark.parametrize("name", [name for name in NAMES if load(name).ask])
def test_questions_are_read_plainly(name: str) -> None:
    words = ["kim", "--json", "date:2024"] if name != "read" else ["--json"]
    assert read_plainly(name, ["seeds", *words]) == vars(parse_any(name, load(name), ["seeds", *words]))
