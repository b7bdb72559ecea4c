"""Another store taken in: the union of both, whatever the order, undone as one step."""

import random
import shutil
from pathlib import Path

import pytest

from reader.errors import Unusable
from reader.model.annotation import Revision
from reader.model.article import text_hash
from reader.model.listing import Unreadable
from reader.store.lines import LAST_ID, article_document, encode
from reader.store.merging import Joined
from reader.store.revisions import annotations
from reader.store.tinydb_store import TinyDBStore
from reader.workspace.notebook import Notebook
from store_builders import SOURCE, revision

OTHER = "seeds/001_d4ad05b5.txt"


def works(root: Path, by: str, chance: random.Random, base: tuple[Revision, ...] = ()) -> TinyDBStore:
    """A store in which somebody, from what was there, added, edited and removed at random."""
    store = TinyDBStore(root)
    for source in (SOURCE, OTHER):
        if base and source == SOURCE:
            store.add(SOURCE, base, snapshot="the text")
        for number in range(chance.randint(0, 5)):
            there = annotations(store.revisions(source))
            known = {kept.id: kept for kept in store.revisions(source)}
            on = tuple(known[head] for head in chance.choice(there).heads) if there and chance.random() < 0.6 else ()
            removed = bool(on) and chance.random() < 0.3
            made = revision(f"{by} {number}", on=on, by=by, removed=removed, source=source)
            store.add(source, [made], snapshot=f"text of {by}")
    return store


def said(store: TinyDBStore) -> list[tuple[str, object]]:
    """What the annotations of a store say, with both sides of conflicts."""
    return [
        (one.id, {one.body, *one.rivals}) for source in (SOURCE, OTHER) for one in annotations(store.revisions(source))
    ]


def merge(store: TinyDBStore, place: Path, by: str = "ana") -> list[Joined | Unreadable]:
    return list(store.merge(place, by))


