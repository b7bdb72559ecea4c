from hypothesis import given, settings
from hypothesis import strategies as st

from article_builders import make_article
from reader.export.drawing import Piece, drawn
from reader.text.span import Span

TEXT = "One two three four.\n\nFive six seven.\n\nEight **nine** ten.\n"
ARTICLE = make_article(TEXT, id="a.md")
spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda ends: Span(*sorted(ends)))


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def pieces(**places: Span) -> list[Piece]:
    return [piece for _, row in drawn(ARTICLE, places) for piece in row]


def test_overlapping_notes_share_the_piece_in_which_both_are() -> None:
    first, *rest = drawn(ARTICLE, {"a": span("two three"), "b": span("three four")})[0][1]
    assert first == Piece("One ")
    assert [(piece.text, piece.notes) for piece in rest] == [
        ("two ", ("a",)),
        ("three", ("a", "b")),
        (" four", ("b",)),
        (".", ()),
    ]
    assert [(piece.begins, piece.ends) for piece in rest] == [(("a",), ()), (("b",), ("a",)), ((), ("b",)), ((), ())]


def test_a_note_over_several_paragraphs_begins_and_ends_once() -> None:
    found = pieces(a=Span(TEXT.index("three"), TEXT.index(" seven")))
    assert [piece.text for piece in found if piece.begins] == ["three four."]
    assert [piece.text for piece in found if piece.ends] == ["Five six"]


def test_markup_that_is_not_shown_is_in_no_piece() -> None:
    (piece,) = [piece for piece in pieces(a=span("Eight **nine** ten")) if piece.notes]
    assert piece.text == "Eight nine ten"


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from("abcdef"), spans, max_size=6))
def test_pieces_together_are_the_text_and_those_of_a_note_are_its_passage(places: dict[str, Span]) -> None:
    for block, row in drawn(ARTICLE, places):
        assert "".join(p.text for p in row) == "".join(part.of(TEXT) for part in ARTICLE.shown(block.span))
        for id, place in places.items():
            start, end = max(place.start, block.span.start), min(place.end, block.span.end)
            words = "".join(part.of(TEXT) for part in ARTICLE.shown(Span(start, end))) if start < end else ""
            assert "".join(p.text for p in row if id in p.notes) == words
    every = [piece for _, row in drawn(ARTICLE, places) for piece in row]
    for id in places:
        shown = any(id in piece.notes for piece in every)
        assert sum(id in piece.begins for piece in every) == sum(id in piece.ends for piece in every) == shown
