"""Files of other programs: whatever is in them, they are read or refused in a sentence."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from export_builders import a_digest, a_note, digests
from reader.errors import Unusable
from reader.export.jsonld import collection
from reader.imports.foreign import Foreign, Refused
from reader.imports.reading import read_notes
from reader.imports.webannotation import read_webannotations

NAMES = ("rows", "type", "target", "source", "selector", "exact", "items", "first", "body", "value", "purpose")
MORE = ("created", "creator", "id", "uri", "tags", "text", "document", "title", "snapshots", "state", "cached", "start")
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
WORDS = st.sampled_from(["Annotation", "AnnotationCollection", "TextQuoteSelector", "tagging", "2024-03-16T09:12:00Z"])
JSON = st.recursive(
    LEAVES | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES + MORE), inner, max_size=8),
    max_leaves=30,
)


def read(tmp_path: Path, written: str | bytes) -> list[Foreign | Refused]:
    path = tmp_path / "file"
    path.write_bytes(written if isinstance(written, bytes) else written.encode())
    return list(read_notes(path))


def one(tmp_path: Path, document: object) -> Foreign:
    (found,) = read(tmp_path, json.dumps(document))
    assert isinstance(found, Foreign)
    return found


def w3c(**fields: Any) -> Mapping[str, Any]:
    target = {"source": "https://x.org/a", "selector": {"type": "TextQuoteSelector", "exact": "some words"}}
    return {"type": "Annotation", "id": "urn:x", "target": target} | fields


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(JSON)
def test_any_json_is_read_or_refused(tmp_path: Path, document: object) -> None:
    with suppress(Unusable):
        for item in read(tmp_path, json.dumps(document)):
            assert item.told if isinstance(item, Foreign) else item.reason


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=80) | st.text(max_size=40).map(lambda text: b"Highlight,Book Title\n" + text.encode()))
@example(b"\r\x00")
@example(b"a" * 200_000)
def test_any_bytes_are_read_or_refused(tmp_path: Path, raw: bytes) -> None:
    with suppress(Unusable):
        assert all(isinstance(item, Foreign | Refused) for item in read(tmp_path, raw))


def test_our_own_export_is_read_back_to_the_letter() -> None:
    note = a_note()
    (found,) = read_webannotations(json.loads(collection(digests(a_digest(note)))))
    assert isinstance(found, Foreign)
    annotation = note.annotation
    assert (found.id, found.by, found.created) == (annotation.id, annotation.by, annotation.created)
    assert (found.quote, found.position) == (annotation.target.quote, annotation.target.position)
    assert (found.tags, found.note, found.source) == (annotation.tags, annotation.note, "seeds/000 a (b).txt")


@pytest.mark.parametrize(
    ("body", "tags", "note"),
    [
        ({"type": "TextualBody", "value": "Hm."}, (), "Hm."),
        ([{"value": "Hm."}, {"value": "un", "purpose": "tagging"}], ("un",), "Hm."),
        ([{"value": "un", "purpose": ["tagging"]}, "https://x.org/body"], ("un",), ""),
        (None, (), ""),
    ],
)
def test_the_bodies_of_other_programs_are_tags_and_notes(
    tmp_path: Path, body: object, tags: tuple[str, ...], note: str
) -> None:
    found = one(tmp_path, w3c(body=body))
    assert (found.tags, found.note) == (tags, note)


def test_a_target_may_be_an_address_alone_and_a_body_a_value(tmp_path: Path) -> None:
    found = one(tmp_path, w3c(target="https://x.org/a", bodyValue="Hm.", creator="https://x.org/ana"))
    assert (found.address, found.quote, found.note, found.by) == ("https://x.org/a", None, "Hm.", "https://x.org/ana")


def test_a_page_a_list_and_one_annotation_are_read_alike(tmp_path: Path) -> None:
    page = {"type": "AnnotationPage", "items": [w3c()]}
    whole = {"type": "AnnotationCollection", "first": page}
    assert one(tmp_path, w3c()) == one(tmp_path, [w3c()]) == one(tmp_path, page) == one(tmp_path, whole)