@pytest.mark.parametrize("seed", range(12))
def test_a_merge_is_the_union_in_either_order_and_twice_is_once(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    base = (revision("base 1"), revision("base 2"))[: seed % 3]
    ana, bo = works(tmp_path / "ana", "ana", chance, base), works(tmp_path / "bo", "bo", chance, base)
    every = {r for store in (ana, bo) for source in (SOURCE, OTHER) for r in store.revisions(source)}
    texts = {**ana.snapshots(SOURCE), **bo.snapshots(SOURCE)}
    shutil.copytree(tmp_path / "ana", tmp_path / "kept")
    merge(ana, tmp_path / "bo")
    merge(bo, tmp_path / "kept", by="bo")
    assert said(ana) == said(bo)
    for store in (ana, bo):
        there = {r for source in (SOURCE, OTHER) for r in store.revisions(source)}
        assert {r for r in there if not r.brought} == every
        assert store.snapshots(SOURCE) == texts
        assert store.problems() == ()
    merge(ana, tmp_path / "bo")
    assert merge(ana, tmp_path / "bo") == []
    assert said(ana) == said(bo)


@pytest.mark.parametrize("seed", range(12))
def test_a_merge_is_undone_and_redone_as_one_step(tmp_path: Path, seed: int) -> None:
    chance = random.Random(100 + seed)
    base = (revision("base 1"), revision("base 2"))
    ana = works(tmp_path / "ana", "ana", chance, base)
    works(tmp_path / "bo", "bo" if seed % 2 else "ana", chance, base)
    before = said(ana)
    merge(ana, tmp_path / "bo")
    after = said(ana)
    if before == after:
        return
    notebook = Notebook(TinyDBStore(tmp_path / "ana"), "ana")
    notebook.undo()
    assert said(ana) == before
    notebook.redo()
    assert said(ana) == after


def test_what_comes_later_from_the_other_store_is_no_conflict(tmp_path: Path) -> None:
    first = revision("first", by="bo")
    bo, ana = TinyDBStore(tmp_path / "bo"), TinyDBStore(tmp_path / "ana")
    bo.add(SOURCE, [first])
    assert merge(ana, tmp_path / "bo") == [Joined(SOURCE, 1, 0, 0, 0, documents=1)]
    bo.add(SOURCE, [revision("second", on=first, by="bo")])
    assert merge(ana, tmp_path / "bo") == [Joined(SOURCE, 0, 1, 0, 0, documents=1)]
    (kept,) = annotations(ana.revisions(SOURCE))
    assert (kept.note, kept.conflict) == ("second", False)
    notebook = Notebook(ana, "ana")
    notebook.undo()
    assert [one.note for one in notebook.of(SOURCE)] == ["first"]
    notebook.undo()
    assert notebook.of(SOURCE) == ()


def test_two_edits_of_one_note_are_both_kept_and_told(tmp_path: Path) -> None:
    base = revision("base")
    for who in ("ana", "bo"):
        TinyDBStore(tmp_path / who).add(SOURCE, [base, revision(who, on=base, by=who)])
    ana = TinyDBStore(tmp_path / "ana")
    assert merge(ana, tmp_path / "bo") == [Joined(SOURCE, 0, 0, 0, 1, documents=1)]
    (conflict,) = annotations(ana.revisions(SOURCE))
    assert {conflict.note, conflict.rivals[0][0].value} == {"ana", "bo"}
    Notebook(ana, "ana").undo()
    (back,) = annotations(ana.revisions(SOURCE))
    assert (back.note, back.conflict) == ("ana", False)


@pytest.mark.parametrize("suffix", [".sync-conflict-20240316-091200-ABCDEFG", " (Ana's conflicted copy)", ""])
def test_one_file_can_be_taken_in_under_its_plain_name(tmp_path: Path, suffix: str) -> None:
    bo = TinyDBStore(tmp_path / "bo")
    bo.add(SOURCE, [revision("bo's", by="bo")], snapshot="the text", name="2024-03-15 a headline")
    (file,) = (tmp_path / "bo").glob("*.json")
    copy = file.rename(tmp_path / f"{file.stem}{suffix}.json")
    ana = TinyDBStore(tmp_path / "ana")
    assert merge(ana, copy)
    assert [path.name for path in (tmp_path / "ana").glob("*.json")] == [file.name]
    assert [one.note for one in annotations(ana.revisions(SOURCE))] == ["bo's"]
    assert ana.snapshot(SOURCE, text_hash("the text")) == "the text"


def test_what_is_damaged_or_not_ours_is_told_and_the_rest_is_taken(tmp_path: Path) -> None:
    bo = TinyDBStore(tmp_path / "bo")
    one, two = revision("one"), revision("two")
    bo.add(SOURCE, [one, two], name="a")
    bo.add(OTHER, [revision(source=OTHER)], name="b")
    (a,), (b,) = ((tmp_path / "bo").glob(f"{name}-*.json") for name in "ab")
    a.write_bytes(a.read_bytes().replace(b"two", b"tvo"))
    b.write_bytes(encode({LAST_ID: article_document(OTHER) | {"schema": 2}}))
    (tmp_path / "bo" / "theirs.json").write_text('{"_default": {}}')
    ana = TinyDBStore(tmp_path / "ana")
    found = merge(ana, tmp_path / "bo")
    assert [(f.path[:6], f.reason.split(";")[0]) for f in found if isinstance(f, Unreadable)] == [
        ("theirs", "it is not one of reader's annotation files"),
        ("a-" + a.name[2:6], "some of its bytes were changed"),
        ("b-" + b.name[2:6], "it was written by a newer reader"),
    ]
    assert [r for r in ana.revisions(SOURCE) if not r.brought] == [one]
    assert ana.sources() == (SOURCE,)


def test_a_clone_gives_back_what_damage_took(tmp_path: Path) -> None:
    made = [revision("one"), revision("two")]
    for who in ("ana", "bo"):
        TinyDBStore(tmp_path / who).add(SOURCE, made)
    (file,) = (tmp_path / "ana").glob("*.json")
    file.write_bytes(file.read_bytes().replace(b"two", b"tvo"))
    ana = TinyDBStore(tmp_path / "ana")
    merge(ana, tmp_path / "bo")
    assert ana.problems() == ()
    assert [r for r in ana.revisions(SOURCE) if not r.brought] == made


def test_a_place_without_annotations_is_refused(tmp_path: Path) -> None:
    ana = TinyDBStore(tmp_path / "ana")
    (tmp_path / "empty").mkdir()
    for place in ("empty", "missing"):
        with pytest.raises(Unusable, match=f"There (are no annotations in|is no) .*{place}"):
            merge(ana, tmp_path / place)
    assert not (tmp_path / "ana").exists()
