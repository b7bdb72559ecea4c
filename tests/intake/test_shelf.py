"""Twice is once, and nothing of the person's is written over."""

from dataclasses import replace
from pathlib import Path

import pytest

from intake_builders import WORDS, articles, story, texts
from reader.errors import CannotRead, NotSaved
from reader.intake.shelf import Outcome, Shelf, words_of
from reader.intake.story import Story, paragraphs

NEWER = WORDS.replace("another year", "two more years")


@pytest.mark.parametrize(
    "again",
    [
        story(url="http://news.example/buses?utm_medium=mail#c"),
        story(url="https://other.example/copy", title="Another headline"),
        story(url=""),
    ],
    ids=["by its address", "by its words", "by its words without an address"],
)
def test_a_story_that_comes_again_is_not_added_again(tmp_path: Path, again: Story) -> None:
    Shelf(tmp_path).put(story())
    before = texts(tmp_path)
    shelf = Shelf(tmp_path)
    assert shelf.put(again).outcome is Outcome.KNOWN
    assert texts(tmp_path) == before


def test_a_story_is_known_by_its_guid_where_its_address_and_its_words_changed(tmp_path: Path) -> None:
    first = story(guid="7", feed="https://news.example/feed")
    Shelf(tmp_path).put(first)
    newer = replace(first, url="https://news.example/moved", parts=paragraphs(NEWER))
    assert Shelf(tmp_path).put(newer).outcome is Outcome.CHANGED
    (article,) = articles(tmp_path)
    assert "two more years" in article.text


def test_a_guid_means_nothing_in_another_feed(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put(story(guid="7", feed="https://news.example/feed"))
    other = story("Something else happened far away.", "Else", "https://b.example/e", "7", "https://b.example/feed")
    assert shelf.put(other).outcome is Outcome.NEW


def test_another_feed_cannot_change_a_story_by_claiming_its_address(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put(story(guid="7", feed="https://news.example/feed"))
    before = texts(tmp_path)
    forged = story("Send money to this account at once.", guid="7", feed="https://evil.example/feed")
    assert shelf.put(forged).outcome is Outcome.KNOWN
    assert texts(tmp_path) == before


def test_a_changed_story_becomes_a_new_version_of_the_same_article(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    first = shelf.put(story())
    second = shelf.put(story(NEWER))
    assert (second.id, second.outcome) == (first.id, Outcome.CHANGED)
    assert "two more years" in texts(tmp_path)[first.id]
    assert Shelf(tmp_path).put(story(NEWER)).outcome is Outcome.KNOWN


@pytest.mark.parametrize(
    "edit", [("another year", "ANOTHER year"), ('title: "Night', 'title: "Day'), ("---\n\nThe", "---\nThe")]
)
def test_a_file_that_was_edited_by_hand_is_left_alone(tmp_path: Path, edit: tuple[str, str]) -> None:
    path = tmp_path / Shelf(tmp_path).put(story()).id
    path.write_text(path.read_text().replace(*edit))
    edited = path.read_text()
    assert Shelf(tmp_path).put(story(NEWER)).outcome is Outcome.KEPT
    assert path.read_text() == edited


def test_an_edited_file_is_still_known_by_the_words_that_came(tmp_path: Path) -> None:
    path = tmp_path / Shelf(tmp_path).put(story()).id
    path.write_text(path.read_text().replace("council", "COUNCIL"))
    assert Shelf(tmp_path).put(story(url="https://other.example/copy")).outcome is Outcome.KNOWN


def test_articles_that_were_there_before_are_known_by_words_and_by_address(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text(f"date 2024-03-15 {WORDS}\n")
    (tmp_path / "clip.md").write_text("---\nsource: https://news.example/clip\n---\nClipped words.\n")
    shelf = Shelf(tmp_path)
    assert shelf.put(story()).outcome is Outcome.KNOWN
    assert shelf.put(story("Newer words of it.", url="https://news.example/clip")).outcome is Outcome.KEPT


def test_few_words_do_not_make_two_stories_one(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put(story("Comments", "One", "https://news.example/1"))
    assert shelf.put(story("Comments", "Two", "https://news.example/2")).outcome is Outcome.NEW


def test_a_story_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotRead):
        Shelf(tmp_path).put(story(" \n "))
    assert texts(tmp_path) == {}


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(tmp_path)
    tmp_path.rename(tmp_path.with_name("moved"))
    with pytest.raises(NotSaved):
        shelf.put(story())


def test_the_longest_front_matter_is_still_front_matter(tmp_path: Path) -> None:
    long = "“漢\\" * 3000
    endless = story(
        title=long, url=f"https://news.example/{'a' * 9000}", guid=long, feed="https://f.example", author=long
    )
    Shelf(tmp_path).put(endless)
    (article,) = articles(tmp_path)
    assert article.headline.startswith(long[:50])
    assert words_of(article) == " ".join(WORDS.split())
    assert Shelf(tmp_path).put(endless).outcome is Outcome.KNOWN
