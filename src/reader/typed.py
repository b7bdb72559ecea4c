"""What of `typing` a question needs while it is answered: importing that takes as long as all of the answer.

For the type checker all of it is what `typing` has.
"""

import sys

TYPE_CHECKING = False

if TYPE_CHECKING or sys.version_info >= (3, 14):  # which keeps annotations in another way
    from typing import NamedTuple as NamedTuple
    from typing import Protocol as Protocol
else:
    from collections import namedtuple

    Protocol = object

    class _Fields(type):
        """Makes a class with annotated fields a named tuple, as `typing.NamedTuple` does."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.get("__annotations__", {})
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            for key in body.keys() - {"__module__"}:
                setattr(made, key, body[key])
            return made

    class NamedTuple(metaclass=_Fields):
        """The base of what is to be a named tuple; fields with a default come last."""
