"""What is imported when: seen in a clean interpreter, since a static graph cannot tell a deferred import."""

import subprocess
import sys
from pathlib import Path

import pytest

import cli_builders

_PROBE = """
import sys
from reader.cli import run
code = run(sys.argv[1:])
sys.stdout.flush()
print(code, *sorted({name.partition('.')[0] for name in sys.modules} - before), file=sys.stderr)
"""


def imported(tmp_path: Path, *words: str | Path) -> tuple[int, set[str]]:
    """The exit status of a command, and the top-level modules that it brought in."""
    probe = "import sys\nbefore = {name.partition('.')[0] for name in sys.modules}\n" + _PROBE
    ended = subprocess.run(
        [sys.executable, "-c", probe, *map(str, words)],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env=cli_builders.environment(tmp_path),
        timeout=30,
        check=True,
    )
    code, *modules = ended.stderr.decode().splitlines()[-1].split()
    return int(code), set(modules)


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
    ["edit", "", "--tag", "x"],
    ["remove", ""],
    ["undo"],
    ["redo"],
    ["notes"],
    ["tags"],
    ["export", "-o", "-"],
    ["check"],
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_headless_command_imports_the_screen(tmp_path: Path, words: list[str]) -> None:
    seeds = cli_builders.library(tmp_path)
    _, modules = imported(tmp_path, *words[:1], seeds, *words[1:])
    assert "reader" in modules
    assert not modules & {"textual", "asyncio"}


@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["search", "kim"], ["show", cli_builders.KIM]])
def test_looking_without_annotations_imports_nothing_that_only_keeping_them_needs(
    tmp_path: Path, words: list[str]
) -> None:
    seeds = cli_builders.library(tmp_path)
    code, modules = imported(tmp_path, *words[:1], seeds, *words[1:])
    assert code == 0
    assert not modules & {"tinydb", "slugify", "yaml", "rapidfuzz", "sqlite3"}
    assert not (tmp_path / "annotations").exists()


def test_the_version_needs_nothing_but_the_standard_library(tmp_path: Path) -> None:
    code, modules = imported(tmp_path, "--version")
    assert code == 0
    assert not modules & {"textual", "rich", "tinydb", "platformdirs", "wcwidth"}
