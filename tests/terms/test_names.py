"""Which words are a name, and of what kind."""

import pytest

from reader.model.term import TermKind
from reader.terms.learnt import shipped
from reader.terms.names import find_names
from reader.terms.passages import Passage
from reader.terms.tagger import tag
from reader.terms.tokens import tokenize


def names(text: str) -> dict[str, TermKind]:
    tokens = tokenize(text, [Passage(0, len(text))])
    found = find_names(tokens, tag(tokens, shipped()), shipped())
    return {" ".join(tokens.words[name.start : name.end]): name.kind for name in found}


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("The Russian President Vladimir Putin smiled.", "Vladimir Putin", TermKind.PERSON),
        ("They met Prime Minister Anwar Kakar of Pakistan.", "Anwar Kakar", TermKind.PERSON),
        ("The car was seen in Pyongyang on Friday.", "Pyongyang", TermKind.PLACE),
        ("It left the United Arab Emirates at dawn.", "United Arab Emirates", TermKind.PLACE),
        ("The World Health Organization sent help.", "World Health Organization", TermKind.ORGANISATION),
        ("They study at the University of Michigan now.", "University of Michigan", TermKind.ORGANISATION),
        ("He spoke before the General Assembly in May.", "General Assembly", TermKind.ORGANISATION),
        ("It was broadcast by Korean Central Television.", "Korean Central Television", TermKind.ORGANISATION),
        ("The Linguistic Society of America met.", "Linguistic Society of America", TermKind.ORGANISATION),
        ("Visit the Cleveland Museum of Art for free.", "Cleveland Museum of Art", TermKind.PLACE),
        ("It was the Duke of Kent who came.", "Duke of Kent", TermKind.PERSON),
        ("MARIA KOVALENKO spoke on it.", "MARIA KOVALENKO", TermKind.PERSON),
        ("They heard Prosecutor Svein Holden speak.", "Svein Holden", TermKind.PERSON),
        ("They met Sharif Sheikh Ahmed there.", "Sharif Sheikh Ahmed", TermKind.PERSON),
        ("It has links to al-Qaeda, they say.", "al-Qaeda", TermKind.ORGANISATION),
        ("The rover crossed Gale Crater last year.", "Gale Crater", TermKind.PLACE),
        ("Yesterday Jerry Sands called.", "Jerry Sands", TermKind.PERSON),
        ("They took his DNA at once.", "DNA", TermKind.NAME),
        ("She won the Australian Open in January.", "Australian Open", TermKind.NAME),
        ("He drove up in an Aurus Senat yesterday.", "Aurus Senat", TermKind.NAME),
    ],
)
def test_a_name_is_found_whole_and_with_its_kind(sentence: str, name: str, kind: TermKind) -> None:
    assert names(sentence)[name] is kind


def test_a_lone_surname_is_a_person_where_the_full_name_stands() -> None:
    assert names("Patrick Mouratoglou came. Later Mouratoglou left.")["Mouratoglou"] is TermKind.PERSON


def test_a_word_with_a_capital_only_at_the_start_of_a_sentence_is_no_name() -> None:
    assert not names("Sanctions hurt. The sanctions stay. Luxury is forbidden.")


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_pronoun_with_its_verb_is_no_name(mark: str) -> None:
    assert not names(f"I{mark}m here, and I{mark}ll stay. Because I{mark}ve seen that I{mark}d better.")


def test_weekdays_months_and_titles_alone_are_no_names() -> None:
    assert not names('On Friday the President met the Minister in March. "Twelve months ago I had surgery," he said.')


def test_an_unknown_name_is_a_place_where_nobody_acts_and_a_person_where_people_do() -> None:
    guide = "Buses leave Dorvan Hestnes at noon. The ferry from Birkholm is slow, and the beaches are long and white."
    assert names(guide)["Dorvan Hestnes"] is TermKind.PLACE
    assert names(f"{guide} He said that she knew him.")["Dorvan Hestnes"] is TermKind.PERSON


def test_a_war_with_a_number_is_neither_a_person_nor_an_organisation() -> None:
    assert names("They fought in World War II and lost.")["World War II"] is TermKind.NAME
