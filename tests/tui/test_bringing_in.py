"""`R`: news comes in while one reads."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import intake_server
from article_builders import GREENHOUSE
from cli_builders import command, environment
from feed_builders import item, rss
from intake_server import Server
from reader.intake import wishes
from reader.intake.addresses import is_any
from reader.intake.opml import Subscription
from reader.intake.subscriptions import follow
from tui_builders import reading, until


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server on loopback, which the screen by itself would not ask."""
    monkeypatch.setattr(wishes, "is_public", is_any)
    with intake_server.running() as server:
        yield server


async def test_news_comes_in_with_its_count_and_one_goes_on_reading(seeds: Path, server: Server) -> None:
    follow(seeds, [Subscription(server.give("/feed", rss(item(1), item(2)))), Subscription(server.url("/gone"))])
    async with reading(seeds, article=GREENHOUSE) as desk:
        await desk.press("R")
        await until(desk.pilot, lambda: len(desk.screen.articles.listing) == 4)
        assert (desk.id, desk.focused) == (GREENHOUSE, "article")
        assert "2 feeds: 2 new; 1 failed." in desk.status
        assert desk.toasts == [f"{server.url('/gone')}: It answers 404 (Not Found)."]


async def test_without_feeds_it_says_how_to_follow_one(seeds: Path) -> None:
    async with reading(seeds) as desk:
        await desk.press("R")
        assert "No feed is followed yet" in desk.status


async def test_without_the_packages_it_says_what_to_install(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    async with reading(seeds) as desk:
        await desk.press("R")
        assert desk.toasts == ['This needs more than reading does: pip install "reader-tui[add]".']


async def test_whoever_quits_does_not_wait_for_a_slow_server(seeds: Path, server: Server) -> None:
    server.routes["/slow"] = lambda _: intake_server.silence()
    follow(seeds, [Subscription(server.url("/slow"))])
    async with reading(seeds) as desk:
        desk.screen.action_update_feeds()
        await until(desk.pilot, lambda: bool(server.asked("/slow")))
    await asyncio.wait_for(asyncio.get_running_loop().shutdown_default_executor(), 10)  # its thread has ended


async def test_what_another_process_adds_shows_as_it_arrives(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("date 2024-03-16 PARIS — News of the day.")
    async with reading(seeds, article=GREENHOUSE) as desk:
        words = command("add", seeds, tmp_path / "new.txt")
        await asyncio.to_thread(subprocess.run, words, env=environment(tmp_path), check=True, capture_output=True)
        await until(desk.pilot, lambda: len(desk.screen.articles.listing) == 3)
        assert (desk.id, desk.focused) == (GREENHOUSE, "article")
