import datetime as dt
import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from article_builders import GREENHOUSE, LIMOUSINE, SEEDS, blocks_of, make_article
from reader.errors import CannotRead
from reader.library import lines
from reader.library.headline import headline, shortened
from reader.model.article import Block, BlockKind
from reader.text.segments import sentences
from reader.text.span import Span

HEADER, HEADING = BlockKind.HEADER, BlockKind.HEADING
PARAGRAPH, BOILERPLATE = BlockKind.PARAGRAPH, BlockKind.BOILERPLATE


def kinds(text: str) -> list[BlockKind]:
    return [block.kind for block in make_article(text).blocks]


def test_the_first_seed_reads_as_its_page_did() -> None:
    text = (SEEDS / LIMOUSINE).read_text()
    article = make_article(text, id=LIMOUSINE)
    assert article.text == text
    assert article.date == dt.date(2024, 3, 15)
    assert article.dateline == "SEOUL, South Korea"
    assert (
        article.headline == "In a move that has stirred international controversy, North Korean leader Kim Jong Un was…"
    )
    assert [(kind, said[:22]) for kind, said in blocks_of(article)] == [
        (HEADER, "date 2024-03-15 SEOUL,"),
        (PARAGRAPH, "In a move that has sti"),
        (BOILERPLATE, "Advertisment"),
        (HEADING, "Deepening Bilateral Ti"),
        (PARAGRAPH, "The gift from Putin to"),
        (HEADING, "Luxury Amidst Sanction"),
        (BOILERPLATE, "Advertisment"),
        (PARAGRAPH, "Kim Jong Un's collecti"),
        (HEADING, "Military Drills and Pr"),
        (PARAGRAPH, "Amid these development"),
        (PARAGRAPH, "As North Korea flaunts"),
    ]
    assert blocks_of(article)[0][1] == "date 2024-03-15 SEOUL, South Korea —"
    assert article.blocks[-1].span.of(text).endswith("military aggression.")


def test_the_second_seed_has_no_dateline() -> None:
    text = (SEEDS / GREENHOUSE).read_text()
    article = make_article(text, id=GREENHOUSE)
    assert (article.text, article.date, article.dateline) == (text, dt.date(2024, 3, 16), "")
    assert (
        article.headline == "North Korean leader Kim Jong-un recently made headlines by arriving at the commissioning…"
    )
    assert [said for kind, said in blocks_of(article) if kind is HEADING] == [
        "Symbol of Deepening Ties",
        "Implications for Global Diplomacy",
        "Monitoring and Responses",
    ]
    assert blocks_of(article)[0] == (HEADER, "date 2024-03-16")
    assert [kind for kind, _ in blocks_of(article)].count(PARAGRAPH) == 5
    assert article.blocks[1].span.of(text).startswith("North Korean leader Kim Jong-un recently")
    assert article.blocks[-1].span.of(text).endswith("of international relations.")


@pytest.mark.parametrize(
    ("header", "date", "dateline", "agency"),
    [
        ("date 2024-03-15 SEOUL, South Korea — ", dt.date(2024, 3, 15), "SEOUL, South Korea", ""),
        ("Date: 2024-03-15T08:30:00Z\n\nWASHINGTON (Reuters) - ", dt.date(2024, 3, 15), "WASHINGTON", "Reuters"),
        ("2024-03-15\nPORT-AU-PRINCE, Haiti (AP) -- ", dt.date(2024, 3, 15), "PORT-AU-PRINCE, Haiti", "AP"),
        ("ST. LOUIS – ", None, "ST. LOUIS", ""),
        ("Seoul (AFP) — ", None, "Seoul", "AFP"),
        ("date 2024-02-31 ", None, "", ""),
        ("date 0000-01-01 ", None, "", ""),
        ("date 9999-12-31 ", dt.date(9999, 12, 31), "", ""),
    ],
)
def test_date_and_dateline_are_no_part_of_the_lede(
    header: str, date: dt.date | None, dateline: str, agency: str
) -> None:
    article = make_article(f"{header}The lede - as ever - came first.\n\nMore.")
    assert (article.date, article.dateline, article.source) == (date, dateline, agency)
    assert article.headline == "The lede - as ever - came first"
    assert [said for kind, said in blocks_of(article) if kind is PARAGRAPH] == [
        "The lede - as ever - came first.",
        "More.",
    ]


