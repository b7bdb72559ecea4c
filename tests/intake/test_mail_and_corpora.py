"""Newsletters, corpora and text files become stories."""

import codecs
from collections.abc import Iterable
from email.message import EmailMessage
from pathlib import Path

import pytest

from reader.errors import CannotRead, Unusable
from reader.intake.corpora import BadRow, column_mapping, csv_rows, json_lines, rows_of
from reader.intake.dates import day_of
from reader.intake.decoding import decoded, encoding_of
from reader.intake.mail import mail_story, mails
from reader.intake.sources import Kind, Material, kind_of, stories_of
from reader.intake.story import Story
from reader.intake.texts import markdown_story, text_story

HTML = (
    "<table><tr><td><h1>Weekly</h1><p>The first story of this week is about a bridge over the river.</p>"
    "<h2>Second</h2><p>The second story of this week is about the people who cross it.</p></td></tr></table>"
)


def mail(html: str = "", text: str = "", charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["From"] = "Ánna Example <anna@news.example>"
    message["Subject"] = "Weekly № 7"
    message["Date"] = "Fri, 15 Mar 2024 08:00:00 +0100"
    message["Message-ID"] = "<7@news.example>"
    message["List-Id"] = "The Weekly <weekly.news.example>"
    if text:
        message.set_content(text, charset=charset)
    if html and text:
        message.add_alternative(html, subtype="html", charset=charset)
    elif html:
        message.set_content(html, subtype="html", charset=charset)
    return message.as_bytes()


def texts(story: Story) -> list[str]:
    return [part.text.replace("\r\n", "\n") for part in story.parts]


def good(rows: Iterable[Story | BadRow]) -> list[Story]:
    return [row for row in rows if isinstance(row, Story)]


def bad(rows: Iterable[Story | BadRow]) -> list[BadRow]:
    return [row for row in rows if isinstance(row, BadRow)]


def test_a_newsletter_is_a_story() -> None:
    story = mail_story(mail(HTML, "See it in your browser"))
    assert (story.title, str(story.date), story.author) == ("Weekly № 7", "2024-03-15", "Ánna Example")
    assert (story.source, story.guid) == ("The Weekly", "7@news.example")
    assert "The first story of this week is about a bridge over the river." in texts(story)
    assert "Second" in texts(story)


def test_a_mail_in_plain_text_keeps_its_paragraphs_in_any_encoding() -> None:
    story = mail_story(mail(text="Grüße.\n\nZweiter Absatz.\n", charset="iso-8859-15"))
    assert texts(story) == ["Grüße.", "Zweiter Absatz."]


def test_each_mail_of_an_mbox_is_a_story_and_a_quoted_from_line_ends_none() -> None:
    one, two = mail(text="First.\n\n>From here on\n"), mail(text="Second.\n")
    data = b"From a@b Fri Mar 15 08:00:00 2024\n" + one + b"\nFrom a@b Fri Mar 15 09:00:00 2024\n" + two
    assert [texts(mail_story(each)) for each in mails(data)] == [["First.", "From here on"], ["Second."]]


@pytest.mark.parametrize("data", [b"", b"Subject: nothing\n\n", b"Content-Type: text/plain; charset=no\n\n"])
def test_a_mail_without_words_says_so(data: bytes) -> None:
    with pytest.raises(CannotRead):
        mail_story(data)


def test_a_mail_with_an_unknown_charset_is_read_all_the_same() -> None:
    data = b"Subject: =?no-such?q?x?= y\nContent-Type: text/plain; charset=no-such\n\nStill readable."
    assert texts(mail_story(data)) == ["Still readable."]


def test_json_lines_name_their_columns_as_usual_or_by_a_mapping() -> None:
    lines = ['{"headline": "A", "body": "One.\\n\\nTwo.", "published_at": 1710489600, "authors": ["X", "Y"], "id": 5}']
    (story,) = good(json_lines(lines, "c.jsonl", {}))
    assert (story.title, str(story.date), story.author, story.guid) == ("A", "2024-03-15", "X, Y", "c.jsonl#5")
    assert texts(story) == ["One.", "Two."]
    other = ['{"T": "A", "Inhalt": "<p>One.</p><p>Two.</p>", "lang": "de"}']
    (story,) = good(json_lines(other, "c.jsonl", column_mapping("text=Inhalt,title=T")))
    assert (story.title, texts(story), story.language) == ("A", ["One.", "Two."], "de")


def test_a_line_that_is_no_story_is_said_and_the_rest_goes_on() -> None:
    lines = ['{"text": "good"}', "no json", "3", '{"title": "no text"}', "", '{"text": "good too"}', "[" * 50_000]
    rows = list(json_lines(lines, "c", {}))
    assert [texts(story) for story in good(rows)] == [["good"], ["good too"]]
    assert [row.number for row in bad(rows)] == [2, 3, 4, 7]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_read_whatever_parts_its_columns(delimiter: str) -> None:
    text = (
        delimiter.join(["Title", "Text", "Date"]) + "\r\n" + delimiter.join(["A", '"One, ""1"".\n\nTwo"', "2024/03/15"])
    )
    (story,) = good(csv_rows(rows_of(text), "c.csv", {}))
    assert (story.title, texts(story), str(story.date)) == ("A", ['One, "1".', "Two"], "2024-03-15")


def test_a_row_with_too_few_or_too_many_fields_harms_no_other() -> None:
    rows = list(csv_rows(rows_of("title,text\nA\nB,good,more,and more\n"), "c.csv", {}))
    assert [story.title for story in good(rows)] == ["B"]
    assert [row.number for row in bad(rows)] == [1]


def test_columns_that_are_not_there_are_named() -> None:
    (row,) = bad(csv_rows(rows_of("a,b\n1,2\n"), "c.csv", {}))
    assert "--columns" in row.reason
    with pytest.raises(Unusable, match="--columns"):
        column_mapping("nonsense")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-03-15", "2024-03-15"),
        ("2024-03-15T23:59:59-05:00", "2024-03-15"),
        ("Fri, 15 Mar 2024 23:00:00 -0500", "2024-03-15"),
        ("15.03.2024", "2024-03-15"),
        ("March 15, 2024", "2024-03-15"),
        (1710489600, "2024-03-15"),
        (1710489600000, "2024-03-15"),
        ("03/04/2024", "None"),
        ("2024-02-31", "None"),
        ("yesterday", "None"),
        ("99999999999999999999", "None"),
        (None, "None"),
        ("", "None"),
    ],
)
def test_a_day_is_understood_or_left_open(written: object, day: str) -> None:
    assert str(day_of(written)) == day


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "iso2022_jp"])
def test_bytes_are_read_as_declared_where_they_fit(encoding: str) -> None:
    text = "日本の話" if encoding == "iso2022_jp" else "Größe — “über” 5 €"
    data = (codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b"") + text.encode(encoding)
    assert decoded(data, encoding) == text


