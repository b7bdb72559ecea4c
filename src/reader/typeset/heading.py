"""What stands above the text of an article."""

from reader.model.article import Article
from reader.text.counting import counted
from reader.typeset.article import LineKind
from reader.typeset.dates import full_date

_WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction: Brysbaert, Journal of Memory and Language 109 (2019)."""


def head_of(article: Article) -> list[tuple[LineKind, str]]:
    """The lines above the text: the headline where it is not the text's own beginning, and the byline."""
    minutes = max(1, round(article.words / _WORDS_A_MINUTE))
    facts = (
        full_date(article.date) if article.date else "No date",
        article.dateline,
        article.author,
        article.source,
        counted(article.words, "word"),
        f"{minutes} min",
        "damaged: some bytes are not text" if article.damaged else "",
    )
    byline = [(LineKind.BYLINE, " · ".join(fact.replace(" ", "\N{NO-BREAK SPACE}") for fact in facts if fact))]
    beginning = " ".join(article.body[0].span.of(article.text).split()) if article.body else ""
    if beginning.startswith(article.headline.rstrip("…").rstrip()):
        return byline
    return [(LineKind.TITLE, article.headline), (LineKind.BLANK, ""), *byline]
