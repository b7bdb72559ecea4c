"""What the folder of the store looks like, and what becomes of files that are not as we left them."""

import os
import subprocess
import time
from pathlib import Path

import pytest
from tinydb import Query, TinyDB
from tinydb.table import Document as Row

from reader.errors import NotSaved, StoreRefused
from reader.model.article import text_hash
from reader.store.durable_storage import DurableStorage
from reader.store.folder import mark
from reader.store.lines import LAST_ID, article_document, encode
from reader.store.revisions import annotations
from reader.store.tinydb_store import TinyDBStore
from store_builders import SOURCE, revision

OTHER = "seeds/001_d4ad05b5.txt"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "annotations"


@pytest.fixture
def store(root: Path) -> TinyDBStore:
    return TinyDBStore(root)


def the_file(root: Path) -> Path:
    (path,) = root.glob("*.json")
    return path


def test_reading_makes_nothing(store: TinyDBStore, root: Path) -> None:
    assert (store.sources(), store.problems(), store.revisions(SOURCE)) == ((), (), ())
    assert store.stamp(SOURCE) == (0,)
    assert store.writable(SOURCE) == ""
    assert not root.exists()


def test_the_first_note_makes_the_folder_and_one_file(store: TinyDBStore, root: Path) -> None:
    store.add(SOURCE, [revision()], name="2024-03-15 In a Move That Has Stirred")
    name = f"2024-03-15-in-a-move-that-has-stirred-{mark(SOURCE)}.json"
    assert sorted(os.listdir(root)) == [".gitattributes", ".gitignore", ".lock", name]
    assert (root / ".gitattributes").read_text() == "*.json -text merge=union\n"
    assert (root / ".gitignore").read_text().split() == [".lock", ".quarantine/", ".*.tmp"]
    assert root.stat().st_mode & 0o077 == the_file(root).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "name", ["", "a-b", "a-b-" + mark(SOURCE), "../../etc/passwd", "…", "x" * 500, "\ud800", "con"]
)
def test_a_file_is_found_under_whatever_name(store: TinyDBStore, root: Path, name: str) -> None:
    made = revision()
    store.add(SOURCE, [made], name=name)
    assert len(the_file(root).name.encode()) <= 100
    assert the_file(root).name.endswith(f"-{mark(SOURCE)}.json")
    assert TinyDBStore(root).revisions(SOURCE) == (made,)


def test_later_notes_go_into_the_same_file_under_any_name(store: TinyDBStore, root: Path) -> None:
    store.add(SOURCE, [revision()], name="one headline")
    store.add(SOURCE, [revision()])
    TinyDBStore(root).add(SOURCE, [revision()], name="another headline")
    assert the_file(root).name.startswith("one-headline-")


