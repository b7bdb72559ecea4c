"""Feeds of every kind become articles; following them asks no more than it must."""

from pathlib import Path

import pytest

import feed_builders
import intake_server
from feed_builders import atom, item, json_feed, opml, rss, teaser
from intake_builders import articles, texts
from intake_server import Reply, Server
from reader.errors import CannotRead, Unusable
from reader.intake.doors import add_sources, find_feed, update_feeds
from reader.intake.feeds import parse_feed, parts_of
from reader.intake.limits import Limits
from reader.intake.opml import Subscription, parse_opml
from reader.intake.shelf import Outcome, words_of
from reader.intake.subscriptions import NAME, follow, subscriptions, unfollow
from reader.intake.tally import Tally
from reader.intake.wishes import Wishes

WISHES = Wishes(allow_private=True, limits=Limits(pause_seconds=0, tries=2, backoff_seconds=0.01, silence_seconds=0.5))
PAGE = (
    "<html lang=en><head><title>T</title></head><body><nav>Home Sport</nav><article><h1>Story 1</h1>"
    f"<p>{feed_builders.LONG}</p><p>{feed_builders.LONG[::-1]}</p></article></body></html>"
)


class Run(Tally):
    """A tally that keeps what it was told of trouble."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def told(self, event: object) -> None:
        self.count(event)  # type: ignore[arg-type]
        if hasattr(event, "reason"):
            self.said.append(f"{event.source}: {event.reason}")  # type: ignore[attr-defined]


def add(folder: Path, *sources: str | Path, wishes: Wishes = WISHES) -> Run:
    run = Run()
    add_sources(folder, [str(source) for source in sources], wishes, run.told)
    return run


def update(folder: Path, wishes: Wishes = WISHES) -> Run:
    run = Run()
    update_feeds(folder, wishes, run.told)
    return run


def test_rss_tells_title_day_author_and_text() -> None:
    feed = parse_feed(rss(item(1, "<p>One.</p><h2>Sub</h2><p>Two &amp; three.</p>")).encode(), "https://n.example/f")
    (entry,) = feed.entries
    story = parts_of(entry)
    assert (feed.title, story.title, str(story.date), story.language) == (
        "The Example",
        "Story 1",
        "2024-03-15",
        "en-gb",
    )
    assert [part.text for part in story.parts] == ["One.", "Sub", "Two & three."]
    assert (story.guid, story.url, story.feed) == ("g1", "https://news.example/1", "https://n.example/f")


def test_atom_tells_when_it_was_published_rather_than_changed() -> None:
    (entry,) = parse_feed(atom(1).encode()).entries
    story = parts_of(entry)
    assert (story.title, str(story.date), story.author) == ("Président", "2024-03-15", "Anne")
    assert story.language == "fr"
    assert [part.text for part in story.parts] == ["Premier paragraphe 1.", "Plus", "Deuxième paragraphe."]


def test_json_feeds_are_feeds() -> None:
    one, two = parse_feed(json_feed().encode(), "https://n.example/f").entries
    assert [part.text for part in parts_of(one).parts] == ["First & best.", "Then more."]
    assert [part.text for part in parts_of(two).parts] == ["a < b", "and c"]
    assert (one.story.author, two.story.author, two.key) == ("Ed", "Al, Bo", "2")
    assert str(one.story.date) == "2024-03-15"


@pytest.mark.parametrize(
    "data",
    [b"", b"no feed", b"<html><body>x</body></html>", b"{}", b'{"items": 3}', b"{", b"[" * 100_000, b"\x00\xff" * 50],
)
def test_what_is_no_feed_is_said(data: bytes) -> None:
    with pytest.raises(CannotRead):
        parse_feed(data)


def test_an_entity_bomb_grows_no_words(library: Path, tmp_path: Path) -> None:
    bomb = (
        feed_builders.BOMB
        + "<rss version='2.0'><channel><title>T</title><item><title>&j;</title></item></channel></rss>"
    )
    for name, data in (("a.rss", bomb), ("b.opml", feed_builders.BOMB + "<opml><body>&j;</body></opml>")):
        (tmp_path / name).write_text(data)
    run = add(library, tmp_path / "a.rss", tmp_path / "b.opml")
    assert run.failed == 2
    assert sum(map(len, texts(library).values())) < 10_000


def test_a_feed_reads_no_file_of_the_person(library: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    declared = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    text = "<description>Before &x; behind. A story of its own.</description>"
    feed = (
        f"{declared}<rss version='2.0'><channel><title>T</title><item><title>A &x;</title>{text}</item></channel></rss>"
    )
    (tmp_path / "a.rss").write_text(feed)
    add(library, tmp_path / "a.rss")
    assert "the secret words" not in "".join(texts(library).values())


def test_each_story_of_a_feed_becomes_an_article_once(server: Server, library: Path) -> None:
    url = server.give("/feed", rss(item(1), item(2), item(3)))
    assert add(library, url).outcomes[Outcome.NEW] == 3
    before = texts(library)
    assert add(library, url).outcomes == {Outcome.KNOWN: 3}
    assert texts(library) == before
    assert {str(article.date) for article in articles(library)} == {"2024-03-15"}


def test_where_a_feed_only_sums_up_the_page_has_the_story(server: Server, library: Path) -> None:
    page = server.give("/story", Reply(PAGE, headers={"Content-Type": "text/html"}))
    url = server.give("/feed", rss(teaser(1, page)))
    assert add(library, url).outcomes[Outcome.NEW] == 1
    (article,) = articles(library)
    assert feed_builders.LONG in words_of(article)
    assert "Sport" not in article.text
    add(library, url)
    assert len(server.asked("/story")) == 1


def test_where_the_page_cannot_be_had_the_summary_stands_until_it_can(server: Server, library: Path) -> None:
    server.give("/story", Reply(status=503))
    follow(library, [Subscription(server.give("/feed", rss(teaser(1, server.url("/story"), "Buses keep running."))))])
    assert update(library).outcomes[Outcome.NEW] == 1
    assert words_of(next(articles(library))) == "Buses keep running."
    server.give("/story", PAGE)
    assert update(library).outcomes[Outcome.CHANGED] == 1
    assert feed_builders.LONG in words_of(next(articles(library)))
    asked = len(server.asked("/story"))
    update(library)
    assert len(server.asked("/story")) == asked


def test_where_the_page_says_less_than_the_summary_the_summary_stands(server: Server, library: Path) -> None:
    page = server.give("/story", "<html><body><p>Please subscribe to read on.</p></body></html>")
    add(library, server.give("/feed", rss(teaser(1, page, "Buses keep running for another year, the council said."))))
    assert words_of(next(articles(library))) == "Buses keep running for another year, the council said."


def test_a_host_that_does_not_answer_is_not_waited_for_again_and_again(server: Server, library: Path) -> None:
    server.routes["*"] = lambda _: intake_server.silence()
    url = server.give(
        "/feed", rss(*(teaser(n, server.url(f"/{n}", "slow.localhost"), f"Summary {n}") for n in range(20)))
    )
    server.give("/robots.txt", Reply(status=404))
    assert add(library, url).outcomes[Outcome.NEW] == 20
    assert sum(request.host == "slow.localhost" for request in server.requests if request.path != "/robots.txt") == 2


def test_a_story_has_the_day_that_stands_where_it_was_published() -> None:
    late = item(1).replace("01:00:00 GMT", "23:30:00 -0800")
    (entry,) = parse_feed(rss(late).encode()).entries
    assert str(entry.story.date) == "2024-03-15"


def test_summaries_are_taken_as_they_are_where_that_is_wished(server: Server, library: Path) -> None:
    url = server.give("/feed", rss(teaser(1, server.give("/story", PAGE))))
    add(library, url, wishes=Wishes(pages=False, allow_private=True))
    assert words_of(next(articles(library))) == "In short"
    assert not server.asked("/story")


def test_an_update_asks_only_whether_a_feed_changed(server: Server, library: Path) -> None:
    headers = {"ETag": '"one"', "Last-Modified": "Fri, 15 Mar 2024 10:00:00 GMT"}
    url = server.give("/feed", Reply(rss(item(1)), headers=headers), Reply(status=304))
    follow(library, [Subscription(url)])
    assert update(library).outcomes[Outcome.NEW] == 1
    assert update(library).outcomes == {}
    first, second = server.asked("/feed")
    assert "if-none-match" not in first.headers
    assert (second.headers["if-none-match"], second.headers["if-modified-since"]) == tuple(headers.values())


def test_an_update_brings_what_is_new_and_what_changed(server: Server, library: Path) -> None:
    url = server.give("/feed", rss(item(1), item(2)), rss(item(1), item(2, "<p>It was all different.</p>"), item(3)))
    follow(library, [Subscription(url)])
    update(library)
    run = update(library)
    assert run.outcomes == {Outcome.NEW: 1, Outcome.CHANGED: 1}
    assert len(texts(library)) == 3 + 1


def test_an_article_that_the_person_removed_does_not_come_back_by_an_update(server: Server, library: Path) -> None:
    url = server.give("/feed", rss(item(1), item(2)))
    follow(library, [Subscription(url)])
    update(library)
    next(library.glob("*story-1.md")).unlink()
    assert update(library).outcomes == {}
    assert add(library, url).outcomes[Outcome.NEW] == 1


def test_a_feed_that_fails_is_said_in_one_line_and_stops_no_other(server: Server, library: Path) -> None:
    good = [server.give(f"/{n}", rss(item(n))) for n in range(3)]
    gone, broken = server.url("/gone"), server.give("/broken", "<rss><channel>")
    follow(library, [Subscription(url) for url in (good[0], gone, good[1], broken, good[2], "file:///etc/passwd")])
    run = update(library)
    assert run.outcomes[Outcome.NEW] == 3
    assert sorted(run.said) == sorted(
        [
            f"{gone}: It answers 404 (Not Found).",
            f"{broken}: It is no feed.",
            "file:///etc/passwd: Only http and https are asked.",
        ]
    )


def test_losing_the_cache_loses_nothing(
    server: Server, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow(library, [Subscription(server.give("/feed", rss(item(1), teaser(2, server.give("/story", PAGE)))))])
    update(library)
    before = texts(library)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    assert set(update(library).outcomes) <= {Outcome.KNOWN}
    assert texts(library) == before
    assert len(server.asked("/story")) == 1


def test_an_opml_file_brings_the_stories_of_all_its_feeds(server: Server, library: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.opml").write_text(opml(server.give("/1", rss(item(1))), server.give("/2", atom(2))))
    assert add(library, tmp_path / "mine.opml").outcomes[Outcome.NEW] == 2


def test_a_feed_is_found_from_the_page_that_names_it(server: Server) -> None:
    head = '<link rel="Alternate" type="application/rss+xml" href="/feed.xml">'
    site = server.give("/", f"<html><head><title>S</title>{head}</head><body><p>Hello</p></body></html>")
    feed = server.give("/feed.xml", rss(item(1)))
    assert find_feed(site, WISHES) == Subscription(feed, "The Example")
    assert find_feed(feed, WISHES) == Subscription(feed, "The Example")
    with pytest.raises(CannotRead):
        find_feed(server.give("/plain", "<html><body><p>No feed</p></body></html>"), WISHES)


def test_subscriptions_are_opml_that_other_readers_take(library: Path) -> None:
    follow(library, [Subscription("https://a.example/f?x=1&y=2", "A & <b>"), Subscription("https://b.example/f")])
    follow(library, [Subscription("https://b.example/f")])
    root = parse_opml((library / NAME).read_bytes())
    assert list(root) == [
        Subscription("https://a.example/f?x=1&y=2", "A & <b>"),
        Subscription("https://b.example/f", "https://b.example/f"),
    ]
    assert unfollow(library, "https://a.example/f?x=1&y=2")
    assert not unfollow(library, "https://a.example/f?x=1&y=2")
    assert [feed.url for feed in subscriptions(library)] == ["https://b.example/f"]


def test_opml_that_declares_entities_is_refused_however_small() -> None:
    with pytest.raises(CannotRead, match="entities"):
        parse_opml(b'<!DOCTYPE x [<!ENTITY a "b">]><opml><body/></opml>')


def test_what_others_keep_in_the_opml_file_stays(library: Path) -> None:
    (library / NAME).write_text(opml("https://a.example/f", "https://b.example/f"))
    follow(library, [Subscription("https://c.example/f", "C")])
    unfollow(library, "https://a.example/f")
    text = (library / NAME).read_text()
    assert 'text="Group"' in text
    assert 'custom="kept"' in text
    assert "<title>Mine</title>" in text
    assert [feed.url for feed in subscriptions(library)] == ["https://b.example/f", "https://c.example/f"]


def test_a_subscription_file_that_cannot_be_read_is_left_as_it_is(library: Path) -> None:
    (library / NAME).write_text("<opml><body>")
    with pytest.raises(Unusable, match="left as it is"):
        follow(library, [Subscription("https://c.example/f")])
    assert (library / NAME).read_text() == "<opml><body>"


def many(server: Server, library: Path, count: int) -> Run:
    """An update of `count` feeds on as many hosts, two stories each."""
    server.routes["*"] = lambda asked: (
        Reply(status=404) if asked.path == "/robots.txt" else Reply(rss(*(item(n, guid=f"{asked.host}-{n}",
        link=f"https://{asked.host}/{n}", text=f"<p>{asked.host} {n}: {feed_builders.LONG}</p>") for n in (1, 2))))
    )  # fmt: skip
    follow(library, [Subscription(server.url("/feed", f"h{n}.localhost")) for n in range(count)])
    return update(library, Wishes(allow_private=True))


def test_many_feeds_are_updated_at_once_within_the_limits(server: Server, library: Path) -> None:
    run = many(server, library, 40)
    assert run.outcomes == {Outcome.NEW: 80}
    assert 4 < server.most_at_once <= Limits().in_all
    assert max(server.most_of_a_host.values()) <= Limits().per_host


@pytest.mark.soak
def test_five_hundred_feeds_are_updated_at_once_within_the_limits(server: Server, library: Path) -> None:
    run = many(server, library, 500)
    assert run.said == []
    assert run.outcomes == {Outcome.NEW: 1000}
    assert server.most_at_once <= Limits().in_all
    assert max(server.most_of_a_host.values()) <= Limits().per_host
    assert update(library, Wishes(allow_private=True)).outcomes == {}
