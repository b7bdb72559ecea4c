import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import w3c_builders
from export_builders import SOURCE, TEXT, a_digest, a_note, an_article, digests
from reader.export.jsonld import collection, is_collection
from reader.model.annotation import AnchorState, Target, TextPositionSelector, TextQuoteSelector, bodies
from reader.model.identifiers import article_source, article_uri, snapshot_hash, snapshot_uri
from reader.text.safety import clean
from w3c_builders import needs_assertions

QUOTE = TextQuoteSelector("stirred", "has ", " controversy")
RIVAL = bodies(("un",), "Or is it?")
NOTES = (
    a_note(None, note="On all of it.", ulid="01M7ZSD7QW6NH88K646GVV5F7A"),
    a_note(target=Target(SOURCE, QUOTE, TextPositionSelector(19, 26), an_article().hash)),
    a_note(note="", tags=("only", "tags"), ulid="01M7ZSD7QW6NH88K646GVV5F7B"),
    a_note(note="", tags=(), ulid="01M7ZSD7QW6NH88K646GVV5F7C", by=""),
    a_note(state=AnchorState.ORPHAN, ulid="01M7ZSD7QW6NH88K646GVV5F7D", rivals=(RIVAL,)),
)


def exported(*notes: Any, **fields: Any) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(collection(digests(a_digest(*notes, article=an_article(**fields)))))
    return whole


def items(*notes: Any, **fields: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = exported(*notes, **fields)["first"]["items"]
    return found


@needs_assertions
def test_every_kind_of_note_passes_all_54_musts_of_the_w3c() -> None:
    assert len(w3c_builders.assertions("annotations/annotationMusts")) == 54
    for source in ("", "The Daily", "https://example.org/a b?q=ü#x"):
        for item in items(*NOTES, source=source):
            assert w3c_builders.failed(item, "annotations/annotationMusts") == []


@needs_assertions
def test_the_collection_and_its_page_pass_the_musts_of_the_w3c() -> None:
    for notes in ((), NOTES):
        assert w3c_builders.failed(exported(*notes), "collections/collectionMusts") == []
    assert w3c_builders.failed(exported(*NOTES)["first"], "collections/pages/pageMusts") == []


@needs_assertions
@pytest.mark.parametrize("key", ["@context", "id", "type", "target"])
def test_the_assertions_see_what_is_missing(key: str) -> None:
    broken = {name: value for name, value in items(NOTES[1])[0].items() if name != key}
    assert w3c_builders.failed(broken, "annotations/annotationMusts") != []


@needs_assertions
def test_the_assertions_see_a_date_without_a_zone_and_an_id_that_is_no_uri() -> None:
    for key, value in (("created", "2026-11-21T20:14:02"), ("id", "not a uri")):
        assert w3c_builders.failed(items(NOTES[1])[0] | {key: value}, "annotations/annotationMusts") != []


def test_what_a_note_says_decides_its_motivation() -> None:
    motivations = [item["motivation"] for item in items(*NOTES)]
    assert motivations == ["commenting", "commenting", "tagging", "highlighting", "commenting"]


def test_dates_have_their_zone_and_names_say_nothing_about_the_machine() -> None:
    text = collection(digests(a_digest(*NOTES)))
    assert "/lib/" not in text
    assert "file:" not in text
    assert items(NOTES[0])[0]["created"] == "2024-03-16T09:12:00Z"
    assert items(NOTES[0])[0]["id"].startswith("tag:")


def test_both_selectors_stand_beside_the_version_that_they_were_made_on() -> None:
    target = items(NOTES[1])[0]["target"]
    assert [selector["type"] for selector in target["selector"]] == ["TextPositionSelector", "TextQuoteSelector"]
    assert target["selector"][1] == {
        "type": "TextQuoteSelector",
        "exact": "stirred",
        "prefix": "has ",
        "suffix": " controversy",
    }
    assert snapshot_hash(target["state"]["cached"]) == an_article().hash
    assert exported(NOTES[1])["snapshots"] == {target["state"]["cached"]: TEXT}


def test_an_older_version_of_the_article_is_exported_with_the_notes_that_were_made_on_it() -> None:
    note = a_note(target=Target(SOURCE, QUOTE, TextPositionSelector(0, 7), "sha256-old"))
    digest = replace(a_digest(note), snapshots={"sha256-old": "stirred then", "sha256-unused": "no note"})
    assert json.loads(collection(digests(digest)))["snapshots"] == {snapshot_uri("sha256-old"): "stirred then"}


def test_both_versions_of_a_note_in_conflict_are_exported() -> None:
    said = [body["value"] for body in items(NOTES[4])[0]["body"]]
    assert said == ["sanctions/un", "Compare with UNSCR 1718.", "un", "Or is it?"]


def test_only_an_address_on_the_web_becomes_a_link() -> None:
    assert items(NOTES[1], source="https://example.org/ä b")[0]["target"].get("via") is None
    assert items(NOTES[1], source="https://example.org/ä")[0]["target"]["via"] == "https://example.org/%C3%A4"
    for source in ("javascript:alert(1)", "file:///etc/passwd", "The Daily", "https://"):
        assert "via" not in items(NOTES[1], source=source)[0]["target"]


def test_the_same_notes_give_the_same_bytes_and_the_file_is_known_again() -> None:
    text = collection(digests(a_digest(*NOTES)))
    assert text == collection(digests(a_digest(*NOTES)))
    assert is_collection(text)
    assert is_collection(collection(digests()))
    assert not is_collection('{"my": "own file"}')


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=[]), max_size=40))
def test_any_text_is_exported_clean_and_comes_back(note: str) -> None:
    text = collection(digests(a_digest(a_note(note=f"x{note}"))))
    assert clean(text) == text
    assert json.loads(text)["first"]["items"][0]["body"][-1]["value"] == clean(f"x{note}")


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), st.binary(max_size=10))
def test_the_uri_of_an_article_gives_its_name_back(name: str, raw: bytes) -> None:
    source = name + raw.decode("utf-8", "surrogateescape")
    if source.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape") == source:
        assert article_source(article_uri(source)) == source
