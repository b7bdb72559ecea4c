"""Undo and redo over a set of revisions that only grows.

A change is taken back by a new change that names it; taking back such a change is a redo. So undo works after a
restart and on a merged store, and can itself be undone.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import IntEnum
from typing import NamedTuple

from reader.errors import Unusable
from reader.model.annotation import Revision
from reader.store.identity import ulid_number
from reader.store.revisions import by_annotation, heads, numbered, says, standing, state


class Direction(IntEnum):
    """Which changes are taken back."""

    UNDO = 0
    REDO = 1


def next_undo(revisions: Iterable[Revision], by: str) -> str | None:
    """The change of the person `by` that undo takes back next, or None."""
    return _next(tuple(revisions), by, Direction.UNDO)


def next_redo(revisions: Iterable[Revision], by: str) -> str | None:
    """The undoing change of the person `by` that redo takes back next, or None."""
    return _next(tuple(revisions), by, Direction.REDO)


def decides(revisions: Sequence[Revision], by: str, direction: Direction, horizon: int) -> bool:
    """Whether `next_undo` or `next_redo` is the same for all revisions as for these, which are all of some articles.

    `horizon` is the largest id in the articles that are left out. A change over several articles is made before its
    revisions, so whatever of it is left out is larger than its own number; and what takes a change back stands in the
    articles of that change.
    """
    changes = [change for change in _changes(revisions, by) if change.last > horizon]
    chosen = next((change for change in changes if change.name == _next(revisions, by, direction)), None)
    if chosen is None:
        return direction is Direction.REDO and any(not change.undoes for change in changes)
    return all(_number(change.name) > horizon for change in changes if change.last >= chosen.last)


def taking_back(
    revisions: Iterable[Revision], change: str, new_change: str, at: datetime, by: str
) -> tuple[Revision, ...]:
    """The revisions that put every annotation of `change` back to what it was before.

    Where `by` had begun to take it back and was interrupted between two articles, these are the rest, and belong to
    the change that was begun. Raises Unusable if there is no such change, or if one of its annotations has another
    state by now.
    """
    known = tuple(revisions)
    begun = next((r.change for r in known if r.undoes == change and r.by == by), new_change)
    inverse: list[Revision] = []
    for history in by_annotation(known).values():
        made = [revision for revision in history if revision.change == change]
        if made and not any(revision.change == begun for revision in history) and _has_effect(history, made):
            _check_untouched(history, made)
            parents = tuple(head.id for head in heads(history))
            inverse += [
                before._replace(at=at, by=by, parents=parents, change=begun, undoes=change)
                for before in _before(history, made)
            ]
    if not inverse:
        raise Unusable("There is nothing to take back.")
    return numbered(inverse, known)


class _Change(NamedTuple):
    """One step of one person."""

    name: str
    """As `Revision.change`."""
    undoes: str
    last: int
    """Its newest revision: that is larger than all it builds on, also after the clock went back."""
    annotations: frozenset[str]


def _next(known: Sequence[Revision], by: str, direction: Direction) -> str | None:
    """The newest change that can be taken back and would make a difference."""
    histories = by_annotation(known)
    for change in reversed(_replay(_changes(known, by))[direction]):
        made = ([r for r in histories[name] if r.change == change.name] for name in change.annotations)
        if any(_has_effect(histories[one[0].annotation], one) for one in made):
            return change.name
    return None


def _replay(changes: Iterable[_Change]) -> tuple[list[_Change], list[_Change]]:
    """The changes that can be undone and the undoing changes that can be redone, each next one last."""
    undo: dict[str, _Change] = {}
    redo: dict[str, _Change] = {}
    for change in changes:
        if not change.undoes:
            undo[change.name] = change
            redo.clear()
            continue
        for there, back in ((undo, redo), (redo, undo)):
            # One that was interrupted took a part back only: what it takes back is still to be finished.
            if change.undoes in there and there[change.undoes].annotations <= change.annotations:
                del there[change.undoes]
                back[change.name] = change
                break
    return list(undo.values()), list(redo.values())


def _changes(revisions: Iterable[Revision], by: str) -> list[_Change]:
    """The changes of one person in the order in which they were made."""
    made: dict[str, list[Revision]] = defaultdict(list)
    for revision in revisions:
        if revision.change and revision.by == by:
            made[revision.change].append(revision)
    changes = (
        _Change(name, group[0].undoes, max(r.id for r in group), frozenset(r.annotation for r in group))
        for name, group in made.items()
    )
    return sorted(changes, key=lambda change: (change.last, change.name))


def _number(change: str) -> int:
    """A change's number, smaller than those of its revisions in several articles; 0 where that is not known."""
    try:
        return ulid_number(change)
    except ValueError:
        return 0


def _has_effect(history: Sequence[Revision], made: Sequence[Revision]) -> bool:
    """Whether taking a change back would make an annotation say something else than it says."""
    return says(history) != {state(before) for before in _before(history, made)} - {None}


def _check_untouched(history: Sequence[Revision], made: Sequence[Revision]) -> None:
    """Raise Unusable unless an annotation still says what a change made of it."""
    brought = {head for revision in made for head in revision.brought}
    if says(history) != {*standing(made), *(state(r) for r in history if r.id in brought)} - {None}:
        others = sorted({head.by for head in heads(history)} - {revision.by for revision in made} - {""})
        who = " and ".join(others) or "somebody"
        raise Unusable(f"Cannot be taken back: {who} changed the note since.")


def _before(history: Sequence[Revision], made: Sequence[Revision]) -> list[Revision]:
    """What an annotation was before a change; several revisions if it was in conflict then."""
    inside = {revision.id for revision in made}
    parents = {parent for revision in made for parent in revision.parents} - inside
    before = {state(revision): revision for revision in history if revision.id in parents}
    return list(before.values()) or [made[0]._replace(body=(), removed=True, brought=())]
