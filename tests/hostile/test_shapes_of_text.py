"""No shape of text is slow or makes a line without end."""

import time

import pytest

from reader.cursor import start, units_of
from reader.library.plaintext import parse_plaintext
from reader.library.source import decode
from reader.terms.extract import key_terms
from reader.typeset.article import set_article

WIDTH = 76
SHAPES = {
    "joined people": "👩\u200d", "vowels": "\u1161", "vowel signs": "\u093e", "conjuncts": "क्", "flags": "🇩",
    "prefixes": "\u0600", "syllables": "\u1100", "tones": "🏻", "new marks": "\u0897", "variants": "\ufe0f",
    "han": "字", "quotes": "“", "dots": ". ", "titles": "Mr. ", "capitals": "A.", "hyphens": "a-", "stars": "*a",
    "brackets": "(", "full stops": "。", "apostrophes": "a'", "letters": "x", "tabs": "\t.", "lines": "a\n",
    "spaced marks": "a\u093e\u093e\u093e ", "names": "Bank of ", "spaces": "\xa0", "wide spaces": "\u3000.",
}  # fmt: skip


def seconds(shape: str, count: int) -> float:
    """What it takes to read, set and understand an article."""
    began = time.process_time()
    article = parse_plaintext("a.txt", decode(("begin " + shape * count + " end").encode()))
    units = units_of(article)
    assert start(units) is not None
    assert units.words
    page = set_article(article, WIDTH, (), boilerplate=False)
    assert max(len(line.span) for line in page.lines) <= 16 * WIDTH
    key_terms(article)
    return time.process_time() - began


@pytest.mark.parametrize("name", SHAPES)
def test_four_times_the_text_takes_no_more_than_a_few_times_as_long(name: str) -> None:
    shape = SHAPES[name]
    small = min(seconds(shape, 1_000) for _ in range(2))
    assert min(seconds(shape, 4_000) for _ in range(2)) < 8 * small + 0.1
