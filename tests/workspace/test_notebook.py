"""The notebook: steps over many articles, undo that reads only what it must."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_builders import make_article
from reader.errors import NotFound, NotSaved, Unusable
from reader.model.annotation import Annotation, Revision, bodies
from reader.store.history import Direction, next_redo, next_undo
from reader.store.tinydb_store import TinyDBStore
from reader.workspace.notebook import Notebook
from store_builders import SOURCE, MemoryStore, revision, target


def add(notebook: Notebook, name: str, *tags: str, note: str = "") -> Annotation:
    return notebook.add(make_article(id=name), target(f"seeds/{name}"), bodies(tags, note))


def tags(notebook: Notebook) -> dict[str, int]:
    return dict(notebook.tags())


class Counting(TinyDBStore):
    """A store that notes which articles are read whole, and whose disk is full after some additions."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.read: set[str] = set()
        self.room = 10**9

    def revisions(self, source: str) -> tuple[Revision, ...]:
        self.read.add(source)
        return super().revisions(source)

    def add(self, source: str, revisions: Sequence[Revision], *, snapshot: str | None = None, name: str = "") -> None:
        self.room -= 1
        if self.room < 0:
            raise NotSaved("Not saved: the disk is full.")
        super().add(source, revisions, snapshot=snapshot, name=name)


@pytest.fixture
def store(tmp_path: Path) -> Counting:
    return Counting(tmp_path / "annotations")


def test_a_tag_is_renamed_with_all_below_it_everywhere_as_one_step(store: Counting) -> None:
    notebook = Notebook(store, "ana")
    add(notebook, "a.txt", "un/sanctions", "x")
    add(notebook, "b.txt", "un", "world")
    add(notebook, "c.txt", "unrelated")
    before = tags(notebook)
    assert len(notebook.rename_tag("un", "world")) == 2
    assert tags(notebook) == {"world/sanctions": 1, "x": 1, "world": 1, "unrelated": 1}
    again = Notebook(TinyDBStore(store._root), "ana")
    assert len(again.undo()) == 2
    assert tags(again) == before
    again.redo()
    assert tags(again) == {"world/sanctions": 1, "x": 1, "world": 1, "unrelated": 1}


def test_a_tag_can_be_moved_below_itself() -> None:
    notebook = Notebook(MemoryStore(), "ana")
    add(notebook, "a.txt", "un", "un/sanctions")
    notebook.rename_tag("un", "un/old")
    assert tags(notebook) == {"un/old": 1, "un/old/sanctions": 1}


def test_a_tag_that_nobody_gave_cannot_be_renamed() -> None:
    notebook = Notebook(MemoryStore(), "ana")
    add(notebook, "a.txt", "united")
    with pytest.raises(NotFound, match="“un”"):
        notebook.rename_tag("un", "world")


def test_renaming_keeps_both_sides_of_a_conflict() -> None:
    store = MemoryStore()
    base = revision("base", tags=("un",))
    sides = [revision(who, tags=("un",), on=base, by=who) for who in ("ana", "bo")]
    store.add(SOURCE, [base, *sides])
    notebook = Notebook(store, "ana")
    notebook.rename_tag("un", "world")
    (conflict,) = notebook.of(SOURCE)
    assert {conflict.note, conflict.rivals[0][-1].value} == {"ana", "bo"}
    assert conflict.tags == (conflict.rivals[0][0].value,) == ("world",)
    notebook.undo()
    (conflict,) = notebook.of(SOURCE)
    assert {conflict.note, conflict.rivals[0][-1].value} == {"ana", "bo"}
    assert conflict.tags == ("un",)


def test_renaming_brings_nothing_back_that_was_removed() -> None:
    notebook = Notebook(MemoryStore(), "ana")
    gone = add(notebook, "a.txt", "un")
    notebook.remove(gone)
    add(notebook, "a.txt", "un")
    assert len(notebook.rename_tag("un", "world")) == 1
    assert tags(notebook) == {"world": 1}


