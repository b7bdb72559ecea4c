"""Every place of the user is below the test's own folder, what is said stands, and notes are made on one day."""

import datetime as dt
from itertools import count

import pytest

from reader.tui.widgets import status_bar
from reader.workspace import notebook
from screen_fixtures import home, seeds

__all__ = ["home", "seeds", "still"]


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status_bar, "_NEWS_STAYS", 3600.0)
    minutes = count()
    noon = dt.datetime(2024, 3, 18, 12, tzinfo=dt.UTC)
    monkeypatch.setattr(notebook, "_now", lambda: noon + dt.timedelta(minutes=next(minutes)))
