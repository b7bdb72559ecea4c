"""Every place of the user is below the test's own folder."""

from pathlib import Path

import pytest

import cli_builders
import tui_builders
from reader.tui.widgets import status_bar


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, place in cli_builders.environment(tmp_path).items():
        monkeypatch.setenv(name, place)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(status_bar, "_NEWS_STAYS", 3600.0)  # what is said stands until the picture is taken


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return tui_builders.library(tmp_path)
