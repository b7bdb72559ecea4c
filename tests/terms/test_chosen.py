"""What the person says of key terms wins over what is found."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.model.term import Term, TermKind
from reader.terms.chosen import Chosen, chosen_terms
from reader.text.span import Span
from terms_builders import an_article

TEXT = "Kim Jong Un drove. North Korea, or Hermit Kingdom, saw the car. Kim Jong-un left North Korea behind."


def a_term(text: str, kind: TermKind = TermKind.THING, score: float = 1.0) -> Term:
    starts = [i for i in range(len(TEXT)) if TEXT.startswith(text, i)]
    return Term(text, kind, score, (text,), tuple(Span(start, start + len(text)) for start in starts))


FOUND = (a_term("North Korea", TermKind.PLACE, 2.0), a_term("Kim Jong Un", TermKind.PERSON), a_term("car"))


def shown(chosen: Chosen) -> dict[str, list[str]]:
    terms = chosen_terms(an_article(TEXT), FOUND, chosen)
    return {term.text: [span.of(TEXT) for span in term.spans] for term in terms}


def test_nothing_said_changes_nothing() -> None:
    assert chosen_terms(an_article(TEXT), FOUND, Chosen()) == FOUND


def test_a_pinned_term_is_first_and_marked_wherever_it_stands() -> None:
    found = shown(Chosen().pin("behind").pin("not said here"))
    assert next(iter(found)) == "behind"
    assert found["behind"] == ["behind"]
    assert "not said here" not in found


def test_a_hidden_term_is_gone_and_comes_back() -> None:
    hiding = Chosen().hide("north korea")
    assert "North Korea" not in shown(hiding)
    assert "North Korea" in shown(hiding.hide("North Korea"))


def test_joined_names_are_one_term_with_all_places_and_the_kind_of_the_name() -> None:
    joined = Chosen().join("Hermit Kingdom", "North Korea")
    assert shown(joined)["North Korea"] == ["North Korea", "Hermit Kingdom", "North Korea"]
    (term,) = (t for t in chosen_terms(an_article(TEXT), FOUND, joined) if t.text == "North Korea")
    assert term.kind is TermKind.PLACE
    assert "Hermit Kingdom" in term.variants
    assert shown(joined.join("Hermit Kingdom", "Hermit Kingdom"))["North Korea"] == ["North Korea", "North Korea"]


def test_a_name_joined_to_what_is_no_term_here_is_no_term() -> None:
    assert "Pyongyang" not in shown(Chosen().join("Hermit Kingdom", "Pyongyang"))


def test_a_ring_of_names_is_still_a_term() -> None:
    ring = Chosen(joined={"car": "North Korea", "North Korea": "car"})
    assert sum(map(len, shown(ring).values())) == 4


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["pin", "hide", "join"]),
            *[st.sampled_from(["Kim", "car", "North Korea", "saw the car"])] * 2,
        )
    )
)
def test_no_places_overlap_whatever_is_said(steps: list[tuple[str, str, str]]) -> None:
    chosen = Chosen()
    for what, text, other in steps:
        chosen = chosen.join(text, other) if what == "join" else getattr(chosen, what)(text)
    spans = sorted(span for term in chosen_terms(an_article(TEXT), FOUND, chosen) for span in term.spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
