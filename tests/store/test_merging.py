"""Two stores that parted are joined by git without a conflict and without losing a note."""

import os
import random
import subprocess
from pathlib import Path

import pytest

from reader.errors import StoreRefused
from reader.model.annotation import Revision
from reader.store import lines
from reader.store.revisions import annotations
from reader.store.tinydb_store import TinyDBStore
from store_builders import SOURCE, revision

OTHER = "seeds/001_d4ad05b5.txt"
NOBODY = {f"GIT_{role}_{what}": "x@x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
ENVIRONMENT = os.environ | NOBODY | {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}


def git(folder: Path, *arguments: str) -> int:
    done = subprocess.run(["git", "-C", folder, *arguments], env=ENVIRONMENT, capture_output=True, check=False)
    return done.returncode


def commit(clone: Path) -> None:
    assert git(clone, "add", "-A") == 0
    assert git(clone, "commit", "-qm", "notes") == 0


def cloned(tmp_path: Path, *kept: Revision) -> tuple[Path, Path]:
    """Two clones of one store."""
    ana, bo = tmp_path / "ana", tmp_path / "bo"
    ana.mkdir()
    git(ana, "init", "-q", "-b", "main")
    TinyDBStore(ana).add(OTHER, [revision(source=OTHER)])
    if kept:
        TinyDBStore(ana).add(SOURCE, kept, snapshot="the text")
    commit(ana)
    assert git(tmp_path, "clone", "-q", str(ana), str(bo)) == 0
    return ana, bo


def merged(ana: Path, bo: Path, *, clean: bool = True) -> TinyDBStore:
    """The store of `bo` after he pulled the one of `ana`, without a conflict if that is to be `clean`."""
    commit(ana)
    commit(bo)
    pulled = git(bo, "pull", "-q", "--no-rebase", "--no-edit", str(ana), "main")
    assert not (clean and pulled)
    return TinyDBStore(bo)


def works_on(clone: Path, by: str, chance: random.Random) -> set[int]:
    """Some random additions, edits and removals; the ids of their revisions."""
    store = TinyDBStore(clone)
    made: set[int] = set()
    for number in range(chance.randint(1, 6)):
        there = annotations(store.revisions(SOURCE))
        known = {kept.id: kept for kept in store.revisions(SOURCE)}
        on: tuple[Revision, ...] = ()
        if there and chance.random() < 0.5:
            on = tuple(known[head] for head in chance.choice(there).heads)
        new = revision(f"{by} {number}", on=on, by=by, removed=bool(on) and chance.random() < 0.4)
        store.add(SOURCE, [new], snapshot=f"text {number % 2}")
        made.add(new.id)
    return made


SEEDS = [*range(3), *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(3, 40))]


@pytest.mark.parametrize("driver", ["union", "none"])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_git_merge_is_the_union_of_both(tmp_path: Path, seed: int, driver: str) -> None:
    chance = random.Random(seed)
    base = [revision(f"base {number}") for number in range(seed % 3 * 4)]
    ana, bo = cloned(tmp_path, *base)
    if driver == "none":
        for clone in (ana, bo):
            (clone / ".gitattributes").write_text("*.json -text\n")
    ours, theirs = works_on(bo, "bo", chance), works_on(ana, "ana", chance)
    each = TinyDBStore(ana).revisions(SOURCE) + TinyDBStore(bo).revisions(SOURCE)
    store = merged(ana, bo, clean=driver == "union")
    assert store.problems() == ()
    assert {kept.id for kept in store.revisions(SOURCE)} == {one.id for one in base} | ours | theirs
    # By set alone: so nothing is lost, no removal is undone, and the order in which they merged does not matter.
    assert annotations(store.revisions(SOURCE)) == annotations(each) == annotations(reversed(each))


def test_two_clones_that_each_made_the_first_note_of_an_article_have_both(tmp_path: Path) -> None:
    ana, bo = cloned(tmp_path)
    for clone, name in ((ana, "as the headline was"), (bo, "as the headline is now")):
        TinyDBStore(clone).add(SOURCE, [revision(clone.name)], snapshot="the text", name=name)
    store = merged(ana, bo)
    assert [one.note for one in annotations(store.revisions(SOURCE))] == ["ana", "bo"]
    assert len(list(store.repair())) == 1
    assert [one.note for one in annotations(store.revisions(SOURCE))] == ["ana", "bo"]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("suffix", [".sync-conflict-20240316-091200-ABCDEFG", " (Bo's conflicted copy 2024-03-16)"])
