"""The files of drafts: what is written reads back equal, and whatever else is there is passed over and stays."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.drafts import Draft, Drafts
from reader.model.annotation import Motivation, Target, TextPositionSelector, TextQuoteSelector
from reader.text.safety import clean, unify_newlines

ID = "01M7ZSD7QW6NH88K646GVV5F7R"
TARGET = Target("seeds/a\udcff.txt", TextQuoteSelector("words", "be", "af"), TextPositionSelector(2, 7), "sha256-x")


WRITTEN: dict[str, Any] = {
    "id": ID,
    "purpose": "commenting",
    "target": {
        "source": "seeds/a\udcff.txt",
        "quote": {"exact": "words", "prefix": "be", "suffix": "af"},
        "position": {"start": 2, "end": 7},
        "snapshot": "sha256-x",
    },
    "annotation": "",
    "text": "half a thought",
}
"""The draft below, as its file has it."""


def a_draft(text: str = "half a thought", id: str = ID, target: Target = TARGET) -> Draft:
    return Draft(id, Motivation.COMMENTING, target, text=text)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    texts=st.lists(st.text(st.characters(exclude_categories=()), min_size=1), min_size=1, max_size=4),
    target=st.sampled_from([TARGET, Target("seeds/b.txt")]),
)
def test_the_last_text_that_was_put_reads_back_as_a_fit_one(tmp_path: Path, texts: list[str], target: Target) -> None:
    drafts = Drafts(tmp_path / "drafts")
    for text in texts:
        drafts.put(a_draft(text, target=target))
        assert drafts.save()
    fit = clean(unify_newlines(texts[-1]))
    kept = Drafts(tmp_path / "drafts").all()
    assert kept == ((a_draft(fit, target=target),) if texts[-1].strip() else ())


def test_a_draft_is_written_as_plain_json(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.put(a_draft())
    assert drafts.save()
    assert json.loads((tmp_path / f"{ID}.json").read_text()) == WRITTEN


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b"7", b"[" * 100_000, b'{"target": 1}', b"\xff\xfe\x00",
        json.dumps(WRITTEN | {"text": 7}).encode(),
        json.dumps(WRITTEN | {"purpose": "thinking"}).encode(),
        json.dumps(WRITTEN | {"target": {"source": "a", "snapshot": "", "quote": {"x": "y"}}}).encode(),
        json.dumps(WRITTEN | {"target": {**WRITTEN["target"], "position": {"start": -1, "end": 4}}}).encode(),
    ],
)  # fmt: skip
def test_a_file_that_is_no_draft_is_passed_over_and_stays(tmp_path: Path, content: bytes) -> None:
    (tmp_path / f"{ID}.json").write_bytes(content)
    drafts = Drafts(tmp_path)
    assert drafts.all() == ()
    other = a_draft(id=ID[:-1] + "S")
    drafts.put(other)
    assert drafts.save()
    assert drafts.all() == (other,)
    assert (tmp_path / f"{ID}.json").read_bytes() == content


def test_nothing_but_a_regular_file_with_a_drafts_name_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    folder.mkdir()
    (tmp_path / "outside.json").write_text(json.dumps(WRITTEN))
    (folder / f"{ID}.json").symlink_to(tmp_path / "outside.json")
    (folder / "x.json").write_text(json.dumps(WRITTEN))
    os.mkfifo(folder / f"{ID[:-1]}S.json")
    assert Drafts(folder).all() == ()


def test_a_place_that_cannot_be_written_keeps_the_text_in_memory_and_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    drafts = Drafts(tmp_path / "state" / "drafts")
    drafts.put(a_draft("half"))
    assert not drafts.save()
    drafts.put(a_draft("half a thought"))
    assert drafts.all() == (a_draft(),)
    (tmp_path / "state").unlink()
    assert drafts.save()
    assert Drafts(tmp_path / "state" / "drafts").all() == (a_draft(),)
    drafts.put(a_draft()._replace(text=" \n"))
    assert drafts.save()
    assert Drafts(tmp_path / "state" / "drafts").all() == ()
