"""The seeds in a folder of their own, and `reader` over them in this process."""

from pathlib import Path

import pytest

import cli_builders
from cli_builders import Reader


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return cli_builders.library(tmp_path)


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Reader:
    """`reader(*words, stdin="")` as a call."""
    return cli_builders.caller(tmp_path, monkeypatch, capsys)
