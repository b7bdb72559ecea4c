"""A story as a file: it reads back word for word, and looks like Markdown to others."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_builders import articles, story, texts
from reader.intake.markdown import body, escaped
from reader.intake.shelf import Shelf, words_of
from reader.intake.story import Part, PartKind, page_address, paragraphs
from reader.library import headline
from reader.library.markdown import parse_markdown
from reader.library.source import Source
from reader.model.article import BlockKind
from reader.text.safety import clean

NASTY = st.text(st.sampled_from("ab 1.\\`*_[]()<>#-=+|~!:/&\"'—\n"), max_size=40) | st.text(max_size=40)


def shown(markdown: str) -> str:
    """All that a reader can show of a file, boilerplate and datelines included."""
    article = parse_markdown("x.md", Source(markdown))
    return " ".join(headline.shown(article.text, block.span, article.hidden) for block in article.blocks)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_a_story_reads_back_with_what_its_source_said(tmp_path: Path) -> None:
    Shelf(tmp_path).put(story(title='He said: "no" — # 1', author="Ann O'Neill, Bo"))
    (article,) = articles(tmp_path)
    assert article.headline == 'He said: "no" — # 1'
    assert (str(article.date), article.author, article.source) == ("2024-03-15", "Ann O'Neill, Bo", "The Example")
    assert words_of(article) == squeezed(story().parts[0].text + " " + story().parts[1].text)


def test_a_file_is_named_by_its_day_and_its_headline_and_no_file_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "2024-03-15-night-buses-stay.md").write_text("mine")
    shelved = Shelf(tmp_path).put(story())
    assert shelved.id == "2024-03-15-night-buses-stay-2.md"
    assert texts(tmp_path)["2024-03-15-night-buses-stay.md"] == "mine"


@given(NASTY)
def test_no_character_of_a_paragraph_is_hidden_or_taken_for_markup(text: str) -> None:
    written = body(story(parts=(Part(PartKind.PARAGRAPH, f"Word {text}"), Part(PartKind.PARAGRAPH, text))))
    expected = squeezed(clean(f"Word {text} {text}".replace("\r", " ")))
    if "\N{SOFT HYPHEN}" not in text and not any(c in text for c in "\v\f\x1c\x1d\x1e\x85\u2028\u2029"):
        assert shown(written).replace("\ufffd", "") == expected.replace("\ufffd", "")


@pytest.mark.parametrize(
    "line",
    ["# no heading", "> no quote", "---", "***", "===", "```", "~~~", "[a]: https://b.example/c", "a *b* c", "a_b_c d_",
     "[text](https://b.example)", "<https://b.example>", "\\*", "1. May", "- dash", "snake_case stays", "5 * 3 * 2"],
)  # fmt: skip
def test_what_looks_like_markup_is_shown_as_it_was_said(line: str) -> None:
    assert squeezed(shown(f"{escaped(line)}\n")) == line
    assert squeezed(shown(f"before\n\n{escaped(line)}\n\nafter\n")) == f"before {line} after"


def test_plain_words_get_no_backslash() -> None:
    for line in ("5 * 3 and snake_case", "He said [sic] so.", "Q&A: 1 < 2 > 0", "#hashtag is none", "C# 12 - a dash"):
        assert escaped(line) == line


def test_headings_quotes_lists_and_code_stay_what_they_are() -> None:
    parts = (
        Part(PartKind.HEADING, "What they say", 2),
        Part(PartKind.QUOTE, "First line\nsecond line"),
        Part(PartKind.ITEM, "one"),
        Part(PartKind.ITEM, "two"),
        Part(PartKind.CODE, "a = `b`"),
    )
    written = body(story(parts=parts))
    assert written == "## What they say\n\n> First line\n> second line\n\n- one\n- two\n\n```\na = `b`\n```\n"
    kinds = [block.kind for block in parse_markdown("x.md", Source(written)).blocks]
    assert kinds[0] is BlockKind.HEADING


def test_a_body_does_not_say_the_headline_again() -> None:
    parts = (Part(PartKind.HEADING, "Night Buses stay!", 1), *paragraphs("They stay."))
    assert body(story(parts=parts)) == "They stay.\n"


def test_signs_that_nobody_sees_are_left_out_rather_than_made_visible() -> None:
    assert body(story("Bundes\N{SOFT HYPHEN}regierung\N{ZERO WIDTH SPACE} tagt")) == "Bundesregierung tagt\n"


def test_nothing_of_a_story_reaches_a_terminal_as_a_control_character(tmp_path: Path) -> None:
    Shelf(tmp_path).put(story("A \x1b[31mred\x07 word and more", title="T\x1b]0;x\x07\nU", author="\u202eA"))
    (file,) = texts(tmp_path).values()
    assert not any(ord(c) < 32 and c != "\n" for c in file)
    assert "\u202e" not in file


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("HTTPS://News.Example:443/a?utm_source=x&id=2&fbclid=y#top", "https://news.example/a?id=2"),
        ("http://user:secret@news.example", "http://news.example/"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("https://news.example/a?b=%20c&d", "https://news.example/a?b=%20c&d"),
        ("javascript:alert(1)", ""),
        ("https://news.example:port/", ""),
        ("", ""),
    ],
)
def test_a_page_has_one_address_however_one_came_to_it(typed: str, address: str) -> None:
    assert page_address(typed) == address