@pytest.mark.parametrize(
    "lede",
    [
        "2024-03-15 was a bad day for him.",
        "North Korea — a closed country — spoke.",
        "BREAKING NEWS — Kim has spoken today.",
        "date ２０２４-０３-１５ is not a date.",
        "dates 2024-03-15 are not headers.",
    ],
)
def test_prose_is_not_taken_for_a_header(lede: str) -> None:
    assert blocks_of(make_article(f"{lede}\n\nMore.")) == [(PARAGRAPH, lede), (PARAGRAPH, "More.")]


def test_a_second_date_stays_in_the_text() -> None:
    article = make_article("date 2024-03-15 date 2024-03-16 came later.")
    assert article.date == dt.date(2024, 3, 15)
    assert blocks_of(article)[1] == (PARAGRAPH, "date 2024-03-16 came later.")


@pytest.mark.parametrize("start", ["{title}\n\ndate 2024-03-15 {lede}", "date 2024-03-15\n\n{title}\n\n{lede}"])
@pytest.mark.parametrize("title", ["Kim Rides in a Gift", "U.S. - China talks resume"])
def test_a_title_of_its_own_is_the_headline(start: str, title: str) -> None:
    article = make_article(start.format(title=title, lede="He was seen on Friday.\n\nMore."))
    assert article.headline == title
    assert [block.level for block in article.blocks if block.kind is HEADING] == [1]
    assert article.date == dt.date(2024, 3, 15)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisment", "ADVERTISEMENT", "Advertisement - scroll to continue", "Sponsored by Acme", "Sponsored content",
        "Read more: Kim in his car", "READ ALSO: Putin’s gift", "Related: A gift", "Related stories",
        "Story continues below advertisement", "Sign up for our newsletter", "Follow us on Facebook",
        "© 2024 The Times", "All rights reserved.", "Click here to subscribe", "Getty Images", "Photo: AP", "广告",
    ],
)  # fmt: skip
def test_lines_of_the_web_page_are_boilerplate(line: str) -> None:
    assert kinds(f"One said so.\n\n{line}\n\nTwo said so.") == [PARAGRAPH, BOILERPLATE, PARAGRAPH]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisers left the network.", "Sponsored by the U.S., it passed.", "Read the room.", "Watch your step.",
        "Related to this: nothing.", "He said so.", "“We won’t”", "He listed three:", "- an item", "2. an item",
        "continued here", "Copyright law was changed.", "Is it so?",
    ],
)  # fmt: skip
def test_short_prose_stays_prose(line: str) -> None:
    assert kinds(f"One said so.\n\n{line}\n\nTwo said so.") == [PARAGRAPH] * 3


def test_an_advertisement_line_between_lines_of_prose_stands_alone() -> None:
    article = make_article("One line\nand its rest.\nAdvertisment\nTwo.")
    assert blocks_of(article) == [
        (PARAGRAPH, "One line\nand its rest."),
        (BOILERPLATE, "Advertisment"),
        (PARAGRAPH, "Two."),
    ]


@pytest.mark.parametrize(
    "line", ["Luxury Amidst Sanctions", "What comes next", "What Comes Next?", "OUTLOOK", "北方的豪华轿车"]
)
def test_a_short_line_before_prose_is_a_heading(line: str) -> None:
    assert kinds(f"One said so.\n\n{line}\n\nTwo said so.") == [PARAGRAPH, HEADING, PARAGRAPH]


def test_lone_lines_in_a_row_or_at_the_end_are_no_headings() -> None:
    assert kinds("The scores came in.\n\nLeeds 2\n\nYork 1\n\nHull 0\n\nThat was all.") == [PARAGRAPH] * 5
    assert kinds("He said so.\n\nJane Doe in Seoul") == [PARAGRAPH] * 2


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    assert blocks_of(make_article("One two\nthree\n \t\n  four\nfive  \n")) == [
        (PARAGRAPH, "One two\nthree"),
        (PARAGRAPH, "four\nfive"),
    ]


