"""Which forms are the same term."""

import pytest

from reader.model.term import Term
from reader.terms.extract import key_terms
from reader.terms.words import fold, key_of
from terms_builders import an_article


def term_of(text: str, form: str) -> Term:
    return next(term for term in key_terms(an_article(text)) if form in term.variants)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong-un", "Kim Jong Un"),
        ("UN sanctions", "United Nations sanction"),
        ("U.S.", "US"),
        ("Dvořák", "Dvorak"),
        ("luxury vehicles", "luxury vehicle"),
        ("policies", "policy"),
    ],
)
def test_two_ways_to_write_it_have_one_key(one: str, other: str) -> None:
    assert key_of(one.split()) == key_of(other.split())


def test_a_surname_is_not_a_short_form() -> None:
    assert fold("Un") == "un"
    assert fold("UN") == "united nation"
    assert fold("us") != fold("US")


def test_initials_belong_to_the_name_that_they_stand_for() -> None:
    text = "The Nuclear Threat Initiative met in Vienna. Officials of the NTI said so. Later the NTI left Vienna."
    assert "Nuclear Threat Initiative" in term_of(text, "NTI").variants


def test_a_form_that_leaves_out_a_word_joins_the_longer_one() -> None:
    text = "He left in an Aurus Senat limousine. The Aurus Senat limousine is big. The Aurus limousine is black."
    assert "Aurus limousine" in term_of(text, "Aurus Senat limousine").variants


def test_what_is_said_in_passing_joins_the_noun_that_is_said_again_and_again() -> None:
    text = (
        "An earthquake struck at night. The earthquake woke the town of Herat. "
        "After the earthquake people fled. The powerful earthquake was felt in Herat."
    )
    assert "powerful earthquake" in term_of(text, "earthquake").variants


def test_a_company_is_one_with_and_without_what_it_is() -> None:
    text = "Apple Inc. has sued the phone maker. It was Apple who wrote it, and it was Apple who paid for it."
    assert set(term_of(text, "Apple").variants) == {"Apple", "Apple Inc."}


def test_nothing_behind_a_full_name_is_a_part_of_its_phrase() -> None:
    text = "The jury found Anders Behring Breivik sane. The Breivik family was there. It was Breivik who smiled."
    assert not any("Breivik sane" in form for term in key_terms(an_article(text)) for form in term.variants)


def test_a_first_name_joins_the_full_name() -> None:
    text = "Serena Williams beat Maria Sharapova in Melbourne. Maria smiled. Williams left Melbourne."
    assert term_of(text, "Maria").text == "Maria Sharapova"


def test_a_middle_name_and_the_order_make_no_other_person_but_another_middle_name_does() -> None:
    text = (
        "It was Maria Elena Torres who was the first. Then it was said that Maria Torres had been there too, and "
        "that she was called Torres Maria. So it was Maria Elena Torres. There George H. Bush had met George W. "
        "Bush. It was George W. Bush who was the first to go, and George H. Bush who was the last."
    )
    assert {"Maria Torres", "Torres Maria"} <= set(term_of(text, "Maria Elena Torres").variants)
    assert "George H. Bush" not in term_of(text, "George W. Bush").variants


def test_an_island_a_republic_and_their_names_are_one_but_mexico_city_is_not_mexico() -> None:
    text = (
        "The Republic of Albania joined. Albania is glad, and so is Busuanga. Busuanga Island is far from Mexico. "
        "Mexico City is the capital of Mexico. In Mexico City, Albania and Mexico met."
    )
    assert "Republic of Albania" in term_of(text, "Albania").variants
    assert "Busuanga Island" in term_of(text, "Busuanga").variants
    assert "Mexico City" not in term_of(text, "Mexico").variants


def test_a_title_and_a_possessive_are_no_part_of_the_form() -> None:
    text = "President Vladimir Putin came to Pyongyang. It was Vladimir Putin's gift. Putin left."
    assert set(term_of(text, "Putin").variants) == {"Vladimir Putin", "Putin"}
