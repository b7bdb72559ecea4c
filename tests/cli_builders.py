"""A library of the real seeds in a folder of its own, and the command line over it, here or in its own process."""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reader.cli import run

SEEDS = Path(__file__).parent.parent / "seeds"
KIM = "000_02bc2ad79be283e5.txt"
"""The seed of 2024-03-15."""
QUOTE = "brazen defiance of United Nations sanctions"
"""Stands once in `KIM`."""


def library(tmp_path: Path) -> Path:
    """A folder `seeds` with the two seeds, byte for byte."""
    return Path(shutil.copytree(SEEDS, tmp_path / "seeds"))


@dataclass(frozen=True)
class Result:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of stdout."""
        return self.out.splitlines()

    @property
    def records(self) -> list[dict[str, Any]]:
        """The objects of stdout."""
        return [json.loads(line) for line in self.out.split("\n") if line]


Reader = Callable[..., Result]
"""`reader(*words, stdin="")`: one command in this process."""


def caller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Reader:
    """`reader` in this process, with every place of the user below `tmp_path`."""
    for name, place in environment(tmp_path).items():
        monkeypatch.setenv(name, place)

    def call(*words: str | Path, stdin: str = "") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        capsys.readouterr()
        code = run([str(word) for word in words])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    """This process's environment with every place of the user below `tmp_path`, and output buffered as usual."""
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    places = ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    return usual | {name: str(tmp_path / "home" / name) for name in places} | more


def command(*words: str | Path) -> list[str]:
    """The command line of a process of its own."""
    return [sys.executable, "-m", "reader", *map(str, words)]


def process(tmp_path: Path, *words: str | Path, stdin: str | None = None, **more: str) -> Result:
    """Run `reader` in a process of its own; without `stdin` it reads /dev/null."""
    ended = subprocess.run(
        command(*words),
        input=None if stdin is None else stdin.encode(),
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        env=environment(tmp_path, **more),
        timeout=30,
        check=False,
    )
    return Result(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def json_lines(requests: Iterable[dict[str, Any]]) -> str:
    """What `annotate --stdin` takes."""
    return "".join(json.dumps(request) + "\n" for request in requests)
