"""What the key terms of an article are, and what they never are."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.article import Article
from reader.model.term import Term, TermKind
from reader.terms.extract import find_terms, key_terms
from reader.terms.naming import places
from reader.terms.passages import Passage, first_in_each, passages_of
from reader.text.span import Span
from terms_builders import a_news_article, an_article

SEEDS = sorted((Path(__file__).parent.parent.parent / "seeds").glob("*.txt"))

Seed = tuple[Article, tuple[Term, ...]]


@pytest.fixture(scope="module", params=SEEDS, ids=lambda path: path.stem)
def seed(request: pytest.FixtureRequest) -> Seed:
    article = a_news_article(request.param.read_text("utf-8"))
    return article, key_terms(article)


def named(terms: tuple[Term, ...], form: str) -> Term:
    return next(term for term in terms if form in term.variants)


@pytest.mark.parametrize("form", ["Aurus Senat limousine", "UN sanctions", "North Korea", "Vladimir Putin"])
def test_both_seeds_speak_of_the_same_things(seed: Seed, form: str) -> None:
    assert named(seed[1], form).text == form


def test_the_leader_is_one_term_under_all_his_names(seed: Seed) -> None:
    leader = named(seed[1], "Kim")
    assert leader.text in ("Kim Jong Un", "Kim Jong-un")
    assert leader.kind is TermKind.PERSON
    assert "Kim Yo Jong" not in leader.variants


def test_a_surname_in_another_persons_name_is_not_a_mention() -> None:
    article = an_article("Kim Jong Un met his sister. Kim Yo Jong praised the car. Kim smiled, Kim said.")
    leader = named(key_terms(article), "Kim Jong Un")
    assert article.text.index("Kim Yo Jong") not in [span.start for span in leader.spans]
    assert len(leader.spans) == 3


def test_a_name_is_no_mention_inside_a_name_that_is_no_term() -> None:
    text = "Kim Yo Jong praised the car. Kim smiled. Kim-like Kimchi."
    (found,) = places(text, [Passage(0, len(text))], [["Kim"]], ["Kim Yo Jong", "Kim"])
    assert found == [Span(29, 32)]


@pytest.mark.parametrize("never", ["Russian", "leader", "two", "2024", "Friday", "March", "Western"])
def test_what_fits_every_article_is_no_term(never: str) -> None:
    text = (
        f"In {never} the palace burned. The palace of {never} was old, and {never} came. Then {never} left the palace."
    )
    assert never not in {form for term in key_terms(an_article(text)) for form in term.variants}
    assert named(key_terms(an_article(text)), "palace")


def test_a_generic_word_is_a_name_only_where_it_is_always_written_as_one() -> None:
    text = "The {0} rose, and the palace burned. The {0} wept for the palace. The palace of the {1} was the {0}'s."
    assert named(key_terms(an_article(text.format("North", "North"))), "North")
    terms = key_terms(an_article(text.format("Nation", "nation")))
    assert not {form for term in terms for form in term.variants} & {"Nation", "nation"}


def test_a_heading_is_marked_in_part_but_never_as_a_whole() -> None:
    body = "The missile tests went on. The missile tests of North Korea worried Japan. More missile tests follow."
    text = f"Missile Tests\n\n{body}\n\nWhy Missile Tests Matter\n\n{body}"
    spans = named(key_terms(an_article(text)), "missile tests").spans
    assert spans[0].start > len("Missile Tests")
    assert text.index("Missile Tests Matter") in [span.start for span in spans]


def test_every_span_says_a_variant_of_its_term(seed: Seed) -> None:
    article, terms = seed
    for term in terms:
        assert {span.of(article.text).lower() for span in term.spans} <= {form.lower() for form in term.forms}
        assert term.text in term.forms


def test_no_place_is_marked_twice(seed: Seed) -> None:
    spans = sorted(span for term in seed[1] for span in term.spans)
    assert not any(a.overlaps(b) for a, b in itertools.pairwise(spans))


def test_little_of_the_body_is_marked(seed: Seed) -> None:
    article, terms = seed
    assert 6 <= len(terms) <= 20
    highlighted = [span for term in terms for span in first_in_each(passages_of(article), term.spans)]
    assert sum(map(len, highlighted)) <= 0.12 * sum(len(b.span) for b in article.body)


def test_a_term_is_highlighted_where_a_paragraph_first_says_it_and_counted_everywhere(seed: Seed) -> None:
    article, terms = seed
    term = named(terms, "North Korea")
    highlighted = list(first_in_each(passages_of(article), term.spans))
    for block in article.body:
        inside = [span for span in term.spans if block.span.covers(span)]
        assert [span for span in highlighted if block.span.covers(span)] == inside[:1]
    assert len(term.spans) > len(highlighted) > 2


def test_the_other_names_stand_beside_the_key_terms_and_never_over_them(seed: Seed) -> None:
    terms, names = find_terms(seed[0])
    assert {name.text for name in names} & {"China", "Korean Peninsula"}
    assert not {name.text for name in names} & {
        "Russian",
        "Western",
        "South Korean",
        "Friday",
        "Luxury Amidst Sanctions",
    }
    assert all(name.kind is not TermKind.THING for name in names)
    spans = sorted(span for term in (*terms, *names) for span in term.spans)
    assert not any(a.overlaps(b) for a, b in itertools.pairwise(spans))


def test_a_headline_above_the_text_tells_who_is_meant_and_is_never_marked() -> None:
    text = "Daly found it under the ice. The anemones glow, said Daly. The anemones live below the ice, Daly said."
    headline = "Marymegan Daly tells of unusual new sea anemones under the ice"
    article = an_article(text)._replace(headline=headline)
    terms, names = find_terms(article)
    assert "Marymegan Daly" in named(terms, "Daly").variants
    assert all(span.end <= len(text) for term in (*terms, *names) for span in term.spans)


def test_a_phrase_that_is_left_out_takes_no_place_from_a_term() -> None:
    article = a_news_article(SEEDS[0].read_text("utf-8"))
    ukraine = named(key_terms(article), "Ukraine")
    assert [span.of(article.text) for span in ukraine.spans] == ["Ukraine"] * article.text.count("Ukraine")


def test_only_the_body_is_marked(seed: Seed) -> None:
    article, terms = seed
    for span in (span for term in terms for span in term.spans):
        assert any(block.span.covers(span) and block.span != span for block in article.body)


def test_terms_come_by_descending_score(seed: Seed) -> None:
    scores = [term.score for term in seed[1]]
    assert scores == sorted(scores, reverse=True)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("Kim Un UN U.S. 's - _ . \n\t,'’é中3*aA"), max_size=200))
def test_no_text_is_an_error(text: str) -> None:
    for term in key_terms(an_article(text)):
        assert term.spans
