"""From revisions to annotations.

Revisions are only ever added: the state of an annotation is its heads, the revisions that nothing replaces. So the
union of two stores is a store, whoever merged them and in whichever order.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from reader.model.annotation import Annotation, Revision, Target, TextualBody
from reader.store.identity import revision_id

State = tuple[Target, tuple[TextualBody, ...]] | None
"""What a revision says, or None if it removes: two heads with one state are no conflict."""


def annotations(revisions: Iterable[Revision]) -> tuple[Annotation, ...]:
    """The annotations that `revisions` amount to, by id; without the removed ones."""
    return tuple(
        annotation
        for _, history in sorted(by_annotation(revisions).items())
        if (annotation := _annotation(history)) is not None
    )


def by_annotation(revisions: Iterable[Revision]) -> dict[str, list[Revision]]:
    """Each annotation's revisions, oldest first and each once."""
    histories: dict[str, dict[int, Revision]] = defaultdict(dict)
    for revision in revisions:
        histories[revision.annotation][revision.id] = revision
    return {name: [history[key] for key in sorted(history)] for name, history in histories.items()}


def heads(history: Iterable[Revision]) -> tuple[Revision, ...]:
    """The revisions of one annotation that nothing replaces, oldest first; at least one, but for records of merges."""
    known = sorted((revision for revision in history if not revision.brought), key=lambda revision: revision.id)
    # A parent is older than its child. Whatever else a file says must not make an annotation vanish.
    replaced = {parent for revision in known for parent in revision.parents if parent < revision.id}
    return tuple(revision for revision in known if revision.id not in replaced)


def state(revision: Revision) -> State:
    """What a revision says about its annotation."""
    return None if revision.removed else (revision.target, revision.body)


def standing(history: Iterable[Revision]) -> dict[State, Revision]:
    """The states in which an annotation stands, newest last, each with its newest head; an edit beats a removal."""
    states = {state(head): head for head in heads(history)}
    if len(states) > 1:
        states.pop(None, None)
    return dict(sorted(states.items(), key=lambda item: item[1].id))


def says(history: Iterable[Revision]) -> set[State]:
    """What an annotation says: nothing if it is removed, several things in a conflict."""
    return set(standing(history)) - {None}


def numbered(new: Iterable[Revision], known: Iterable[Revision]) -> tuple[Revision, ...]:
    """`new` with ids of their own, each larger than all in `known`: a child sorts behind its parents."""
    after = max((revision.id for revision in known), default=0)
    result = []
    for revision in new:
        after = revision_id(after)
        result.append(revision._replace(id=after))
    return tuple(result)


def _annotation(history: Sequence[Revision]) -> Annotation | None:
    """What an annotation's revisions, oldest first, amount to; None if it is removed."""
    states = standing(history)
    if not states or None in states:
        return None
    *rivals, head = states.values()
    return Annotation(
        id=head.annotation,
        target=head.target,
        body=head.body,
        by=history[0].by,
        created=history[0].at,
        modified=head.at,
        heads=tuple(revision.id for revision in heads(history)),
        rivals=tuple(rival.body for rival in rivals),
    )
