"""The data files of this package, opened by name: `importlib.resources` and `pathlib` take longer to import than it."""

import os


def read_data(name: str) -> str:
    """The text of the file `name` beside this one."""
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return file.read()
