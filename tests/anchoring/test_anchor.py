"""A note stays on the words that it is about, says that they moved, or says that they are gone."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anchoring_builders import an_article, anchored_in, live_blog, span_of, words_of
from reader.anchoring.anchor import anchor
from reader.anchoring.describe import describe
from reader.model.annotation import AnchorState, TextPositionSelector
from reader.model.article import text_hash
from reader.text.span import Span

OLD = (
    "SEOUL — The leader was seen in a luxury limousine, a gift from the president, in defiance of sanctions.\n\n"
    "Deepening ties\n\n"
    "The gift violates a resolution that forbids the supply of luxury goods. His sister praised the car's \"special"
    ' function" and called it a testament to friendship between their countries.\n\n'
    "The growing cooperation has further raised tensions. Shells and rockets went north by train, officials said, and"
    " nothing was paid for in cash. Analysts doubt that the tally of the harbours can be trusted.\n"
)
PASSAGE = "a testament to friendship between their countries"


def place(new: str, words: str = PASSAGE, *, snapshot: bool = True) -> tuple[AnchorState, str]:
    found = anchored_in(new, OLD, words, snapshot=snapshot)
    return found.state, found.span.of(new) if found.span else ""


def test_in_the_same_text_the_offsets_hold() -> None:
    assert place(OLD) == (AnchorState.ANCHORED, PASSAGE)


def test_a_note_on_the_whole_article_is_always_in_place() -> None:
    found = anchor("quite another text", "sha256-x", describe(an_article(OLD), None, "s/a"), OLD)
    assert (found.state, found.span) == (AnchorState.ANCHORED, None)


@pytest.mark.parametrize("snapshot", [True, False])
def test_text_inserted_before_it_shifts_a_passage(snapshot: bool) -> None:
    assert place("Corrected on Monday.\n\n" + OLD, snapshot=snapshot) == (AnchorState.ANCHORED, PASSAGE)


def test_new_typography_changes_nothing() -> None:
    new = (
        OLD.replace("'", "’")
        .replace(' "', " “")
        .replace('" ', "” ")
        .replace(" ", "\u00a0", 40)
        .replace("tes", "tes\u00ad")
    )
    assert place(new) == (AnchorState.ANCHORED, "a tes\u00adtament to friendship between their countries")


def test_a_replaced_word_at_the_border_belongs_to_the_passage() -> None:
    assert place(OLD.replace("a testament", "some proof")) == (
        AnchorState.ANCHORED,
        "some proof to friendship between their countries",
    )


def test_an_advertisement_pushed_in_is_covered() -> None:
    new = OLD.replace("friendship between", "friendship\n\nAdvertisement\n\nbetween")
    assert place(new)[1] == "a testament to friendship\n\nAdvertisement\n\nbetween their countries"


def test_half_a_passage_is_enough() -> None:
    assert place(OLD.replace("friendship between their countries", "itself")) == (
        AnchorState.ANCHORED,
        "a testament to itself",
    )


def test_a_moved_paragraph_takes_the_note_along_to_be_confirmed() -> None:
    first, heading, second, third = OLD.split("\n\n")
    assert place("\n\n".join([first, heading, third, second])) == (AnchorState.MOVED, PASSAGE)


@pytest.mark.parametrize("snapshot", [True, False])
def test_a_removed_passage_is_an_orphan(snapshot: bool) -> None:
    new = OLD.replace(" and called it a testament to friendship between their countries", "")
    assert place(new, snapshot=snapshot)[0] is AnchorState.ORPHAN


def test_another_article_under_the_same_name_has_none_of_the_notes() -> None:
    assert place(live_blog())[0] is AnchorState.ORPHAN


def test_a_short_phrase_that_two_articles_share_is_not_the_same_passage() -> None:
    new = "PARIS — A luxury limousine, a gift from the president, was sold.\n\n" + live_blog()
    assert place(new, "a gift from the president")[0] is AnchorState.ORPHAN


def test_an_edited_passage_is_not_taken_for_its_pristine_look_alike() -> None:
    old = OLD + "It was not a testament to friendship between their countries, they said.\n"
    new = old.replace("called it a testament to friendship between", "called it a sign of friendship among", 1)
    found = anchored_in(new, old, PASSAGE)
    assert found.span is not None
    assert found.span.of(new) == "a sign of friendship among their countries"


def test_a_removed_passage_is_not_taken_for_its_look_alike() -> None:
    old = OLD + "\nLater it was again a testament to friendship between their countries, they said.\n"
    new = old.replace(" and called it a testament to friendship between their countries", "", 1)
    assert anchored_in(new, old, PASSAGE).state is AnchorState.ORPHAN


def test_an_orphan_offers_its_best_guess() -> None:
    new = OLD.replace(PASSAGE, "").rstrip() + " A token of fellowship between these countries, perhaps.\n"
    found = anchored_in(new, OLD, PASSAGE)
    assert found.state is not AnchorState.ANCHORED
    assert found.span is not None
    assert "between these countries" in found.span.of(new)


def test_offsets_that_do_not_hold_the_quoted_words_are_not_believed() -> None:
    target = describe(an_article(OLD), span_of(OLD, PASSAGE), "s/a")
    lying = target._replace(position=TextPositionSelector(0, 5))
    found = anchor(OLD, text_hash(OLD), lying, OLD)
    assert found.span == span_of(OLD, PASSAGE)


def test_an_imported_quote_is_found_by_its_words_alone() -> None:
    target = describe(an_article(OLD), span_of(OLD, PASSAGE), "s/a")._replace(position=None, snapshot="")
    assert anchor(OLD, text_hash(OLD), target, None).span == span_of(OLD, PASSAGE)


def test_an_imported_quote_that_occurs_twice_goes_where_its_context_is() -> None:
    old = f"Some said it was {PASSAGE}. " + OLD
    target = describe(an_article(OLD), span_of(OLD, PASSAGE), "s/a")._replace(position=None, snapshot="")
    found = anchor(old, text_hash(old), target, None)
    assert found.span is not None
    assert found.span.start > len("Some said it was") + 200


PARAGRAPHS = st.integers(0, 11)


@settings(max_examples=40, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS, st.integers(0, 10_000), st.integers(5, 30))
def test_in_a_live_blog_a_passage_of_a_moved_paragraph_is_found_at_its_new_place(
    source: int, goal: int, at: int, length: int
) -> None:
    old = live_blog()
    paragraphs = old.split("\n\n")
    moving = paragraphs.pop(source)
    paragraphs.insert(goal, moving)
    new = "\n\n".join(paragraphs)
    words = words_of(moving)
    length = min(length, len(words))
    first = at % (len(words) - length + 1)
    inside = Span(words[first].start, words[first + length - 1].end)
    shift = old.index(moving)
    found = anchored_in(new, old, Span(inside.start + shift, inside.end + shift))
    assert found.span == Span(inside.start + new.index(moving), inside.end + new.index(moving))


@settings(max_examples=40, deadline=None)
@given(PARAGRAPHS, st.integers(0, 10_000))
def test_in_a_live_blog_a_removed_paragraph_is_never_taken_for_a_look_alike(gone: int, at: int) -> None:
    old = live_blog()
    paragraphs = old.split("\n\n")
    removed = paragraphs.pop(gone)
    words = words_of(removed)
    first = at % (len(words) - 8)
    shift = old.index(removed)
    passage = Span(words[first].start + shift, words[first + 7].end + shift)
    assert anchored_in("\n\n".join(paragraphs), old, passage).state is AnchorState.ORPHAN


def test_without_the_old_text_what_is_left_between_its_neighbours_is_offered() -> None:
    new = OLD.replace("a testament to friendship between their countries", "a testament to")
    assert place(new, snapshot=False) == (AnchorState.MOVED, "a testament to")


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 20))
def test_whatever_is_edited_elsewhere_an_untouched_passage_keeps_its_words(dice: random.Random, edits: int) -> None:
    passage = span_of(OLD, PASSAGE)
    new = OLD
    for _ in range(edits):
        here = new.index(PASSAGE)
        word = dice.choice([w for w in words_of(new) if w.end < here - 1 or w.start > here + len(passage) + 1])
        new = new[: word.start] + dice.choice(["", "other", "two words", "X"]) + new[word.end :]
    found = anchored_in(new, OLD, passage)
    assert found.span is not None
    assert found.span.of(new) == PASSAGE


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.booleans())
def test_any_text_gets_an_answer_inside_it(old: str, new: str, one: int, other: int, snapshot: bool) -> None:
    start, end = sorted((min(one, len(old)), min(other, len(old))))
    found = anchored_in(new, old, Span(start, end), snapshot=snapshot)
    assert found.span is None or found.span.end <= len(new)
