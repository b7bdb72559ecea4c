"""What is imported when: seen in a clean interpreter, since a static graph cannot tell a deferred import."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import cli_builders
from reader.cli.commands import NAMES

_PROBE = """
import json, sys
from reader.cli import run
for words in json.loads(sys.argv[1]):
    code = run(words)
    print(json.dumps([code, sorted({name.partition('.')[0] for name in sys.modules})]), file=sys.stderr)
"""


def imported(tmp_path: Path, *commands: Sequence[str | Path]) -> list[tuple[int, set[str]]]:
    """For each of `commands`, run one after the other in one process: its exit status, and all modules until then."""
    ended = subprocess.run(
        [sys.executable, "-c", _PROBE, json.dumps([list(map(str, words)) for words in commands])],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env=cli_builders.environment(tmp_path),
        timeout=30,
        check=True,
    )
    said = [line for line in ended.stderr.decode().splitlines() if line.startswith("[")]
    return [(code, set(modules)) for code, modules in map(json.loads, said)]


COMMANDS = [
    [],
    ["read"],
    ["list"],
    ["list", "--json"],
    ["show", cli_builders.KIM],
    ["terms"],
    ["search", "kim"],
    ["annotate", cli_builders.KIM, "--quote", cli_builders.QUOTE],
    ["annotate", "--stdin"],
    ["edit", "01", "--tag", "x"],
    ["remove", "01"],
    ["undo"],
    ["redo"],
    ["notes"],
    ["tags"],
    ["export", "-o", "-"],
    ["import-notes", "nothing.json"],
    ["add"],
    ["feeds", "list"],
    ["merge", "annotations"],
    ["check", "--repair"],
]
SCREENS = {"serve"}
"""Commands whose work is a screen elsewhere; `read` prints its listing here."""
ALONE = [["config", "path"], ["config", "show"], ["config", "keys"], ["config", "check"]]
"""Commands that take no folder."""


def test_no_headless_command_imports_the_screen(tmp_path: Path) -> None:
    seeds = cli_builders.library(tmp_path)
    lines: list[list[str | Path]] = [[*words[:1], seeds, *words[1:]] for words in COMMANDS]
    seen = imported(tmp_path, *lines, *ALONE)
    assert len(seen) == len(COMMANDS) + len(ALONE)
    assert {words[0] for words in (*COMMANDS, *ALONE) if words} | SCREENS == set(NAMES)
    for words, (_, modules) in zip([*COMMANDS, *ALONE], seen, strict=True):
        assert not modules & {"textual", "asyncio"}, words


@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["search", "kim"], ["show", cli_builders.KIM]])
def test_looking_without_annotations_imports_nothing_that_only_keeping_them_needs(
    tmp_path: Path, words: list[str]
) -> None:
    seeds = cli_builders.library(tmp_path)
    ((code, modules),) = imported(tmp_path, [*words[:1], seeds, *words[1:]])
    assert code == 0
    assert not modules & {"tinydb", "slugify", "yaml", "rapidfuzz", "watchfiles"}
    assert not (tmp_path / "annotations").exists()


def test_the_version_needs_nothing_but_the_standard_library(tmp_path: Path) -> None:
    ((code, modules),) = imported(tmp_path, ["--version"])
    assert code == 0
    assert not modules & {"textual", "rich", "tinydb", "platformdirs", "wcwidth"}


HEAVY = {
    "argparse", "asyncio", "dataclasses", "gettext", "hashlib", "inspect", "json", "locale", "pathlib",
    "platformdirs", "random", "rich", "secrets", "shutil", "tempfile", "textual", "threading", "tinydb", "tomllib",
    "typing", "unicodedata", "urllib", "yaml",
}  # fmt: skip
"""What a question to the catalogue is answered without: most of these take longer to import than that takes."""
LISTING = {
    "reader", "reader.__main__", "reader.catalogue", "reader.catalogue.asking", "reader.catalogue.catalogue",
    "reader.catalogue.comparing", "reader.catalogue.database", "reader.catalogue.marks", "reader.catalogue.noted",
    "reader.catalogue.numbers", "reader.catalogue.query", "reader.catalogue.schema", "reader.catalogue.selection",
    "reader.catalogue.turns", "reader.catalogue.verifying", "reader.cli", "reader.cli.arguments",
    "reader.cli.asking", "reader.cli.command", "reader.cli.commands", "reader.cli.commands.list",
    "reader.cli.layout", "reader.cli.main", "reader.cli.output", "reader.cli.plain", "reader.errors",
    "reader.files", "reader.library", "reader.library.folder", "reader.library.source", "reader.model",
    "reader.model.listing", "reader.places", "reader.reading_state", "reader.text", "reader.text.counting",
    "reader.text.safety", "reader.text.span", "reader.typed", "reader.workspace", "reader.workspace.opening",
    "reader.workspace.shelf",
}  # fmt: skip
SEARCHING = LISTING - {"reader.cli.commands.list"} | {
    "reader.catalogue.conditions", "reader.catalogue.finding", "reader.catalogue.parsing",
    "reader.catalogue.searching", "reader.cli.commands.search", "reader.cli.records", "reader.model.hit",
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "ours"), [(["list"], LISTING), (["list", "kim"], LISTING | SEARCHING), (["search", "kim"], SEARCHING)]
)
def test_a_question_to_a_known_folder_imports_what_it_needs_and_nothing_else(
    tmp_path: Path, words: list[str], ours: set[str]
) -> None:
    seeds = cli_builders.library(tmp_path)
    assert imported(tmp_path, ["list", seeds])[0][0] == 0  # from now on the catalogue knows it
    places = cli_builders.environment(tmp_path)
    script = "import atexit, sys\natexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
    script += "from reader.__main__ import main\nmain()"
    command = [sys.executable, "-c", script, *words[:1], str(seeds), *words[1:]]
    ended = subprocess.run(command, capture_output=True, env=places, timeout=30, check=True)
    modules = set(ended.stderr.decode().split())
    assert ended.stdout
    assert not {name.partition(".")[0] for name in modules} & HEAVY
    assert {name for name in modules if name.partition(".")[0] == "reader"} <= ours
