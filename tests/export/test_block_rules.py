"""Exporting again: what the reader may change on a page, and what is the person's."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from export_builders import EXPORTS, TEXT, a_digest, a_note
from reader.export.markdown import render
from reader.model.annotation import AnchorState, Placed

ULIDS = [f"01M7ZSD7QW6NH88K646GV{end}" for end in ("AAAAA", "BBBBB", "CCCCC", "DDDDD", "EEEEE")]
WORDS = ["a move", "stirred", "limousine", "The gift", "testament"]


def noted(number: int, note: str = "as it was", state: AnchorState = AnchorState.ANCHORED) -> Placed:
    return a_note(WORDS[number], note, (), ULIDS[number], state)


def ident(number: int) -> str:
    return ULIDS[number][-5:].lower()


def export(*notes: Placed, onto: str | None = None) -> str:
    return render(a_digest(*notes), EXPORTS, onto).text


def reports(*notes: Placed, onto: str) -> tuple[str, ...]:
    return render(a_digest(*notes), EXPORTS, onto).reports


def order(text: str) -> list[str]:
    return re.findall(r"^<!-- note (\w+) ", text, re.M)


def test_a_block_that_nobody_edited_is_rewritten() -> None:
    page = export(noted(0), noted(1))
    again = export(noted(0, "thought better of it"), noted(1), onto=page)
    assert again == export(noted(0, "thought better of it"), noted(1))
    assert "as it was" in again.split("<!-- note bbbbb")[1]


def test_a_block_that_the_person_edited_is_kept() -> None:
    edited = export(noted(0), noted(1)).replace("as it was", "as I put it", 1)
    assert export(noted(0), noted(1), onto=edited) == edited
    assert reports(noted(0), noted(1), onto=edited) == ()


def test_a_block_that_both_sides_changed_is_kept_and_reported() -> None:
    edited = export(noted(0)).replace("as it was", "as I put it")
    assert "as I put it" in export(noted(0, "changed in the reader"), onto=edited)
    assert reports(noted(0, "changed in the reader"), onto=edited) == (
        "note aaaaa: changed here and in the reader; kept as it is here",
    )


def test_a_block_that_the_person_deleted_does_not_come_back() -> None:
    page = export(noted(0), noted(1))
    deleted = re.sub(r"<!-- note aaaaa.*?/note aaaaa -->\n\n", "", page, flags=re.S)
    assert order(export(noted(0, "even if changed"), noted(1), onto=deleted)) == ["bbbbb"]


def test_a_new_note_goes_in_at_its_place_in_the_text() -> None:
    page = export(noted(0), noted(3))
    assert order(export(noted(0), noted(1), noted(3), noted(4), onto=page)) == ["aaaaa", "bbbbb", "ddddd", "eeeee"]


def test_everything_outside_the_blocks_is_left_alone() -> None:
    page = export(noted(0), noted(1))
    mine = page.replace("<!-- note bbbbb", "My own words,  \nspaced.\n\n\n\n## My heading\n\t<!-- note bbbbb").replace(
        "\t<!-- note", "<!-- note"
    )
    again = export(noted(0, "new"), noted(1), onto=mine)
    assert "My own words,  \nspaced.\n\n\n\n## My heading\n<!-- note bbbbb" in again


def test_a_new_note_stands_before_a_heading_of_the_person_not_behind_it() -> None:
    page = export(noted(0), noted(2)).replace("<!-- note ccccc", "Thoughts on A.\n\n## On C\n\n<!-- note ccccc")
    again = export(noted(0), noted(1), noted(2), onto=page)
    assert again.index("Thoughts on A.") < again.index("<!-- note bbbbb") < again.index("## On C")


def test_a_note_removed_in_the_reader_goes_and_an_undo_brings_it_back() -> None:
    page = export(noted(0), noted(1), noted(2))
    without = export(noted(0), noted(2), onto=page)
    assert without == export(noted(0), noted(2))
    assert export(noted(0), noted(1), noted(2), onto=without) == page


def test_a_note_removed_in_the_reader_but_edited_on_the_page_is_kept_and_reported() -> None:
    edited = export(noted(0)).replace("as it was", "as I put it")
    assert "as I put it" in export(onto=edited)
    assert reports(onto=edited) == ("note aaaaa: removed in the reader, but changed here; kept here",)


def test_a_note_whose_passage_went_moves_under_the_heading_and_back_again() -> None:
    page = export(noted(0), noted(1))
    gone = export(noted(1), noted(0, state=AnchorState.ORPHAN), onto=page)
    assert gone == export(noted(1), noted(0, state=AnchorState.ORPHAN))
    assert export(noted(0), noted(1), onto=gone) == page


def test_a_torn_marker_is_reported_and_its_text_kept() -> None:
    torn = export(noted(0)).replace("<!-- /note aaaaa -->\n", "")
    again = export(noted(0, "changed"), onto=torn)
    assert order(again) == ["aaaaa"]
    assert "as it was" in again
    assert reports(noted(0), onto=torn) == ("note aaaaa: one of its two markers is missing; left as it is",)


def test_a_marker_inside_a_note_ends_no_block() -> None:
    page = export(noted(0, "<!-- /note aaaaa -->\nstill the note"), noted(1))
    assert export(noted(0, "rewritten"), noted(1), onto=page) == export(noted(0, "rewritten"), noted(1))


def test_windows_line_ends_stay() -> None:
    page = export(noted(0)).replace("\n", "\r\n")
    assert export(noted(0), onto=page) == page
    assert export(noted(0, "new"), onto=page) == export(noted(0, "new")).replace("\n", "\r\n")


def test_front_matter_of_the_person_is_kept_and_our_own_lines_are_brought_up_to_date() -> None:
    page = export(noted(0)).replace("notes: 1\n", "notes: 1\naliases:   [x, 'y']  # mine\n")
    again = export(noted(0), noted(1), onto=page)
    assert "notes: 2\naliases:   [x, 'y']  # mine\n---\n" in again


def test_an_own_line_that_the_person_changed_or_deleted_stays_so() -> None:
    page = export(noted(0)).replace("tags: []\n", "tags:\n  - mine\n").replace("notes: 1\n", "")
    again = export(noted(0), noted(1), onto=page)
    assert "tags:\n  - mine\n---\n" in again
    assert "notes:" not in again.split("---")[1]


FACTS = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.sampled_from(["absent", "one", "two", "three"]),
        st.sampled_from([AnchorState.ANCHORED, AnchorState.ANCHORED, AnchorState.ORPHAN]),
    ),
    max_size=5,
    unique_by=lambda fact: fact[0],
)
EDITS = st.lists(st.tuples(st.sampled_from(["insert", "heading", "fence", "cut"]), st.integers(0, 10_000)), max_size=4)


def known_to_the_reader(facts: list[tuple[int, str, AnchorState]]) -> list[Placed]:
    notes = [noted(number, note, state) for number, note, state in facts if note != "absent"]
    return sorted(notes, key=lambda placed: (placed.span is None, TEXT.find(placed.annotation.target.quote.exact)))  # type: ignore[union-attr]


def edited_by_hand(page: str, edits: list[tuple[str, int]], stamp: str) -> tuple[str, list[str], set[str]]:
    """The page after the person wrote lines of their own into it and deleted blocks; the lines and the deleted ids."""
    mine: list[str] = []
    cut: set[str] = set()
    for number, (kind, at) in enumerate(edits):
        blocks = list(re.finditer(r"^<!-- note (\w+) .*?^<!-- /note \1 -->\n", page, re.M | re.S))
        if kind == "cut" and blocks:
            block = blocks[at % len(blocks)]
            if "mine" not in block.group():
                page = page[: block.start()] + page[block.end() :]
                cut.add(block[1])
        else:
            own = {"heading": "## mine", "fence": "~~~ mine"}.get(kind, "mine") + f" {stamp} {number}"
            lines = page.split("\n")
            lines.insert(7 + at % (len(lines) - 7), own)
            page = "\n".join(lines)
            mine.append(own)
    return page, mine, cut


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(FACTS, EDITS), min_size=1, max_size=5))
def test_no_text_of_the_person_is_lost_nothing_deleted_returns_and_twice_is_the_same(
    rounds: list[tuple[list[tuple[int, str, AnchorState]], list[tuple[str, int]]]],
) -> None:
    page: str | None = None
    mine: list[str] = []
    cut: set[str] = set()
    for number, (facts, edits) in enumerate(rounds):
        notes = known_to_the_reader(facts)
        page = export(*notes, onto=page)
        assert export(*notes, onto=page) == page
        assert all(line in page.split("\n") for line in mine)
        assert not cut & set(order(page))
        page, added, deleted = edited_by_hand(page, edits, str(number))
        mine += added
        cut |= deleted
