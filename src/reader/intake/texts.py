"""Text and Markdown files, in whatever encoding, into stories."""

from reader.errors import CannotRead
from reader.intake.decoding import decoded
from reader.intake.story import Part, PartKind, Story
from reader.library.front_matter import read_front_matter
from reader.library.markdown import parse_markdown
from reader.library.plaintext import parse_plaintext
from reader.library.source import Source
from reader.model.article import Article, BlockKind
from reader.text.safety import clean, unify_newlines


def text_story(data: bytes, charset: str = "") -> Story:
    """The story in plain text. Raises CannotRead for what is empty, or not text."""
    article = parse_plaintext("", _source(data, charset))
    parts = [
        Part(PartKind.HEADING, block.span.of(article.text), block.level or 2)
        if block.kind is BlockKind.HEADING
        else Part(PartKind.PARAGRAPH, block.span.of(article.text))
        for block in article.body
    ]
    if article.dateline:
        agency = f" ({article.source})" if article.source else ""
        first = next((i for i, part in enumerate(parts) if part.kind is PartKind.PARAGRAPH), None)
        if first is not None:
            parts[first] = Part(PartKind.PARAGRAPH, f"{article.dateline}{agency} — {parts[first].text}")
    return _story(article, tuple(parts))


def markdown_story(data: bytes, charset: str = "") -> Story:
    """The story in a Markdown file, its markup kept. Raises CannotRead for what is empty, or not text."""
    article = parse_markdown("", _source(data, charset))
    front = read_front_matter(article.text)
    rest = article.text[front.span.end :] if front else article.text
    return _story(article, (Part(PartKind.MARKDOWN, rest),))


def _story(article: Article, parts: tuple[Part, ...]) -> Story:
    is_address = article.source.startswith(("http://", "https://"))
    return Story(
        title=article.headline,
        parts=parts,
        date=article.date,
        author=article.author,
        source="" if is_address else article.source,
        url=article.source if is_address else "",
    )


def _source(data: bytes, charset: str) -> Source:
    text = decoded(data, charset)
    if "\0" in text:
        raise CannotRead("It is binary, not text.")
    return Source(clean(unify_newlines(text)))