def test_a_renaming_that_the_disk_interrupted_is_completed_by_another(store: Counting) -> None:
    notebook = Notebook(store, "ana")
    for name in "abcd":
        add(notebook, name, "un")
    store.room = 2
    with pytest.raises(NotSaved):
        notebook.rename_tag("un", "world")
    assert tags(notebook) == {"un": 2, "world": 2}
    store.room = 10
    assert len(notebook.rename_tag("un", "world")) == 2
    assert tags(notebook) == {"world": 4}


def test_an_undo_and_a_redo_that_the_disk_interrupted_are_completed_as_one(store: Counting) -> None:
    notebook = Notebook(store, "ana")
    for name in "abcd":
        add(notebook, name, "un")
    notebook.rename_tag("un", "world")
    for act, before, after in (("undo", "world", "un"), ("redo", "un", "world")):
        store.room = 2
        with pytest.raises(NotSaved):
            getattr(notebook, act)()
        assert tags(notebook) == {before: 2, after: 2}
        store.room = 10
        assert len(getattr(Notebook(store, "ana"), act)()) == 2
        assert tags(notebook) == {after: 4}
    notebook.undo()
    assert tags(notebook) == {"un": 4}


def test_undo_the_last_tags_and_an_id_are_found_without_reading_the_whole_store(store: Counting) -> None:
    notebook = Notebook(store, "ana")
    made = [add(notebook, f"{number}.txt", "old") for number in range(40)]
    add(notebook, "7.txt", "new")
    for look in (
        lambda n: n.latest_tags() == ("new",),
        lambda n: n.find(made[3].id) == made[3],
        lambda n: len(n.undo()) == 1,
        lambda n: len(n.redo()) == 1,
    ):
        store.read.clear()
        assert look(Notebook(store, "ana"))
        assert len(store.read) <= 2


def test_an_id_is_found_by_its_end_in_any_case_and_only_if_it_is_one() -> None:
    notebook = Notebook(MemoryStore(), "ana")
    made = add(notebook, "a.txt")
    assert notebook.find(made.id[-6:].lower()) == made
    for wrong in ("", "é", "a b", made.id[:-1], "*"):
        with pytest.raises(NotFound):
            notebook.find(wrong)


class ReadWhole(MemoryStore):
    """A store of which undo reads everything: nothing in it is older than what is looked for."""

    def __init__(self, store: MemoryStore) -> None:
        self.__dict__.update(store.__dict__)

    def recent(self) -> Iterator[tuple[str, int]]:
        return ((source, 10**37) for source in self.sources())


STEPS = st.tuples(st.sampled_from(["add", "edit", "remove", "un", "world", "undo", "undo", "redo"]), st.integers(0, 5))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(STEPS, st.sampled_from(["ana", "bo"])), max_size=25))
def test_what_undo_and_redo_choose_does_not_depend_on_how_much_was_read(
    steps: list[tuple[tuple[str, int], str]],
) -> None:
    store = MemoryStore()
    for (kind, number), by in steps:
        notebook = Notebook(store, by)
        for direction, chosen in ((Direction.UNDO, next_undo), (Direction.REDO, next_redo)):
            whole = Notebook(ReadWhole(store), by)
            assert chosen(notebook._log(direction), by) == chosen(whole._log(direction), by)
        kept = notebook.of(f"seeds/{number}.txt")
        with suppress(NotFound, Unusable):
            if kind in ("undo", "redo"):
                getattr(notebook, kind)()
            elif kind in ("un", "world"):
                notebook.rename_tag("world" if kind == "un" else "un", kind)
            elif kind == "add" or not kept:
                add(notebook, f"{number}.txt", "un")
            elif kind == "edit":
                notebook.change(kept[0], bodies(("un",), f"{by} {number}"))
            else:
                notebook.remove(kept[-1])
