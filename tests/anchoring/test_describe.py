"""What is kept of a passage, to find it again."""

from hypothesis import given
from hypothesis import strategies as st

from anchoring_builders import an_article, span_of
from reader.anchoring.describe import LONGEST, SHORTEST, describe
from reader.text.span import Span

TEXT = "word " * 100 + "the passage" + " more" * 100


def test_a_target_has_the_words_their_place_and_the_version() -> None:
    article = an_article(TEXT)
    target = describe(article, span_of(TEXT, "the passage"), "seeds/a.txt")
    assert target.quote is not None
    assert target.position is not None
    assert (target.quote.exact, target.position.start, target.position.end) == ("the passage", 500, 511)
    assert (target.source, target.snapshot) == ("seeds/a.txt", article.hash)


def test_prefix_and_suffix_end_at_a_word() -> None:
    quote = describe(an_article(TEXT), span_of(TEXT, "the passage"), "s").quote
    assert quote is not None
    assert set(quote.prefix.split()) == {"word"}
    assert set(quote.suffix.split()) == {"more"}


def test_a_target_on_the_whole_article_has_no_selectors() -> None:
    target = describe(an_article(TEXT), None, "s")
    assert (target.quote, target.position) == (None, None)
    assert target.snapshot


@given(st.text(max_size=400), st.integers(0, 400), st.integers(0, 400))
def test_a_quote_is_exactly_the_characters_of_the_article(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    quote = describe(an_article(text), Span(start, end), "s").quote
    assert quote is not None
    assert text[:start].endswith(quote.prefix)
    assert quote.exact == text[start:end]
    assert text[end:].startswith(quote.suffix)
    assert min(SHORTEST, start) <= len(quote.prefix) <= LONGEST
    assert min(SHORTEST, len(text) - end) <= len(quote.suffix) <= LONGEST
