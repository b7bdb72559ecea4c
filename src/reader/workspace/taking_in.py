"""Annotations of other programs taken in: each finds its article, its passage and an id that it keeps."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.errors import CannotRead, NotFound
from reader.imports.foreign import Foreign, Refused
from reader.model.annotation import Anchor, AnchorState, Revision, Target, TextQuoteSelector, bodies
from reader.model.article import Article, text_hash
from reader.store.identity import revision_id, ulid_number, ulid_text
from reader.text.safety import clean, clean_line, unify_newlines
from reader.workspace.cleaning import clean_note, clean_tags

if TYPE_CHECKING:
    from reader.workspace.desk import Workspace

_TELLING = 30
"""Characters of a quote, normalised, from which on the one article that has it is the one that is meant."""
_LONGEST = 20_000
"""Characters of a quote that are looked for; a longer one is no passage."""
_AROUND = 128
"""Characters of prefix and suffix that are kept."""
_CAMPAIGN = re.compile(r"(?:^|&)(?:utm_[^=&]*|fbclid|gclid)=[^&]*")


@dataclass(frozen=True, slots=True)
class Arrival:
    """An annotation that was taken in."""

    id: str
    article: str
    """As in `Article.id`."""
    state: AnchorState
    told: str
    """What a person knows it by."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of an import."""

    arrivals: tuple[Arrival, ...]
    known: int
    """How many were there already, or were and have been removed."""
    refused: tuple[str, ...]
    """A sentence for each that was not taken in."""


def take_in(workspace: "Workspace", found: Iterable[Foreign | Refused]) -> TakenIn:
    """Take annotations in as one change; none that is there already, or was.

    One whose words are not in its article is kept as an orphan; one whose article is not known is refused. Raises
    NotSaved.
    """
    refused: list[str] = []
    wanted: dict[str, Foreign] = {}
    for item in found:
        if reason := _reason(item):
            refused.append(reason)
        elif isinstance(item, Foreign):
            wanted.setdefault(_id(item), _cleaned(item))
    there = workspace.notebook.ids() & wanted.keys()
    fresh = {id: item for id, item in wanted.items() if id not in there}
    arrivals: list[Arrival] = []
    kept: dict[Article, list[tuple[Revision, str]]] = defaultdict(list)
    for id, item, article in _at_their_articles(workspace, fresh):
        if article is None:
            refused.append(f"{item.told}: no article here is the one that it is on")
            continue
        anchor = _anchor(article, item)
        kept[article].append((_revision(id, item, _target(workspace, article, item, anchor)), item.snapshot))
        arrivals.append(Arrival(id, article.id, anchor.state, item.told))
    workspace.notebook.take_in(kept)
    return TakenIn(tuple(arrivals), len(there), tuple(refused))


def _reason(item: Foreign | Refused) -> str:
    """Why something cannot be taken in at all; empty where it can."""
    if isinstance(item, Refused):
        return f"{item.what}: {item.reason}"
    if item.quote and len(item.quote.exact) > _LONGEST:
        return f"{item.told}: a quote of more than {_LONGEST:,} characters is no passage"
    if not item.quote and not item.note.strip() and not item.tags:
        return f"{item.told}: it says nothing"
    return ""


def _id(item: Foreign) -> str:
    """The annotation's own ULID, else one from its time and its key: the same whenever it is read."""
    try:
        return ulid_text(ulid_number(item.id))
    except ValueError:
        milliseconds = int(item.created.timestamp() * 1000) if item.created else 0
        digest = hashlib.sha256(f"{item.key}\0{item.address}".encode("utf-8", "surrogatepass")).digest()
        return ulid_text(milliseconds % 2**48 << 80 | int.from_bytes(digest[:10]))


def _cleaned(item: Foreign) -> Foreign:
    """The same, fit for a terminal and a store."""
    quote = item.quote and TextQuoteSelector(
        _clean(item.quote.exact), _clean(item.quote.prefix)[-_AROUND:], _clean(item.quote.suffix)[:_AROUND]
    )
    return replace(
        item,
        title=clean_line(item.title),
        address=clean_line(item.address),
        quote=quote,
        snapshot=_clean(item.snapshot),
        tags=clean_tags(item.tags),
        note=clean_note(item.note),
        by=clean_line(item.by),
    )


