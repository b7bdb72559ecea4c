"""Texts that are no news article."""

import itertools
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.article import Article, Block, BlockKind
from reader.terms.extract import key_terms
from reader.terms.ranking import ranked
from reader.text.span import Span
from terms_builders import an_article

SENTENCE = "The visit of Vladimir Putin to North Korea surprised the leader of South Korea on that day. "


@pytest.mark.parametrize("text", ["", " \n\n ", "Kim", "the", "…", "12,000", "a" * 1000, "中" * 500])
def test_next_to_nothing_has_no_more_than_one_term(text: str) -> None:
    assert len(key_terms(an_article(text))) <= 1


def test_a_text_in_capitals_has_no_terms() -> None:
    assert key_terms(an_article(SENTENCE.upper() * 10)) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Le président russe a offert une voiture de luxe à son voisin, malgré les sanctions décidées à New York. ",
        "Der russische Präsident schenkte seinem Nachbarn einen Wagen, obwohl die Sanktionen das verbieten. ",
        "Владимир Путин подарил соседу роскошный автомобиль, несмотря на санкции. ",
    ],
)
def test_a_text_that_is_not_english_has_no_terms(sentence: str) -> None:
    assert key_terms(an_article(sentence * 10)) == ()


@pytest.mark.parametrize("piece", [SENTENCE, "Bank of ", "Abc Def ", "'", "A-", "U."])
def test_a_megabyte_takes_no_time_to_notice(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    article = an_article(text)
    start = time.process_time()
    assert len(key_terms(article)) <= 20
    assert time.process_time() - start < 5


def test_markup_that_is_not_shown_is_not_read() -> None:
    text = "We saw **Kim** Jong Un in Pyongyang. The visit of Kim Jong Un to [Pyongyang](http://a.org/North) ended."
    hidden = [Span(i, i + 2) for i in (7, 12)] + [Span(text.index("]("), text.index(") ended") + 1)]
    article = Article("a", text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), "h", hidden=tuple(hidden))
    leader = next(term for term in key_terms(article) if term.text == "Kim Jong Un")
    assert [span.of(text) for span in leader.spans] == ["Kim** Jong Un", "Kim Jong Un"]
    assert not any("North" in form for term in key_terms(article) for form in term.variants)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300))
def test_no_text_is_an_error(text: str) -> None:
    for term in key_terms(an_article(text)):
        assert term.spans


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(["Kim", "Un", "UN", "U.S.", "'s", "-", "_", ".", "\n\n", "of", "3", "*", "É", "car"])))
def test_terms_never_overlap_whatever_the_words(words: list[str]) -> None:
    text = "".join(words) + " " + " ".join(words)
    spans = sorted(span for term in key_terms(an_article(text)) for span in term.spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_ranked_gives_as_many_as_asked_for_and_each_once() -> None:
    found = ranked(SENTENCE * 3, 3)
    assert len(found) == 3
    assert len({variants[0] for variants in found}) == 3


def test_nothing_is_loaded_before_the_first_article() -> None:
    code = (
        "import builtins, reader.terms.extract as e; from reader.terms.learnt import shipped; "
        "from reader.terms.gazetteer import gazetteer; "
        "print(shipped.cache_info().currsize, gazetteer.cache_info().currsize)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["0", "0"]


def test_finding_terms_imports_neither_dataclasses_nor_dates() -> None:
    heavy = "('dataclasses', 'inspect', 'datetime', 'unicodedata')"
    code = (
        "import sys, reader.terms.extract; from reader.terms.ranking import ranked; "
        "found = ranked('The palace was old, and the king came to the palace. ' * 3, 5); "
        f"print(len(found), [name for name in {heavy} if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split(maxsplit=1) == ["2", "[]\n"]
