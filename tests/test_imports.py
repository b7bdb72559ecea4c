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
