"""No text of a variable reaches a place where Textual would parse it as markup."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import reader

TUI = sorted((Path(reader.__file__).parent / "tui").rglob("*.py"))
PARSING = {
    "Static",
    "Label",
    "Button",
    "notify",
    "OptionList",
    "Option",
    "Checkbox",
    "RadioButton",
    "Select",
    "Collapsible",
}
"""Names of Textual whose text is markup unless they are told that it is none."""
PARSED = {"border_title", "border_subtitle", "tooltip", "placeholder"}
NEVER = {"Markdown", "MarkdownViewer", "from_markup", "RichLog"}


def _calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def _is_ours(value: ast.expr) -> bool:
    """Whether a value is our own words as they stand, or content that is not parsed."""
    made = value.func if isinstance(value, ast.Call) else None
    name = made.attr if isinstance(made, ast.Attribute) else getattr(made, "id", "")
    return isinstance(value, ast.Constant) or name in ("Content", "styled", "join", "assemble")


def _parsed_as_markup(source: str) -> list[int]:
    """The lines on which text of a variable would be parsed."""
    tree = ast.parse(source)
    found = []
    for name, call in _calls(tree):
        plain = any(
            word.arg == "markup" and isinstance(word.value, ast.Constant) and not word.value.value
            for word in call.keywords
        )
        if name in NEVER or (name in PARSING and not plain and call.args and not _is_ours(call.args[0])):
            found.append(call.lineno)
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else []
        names = {target.attr for target in targets if isinstance(target, ast.Attribute)}
        if names & (PARSED - {"placeholder"}) and isinstance(node, ast.Assign) and not _is_ours(node.value):
            found.append(node.lineno)
    return found


@pytest.mark.parametrize("path", TUI, ids=lambda path: path.name)
def test_no_widget_parses_what_a_variable_holds(path: Path) -> None:
    assert _parsed_as_markup(path.read_text()) == []


def test_the_look_at_the_source_finds_what_it_is_for() -> None:
    for line in (
        "Static(headline)",
        "self.notify(str(error))",
        "Label(f'{name}')",
        "Markdown(note)",
        "self.border_title = name",
    ):
        assert _parsed_as_markup(line) == [1]
    for line in (
        "Static(Content(headline))",
        "self.notify(said, markup=False)",
        "Label('ours')",
        "self.tooltip = 'ours'",
    ):
        assert _parsed_as_markup(line) == []
