"""A note in the person's own form: a Jinja2 template for the inside of its block on a Markdown page.

Everything that a template gets is Markdown already, so that no template can
let an article's words live; it runs in Jinja2's sandbox.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import Unusable
from reader.files import read_file
from reader.text.safety import visible_name

if TYPE_CHECKING:
    from jinja2 import Template

_LARGEST = 1024 * 1024

Form = Callable[[Mapping[str, object]], str]
"""The inside of a note's block, from its parts by name."""


def load_form(path: Path) -> Form:
    """The form that a template file gives notes. Raises Unusable, with its line, where it is no template."""
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
    )
    try:
        template = environment.from_string(read_file(path.resolve(), _LARGEST).decode("utf-8"))
    except OSError as error:
        raise Unusable(f"{visible_name(str(path))}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Unusable(f"{visible_name(str(path))}: this is not UTF-8.") from error
    except jinja2.TemplateSyntaxError as error:
        raise Unusable(f"{visible_name(str(path))}, line {error.lineno}: {error.message}") from error
    return lambda parts: _rendered(template, parts, path)


def _rendered(template: "Template", parts: Mapping[str, object], path: Path) -> str:
    import jinja2

    try:
        return template.render(parts).strip("\n")
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError) as error:
        raise Unusable(f"{visible_name(str(path))}: {error}") from error
