"""Articles with their highlights, and the notes in the margin, as one page that needs nothing else.

No script, no font, no picture and no request to anywhere; the words of others come in through a template engine that
escapes them. On a phone the notes follow their paragraph, on a desk and on paper they stand beside it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.export.drawing import Piece, drawn
from reader.export.jsonld import web_address
from reader.export.naming import short_hash
from reader.export.passages import passage
from reader.model.annotation import AnchorState, Motivation, Placed
from reader.model.article import Article, Block
from reader.model.digest import ArticleDigest
from reader.model.tag_tree import lineage
from reader.text.safety import clean, clean_line
from reader.typeset.dates import full_date

if TYPE_CHECKING:
    from jinja2 import Template

_MARKER = "reader "
"""What the page says that it was made by; the codes of its articles follow."""


@dataclass(frozen=True, slots=True)
class _Note:
    """One note as the page shows it."""

    id: str
    number: int
    """Counted from 1, in reading order; 0 where nothing in the text leads to it."""
    quote: tuple[str, ...]
    tags: tuple[str, ...]
    said: tuple[str, ...]
    """What was written, in a conflict every version."""
    facts: str
    moved: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """A stretch of a block that looks alike."""

    text: str
    notes: tuple[str, ...]
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    references: tuple[_Note, ...]
    """The notes in the margin to which a number behind it leads."""
    moved: bool


@dataclass(frozen=True, slots=True)
class _Block:
    element: str
    """Its HTML element: `p`, `h2`."""
    pieces: tuple[_Words, ...]
    notes: tuple[_Note, ...]
    """The notes that begin in it and have something to say."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One article on the page."""

    title: str
    headline: str
    """What stands above the text; empty where the text itself begins with it."""
    byline: str
    web: str
    """Where it was published, if that is an address on the web."""
    whole: tuple[_Note, ...]
    head: _Block | None
    """The headline, where it is a part of the text and may be annotated."""
    blocks: tuple[_Block, ...]
    elsewhere: tuple[_Note, ...]
    """Notes whose passage is gone or is in no paragraph."""


def page(digests: Sequence[ArticleDigest], codes: Mapping[str, str] = MappingProxyType({}), title: str = "") -> str:
    """One HTML page of all `digests`, in order, and of what their tags stand for by `codes`.

    Its title is `title`, else the first headline.
    """
    sheets = [_sheet(digest) for digest in digests]
    return _template().render(
        marker=_marker(digests),
        title=title or (sheets[0].title if sheets else "reader"),
        sheets=sheets,
        codes=_codes(digests, codes),
    )


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("reader.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html")


def _codes(digests: Sequence[ArticleDigest], codes: Mapping[str, str]) -> list[tuple[str, str]]:
    """What the tags of the page stand for, and the tags above them."""
    given = {tag for digest in digests for placed in digest.notes for tag in placed.annotation.tags}
    here = {name.lower() for tag in given for name in lineage(tag)}
    return [(clean_line(tag), clean(said)) for tag, said in codes.items() if tag.lower() in here]


def is_page_of(digest: ArticleDigest, text: str) -> bool:
    """Whether `text` is the page of just this article, as `page` writes it: a file to write anew."""
    return f'<meta name="generator" content="{_marker([digest])}">' in text[:1000]


def _marker(digests: Sequence[ArticleDigest]) -> str:
    return _MARKER + " ".join(short_hash(digest.source, 16) for digest in digests)


def _sheet(digest: ArticleDigest) -> _Sheet:
    article = digest.article
    places = {placed.annotation.id: placed.span for placed in digest.notes if placed.span is not None}
    blocks = drawn(article, places)
    shown = {id for _, pieces in blocks for piece in pieces for id in piece.notes}
    numbers = count(1)
    notes = {}
    for placed in digest.notes:
        id = placed.annotation.id
        notes[id] = _note(placed, article, next(numbers) if id in shown and _speaks(placed) else 0)
    whole = [placed.annotation.id for placed in digest.notes if placed.annotation.target.quote is None]
    set_blocks = [_block(block, pieces, notes) for block, pieces in blocks]
    named = _begins_with_headline(article)
    titled = named and bool(blocks[0][0].level)
    return _Sheet(
        title=clean_line(article.headline),
        headline="" if named else clean_line(article.headline),
        byline=" · ".join(_byline(article)),
        web=web_address(article.source),
        whole=tuple(notes[id] for id in whole),
        head=replace(set_blocks[0], element="h1") if titled else None,
        blocks=tuple(set_blocks[titled:]),
        elsewhere=tuple(note for id, note in notes.items() if id not in shown and id not in whole),
    )


def _byline(article: Article) -> Iterator[str]:
    yield full_date(article.date) if article.date else "No date"
    for fact in (article.dateline, article.author, "" if web_address(article.source) else article.source):
        if fact:
            yield clean_line(fact)


def _begins_with_headline(article: Article) -> bool:
    """Whether the text begins with the headline, as its title or as what the headline was made from."""
    if not article.body:
        return False
    shown = "".join(part.of(article.text) for part in article.shown(article.body[0].span))
    return " ".join(shown.split()).startswith(article.headline.rstrip("…").rstrip())


def _block(block: Block, pieces: Sequence[Piece], notes: Mapping[str, _Note]) -> _Block:
    beginning = [notes[id] for piece in pieces for id in piece.begins]
    return _Block(
        element=f"h{min(6, max(2, block.level))}" if block.level else "p",
        pieces=tuple(_words(piece, notes) for piece in pieces),
        notes=tuple(note for note in beginning if note.number),
    )


def _words(piece: Piece, notes: Mapping[str, _Note]) -> _Words:
    references = tuple(notes[id] for id in piece.ends if notes[id].number)
    moved = any(notes[id].moved for id in piece.notes)
    return _Words(clean(piece.text), piece.notes, piece.begins, piece.ends, references, moved)


def _speaks(placed: Placed) -> bool:
    """Whether there is more to a note than its highlight."""
    return bool(placed.annotation.every_body) or placed.anchor.state is not AnchorState.ANCHORED


def _note(placed: Placed, article: Article, number: int) -> _Note:
    annotation, state = placed.annotation, placed.anchor.state
    said = {purpose: [b.value for b in annotation.every_body if b.purpose is purpose] for purpose in Motivation}
    standing = {
        AnchorState.MOVED: "moved or rewritten, perhaps here",
        AnchorState.ORPHAN: "no longer in the article",
    }
    facts = (
        f"{annotation.created:%Y-%m-%d}",
        clean_line(annotation.by),
        standing.get(state, ""),
        "changed in two places" if annotation.conflict else "",
    )
    return _Note(
        id=annotation.id,
        number=number,
        quote=tuple(" ".join(clean(paragraph).split()) for paragraph in passage(article, placed)),
        tags=tuple(clean_line(tag) for tag in said[Motivation.TAGGING]),
        said=tuple(clean(note) for note in said[Motivation.COMMENTING]),
        facts=" · ".join(fact for fact in facts if fact),
        moved=state is AnchorState.MOVED,
    )
