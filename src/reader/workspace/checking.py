"""What is not as it should be in a library and its annotations."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from reader.model.annotation import AnchorState
from reader.model.article import Article
from reader.model.finding import Finding, FindingKind
from reader.model.listing import Unreadable
from reader.text.safety import visible_name

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace


def findings(
    workspace: "Workspace", unreadable: Sequence[Unreadable], damaged: Sequence[Unreadable], again: Mapping[str, str]
) -> Iterator[Finding]:
    """Files that cannot be read, and annotations whose article or words are gone or that are in conflict.

    `again` names the articles that are there under another name.
    """
    yield from (Finding(FindingKind.UNREADABLE, problem.path, problem.reason) for problem in unreadable)
    yield from (Finding(FindingKind.DAMAGED, damage.path, damage.reason) for damage in damaged)
    for own in (workspace.own_terms, workspace.codebook):
        if trouble := own.trouble():
            yield Finding(FindingKind.DAMAGED, own.path.name, trouble)
    start = f"{workspace.library.name}/"
    for source, kept in workspace.notebook.everything():
        there = source in again or workspace.catalogue.row_of(source.removeprefix(start)) is not None
        if source.startswith(start) and not there:
            reason = f"the article is not in the folder; {len(kept)} of its notes are kept"
            yield Finding(FindingKind.ORPHAN, visible_name(source), reason)
    for article in workspace.annotated():
        yield from _of_article(workspace, article)


def _of_article(workspace: "Workspace", article: Article) -> Iterator[Finding]:
    path = visible_name(article.id)
    for placed in workspace.annotations_of(article):
        id = placed.annotation.id
        if placed.anchor.state is AnchorState.ORPHAN:
            yield Finding(FindingKind.ORPHAN, path, f"the words of note {id} are not in the article any more")
        if placed.anchor.state is AnchorState.MOVED:
            yield Finding(FindingKind.STALE, path, f"the words of note {id} have moved or were rewritten")
        if placed.annotation.conflict:
            yield Finding(FindingKind.CONFLICT, path, f"note {id} was changed in two places; edit it to settle it")
