"""Quotes show exactly the words of the article, and nothing in them lives."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.export.escaping import escaped, escaped_line, lines_of, own_words, quoted

GFM = MarkdownIt("gfm-like", {"html": True, "linkify": True, "typographer": False})

TRICKY = [
    *"\\`*_{}[]<>()#+-.!|~$=^%@:/&;'\"\n\t 0123aZé字",
    "http://", "https://", "www.", "a.com", "x@b.org", "mailto:", "ftp://a.bc", "//x.de", "xmpp:a@b.cd",
    "&amp;", "&#35;", "<b>", "<!-- note", "-->", "[[w]]", "![i](u)", "[a](b)", "[^1]", "- ", "1. ", "a) ", "===", "---",
    "```", "~~~", "> ", "# ", "::", "%%", "==", ":smile:", "$x$", "#tag", "@name", "{.c}", "| a | b |\n|---|---|",
    "    ", "\u2028", "\r\n", "\x1b[31m", "\u00ad", "\u202e",
]  # fmt: skip
HOSTILE = st.lists(st.sampled_from(TRICKY) | st.text(max_size=4), max_size=14).map("".join)


def flat(tokens: list[Token]) -> list[Token]:
    return [token for parent in tokens for token in (parent, *(parent.children or []))]


def read_back(markdown: str) -> str:
    shown = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(
        shown.get(token.type, token.content) for token in flat(GFM.parse(markdown)) if token.type != "inline"
    )


@settings(max_examples=600, deadline=None)
@given(HOSTILE)
@example("https://example.com/a_b?x=1&y=2")
@example("write to a.b@example.com or www.example.com")
@example("//example.com/path")
@example("a\n===\nb\n- c")
def test_a_quote_reads_back_equal_and_holds_nothing_but_text(text: str) -> None:
    markdown = quoted([text])
    assert read_back(markdown) == "\n".join(lines_of(text))
    alive = {token.type for token in flat(GFM.parse(markdown))}
    assert alive <= {"blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline", "text",
                     "text_special", "softbreak"}  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(HOSTILE)
def test_no_sign_of_obsidian_dataview_or_mathematics_is_left_whole(text: str) -> None:
    markdown = escaped(text)
    for sign in ("%%", "==", "::", "[[", "@@"):
        assert sign not in markdown
    assert not any(ord(char) < 32 and char not in "\n\t" for char in markdown)


@settings(max_examples=200, deadline=None)
@given(HOSTILE)
def test_a_headline_is_one_heading_of_the_same_words(text: str) -> None:
    line = escaped_line(text)
    if line:
        assert read_back(f"# {line}") == " ".join(lines_of(text))


@pytest.mark.parametrize(
    "sentence",
    [
        'In a move that has stirred controversy, Kim\'s "special function" car (a gift) was seen — again.',
        "The U.S. said 3.5% of U.N.-listed firms, e.g. banks, failed; 10:30 a.m. was the time!",
        "“Why?” asked Mr. Smith – nobody knew… It rose 12–15 per cent on 15/16 March & later.",
    ],
)
def test_a_plain_sentence_gets_no_backslash(sentence: str) -> None:
    assert escaped(sentence) == sentence


def test_paragraphs_of_a_quote_stay_apart() -> None:
    assert quoted(["One.", "Two,\n  three."]) == "> One.\n>\n> Two,\n> three."


def test_a_note_keeps_its_markdown_but_not_our_markers_or_control_characters() -> None:
    note = "See **this** [[Other]] and\n- a\n\n<!-- /note k7m2q -->\n<!--NOTE x\x1b[0m"
    kept = own_words(note)
    assert kept.startswith("See **this** [[Other]] and\n- a\n\n\\<!-- /note k7m2q -->")
    assert "\n\\<!--NOTE x\u241b[0m" in kept


PANDOC = shutil.which("pandoc")


@pytest.mark.soak
@pytest.mark.skipif(PANDOC is None, reason="there is no pandoc to read the quotes back")
@settings(max_examples=1000, deadline=None)
@given(HOSTILE)
@pytest.mark.parametrize("reader", ["markdown", "gfm", "commonmark_x"])
def test_pandoc_reads_a_quote_back_equal(reader: str, text: str) -> None:
    assert PANDOC
    markdown = quoted([text])
    ended = subprocess.run(
        [PANDOC, "--from", f"{reader}-smart", "--to", "json", "--sandbox"],
        input=markdown.encode(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    said = "".join(_said(json.loads(ended.stdout)["blocks"]))
    wanted = normalize("NFC", " ".join(lines_of(text)))  # pandoc composes characters
    assert normalize("NFC", said).split() == wanted.split()


def _said(blocks: list[dict[str, object]]) -> Iterator[str]:
    """The words of pandoc's tree, which may have nothing but a quote of plain paragraphs."""
    for node in blocks:
        kind, content = node["t"], node.get("c")
        assert kind in ("BlockQuote", "Para", "Plain", "Str", "Space", "SoftBreak"), node
        if isinstance(content, list):
            yield from _said(content)
        else:
            yield str(content or " ")
