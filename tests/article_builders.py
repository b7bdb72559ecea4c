"""Articles to test with: from a text, on a disk, and the two seeds."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reader.library.markdown import parse_markdown
from reader.library.plaintext import parse_plaintext
from reader.library.source import Source
from reader.model.article import Article, BlockKind
from reader.text.safety import clean, unify_newlines

SEEDS = Path(__file__).parent.parent / "seeds"
LIMOUSINE = "000_02bc2ad79be283e5.txt"
GREENHOUSE = "001_765aeddc370d2ae5.txt"

SAMPLE = """\
 date 2024-03-15 SEOUL, South Korea — Kim Jong Un was seen in a limousine. It was a gift.

Advertisment

A Gift Among Leaders

The gift from Vladimir Putin breaks UN sanctions. Neither side said so.
"""


def make_article(text: str = SAMPLE, *, id: str = "article.txt", **changes: Any) -> Article:
    """The article that a file `id` with this text is, with any of its fields changed."""
    parse = parse_markdown if id.endswith((".md", ".markdown")) else parse_plaintext
    return parse(id, Source(clean(unify_newlines(text))))._replace(**changes)


def write_articles(folder: Path, articles: Mapping[str, str | bytes]) -> list[Path]:
    """Write `articles` (text or bytes by path) below `folder`, making folders as needed; their paths in order."""
    paths = []
    for name, content in articles.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        paths.append(path)
    return paths


def blocks_of(article: Article) -> list[tuple[BlockKind, str]]:
    """What each block is and says."""
    return [(block.kind, block.span.of(article.text)) for block in article.blocks]