def test_articles_with_one_mark_have_files_of_their_own(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.store.folder.mark", lambda source: "3f9a2c41")
    store = TinyDBStore(root)
    for source in ("seeds/a.txt", "seeds/b.txt", "seeds/a.txt"):
        store.add(source, [revision(source=source)], name="same")
    assert {path.name for path in root.glob("*.json")} == {"same-3f9a2c41.json", "same-3f9a2c41-1.json"}
    assert [len(TinyDBStore(root).revisions(source)) for source in ("seeds/a.txt", "seeds/b.txt")] == [2, 1]


def test_stock_tinydb_opens_and_queries_a_file(store: TinyDBStore, root: Path) -> None:
    made = revision("a car, “gifted”", tags=("un/sanctions",))
    store.add(SOURCE, [made], snapshot="the text")
    with TinyDB(the_file(root), access_mode="r", encoding="utf-8") as database:
        table = database.table("annotations")
        assert len(table) == 3
        (row,) = table.search(Query().body.any(Query().value == "un/sanctions"))
        assert (row.doc_id, row["by"]) == (made.id, "ana")
        assert table.get(doc_id=int(LAST_ID)) == {"_c": row_checksum(the_file(root))} | article_document(SOURCE)


def row_checksum(path: Path) -> str:
    return path.read_text(encoding="utf-8").splitlines()[-2].split('"_c":"')[1][:8]


def test_what_stock_tinydb_wrote_back_is_read(store: TinyDBStore, root: Path) -> None:
    made, later = revision("one"), revision("two")
    store.add(SOURCE, [made], snapshot="the text")
    with TinyDB(the_file(root)) as database:
        database.table("annotations").remove(doc_ids=[1])
    assert store.revisions(SOURCE) == (made,)
    assert store.problems() == ()
    store.add(SOURCE, [later])
    assert store.revisions(SOURCE) == (made, later)
    assert dict(store.snapshots(SOURCE)) == {text_hash("the text"): "the text"}
    assert not (root / ".quarantine").exists()


def test_tinydb_works_on_the_storage(tmp_path: Path) -> None:
    with TinyDB(tmp_path / "x.json", SOURCE, storage=DurableStorage) as database:
        table = database.table("annotations", cache_size=0)
        table.insert(Row({"n": 1}, 5))
        table.insert_multiple([Row({"n": 2}, 6), Row({"n": 3}, 7)])
        table.update({"n": 4}, doc_ids=[6])
        table.remove(Query().n == 3)
        assert {row.doc_id: row.get("n") for row in table} == {5: 1, 6: 4, int(LAST_ID): None}
        with pytest.raises(ValueError, match="one table"):
            database.insert({"n": 1})


def test_what_another_opener_wrote_is_seen(store: TinyDBStore, root: Path) -> None:
    first, second = revision("one"), revision("two")
    other = TinyDBStore(root)
    assert other.revisions(SOURCE) == ()
    store.add(SOURCE, [first])
    before = other.stamp(SOURCE)
    assert other.revisions(SOURCE) == (first,)
    store.add(SOURCE, [second])
    assert other.stamp(SOURCE) != before
    assert other.revisions(SOURCE) == (first, second)
    assert other.sources() == (SOURCE,)


def test_two_files_made_within_one_tick_of_the_clock_are_both_seen(store: TinyDBStore, root: Path) -> None:
    store.add(OTHER, [revision(source=OTHER)])
    now = time.time_ns() + 10**9  # ahead, so that a slow machine does not make it the past
    os.utime(root, ns=(now, now))
    assert store.sources() == (OTHER,)
    TinyDBStore(root).add(SOURCE, [revision()])
    os.utime(root, ns=(now, now))
    assert store.sources() == (SOURCE, OTHER)


@pytest.mark.parametrize(
    "suffix", [".sync-conflict-20240316-091200-ABCDEFG", " (Ana's conflicted copy 2024-03-16)", " (1)"]
)
def test_conflict_copies_are_read_as_one_with_the_file(store: TinyDBStore, root: Path, suffix: str) -> None:
    base, mine, theirs = revision("base"), revision("mine"), revision("theirs")
    store.add(SOURCE, [base])
    copy = the_file(root).with_name(the_file(root).stem + suffix + ".json")
    raw = the_file(root).read_bytes()
    store.add(SOURCE, [mine])
    copy.write_bytes(raw)
    elsewhere = TinyDBStore(root / "elsewhere")
    elsewhere.add(SOURCE, [base, theirs])
    copy.write_bytes(the_file(root / "elsewhere").read_bytes())
    assert TinyDBStore(root).revisions(SOURCE) == (base, mine, theirs)
    assert TinyDBStore(root).problems() == ()
    TinyDBStore(root).add(SOURCE, [revision()])
    assert ".json" in copy.name
    assert len(TinyDBStore(root).revisions(SOURCE)) == 4


@pytest.mark.parametrize("damage", [lambda raw: b"", lambda raw: raw[:-40], lambda raw: raw.replace(b"two", b"tvo")])
def test_damage_is_told_kept_aside_and_costs_only_what_was_hit(
    store: TinyDBStore, root: Path, damage: "type[bytes]"
) -> None:
    one, two, three = revision("one"), revision("two"), revision("three")
    store.add(SOURCE, [one, two], name="a")
    hurt = damage(the_file(root).read_bytes())
    the_file(root).write_bytes(hurt)
    (problem,) = store.problems()
    assert problem.path == the_file(root).name
    assert set(store.revisions(SOURCE)) <= {one, two}
    left = store.revisions(SOURCE)
    store.add(SOURCE, [three])
    assert [kept.read_bytes() for kept in (root / ".quarantine").iterdir()] == [hurt]
    assert store.revisions(SOURCE) == (*left, three)
    assert store.problems() == ()


def test_a_bit_flip_costs_one_note(store: TinyDBStore, root: Path) -> None:
    one, two = revision("one"), revision("two")
    store.add(SOURCE, [one, two])
    the_file(root).write_bytes(the_file(root).read_bytes().replace(b"two", b"tvo"))
    assert store.revisions(SOURCE) == (one,)


def test_a_newer_schema_is_read_and_not_written(store: TinyDBStore, root: Path) -> None:
    made = revision()
    store.add(SOURCE, [made])
    raw = the_file(root).read_bytes()
    newer = encode({LAST_ID: article_document(SOURCE) | {"schema": 2}})
    the_file(root).write_bytes(b"\n".join([*raw.split(b"\n")[:2], *newer.split(b"\n")[1:]]))
    before = the_file(root).read_bytes()
    assert store.revisions(SOURCE) == (made,)
    assert "newer reader" in store.problems()[0].reason
    assert "newer reader" in store.writable(SOURCE)
    with pytest.raises(StoreRefused, match="newer reader"):
        store.add(SOURCE, [revision()])
    assert the_file(root).read_bytes() == before


@pytest.mark.parametrize("raw", [b'{"_default": {"1": {"a": 1}}}', b"not ours at all"])
def test_a_file_of_another_program_is_refused_and_untouched(store: TinyDBStore, root: Path, raw: bytes) -> None:
    root.mkdir()
    path = root / f"a-{mark(SOURCE)}.json"
    path.write_bytes(raw)
    assert "not one of reader's" in store.problems()[0].reason
    assert "not one of reader's" in store.writable(SOURCE)
    assert store.writable() == ""
    with pytest.raises(StoreRefused, match="not one of reader's"):
        store.add(SOURCE, [revision()], name="a")
    assert path.read_bytes() == raw


def test_a_renamed_file_is_told(store: TinyDBStore, root: Path) -> None:
    store.add(SOURCE, [revision()])
    the_file(root).rename(root / "mine.json")
    assert mark(SOURCE) in TinyDBStore(root).problems()[0].reason


def test_a_link_in_the_place_of_a_file_is_not_followed(store: TinyDBStore, root: Path, tmp_path: Path) -> None:
    root.mkdir()
    (tmp_path / "theirs").write_bytes(b"theirs")
    (root / f"a-{mark(SOURCE)}.json").symlink_to(tmp_path / "theirs")
    with pytest.raises(NotSaved, match="link"):
        store.add(SOURCE, [revision()], name="a")
    assert (tmp_path / "theirs").read_bytes() == b"theirs"


def test_what_cannot_be_written_is_said_before_the_person_types(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = TinyDBStore(tmp_path / "file" / "annotations")
    assert store.writable().startswith("Nothing can be saved: a file is in the place of the folder")
    with pytest.raises(NotSaved, match="Not saved: a file is in the place of the folder"):
        store.add(SOURCE, [revision()])


def test_a_place_that_is_not_there_is_said_and_not_made(tmp_path: Path) -> None:
    store = TinyDBStore(tmp_path / "unmounted" / "annotations")
    assert store.writable().startswith("Nothing can be saved: there is no such folder")
    with pytest.raises(NotSaved, match="Not saved: there is no such folder"):
        store.add(SOURCE, [revision()])
    assert not (tmp_path / "unmounted").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a file system")
def test_a_disk_that_is_mounted_read_only_is_said(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "ro", "none", str(tmp_path / "disk")]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        store = TinyDBStore(tmp_path / "disk" / "annotations")
        assert store.writable(SOURCE).startswith("Nothing can be saved: the disk is read-only")
        with pytest.raises(NotSaved, match="Not saved: the disk is read-only"):
            store.add(SOURCE, [revision()])
    finally:
        subprocess.run(["umount", str(tmp_path / "disk")], check=True)


def test_a_read_only_place_is_said_before_the_person_types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root, who runs some tests, may write everywhere
    assert TinyDBStore(tmp_path / "annotations").writable().startswith("Nothing can be saved: there is no permission")


def test_documents_of_the_wrong_shape_are_told_and_kept(store: TinyDBStore, root: Path) -> None:
    made = revision()
    odd = {"kind": "revision", "annotation": 7}
    root.mkdir()
    (root / f"a-{mark(SOURCE)}.json").write_bytes(encode({"5".zfill(37): odd, LAST_ID: article_document(SOURCE)}))
    assert "1 of its revisions" in store.problems()[0].reason
    store.add(SOURCE, [made])
    assert store.revisions(SOURCE) == (made,)
    assert b'"annotation":7' in the_file(root).read_bytes()


def test_a_source_with_undecodable_bytes_is_kept(store: TinyDBStore, root: Path) -> None:
    source = "seeds/caf\udce9.txt"
    made = revision(source=source)
    store.add(source, [made])
    assert TinyDBStore(root).revisions(source) == (made,)
    assert TinyDBStore(root).sources() == (source,)


def test_an_add_lists_the_folder_at_most_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listings: list[object] = []
    real = os.listdir
    monkeypatch.setattr(os, "listdir", lambda path: listings.append(path) or real(path))  # type: ignore[func-returns-value]
    store = TinyDBStore(root)
    for number in range(5):
        store.add(f"seeds/{number}.txt", [revision(source=f"seeds/{number}.txt")])
        store.add("seeds/0.txt", [revision(source="seeds/0.txt")])
    assert len(listings) == 1


def test_an_ordinary_add_costs_two_fsyncs(store: TinyDBStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add(SOURCE, [revision()])
    synced: list[int] = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(descriptor) or real(descriptor))  # type: ignore[func-returns-value]
    store.add(SOURCE, [revision()])
    assert len(synced) == 2


def test_undo_after_a_restart(root: Path) -> None:
    from reader.store.history import next_undo, taking_back
    from reader.store.identity import new_ulid
    from store_builders import NOON

    first = revision("first")
    TinyDBStore(root).add(SOURCE, [first])
    TinyDBStore(root).add(SOURCE, [revision("second", on=first)])
    store = TinyDBStore(root)
    known = [kept for source in store.sources() for kept in store.revisions(source)]
    change = next_undo(known, "ana")
    assert change
    store.add(SOURCE, taking_back(known, change, new_ulid(), NOON, "ana"))
    assert [annotation.note for annotation in annotations(TinyDBStore(root).revisions(SOURCE))] == ["first"]
