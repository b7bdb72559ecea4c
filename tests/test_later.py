"""What is put off stands in for a module until something of it is used."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from reader.later import put_off


@pytest.fixture(autouse=True)
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """`costly`, and `asking`, which takes things from it."""
    (tmp_path / "costly.py").write_text(
        "class Thing:\n    kind = 'real'\n    def __init__(self, size):\n        self.size = size\n"
    )
    (tmp_path / "asking.py").write_text(
        "import costly\nfrom costly import Thing\nclass Made(Thing):\n    pass\n"
        "def made(size): return costly.Thing(size)\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    yield
    for name in ("costly", "asking"):
        sys.modules.pop(name, None)


def asking() -> ModuleType:
    with put_off("costly"):
        return import_module("asking")


def test_it_is_not_imported_while_it_is_put_off_and_is_not_there_afterwards() -> None:
    asking()
    assert "costly" not in sys.modules


def test_what_is_called_is_the_real_thing() -> None:
    thing = asking().Thing(3)
    assert type(thing) is import_module("costly").Thing
    assert thing.size == 3
    assert asking().made(4).size == 4


def test_it_is_looked_into_and_asked_as_the_real_thing() -> None:
    stand_in = asking().Thing
    assert stand_in.kind == "real"
    assert isinstance(import_module("costly").Thing(1), stand_in)
    assert not isinstance(1, stand_in)


def test_a_class_can_be_made_from_it_and_has_it_for_no_base() -> None:
    assert asking().Made.__mro__[1:] == (object,)


def test_what_is_there_already_is_not_put_off() -> None:
    costly = import_module("costly")
    assert asking().Thing is costly.Thing
    assert sys.modules["costly"] is costly


def test_what_cannot_be_imported_leaves_no_stand_in_behind() -> None:
    with pytest.raises(ModuleNotFoundError), put_off("costly"):
        import_module("nowhere")
    assert "costly" not in sys.modules
