"""The seeds in a folder of their own, and `reader` over them in this process."""

import io
import sys
from pathlib import Path

import pytest

import cli_builders
from cli_builders import Reader, Result
from reader.cli import run


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return cli_builders.library(tmp_path)


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Reader:
    """`reader(*words, stdin="")` as a call."""
    for name, place in cli_builders.environment(tmp_path).items():
        monkeypatch.setenv(name, place)

    def call(*words: str | Path, stdin: str = "") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        capsys.readouterr()
        code = run([str(word) for word in words])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call
