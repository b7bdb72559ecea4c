"""Articles as a person names and sees them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.catalogue.turns import CatalogueBusy
from reader.cli.output import say
from reader.errors import NotFound
from reader.model.annotation import AnchorState, Placed
from reader.model.article import Article
from reader.text.safety import visible_name
from reader.typeset.dates import full_date

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace


def named(workspace: "Workspace", part: str) -> Article:
    """The article that ARTICLE names; the folder is only looked through where it is not a whole id.

    Raises NotFound or CannotRead.
    """
    try:
        return workspace.article(part)
    except NotFound:
        if not workspace.catalogue.listing:
            look(workspace)
        return workspace.article(workspace.catalogue.resolve(part))


def look(workspace: "Workspace") -> None:
    """Look at the folder again; as long as another reader is at it, what that one has found must do."""
    try:
        workspace.refresh()
    except CatalogueBusy:
        say("Another reader is reading this folder just now: here is what it has found so far.")


def byline(article: Article) -> str:
    """`Fri 15 March 2024 · SEOUL, South Korea · 412 words`."""
    date = full_date(article.date) if article.date else "No date"
    pieces = (date, article.dateline, article.author, f"{article.words} words")
    return " · ".join(piece for piece in pieces if piece)


def heading(article: Article) -> str:
    """One line that tells an article from others: its id as an argument, and its headline."""
    return f"{visible_name(article.id)} · {article.headline}"


def tagged(tags: Sequence[str]) -> str:
    """`#sanctions #un`."""
    return " ".join(f"#{tag}" for tag in tags)


def standing(placed: Placed) -> str:
    """What is not as it should be with an annotation, in brackets; empty where all is well."""
    words = {AnchorState.MOVED: "moved: to be confirmed", AnchorState.ORPHAN: "its words are gone"}
    pieces = (words.get(placed.anchor.state, ""), "changed in two places" if placed.annotation.conflict else "")
    said = ", ".join(piece for piece in pieces if piece)
    return f"({said})" if said else ""
