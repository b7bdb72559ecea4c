import typing
from collections.abc import Callable
from typing import Any

import pytest

from reader import typed


class Ours(typed.NamedTuple):
    """A value."""

    name: str
    size: int = 3
    """Bytes."""

    @property
    def doubled(self) -> int:
        return 2 * self.size

    def longer(self, by: int) -> "Ours":
        return self._replace(size=self.size + by)


class Theirs(typing.NamedTuple):
    """A value."""

    name: str
    size: int = 3
    """Bytes."""

    @property
    def doubled(self) -> int:
        return 2 * self.size

    def longer(self, by: int) -> "Theirs":
        return self._replace(size=self.size + by)


@pytest.mark.parametrize(
    "of",
    [
        lambda kind: kind("a") == ("a", 3) == kind(name="a", size=3),
        lambda kind: kind("a").doubled,
        lambda kind: kind("a").longer(2)._asdict(),
        lambda kind: repr(kind("a")).partition("(")[2],
        lambda kind: (kind._fields, kind._field_defaults, kind.__match_args__, kind.__annotations__),
        lambda kind: (kind.__doc__, kind.__module__, kind.__mro__[1:], set(vars(kind)) - {"__orig_bases__"}),
    ],
)
def test_a_named_tuple_of_ours_is_one_of_typings(of: Callable[[Any], object]) -> None:
    assert of(Ours) == of(Theirs)


def test_a_named_tuple_of_ours_cannot_be_changed_and_wants_all_its_fields() -> None:
    with pytest.raises(AttributeError):
        Ours("a").size = 4  # type: ignore[misc]
    with pytest.raises(TypeError):
        Ours()  # type: ignore[call-arg]
