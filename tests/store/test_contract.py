"""What every store of annotations does, the real one and the one in memory."""

from pathlib import Path

import pytest

from reader.model.article import text_hash
from reader.store.protocol import AnnotationStore
from reader.store.tinydb_store import TinyDBStore
from store_builders import SOURCE, MemoryStore, revision

OTHER = "seeds/001_d4ad05b5.txt"


@pytest.fixture(params=["memory", "tinydb"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> AnnotationStore:
    return MemoryStore() if request.param == "memory" else TinyDBStore(tmp_path / "annotations")


def test_a_new_store_is_empty_and_can_be_written(store: AnnotationStore) -> None:
    assert store.sources() == ()
    assert store.revisions(SOURCE) == ()
    assert store.snapshots(SOURCE) == {}
    assert store.problems() == ()
    assert store.writable() == store.writable(SOURCE) == ""


def test_what_was_added_comes_back_oldest_first(store: AnnotationStore) -> None:
    first = revision("Ünïcode — “quotes”\nand a second line", tags=("un/sanctions", "kim-jong-un"))
    second = revision("changed", on=first)
    gone = revision(on=second, removed=True)
    store.add(SOURCE, [first])
    store.add(SOURCE, [gone, second])
    assert store.revisions(SOURCE) == (first, second, gone)


def test_adding_the_same_again_changes_nothing(store: AnnotationStore) -> None:
    first, second = revision("one"), revision("two")
    store.add(SOURCE, [first], snapshot="the text")
    store.add(SOURCE, [first, second], snapshot="the text")
    store.add(SOURCE, [first, second])
    assert store.revisions(SOURCE) == (first, second)
    assert dict(store.snapshots(SOURCE)) == {text_hash("the text"): "the text"}


def test_articles_are_kept_apart(store: AnnotationStore) -> None:
    mine, other = revision(), revision(source=OTHER)
    store.add(SOURCE, [mine])
    store.add(OTHER, [other])
    assert store.sources() == (SOURCE, OTHER)
    assert store.revisions(SOURCE) == (mine,)
    assert store.revisions(OTHER) == (other,)


def test_every_version_of_the_text_is_kept(store: AnnotationStore) -> None:
    store.add(SOURCE, [revision()], snapshot="as it read")
    store.add(SOURCE, [revision()], snapshot="as it reads now")
    assert store.snapshot(SOURCE, text_hash("as it read")) == "as it read"
    assert store.snapshot(SOURCE, text_hash("as it reads now")) == "as it reads now"
    assert store.snapshot(SOURCE, text_hash("something else")) is None


def test_the_stamp_changes_with_each_addition_to_the_article_only(store: AnnotationStore) -> None:
    stamps = [store.stamp(SOURCE)]
    for _ in range(5):
        store.add(SOURCE, [revision()])
        stamps.append(store.stamp(SOURCE))
    store.add(OTHER, [revision(source=OTHER)])
    assert len(set(stamps)) == len(stamps)
    assert store.stamp(SOURCE) == stamps[-1]
