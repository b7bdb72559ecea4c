"""What tests of screens start from: places of the user below the test's own folder, and a copy of the seeds."""

from pathlib import Path

import pytest

import cli_builders
import tui_builders


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, place in cli_builders.environment(tmp_path).items():
        monkeypatch.setenv(name, place)
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return tui_builders.library(tmp_path)
