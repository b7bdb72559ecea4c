"""Whatever stands in a store's file: it is said, what is whole is read, and no byte of it is lost."""

import json
from pathlib import Path

import pytest

from cli_builders import KIM, QUOTE, library
from reader.errors import NotSaved
from reader.store.lines import decode, encode
from reader.text.safety import clean
from reader.workspace.desk import Workspace, open_workspace
from reader.workspace.quoting import find_passage

DEEP = 100_000
SHAPES = {
    "empty": b"",
    "nothing": b"\0" * 4096,
    "no json": b"hello there",
    "half": b'{"annotations":{\n"2170',
    "list": b"[]",
    "number": b"7",
    "null": b"null",
    "text": b'"annotations"',
    "another table": b'{"users": {"1": {"name": "ana"}}}',
    "another program": b'{"_default": {"1": {"title": "shopping", "done": false}}}',
    "table of numbers": b'{"annotations": {"1": 7, "2": null, "3": []}}',
    "unproven": b'{"annotations": {"1": {"kind": "revision", "annotation": 7}}}',
    "huge numbers": b'{"annotations": {"' + b"9" * 5000 + b'": {"a": 1e999999, "b": -' + b"9" * 10_000 + b"}}}",
    "not a number": b'{"annotations": {"1": {"a": NaN, "b": Infinity}}}',
    "deep lists": b'{"annotations": {"1": ' + b"[" * DEEP + b"]" * DEEP + b"}}",
    "deep objects": b'{"annotations": {"1": ' + b'{"a":' * DEEP + b"1" + b"}" * DEEP + b"}}",
    "deep and ours": b'{"annotations":{\n"1":{"_c":"00000000","a":' + b"[" * DEEP,
    "double keys": b'{"annotations": {}, "annotations": {"1": {}, "1": {}}}',
    "bad utf8": b'{"annotations":{\n"\xff\xfe": {"a": "\xed\xa0\x80"}\n}}\n',
    "utf16": '{"annotations": {}}'.encode("utf-16"),
    "escape": b'{"annotations": {"1": {"kind": "\x1b]0;owned\x07"}}}',
    "conflict": b"<<<<<<< ours\n{}\n=======\n[]\n>>>>>>> theirs\n",
    "many": b'{"annotations": {' + b",".join(b'"%d":{}' % n for n in range(20_000)) + b"}}",
}


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return library(tmp_path)


def opened(seeds: Path) -> Workspace:
    workspace = open_workspace(seeds, by="ana")
    workspace.refresh()
    return workspace


def annotate(seeds: Path, note: str) -> str:
    """Write a note; what went wrong, or an empty string."""
    workspace = opened(seeds)
    article = workspace.article(KIM)
    try:
        workspace.annotate(article, find_passage(article, QUOTE), (), note)
    except NotSaved as error:
        return str(error)
    return ""


def looked_at(seeds: Path) -> list[str]:
    """Whatever can be asked of a library, as text."""
    workspace = opened(seeds)
    told = [*workspace.list(), *workspace.notes(), *workspace.notebook.tags(), *workspace.check()]
    told += [workspace.annotations_of(workspace.article(row.id)) for row in workspace.list()]
    return [str(one) for one in told]


@pytest.mark.parametrize("shape", SHAPES)
def test_any_shape_is_said_and_its_bytes_are_kept(tmp_path: Path, seeds: Path, shape: str) -> None:
    raw = SHAPES[shape]
    assert annotate(seeds, "first") == ""
    (file,) = (tmp_path / "annotations").glob("*.json")
    file.write_bytes(raw)
    assert file.name in {finding.path for finding in opened(seeds).check()}
    assert looked_at(seeds)
    if said := annotate(seeds, "second"):
        assert said.startswith("Not saved: ")
        assert file.read_bytes() == raw
    else:
        assert raw in [path.read_bytes() for path in (tmp_path / "annotations" / ".quarantine").iterdir()]
        assert [placed.annotation.note for _, placed in opened(seeds).notes()] == ["second"]


def _changed(raw: bytes, change: dict[str, object]) -> bytes:
    """The file with a field of its revision changed, as a program would that counts checksums right."""
    documents = decode(raw).documents
    for document in documents.values():
        if document.get("kind") == "revision":
            document |= change
    return encode(documents)


@pytest.mark.parametrize(
    "change",
    [
        {"annotation": 7}, {"annotation": "\x1b"}, {"at": "yesterday"}, {"at": "9999-12-31T23:59:59-23:59"}, {"at": ""},
        {"body": {}}, {"body": [7]}, {"body": [{"purpose": "bookmarking", "value": ""}]}, {"parents": ["x" * 5000]},
        {"target": None}, {"target": []}, {"by": []}, {"kind": "\x1b"}, {"removed": "yes", "by": {}},
        {"target": {"source": 7}}, {"target": {"source": "../../etc/passwd", "selector": [{"type": 7}]}},
        {"target": {"selector": [{"type": "TextPositionSelector", "start": -1, "end": 10**400}]}},
    ],
    ids=json.dumps,
)  # fmt: skip
def test_a_revision_of_the_wrong_shape_stays_in_the_file_and_harms_nothing(
    tmp_path: Path, seeds: Path, change: dict[str, object]
) -> None:
    assert annotate(seeds, "first") == ""
    (file,) = (tmp_path / "annotations").glob("*.json")
    changed = _changed(file.read_bytes(), change)
    file.write_bytes(changed)
    assert all(clean(told) == told for told in looked_at(seeds))
    annotate(seeds, "second")
    kept = [decode(path.read_bytes()).documents for path in (tmp_path / "annotations").glob("*.json")]
    assert decode(changed).documents.items() <= {key: item for one in kept for key, item in one.items()}.items()
