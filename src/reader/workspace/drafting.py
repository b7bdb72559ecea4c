"""What was begun and not saved, and the words that it is on."""

from typing import TYPE_CHECKING, NamedTuple

from reader.drafts import Draft
from reader.errors import CannotRead, NotFound
from reader.model.annotation import AnchorState, Annotation, Motivation, Target
from reader.model.article import Article
from reader.store.identity import new_ulid
from reader.text.span import Span
from reader.workspace.cleaning import clean_note

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace


class Unfinished(NamedTuple):
    """A draft, and where to go on with it."""

    draft: Draft
    article: Article | None
    """None where it is gone or cannot be read."""
    span: Span | None = None
    """The passage; None for the whole article, and where the words are gone."""


def draft_on(
    workspace: "Workspace", article: Article, span: Span | None, purpose: Motivation, annotation: Annotation | None
) -> Draft:
    """What was begun on a passage, or on the whole article; an empty draft where nothing was."""
    target = workspace.target(article, span)
    for draft in workspace.drafts.all():
        if draft.purpose is purpose and draft.target.source == target.source:
            same = annotation is not None and annotation.id in (draft.annotation, draft.id)
            if same or _span(workspace, article, draft.target) == _span(workspace, article, target):
                return draft
    return Draft(new_ulid(), purpose, target, annotation.id if annotation else "")


def unfinished(workspace: "Workspace") -> tuple[Unfinished, ...]:
    """Every draft, those whose article is there first, the newest first; what was saved in the end is forgotten."""
    found = [one for draft in workspace.drafts.all() if (one := _found(workspace, draft))]
    return tuple(sorted(found, key=lambda one: one.article is None))


def _found(workspace: "Workspace", draft: Draft) -> Unfinished | None:
    start = f"{workspace.library.name}/"
    try:
        article = workspace.article(draft.target.source.removeprefix(start))
    except (CannotRead, NotFound):
        return Unfinished(draft, None)
    for placed in workspace.annotations_of(article):
        if _is_saved(draft, placed.annotation):  # the program was killed between saving it and forgetting the draft
            _forget(workspace, draft)
            return None
    return Unfinished(draft, article, _span(workspace, article, draft.target))


def _is_saved(draft: Draft, annotation: Annotation) -> bool:
    if annotation.id == draft.id:
        return True
    return annotation.id == draft.annotation and annotation.note == clean_note(draft.text)


def _span(workspace: "Workspace", article: Article, target: Target) -> Span | None:
    place = workspace.place(article, target)
    return None if place.state is AnchorState.ORPHAN else place.span


def _forget(workspace: "Workspace", draft: Draft) -> None:
    workspace.drafts.put(draft._replace(text=""))
    workspace.drafts.save()