@pytest.mark.parametrize("text", ["", "\n", " \t\n\u3000\n"])
def test_a_blank_file_cannot_be_read(text: str) -> None:
    with pytest.raises(CannotRead, match="empty"):
        make_article(text)


@pytest.mark.parametrize(
    ("text", "called"), [("date 2024-03-15", "notes"), ("Advertisment", "notes"), ("x" * 500, "x" * 89 + "…")]
)
def test_an_article_always_has_a_headline(text: str, called: str) -> None:
    assert make_article(text, id="a/notes.txt").headline == called


PIECES = st.sampled_from(
    ["date 2024-03-15", "SEOUL, South Korea —", "Advertisment", "A Title", "Some prose. More", "---", "\n", "\n\n", " ",
     "# ", "> ", "- ", "**", "_", "`", "```", "[a](b.c)", "![", "](", "title: x", "===", "\\"]
)  # fmt: skip


@pytest.mark.parametrize("id", ["a.txt", "a.md"])
@given(text=st.text(max_size=80) | st.lists(PIECES, max_size=25).map("".join))
def test_any_text_is_an_article_with_true_offsets_or_empty(id: str, text: str) -> None:
    try:
        article = make_article(text, id=id)
    except CannotRead:
        return
    edges = [edge for block in article.blocks for edge in (block.span.start, block.span.end)]
    assert edges == sorted(edges)
    assert edges[-1] <= len(article.text)
    assert all(said and said == said.strip() for _, said in blocks_of(article))
    hidden = [edge for mark in article.hidden for edge in (mark.start, mark.end)]
    assert hidden == sorted(hidden)
    assert all(any(block.span.covers(mark) for block in article.blocks) for mark in article.hidden)
    assert article.headline.strip()
    assert "\n" not in article.headline


@given(st.text(max_size=80) | st.lists(PIECES, max_size=25).map("".join))
def test_plain_text_loses_nothing_but_white_space(text: str) -> None:
    try:
        article = make_article(text)
    except CannotRead:
        assert not text.strip()
        return
    assert "".join("".join(said for _, said in blocks_of(article)).split()) == "".join(article.text.split())


@pytest.mark.parametrize("id", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "piece",
    ["x", "\n", " ", "a b ", "A Line\n", "A Line\n\n", "Advertisment\n", "**a", "_a*b ", "[", "[a](", "[![a](b/c)",
     "`a``b", "\\*", "> ", "> a\n", "- a\n", "# a\n", "](a/b \"", "<http://a", "- ", "[a", "date ",
     "AB ", ". ", "=", "```a\n"],
)  # fmt: skip
def test_the_time_to_parse_grows_with_the_length_only(id: str, piece: str) -> None:
    text = "Words.\n" + piece * (200_000 // len(piece))
    began = time.process_time()
    make_article(text, id=id)
    assert time.process_time() - began < 3  # tenths of a second; minutes if it grew with the square


@given(st.from_regex(re.compile(lines._BOILERPLATE, re.IGNORECASE), fullmatch=True).map(str.strip))
def test_all_boilerplate_begins_with_one_of_its_beginnings(line: str) -> None:
    assert line.casefold().startswith(lines._BEGINNINGS)


@example(["who?", "One"], 40)
@example(["no!", "One"], 40)
@example(["ends.", "One"], 40)
@given(
    st.lists(st.sampled_from(["One", "two", "ends.", "U.S.", "who?", "so…", "no!", "3.5", "。"]), max_size=3),
    st.integers(1, 40),
)
def test_a_lede_is_cut_where_its_first_sentence_ends(begin: list[str], times: int) -> None:
    lede = " ".join([*begin, *["word"] * times])
    first = sentences(lede, Span(0, len(lede)))[0].of(lede).removesuffix(".")
    paragraph = Block(BlockKind.PARAGRAPH, Span(0, len(lede)))
    assert headline(lede, [paragraph], (), "notes.txt") == (shortened(first, 90) or "notes")
