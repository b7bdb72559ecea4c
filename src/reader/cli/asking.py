"""Questions about a folder, answered with as little as they need."""

from reader.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.catalogue.selection import Selection
    from reader.workspace.opening import Opening
    from reader.workspace.shelf import Shelf


def answering(
    opening: "Opening", typed: str, *, fresh: bool = False, notes: bool = False
) -> tuple["Shelf", "Selection"]:
    """Who answers what was typed, and the articles that do; with `notes` annotations are asked for too.

    `fresh` as in `Opening.glance`. Raises QueryError.
    """
    if known := opening.glance(typed, every_file=fresh, notes=notes):
        return known
    from reader.cli.articles import look

    look(opening.workspace)
    return opening.workspace, opening.workspace.list(typed)
