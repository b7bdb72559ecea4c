"""Undo and redo over a set of revisions that only grows.

A change is taken back by a new change that names it; taking back such a change is a redo. So undo works after a
restart and on a merged store, and can itself be undone.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from reader.errors import Unusable
from reader.model.annotation import Revision
from reader.store.revisions import by_annotation, heads, numbered, standing, state


def next_undo(revisions: Iterable[Revision], by: str) -> str | None:
    """The change of the person `by` that undo takes back next, or None."""
    undo, _ = _replay(revisions, by)
    return undo[-1] if undo else None


def next_redo(revisions: Iterable[Revision], by: str) -> str | None:
    """The undoing change of the person `by` that redo takes back next, or None."""
    _, redo = _replay(revisions, by)
    return redo[-1] if redo else None


def taking_back(
    revisions: Iterable[Revision], change: str, new_change: str, at: datetime, by: str
) -> tuple[Revision, ...]:
    """The revisions that put every annotation of `change` back to what it was before.

    Raises Unusable if there is no such change, or if one of its annotations has another state by now.
    """
    known = tuple(revisions)
    inverse: list[Revision] = []
    for history in by_annotation(known).values():
        made = [revision for revision in history if revision.change == change]
        if made:
            _check_untouched(history, made)
            parents = tuple(head.id for head in heads(history))
            inverse += [
                replace(before, at=at, by=by, parents=parents, change=new_change, undoes=change)
                for before in _before(history, made)
            ]
    if not inverse:
        raise Unusable("There is nothing to take back.")
    return numbered(inverse, known)


def _replay(revisions: Iterable[Revision], by: str) -> tuple[list[str], list[str]]:
    """The changes that can be undone and the undoing changes that can be redone, each next one last."""
    undo: list[str] = []
    redo: list[str] = []
    for change, undoes in _changes(revisions, by):
        if not undoes:
            undo.append(change)
            redo.clear()
        elif undoes in undo:
            undo.remove(undoes)
            redo.append(change)
        elif undoes in redo:
            redo.remove(undoes)
            undo.append(change)
    return undo, redo


def _changes(revisions: Iterable[Revision], by: str) -> list[tuple[str, str]]:
    """The changes of one person in the order in which they were made, each with the change that it takes back."""
    made: dict[str, list[Revision]] = defaultdict(list)
    for revision in revisions:
        if revision.change and revision.by == by:
            made[revision.change].append(revision)
    # By its newest revision: that is larger than all it builds on, also after the clock went back.
    order = sorted((max(revision.id for revision in group), change) for change, group in made.items())
    return [(change, made[change][0].undoes) for _, change in order]


def _check_untouched(history: Sequence[Revision], made: Sequence[Revision]) -> None:
    """Raise Unusable unless an annotation still says what a change made of it."""
    if set(standing(history)) != set(standing(made)):
        others = sorted({head.by for head in heads(history)} - {revision.by for revision in made} - {""})
        who = " and ".join(others) or "somebody"
        raise Unusable(f"Cannot be taken back: {who} changed the note since.")


def _before(history: Sequence[Revision], made: Sequence[Revision]) -> list[Revision]:
    """What an annotation was before a change; several revisions if it was in conflict then."""
    inside = {revision.id for revision in made}
    parents = {parent for revision in made for parent in revision.parents} - inside
    before = {state(revision): revision for revision in history if revision.id in parents}
    return list(before.values()) or [replace(made[0], body=(), removed=True)]
