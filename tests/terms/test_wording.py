"""How else an article says its key terms: in longer phrases, and in words too broad to be marked."""

from collections.abc import Callable

import pytest

from reader.model.term import Term
from reader.terms.chosen import Chosen, chosen_terms
from reader.terms.extract import key_terms
from reader.terms.ranking import ranked
from terms_builders import an_article

PEACE = (
    "The peace process in Israel failed again. The peace process was slow, said the envoy. Nobody believed in the "
    "peace process of the envoy any more."
)
KING = "He was the last king of the House of York. The king died in the battle, and the battle made another king."
DALTON = "Dalton's atomic theory was new. The atomic theory explained much. Chemists took the atomic theory up."
VIENNA = "They came to the coffee capital Vienna. Vienna in the war was grey. The palaces of Vienna burned."
PUTIN = "President Vladimir Putin came. Vladimir Putin of Russia smiled. Putin in the car amused the guests."
ENGINEERS = (
    "L'Enfant was a famous young American military engineer. He served as a military engineer in the army. He was a "
    "captain in the Corps of Engineers. In the Corps of Engineers he rose. The Engineers built the palace."
)
PEOPLE = (
    "The people of the valley fear the dam. Good people left. The people waited, and the people of the valley "
    "protested. Many people were there."
)


def named(terms: tuple[Term, ...], text: str) -> Term:
    return next(term for term in terms if term.text == text)


@pytest.mark.parametrize(
    ("text", "term", "otherwise"),
    [
        (PEACE, "peace process", ("peace process in Israel", "peace process of the envoy")),
        (KING, "king", ("king of the House of York",)),
        (DALTON, "atomic theory", ("Dalton's atomic theory",)),
        (VIENNA, "Vienna", ("coffee capital Vienna",)),
        (PUTIN, "Vladimir Putin", ()),
    ],
    ids=[
        "what goes on",
        "a whole name that goes on",
        "whose it is",
        "what leads to a name, and nothing behind it",
        "no title of a person",
    ],
)
def test_the_longer_phrases_around_a_term_say_it_too(text: str, term: str, otherwise: tuple[str, ...]) -> None:
    assert named(key_terms(an_article(text)), term).otherwise == otherwise


def test_a_longer_phrase_is_not_marked_as_such() -> None:
    article = an_article(PEACE)
    spans = named(key_terms(article), "peace process").spans
    assert [span.of(article.text) for span in spans] == ["peace process"] * 3


def test_a_phrase_belongs_to_one_term() -> None:
    terms = key_terms(an_article(ENGINEERS))
    assert "engineer" in named(terms, "Engineers").variants
    assert "military engineer in the army" in named(terms, "military engineer").otherwise
    said = [form for term in terms for form in term.variants]
    assert len(said) == len(set(said))


def test_a_broad_word_is_a_term_in_the_phrases_that_tell_more_and_never_marked_alone() -> None:
    article = an_article(PEOPLE)
    found = named(key_terms(article), "people of the valley")
    assert {span.of(article.text) for span in found.spans} == {"people of the valley"}
    assert found.otherwise == ("people",)


@pytest.mark.parametrize(
    "text",
    [
        "People came to the palace. The people waited. Good people left. The people of the year, he said, sang.",
        "The years were long. Years in the valley are years at the palace. The year of the flood was the year.",
    ],
    ids=["a broad word with nothing telling around it", "a word that tells nothing anywhere"],
)
def test_what_fits_every_article_is_no_term_and_takes_no_place_of_one(text: str) -> None:
    (best,) = ranked(text, 1)
    assert best in (["palace"], ["valley"])
    said = {form for term in key_terms(an_article(text)) for form in term.variants}
    assert not said & {"people", "People", "good people", "people of the year", "years", "Years", "year"}


def test_a_name_in_a_phrase_of_a_broad_word_is_marked_by_itself() -> None:
    text = "The people of India voted. India counted. The people of the hills waited for India, the people said."
    article = an_article(text)
    terms = key_terms(article)
    assert len(named(terms, "India").spans) == text.count("India")
    people = named(terms, "people of the hills")
    assert set(people.otherwise) == {"people", "people of India"}


def test_gold_lists_are_given_every_wording() -> None:
    best = ranked(PEACE, 5)
    assert ["peace process", "peace process in Israel", "peace process of the envoy"] in best


@pytest.mark.parametrize("choose", [Chosen.pin, lambda chosen, text: chosen.join("envoy", text)])
def test_a_term_that_the_person_chose_keeps_its_other_wordings(choose: Callable[[Chosen, str], Chosen]) -> None:
    article = an_article(PEACE)
    chosen = chosen_terms(article, key_terms(article), choose(Chosen(), "peace process"))
    assert "peace process in Israel" in named(chosen, "peace process").otherwise
