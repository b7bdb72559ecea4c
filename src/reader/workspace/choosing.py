"""Annotations that were chosen in one article or many: retagged, taken away and exported at once."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import CannotRead, NotFound
from reader.model.annotation import Annotation, bodies
from reader.model.digest import Digest
from reader.workspace.cleaning import clean_tags

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace

Chosen = Mapping[str, Collection[str]]
"""The ids of annotations by the id of their article."""


def found(workspace: "Workspace", chosen: Chosen) -> list[Annotation]:
    """Those that are there now, as the disk has them. Raises NotFound where none is."""
    there: list[Annotation] = []
    for id, names in chosen.items():
        with suppress(CannotRead, NotFound):
            there += [kept for kept in workspace.kept(workspace.article(id)) if kept.id in names]
    if not there:
        raise NotFound("Not saved: this is not there any more, or cannot be read.")
    return there


def common_tags(annotations: Collection[Annotation]) -> tuple[str, ...]:
    """The tags that all of them have, in the order of the first."""
    every = [annotation.merged.tags for annotation in annotations]
    return tuple(tag for tag in every[0] if all(tag in tags for tags in every)) if every else ()


def retag(workspace: "Workspace", chosen: Chosen, before: tuple[str, ...], after: tuple[str, ...]) -> int:
    """Change their tags as a person did who saw `before`, what they share, and left `after`; how many are different.

    A conflict is settled with the tags and notes of all sides. One step to undo. Raises NotSaved and NotFound.
    """
    wanted = clean_tags(after)
    changes = []
    for annotation in found(workspace, chosen):
        whole = annotation.merged
        kept = tuple(tag for tag in whole.tags if tag not in before or tag in wanted)
        body = bodies((*kept, *wanted), whole.note)
        if body != annotation.body or annotation.conflict:
            changes.append((annotation, body))
    workspace.notebook.amend(changes)
    return len(changes)


def remove(workspace: "Workspace", chosen: Chosen) -> int:
    """Take them away, as one step to undo; how many were there. Raises NotSaved and NotFound."""
    there = found(workspace, chosen)
    workspace.notebook.amend((annotation, None) for annotation in there)
    return len(there)


def digest(workspace: "Workspace", chosen: Chosen) -> Digest:
    """What an export of them is made from: their articles without the other annotations."""
    whole = workspace.digest(among=chosen)
    return Digest(
        tuple(
            replace(one, notes=tuple(note for note in one.notes if note.annotation.id in chosen[one.article.id]))
            for one in whole.articles
        )
    )
