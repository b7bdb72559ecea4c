"""Every place of the user is below the test's own folder."""

from screen_fixtures import home, seeds

__all__ = ["home", "seeds"]
