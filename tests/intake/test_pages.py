"""Right text: of each page that lies beside, the `.md` is what a person would keep of it."""

from pathlib import Path

import pytest

from intake_builders import articles, story
from reader.errors import CannotRead
from reader.intake.fragments import fragment_parts
from reader.intake.markdown import body, front_line, front_matter
from reader.intake.pages import html_story, page_story
from reader.intake.shelf import Shelf
from reader.intake.story import PartKind

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
WITHOUT = ("09-only-a-cookie-wall", "10-empty")


@pytest.mark.parametrize("page", [page for page in PAGES if page.stem not in WITHOUT], ids=lambda page: page.stem)
def test_a_page_gives_its_article_and_nothing_around_it(page: Path) -> None:
    found = page_story(page.read_bytes())
    lines = "".join(front_line(name, value) for name, value in front_matter(found).items())
    assert f"---\n{lines}---\n\n{body(found)}" == page.with_suffix(".md").read_text()


@pytest.mark.parametrize("name", WITHOUT)
def test_a_page_without_an_article_says_so(name: str) -> None:
    page = next(page for page in PAGES if page.stem == name)
    with pytest.raises(CannotRead, match="no article"):
        page_story(page.read_bytes())


def test_there_are_pages_enough() -> None:
    assert len(PAGES) >= 20


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_kept_of_a_page_reads_back_the_same(page: Path, library: Path) -> None:
    if page.stem in WITHOUT:
        return
    found = page_story(page.read_bytes())
    Shelf(library).put(found)
    (article,) = articles(library)
    assert (article.headline, article.date) == (found.title, found.date)
    assert article.text.endswith(body(found))


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16", "utf-8-sig", "cp1250"])
def test_what_a_server_says_of_an_encoding_helps_where_the_page_says_nothing(encoding: str) -> None:
    text = "<html><body><article><p>Größe und Übermut: eine längere Geschichte über Käse.</p></article></body></html>"
    (part,) = page_story(text.encode(encoding), charset=encoding).parts
    assert part.text == "Größe und Übermut: eine längere Geschichte über Käse."


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 1000,
        b"<" * 10_000,
        b"<div>" * 20_000,
        b"<p>" + b"&#x1b;[31m &#0; \xff" * 100,
        b"%PDF-1.7\n\xff\xfe",
        b"<html><meta charset=utf-7><body>+ADw-script+AD4-",
        b"<html><meta charset=base64><body><p>text",
        b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><html><body><p>&a;</p>",
    ],
)
def test_no_page_breaks_the_reading(data: bytes) -> None:
    try:
        found = page_story(data)
    except CannotRead:
        return
    assert "root:" not in body(found)
    assert not any(ord(sign) < 32 and sign != "\n" for sign in body(found))


def test_a_page_may_not_speak_for_another_address() -> None:
    text = (
        '<html><head><link rel="canonical" href="https://good.example/a"></head><body><p>Words of it.</p></body></html>'
    )
    assert html_story(text, "https://evil.example/b").url == "https://evil.example/b"
    assert html_story(text).url == "https://good.example/a"
    assert html_story(text.replace("/a", "/")).url == ""


def test_a_piece_of_html_is_all_story() -> None:
    parts = fragment_parts(
        "<p>One &amp; <em>two</em>.</p><h3>Three</h3><ul><li>Four</li></ul><blockquote>Five</blockquote>"
    )
    assert [(part.kind, part.text) for part in parts] == [
        (PartKind.PARAGRAPH, "One & two."),
        (PartKind.HEADING, "Three"),
        (PartKind.ITEM, "Four"),
        (PartKind.QUOTE, "Five"),
    ]
    assert fragment_parts("plain &lt; text")[0].text == "plain < text"
    assert story(parts=fragment_parts("")).parts == ()
