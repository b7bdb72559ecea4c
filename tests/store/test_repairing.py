"""A store is put right without changing a note or losing a byte, and then there is nothing left to do."""

import os
from pathlib import Path

import pytest

from reader import files as files_module
from reader.errors import NotSaved
from reader.model.article import text_hash
from reader.store import repairing
from reader.store.folder import mark
from reader.store.lines import LAST_ID, article_document, encode
from reader.store.tinydb_store import TinyDBStore
from store_builders import SOURCE, revision


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "annotations"


def files(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(root.glob("*.json"))}


def quarantined(root: Path) -> set[bytes]:
    return {path.read_bytes() for path in (root / ".quarantine").glob("*")}


def test_nothing_is_done_to_a_whole_store_nor_made_for_a_missing_one(root: Path) -> None:
    assert list(TinyDBStore(root).repair()) == []
    assert not root.exists()
    TinyDBStore(root).add(SOURCE, [revision()], snapshot="the text")
    before = {path: path.stat() for path in root.iterdir()}
    assert list(TinyDBStore(root).repair()) == []
    assert {path: path.stat() for path in root.iterdir()} == before


@pytest.mark.parametrize(
    "damage", [lambda raw: raw[:-40], lambda raw: raw.replace(b"two", b"tvo"), lambda raw: raw[:200] + raw[300:]]
)
def test_a_damaged_file_is_written_anew_and_its_bytes_are_kept(root: Path, damage: "type[bytes]") -> None:
    store = TinyDBStore(root)
    store.add(SOURCE, [revision("one"), revision("two"), revision("three")], name="a")
    (path,) = root.glob("*.json")
    path.write_bytes(hurt := damage(path.read_bytes()))
    shown = store.revisions(SOURCE)
    ((name, done),) = store.repair()
    assert name == path.name
    assert "written anew" in done
    assert store.revisions(SOURCE) == shown
    assert store.problems() == ()
    assert quarantined(root) == {hurt}
    assert list(store.repair()) == []


def test_an_emptied_file_is_removed_and_its_bytes_are_kept(root: Path) -> None:
    store = TinyDBStore(root)
    store.add(SOURCE, [revision()])
    (path,) = root.glob("*.json")
    path.write_bytes(b"\0" * 300)
    ((_, done),) = store.repair()
    assert "removed" in done
    assert files(root) == {}
    assert quarantined(root) == {b"\0" * 300}
    assert (list(store.repair()), store.problems()) == ([], ())
    store.add(SOURCE, [revision()])


def test_conflict_copies_and_files_under_other_names_are_folded_into_one(root: Path) -> None:
    base, mine, theirs, damaged = (revision(name) for name in ("base", "mine", "theirs", "damaged"))
    store = TinyDBStore(root)
    store.add(SOURCE, [base, mine], name="a")
    (path,) = root.glob("*.json")
    TinyDBStore(root / "bo").add(SOURCE, [base, theirs, damaged], snapshot="his text", name="a")
    (his,) = (root / "bo").glob("*.json")
    copy = root / f"{path.stem} (bo's conflicted copy 2024-03-16).json"
    copy.write_bytes(hurt := his.read_bytes().replace(b'"damaged"', b'"damagec"'))
    (root / "mine.json").write_bytes(encode({"1".zfill(37): {"kind": "x"}, LAST_ID: article_document(SOURCE)}))
    assert sorted(name for name, _ in TinyDBStore(root).repair()) == sorted([copy.name, "mine.json"])
    assert list(files(root)) == [path.name]
    assert b'"kind":"x"' in path.read_bytes()
    assert TinyDBStore(root).revisions(SOURCE) == (base, mine, theirs)
    assert TinyDBStore(root).snapshot(SOURCE, text_hash("his text")) == "his text"
    assert quarantined(root) == {hurt}
    assert (list(store.repair()), store.problems()) == ([], ())


def test_a_file_that_is_alone_under_a_wrong_name_gets_its_right_one(root: Path) -> None:
    store = TinyDBStore(root)
    store.add(SOURCE, [made := revision()], name="a")
    next(root.glob("*.json")).rename(root / "mine.json")
    list(TinyDBStore(root).repair())
    assert list(files(root)) == [f"mine-{mark(SOURCE)}.json"]
    assert TinyDBStore(root).revisions(SOURCE) == (made,)


def test_joined_lines_are_put_in_order(root: Path) -> None:
    store = TinyDBStore(root)
    store.add(SOURCE, [revision("one"), revision("two")])
    (path,) = root.glob("*.json")
    whole = path.read_bytes()
    head, one, two, rest = whole.split(b"\n", 3)
    path.write_bytes(b"\n".join([head, b"<<<<<<< HEAD", two, b"=======", one, b">>>>>>> theirs", rest]))
    ((_, done),) = store.repair()
    assert "put in order" in done
    assert path.read_bytes() == whole
    assert not (root / ".quarantine").exists()


def test_what_is_not_ours_or_newer_is_left_and_told_as_before(root: Path) -> None:
    store = TinyDBStore(root)
    store.add(SOURCE, [revision("one")], name="a")
    (path,) = root.glob("*.json")
    newer = encode({LAST_ID: article_document(SOURCE) | {"schema": 2}})
    (root / f"{path.stem} copy.json").write_bytes(newer)
    (root / "theirs.json").write_bytes(b"[]")
    before, told = files(root), store.problems()
    assert list(store.repair()) == []
    assert files(root) == before
    assert store.problems() == told
    assert len(told) == 2


def test_what_killed_writers_left_is_removed(root: Path) -> None:
    TinyDBStore(root).add(SOURCE, [revision()])
    left = root / ".a.json.0123abcd.tmp"
    left.write_bytes(b"")
    os.utime(left, (0, 0))
    assert [name for name, _ in TinyDBStore(root).repair()] == [left.name]
    assert not left.exists()


def test_a_failing_disk_is_told_and_what_was_done_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = TinyDBStore(root)
    for number in range(2):
        store.add(f"seeds/{number}.txt", [revision(source=f"seeds/{number}.txt")], name=str(number))
    for path in root.glob("*.json"):
        path.write_bytes(path.read_bytes()[:-40])
    before = files(root)
    room, real = [1], files_module.write_durably

    def full(path: Path, data: bytes) -> None:
        if not room:
            raise OSError(28, "No space left on device")
        room.pop()
        real(path, data)

    monkeypatch.setattr(repairing, "write_durably", full)
    repairs = store.repair()
    said = [next(repairs)[0]]
    with pytest.raises(NotSaved, match="Not repaired: the disk is full"):
        next(repairs)
    assert [name for name, raw in files(root).items() if raw != before[name]] == said
    monkeypatch.undo()
    assert len(list(store.repair())) == 1
    assert store.problems() == ()
