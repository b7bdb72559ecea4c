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


ONE_LINE = {"prose": "He said so. It is, of course, the U.S.-led talks that went on. ", "letters": "x", "han": "字"}


def seconds_to_set(text: str) -> float:
    """What it takes until a screenful can be shown."""
    began = time.process_time()
    article = parse_plaintext("a.txt", decode(text.encode()))
    assert start(units_of(article)) is not None
    set_article(article, WIDTH, (), boilerplate=False)
    return time.process_time() - began


@pytest.mark.parametrize("name", ONE_LINE)
def test_one_long_line_takes_no_longer_than_its_letters_in_paragraphs(name: str) -> None:
    whole = ONE_LINE[name] * (300_000 // len(ONE_LINE[name]))
    paragraphs = "\n\n".join(whole[at : at + 100] for at in range(0, len(whole), 100))
    lines = "\n".join(whole[at : at + 100] for at in range(0, len(whole), 100))
    yardstick = min(seconds_to_set(paragraphs) for _ in range(3))
    assert min(seconds_to_set(whole) for _ in range(3)) < 2 * yardstick + 0.05
    assert min(seconds_to_set(lines) for _ in range(3)) < 4 * yardstick + 0.05
