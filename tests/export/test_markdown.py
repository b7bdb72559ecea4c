"""What an article with its notes looks like as a page."""

from export_builders import EXPORTS, TEXT, a_digest, a_note, an_article
from reader.export.markdown import render
from reader.model.annotation import AnchorState, bodies
from reader.text.span import Span

OTHER = "01M7ZSD7QW6NH88K646GVV5BBB"


def page(*notes: object, **fields: object) -> str:
    return render(a_digest(*notes, **fields), EXPORTS, None).text  # type: ignore[arg-type]


def test_a_page_has_front_matter_a_heading_facts_and_a_block_for_each_note() -> None:
    lines = page(a_note()).split("\n")
    assert lines[:17] == [
        "---",
        'title: "In a move that has stirred controversy"',
        'date: "2024-03-15"',
        'source: "seeds/000 a (b).txt"',
        'tags: ["sanctions/un"]',
        "notes: 1",
        "---",
        "",
        "# In a move that has stirred controversy",
        "",
        "SEOUL, South Korea · 2024-03-15 · [article](../seeds/000%20a%20%28b%29.txt)",
        "",
        "<!-- note v5f7r d61bfe84 -->",
        "",
        "> stirred controversy",
        "",
        "^n-v5f7r",
    ]
    assert lines[18] == "Tags: #sanctions/un · 2024-03-16 09:12 UTC · [line 1](../seeds/000%20a%20%28b%29.txt#L1)"
    assert lines[20:23] == ["Compare with UNSCR 1718.", "", "<!-- /note v5f7r -->"]


def test_a_quote_over_an_advertisement_leaves_it_out_and_keeps_the_paragraphs() -> None:
    assert "> limousine.\n>\n> The gift\n" in page(a_note("limousine.\n\nAdvertisment\n\nThe gift"))


def test_markup_that_is_not_shown_is_not_quoted() -> None:
    start = TEXT.index("gift")
    article = an_article(hidden=(Span(start, start + len("gift ")),))
    assert "> The reportedly violates\n" in page(a_note("The gift reportedly violates"), article=article)


def test_a_note_on_the_whole_article_has_no_quote() -> None:
    text = page(a_note(None))
    assert ">" not in text.split("<!-- note", 1)[1].split("-->", 1)[1].split("<!--")[0]
    assert "on [the whole article](../seeds/" in text


def test_a_note_whose_passage_is_gone_stands_under_its_heading_with_the_old_words() -> None:
    text = page(a_note(), a_note("words that were", ulid=OTHER, state=AnchorState.ORPHAN))
    assert text.index("## Notes whose passage is gone") < text.index("> words that were")
    assert text.index("> stirred") < text.index("## Notes whose passage is gone")


def test_a_moved_note_shows_the_words_that_it_was_made_on() -> None:
    placed = a_note("testament", state=AnchorState.MOVED)
    moved = placed._replace(anchor=placed.anchor._replace(span=Span(3, 9)))
    assert "> testament\n" in page(moved)
    assert "moved or rewritten, now perhaps [line 1]" in page(moved)


def test_a_conflict_shows_every_version() -> None:
    text = page(a_note(note="mine", rivals=(bodies(("theirs",), "yours"),)))
    assert "**Version 1** · Tags: #sanctions/un\n\nmine\n\n**Version 2** · Tags: #theirs\n\nyours\n" in text


def test_tags_are_made_fit_for_obsidian() -> None:
    text = page(a_note(tags=("Kim Jong Un", "2024", "UN/!sanctions!", "a#b")))
    assert "Tags: #Kim-Jong-Un #_2024 #UN/sanctions #ab ·" in text
    assert 'tags: ["Kim-Jong-Un", "_2024", "UN/sanctions", "ab"]' in text


def test_notes_that_end_alike_get_longer_ids() -> None:
    text = page(a_note(ulid="01M7ZSD7QW6NH88K646GVA5F7R"), a_note("testament", ulid="01M7ZSD7QW6NH88K646GVB5F7R"))
    assert "^n-a5f7r" in text
    assert "^n-b5f7r" in text
    longer = page(a_note(ulid="01M7ZSD7QW6NH88K646AVV5F7R"), a_note("testament", ulid="01M7ZSD7QW6NH88K646BVV5F7R"))
    assert "^n-avv5f7r" in longer
    assert "^n-bvv5f7r" in longer


def test_hostile_headlines_stay_one_heading_and_one_quoted_value() -> None:
    text = page(article=an_article(headline='a: "b"\n--- <script>\x1b[31m [[x]] #t'))
    assert 'title: "a: \\"b\\"␊--- <script>␛[31m [[x]] #t"\n' in text
    assert '# a: "b" --- \\<script\\>␛\\[31m \\[\\[x\\]\\] \\#t\n' in text
