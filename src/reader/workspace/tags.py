"""A tag of another name in every annotation that carries it, or one below it."""

from collections.abc import Iterable, Iterator

from reader.model.annotation import Motivation, Revision, TextualBody
from reader.model.tag_names import renamed
from reader.store.revisions import by_annotation, heads, state


def renaming(revisions: Iterable[Revision], old: str, new: str) -> Iterator[Revision]:
    """The next states, without ids, of all annotations that carry the tag `old` or one below it.

    One for each state in which an annotation stands and that carries it: rivals stay rivals.
    """
    for history in by_annotation(revisions).values():
        standing = heads(history)
        for said in dict.fromkeys(state(head) for head in standing):
            same = [head for head in standing if state(head) == said]
            body = _renamed(same[-1].body, old, new)
            if said and body != same[-1].body:
                yield same[-1]._replace(id=0, body=body, parents=tuple(head.id for head in same), undoes="")


def _renamed(body: tuple[TextualBody, ...], old: str, new: str) -> tuple[TextualBody, ...]:
    changed = (
        one._replace(value=renamed(one.value, old, new)) if one.purpose is Motivation.TAGGING else one for one in body
    )
    return tuple(dict.fromkeys(changed))