def _clean(text: str) -> str:
    return clean(unify_newlines(text))


# The article


def _at_their_articles(
    workspace: "Workspace", wanted: dict[str, Foreign]
) -> Iterator[tuple[str, Foreign, Article | None]]:
    """Each with its article: by the name that we gave it, by address, by title, or by being the one with the words."""
    ids = {row.id for row in workspace.catalogue.listing}
    looks = _by_looks(workspace) if wanted else {}
    left: dict[str, Foreign] = {}
    for id, item in wanted.items():
        below = item.source.partition("/")[2]
        named = {below} & ids or looks.get(_address(item.address), set()) or looks.get(_words(item.title), set())
        if article := _best(workspace, item, named):
            yield id, item, article
        else:
            left[id] = item
    holders = _holders(workspace, left)
    for id, item in left.items():
        yield id, item, _best(workspace, item, holders[id]) if len(holders[id]) == 1 else None


def _by_looks(workspace: "Workspace") -> dict[str, set[str]]:
    """The articles by address and by headline."""
    looks: dict[str, set[str]] = defaultdict(set)
    for article in _articles(workspace):
        looks[_address(article.source)].add(article.id)
        looks[_words(article.headline)].add(article.id)
    looks.pop("", None)
    return looks


def _holders(workspace: "Workspace", wanted: dict[str, Foreign]) -> dict[str, set[str]]:
    """For each annotation the articles that have its words, where these are telling."""
    quotes = {id: _words(item.quote.exact) if item.quote else "" for id, item in wanted.items()}
    quotes = {id: words for id, words in quotes.items() if len(words) >= _TELLING}
    holders: dict[str, set[str]] = defaultdict(set)
    for article in _articles(workspace) if quotes else ():
        text = _words(article.text)
        for id, words in quotes.items():
            if words in text:
                holders[id].add(article.id)
    return holders


def _best(workspace: "Workspace", item: Foreign, ids: Iterable[str]) -> Article | None:
    """The one of some articles in which the annotation has its place; the only one even if it has none there."""
    articles = [article for id in sorted(ids) if (article := _readable(workspace, id))]
    if len(articles) <= 1:
        return next(iter(articles), None)
    for state in (AnchorState.ANCHORED, AnchorState.MOVED):
        placed = [article for article in articles if item.quote and _anchor(article, item).state is state]
        if placed:
            return placed[0] if len(placed) == 1 else None
    return None


def _articles(workspace: "Workspace") -> Iterator[Article]:
    for row in workspace.catalogue.listing:
        if article := _readable(workspace, row.id):
            yield article


def _readable(workspace: "Workspace", id: str) -> Article | None:
    try:
        return workspace.article(id)
    except (CannotRead, NotFound):
        return None


def _address(written: str) -> str:
    """An address on the web without what does not tell pages apart; empty for anything else."""
    try:
        parts = urlsplit(written.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    query = _CAMPAIGN.sub("", parts.query).lstrip("&")
    return f"//{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}"


def _words(text: str) -> str:
    """A text's normalised words, in a row."""
    from reader.anchoring.tokens import tokenise

    return " ".join(tokenise(text).words)


# The passage


def _anchor(article: Article, item: Foreign) -> Anchor:
    from reader.anchoring.anchor import anchor

    hash = text_hash(item.snapshot) if item.snapshot else ""
    position = item.position if hash else None
    return anchor(article.text, article.hash, Target("", item.quote, position, hash), item.snapshot or None)


def _target(workspace: "Workspace", article: Article, item: Foreign, anchor: Anchor) -> Target:
    """The passage described where it is; as the file describes it where that is for the person to confirm."""
    if anchor.state is AnchorState.ANCHORED:
        return workspace.target(article, anchor.span)
    hash = text_hash(item.snapshot) if item.snapshot else ""
    return Target(workspace.source(article.id), item.quote, item.position if hash else None, hash)


def _revision(id: str, item: Foreign, target: Target) -> Revision:
    at = item.created or datetime.now(UTC).replace(microsecond=0)
    return Revision(revision_id(), id, at, target, bodies(item.tags, item.note), item.by)
