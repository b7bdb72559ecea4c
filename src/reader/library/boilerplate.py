"""What the person wants left out, besides what is known for boilerplate."""

import re
from collections.abc import Sequence

from reader.model.article import Article, Block, BlockKind


def leave_out(article: Article, patterns: Sequence[re.Pattern[str]]) -> Article:
    """The article with every heading and paragraph in which a pattern is found marked as boilerplate."""

    def marked(block: Block) -> Block:
        said = block.span.of(article.text)
        found = block.kind in _PROSE and any(pattern.search(said) for pattern in patterns)
        return block._replace(kind=BlockKind.BOILERPLATE, level=0) if found else block

    return article._replace(blocks=tuple(map(marked, article.blocks))) if patterns else article


_PROSE = (BlockKind.HEADING, BlockKind.PARAGRAPH)
