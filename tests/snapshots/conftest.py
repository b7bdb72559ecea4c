"""Every place of the user is below the test's own folder, and what is said stands until the picture is taken."""

import pytest

from reader.tui.widgets import status_bar
from screen_fixtures import home, seeds

__all__ = ["home", "seeds", "still"]


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status_bar, "_NEWS_STAYS", 3600.0)