def test_an_encoding_that_nobody_declares_is_found() -> None:
    russian = "Бывший рейсовый автобус стал во вторник первой передвижной библиотекой района. " * 5
    assert decoded(russian.encode("cp1251")) == russian
    assert encoding_of(("Käse " * 50).encode()[:-1]) == "utf-8"


def test_a_few_wrong_bytes_do_not_change_the_encoding() -> None:
    assert decoded("Käse und Brot. ".encode() * 100 + b"\xff") == "Käse und Brot. " * 100 + "\ufffd"


def test_plain_text_keeps_its_title_its_day_its_dateline_and_its_headings() -> None:
    story = text_story(b"date 2024-03-15 SEOUL, South Korea (AP) \xe2\x80\x94 In a move.\n\nWhat Next\n\nMore of it.\n")
    assert (str(story.date), story.source) == ("2024-03-15", "AP")
    assert texts(story) == ["SEOUL, South Korea (AP) — In a move.", "What Next", "More of it."]


def test_markdown_keeps_its_markup_and_its_front_matter() -> None:
    story = markdown_story(b"---\ntitle: T\nsource: https://news.example/a\n---\n# Head\n\n*so* [it](http://b.c) is\n")
    assert (story.title, story.url) == ("T", "https://news.example/a")
    assert story.parts[0].text.strip() == "# Head\n\n*so* [it](http://b.c) is"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("x", b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- c --><rss version='2.0'>", Kind.FEED),
        ("x.xml", b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>", Kind.FEED),
        ("x", b"<rdf:RDF xmlns:rdf='x'>", Kind.FEED),
        ("x.json", b'{"version": "https://jsonfeed.org/version/1", "items": []}', Kind.FEED),
        ("x.xml", b"<opml version='2.0'>", Kind.OPML),
        ("x", b"<!doctype HTML><html>", Kind.PAGE),
        ("x.txt", b"<html> is how a page begins", Kind.TEXT),
        ("x", b"From a@b Fri Mar 15\nSubject: x\n\nText", Kind.MAIL),
        ("x", b"Received: by x\nSubject: x\n\nText", Kind.MAIL),
        ("x", b"From here on it rained.", Kind.TEXT),
        ("x", b'{"text": "a"}\n{"text": "b"}', Kind.JSONL),
        ("x.csv", b"a,b\n", Kind.CSV),
        ("x.md", b"# Head", Kind.MARKDOWN),
        ("x", b"Only words.", Kind.TEXT),
        ("x", b"", Kind.TEXT),
    ],
)
def test_a_source_is_known_by_its_beginning_and_its_name(name: str, data: bytes, kind: Kind) -> None:
    assert kind_of(Material(name, data)) is kind


def test_json_over_many_lines_is_read(tmp_path: Path) -> None:
    data = b'[\n  {"text": "one"},\n  {"text": "two"}\n]\n'
    material = Material("x.json", data)
    assert [texts(story) for story in good(stories_of(material, kind_of(material), {}))] == [["one"], ["two"]]


@pytest.mark.parametrize("data", [b"\x7fELF\x00\x01", b"", b" \n "])
def test_what_is_no_text_is_said(data: bytes) -> None:
    with pytest.raises(CannotRead):
        text_story(data)