def test_a_sync_programs_copy_is_the_union_of_both_in_either_order(tmp_path: Path, suffix: str, seed: int) -> None:
    chance = random.Random(seed)
    base = [revision(f"base {number}") for number in range(seed % 3 * 4 + 1)]
    stores = [TinyDBStore(tmp_path / who) for who in ("ana", "bo")]
    for store in stores:
        store.add(SOURCE, base, snapshot="the text")
        works_on(store._root, store._root.name, chance)
    each = stores[0].revisions(SOURCE) + stores[1].revisions(SOURCE)
    (mine,), (his,) = (list(store._root.glob("*.json")) for store in stores)
    union = [a.read_bytes() + b.read_bytes() for a, b in ((mine, his), (his, mine))]
    mine.with_name(mine.stem + suffix + ".json").write_bytes(his.read_bytes())
    assert set(stores[0].revisions(SOURCE)) == set(each)
    assert annotations(stores[0].revisions(SOURCE)) == annotations(each) == annotations(reversed(each))
    list(stores[0].repair())
    folded = mine.read_bytes()
    assert [path.name for path in tmp_path.glob("ana/*.json")] == [mine.name]
    for joined in union:
        mine.write_bytes(joined)
        assert stores[0].problems() == ()
        list(stores[0].repair())
        assert mine.read_bytes() == folded


def test_a_merge_with_conflict_markers_loses_nothing_either(tmp_path: Path) -> None:
    base = revision("base")
    ana, bo = cloned(tmp_path, base)
    for clone in (ana, bo):
        (clone / ".gitattributes").write_text("*.json -text\n")
        TinyDBStore(clone).add(SOURCE, [revision(clone.name)])
        commit(clone)
    assert git(bo, "pull", "-q", "--no-rebase", "--no-edit", str(ana), "main") != 0
    store = TinyDBStore(bo)
    assert any(b"<<<<<<<" in path.read_bytes() for path in bo.glob("*.json"))
    assert store.problems() == ()
    assert [annotation.note for annotation in annotations(store.revisions(SOURCE))] == ["base", "ana", "bo"]
    store.add(SOURCE, [revision("later")])
    assert not any(b"<<<<<<<" in path.read_bytes() for path in bo.glob("*.json"))
    assert len(store.revisions(SOURCE)) == 4


def test_two_edits_of_one_note_are_both_shown_and_settled_by_one(tmp_path: Path) -> None:
    base = revision("base")
    ana, bo = cloned(tmp_path, base)
    for clone in (ana, bo):
        TinyDBStore(clone).add(SOURCE, [revision(clone.name, on=base, by=clone.name)])
    store = merged(ana, bo)
    (conflict,) = annotations(store.revisions(SOURCE))
    assert conflict.conflict
    assert {conflict.note, conflict.rivals[0][0].value} == {"ana", "bo"}
    heads = tuple(kept for kept in store.revisions(SOURCE) if kept.id in conflict.heads)
    store.add(SOURCE, [revision("both", on=heads)])
    (settled,) = annotations(store.revisions(SOURCE))
    assert (settled.note, settled.conflict) == ("both", False)


def test_a_removal_is_not_undone_by_a_merge(tmp_path: Path) -> None:
    base, other = revision("base"), revision("other")
    ana, bo = cloned(tmp_path, base, other)
    TinyDBStore(ana).add(SOURCE, [revision(on=base, removed=True)])
    TinyDBStore(bo).add(SOURCE, [revision("more")])
    assert [annotation.note for annotation in annotations(merged(ana, bo).revisions(SOURCE))] == ["other", "more"]


def test_the_merges_find_a_store_that_cannot_read_what_git_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(raw: bytes) -> lines.Contents:
        raise StoreRefused("it has not the form that we write")

    monkeypatch.setattr(lines, "_salvage", refuse)
    with pytest.raises(AssertionError):
        test_a_git_merge_is_the_union_of_both(tmp_path, 1, "none")
