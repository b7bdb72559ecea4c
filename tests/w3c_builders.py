"""The W3C's own assertions on Web Annotations, which are no part of this repository.

They are looked for in the folder that READER_W3C_TESTS names, else in `../shared/data/w3c-web-annotation-tests` beside
the checkout (from https://github.com/w3c/web-annotation-tests, under the W3C's test suite licence).
"""

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

_BESIDE = Path(__file__).parents[2] / "shared" / "data" / "w3c-web-annotation-tests"
FOLDER = Path(os.environ.get("READER_W3C_TESTS") or _BESIDE)

needs_assertions = pytest.mark.skipif(
    not (FOLDER / "annotations" / "annotationMusts.test").exists(),
    reason=f"the W3C's assertions are not at {FOLDER}; READER_W3C_TESTS names another place",
)


@cache
def assertions(suite: str) -> tuple[tuple[str, dict[str, Any]], ...]:
    """The name and the schema of each assertion of a suite: `annotations/annotationMusts`."""
    names = json.loads((FOLDER / f"{suite}.test").read_text(encoding="utf-8"))["assertions"]
    return tuple((name, _schema(FOLDER / name)) for name in names)


def failed(document: object, suite: str) -> list[str]:
    """The assertions of a suite that `document` does not pass."""
    return [
        f"{name}: {schema.get('errorMessage')}"
        for name, schema in assertions(suite)
        if Draft4Validator(schema, registry=_definitions(), format_checker=FormatChecker()).is_valid(document)
        != (schema.get("expectedResult", "valid") == "valid")
    ]


@cache
def _definitions() -> Registry[Any]:
    found = (FOLDER / "definitions").glob("*.json")
    resources: list[tuple[str, Resource[Any]]] = [(path.name, DRAFT4.create_resource(_schema(path))) for path in found]
    return Registry().with_resources(resources)


def _schema(path: Path) -> dict[str, Any]:
    """A schema without its names for itself: all stand in one registry by their files' names."""
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    schema.pop("id", None)
    for part in _parts(schema):
        part.pop("$schema", None)
    return schema


def _parts(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _parts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _parts(value)
