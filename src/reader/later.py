"""Modules that are imported when something of them is used, not when another module asks for them."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


@contextmanager
def put_off(*names: str) -> Iterator[None]:
    """Give whatever is imported in here stand-ins for these modules, but for those that are there already.

    What is taken from a stand-in imports the module when it is called, looked into or asked whether something is one.
    A class that is made from it has it for no base, and what is no class or function should not be taken from it.
    """
    stand_ins = {name: _Module(name) for name in names if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


class _Module(ModuleType):
    """Stands for a module."""

    def __getattr__(self, name: str) -> "_Thing":
        if name.startswith("__"):  # what the import system asks
            raise AttributeError(name)
        return _Thing(self.__name__, name)


class _Thing:
    """Stands for a class or a function in a module."""

    def __init__(self, module: str, name: str) -> None:
        self._module = module
        self._name = name

    def _thing(self) -> Any:
        return getattr(importlib.import_module(self._module), self._name)

    def __call__(self, *given: object, **named: object) -> Any:
        return self._thing()(*given, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._thing(), name)

    def __instancecheck__(self, instance: object) -> bool:
        return isinstance(instance, self._thing())

    def __mro_entries__(self, bases: tuple[object, ...]) -> tuple[type, ...]:
        return ()
