"""The list follows the folder while one reads, and takes nothing away from who reads."""

import asyncio
import datetime as dt
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Event

import pytest
from textual.worker import WorkerFailed

from article_builders import GREENHOUSE, LIMOUSINE, write_articles
from reader.catalogue import database
from reader.catalogue.selection import Selection
from reader.tui.screens.gathering import _Told
from reader.tui.screens.reading import ReadingScreen
from reader.workspace.desk import open_workspace
from tui_builders import Desk, annotate, make_app, reading, until

NEW = "date 2024-04-01 OSLO, Norway — A whale sang in the harbour. Nobody knew the song.\n"


def counted(desk: Desk, id: str) -> int:
    """How many notes the list says that an article has."""
    return next(row.notes for row in desk.screen.articles.listing if row.id == id)


def listed(desk: Desk) -> list[str]:
    return [row.id for row in desk.screen.articles.listing]


@contextmanager
def another_reading(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """Somebody who writes what came into a known folder, and is not done."""
    monkeypatch.setattr(database, "_PATIENCE", 0.01)
    other = open_workspace(seeds, by="ben")
    other.refresh()
    (seeds / "new.txt").write_text(NEW)
    with other.catalogue._database.writing() as connection:
        yield connection


async def watched(desk: Desk) -> None:
    """Wait until the folder is watched: what changes from then on is told."""
    await until(desk.pilot, lambda: desk.screen.is_watching)


async def test_a_new_article_shows_up_and_the_cursor_stays(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await watched(desk)
        await desk.press("v", "w", "w")
        passage = desk.passage
        (seeds / "new.txt").write_text(NEW)
        await until(desk.pilot, lambda: "new.txt" in listed(desk))
        await desk.settle()
        assert listed(desk) == ["new.txt", GREENHOUSE, LIMOUSINE]
        assert desk.screen.articles.article is not None
        assert desk.screen.articles.article.id == desk.id == LIMOUSINE
        assert desk.passage == passage


async def test_a_changed_article_is_listed_and_found_as_it_reads_now(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await watched(desk)
        (seeds / GREENHOUSE).write_text(NEW)
        await until(desk.pilot, lambda: desk.screen.articles.listing[0].headline.startswith("A whale"))
        assert [row.id for row in desk.workspace.list("song")] == [GREENHOUSE]
        assert desk.id == LIMOUSINE


async def test_an_article_that_is_removed_while_it_is_read_stays_on_the_screen_and_it_is_said(seeds: Path) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await watched(desk)
        (seeds / LIMOUSINE).unlink()
        await until(desk.pilot, lambda: listed(desk) == [GREENHOUSE])
        await desk.settle()
        assert desk.id == LIMOUSINE
        assert "brazen" in desk.shown
        assert any("was removed from the folder" in toast for toast in desk.toasts)
        await desk.press("q", "g")
        assert desk.screen.articles.article is not None
        assert desk.screen.articles.article.id == GREENHOUSE


async def test_what_is_typed_in_the_filter_is_answered_by_new_articles_too(seeds: Path) -> None:
    async with reading(seeds) as desk:
        await watched(desk)
        await desk.press("slash")
        await desk.type("whale")
        assert "No article answers that" in desk.shown
        (seeds / "new.txt").write_text(NEW)
        await until(desk.pilot, lambda: listed(desk) == ["new.txt"])
        assert desk.focused == ""
        await desk.type(" song")
        assert listed(desk) == ["new.txt"]


async def test_a_folder_that_comes_or_goes_takes_its_articles_along(seeds: Path, tmp_path: Path) -> None:
    outside = tmp_path / "2024"
    outside.mkdir()
    (outside / "whale.txt").write_text(NEW)
    async with reading(seeds) as desk:
        await watched(desk)
        outside.rename(seeds / "2024")
        await until(desk.pilot, lambda: "2024/whale.txt" in listed(desk))
        (seeds / "2024").rename(tmp_path / "gone")
        await until(desk.pilot, lambda: "2024/whale.txt" not in listed(desk))


async def test_what_another_reader_notes_or_merges_is_counted_in_the_list(seeds: Path, tmp_path: Path) -> None:
    other = shutil.copytree(seeds, tmp_path / "other" / "seeds")
    for tag in ("a", "b"):
        annotate(other, GREENHOUSE, "", (tag,))
    async with reading(seeds, article=LIMOUSINE) as desk:
        annotate(seeds, GREENHOUSE, "", ("c",))
        await until(desk.pilot, lambda: counted(desk, GREENHOUSE) == 1)
        elsewhere = open_workspace(seeds, by="ben")
        assert len(list(elsewhere.merge(other.parent / "annotations"))) == 1
        await until(desk.pilot, lambda: counted(desk, GREENHOUSE) == 3)
        assert desk.id == LIMOUSINE


async def test_what_was_noted_since_the_catalogue_was_made_is_counted_at_the_start(seeds: Path) -> None:
    open_workspace(seeds, by="ben").refresh()
    annotate(seeds, GREENHOUSE, "", ("c",))
    async with reading(seeds) as desk:
        assert counted(desk, GREENHOUSE) == 1


async def test_while_another_reader_reads_the_folder_what_it_finds_is_shown_as_it_comes(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with another_reading(seeds, monkeypatch) as connection:
        async with make_app(seeds).run_test(size=(120, 40)) as pilot:
            desk = Desk(pilot)
            await until(desk.pilot, lambda: "2 articles, more coming" in desk.shown)
            assert "Another reader is reading this folder" in desk.status
            assert listed(desk) == [GREENHOUSE, LIMOUSINE]
            connection.execute("COMMIT")
            await until(desk.pilot, lambda: listed(desk)[0] == "new.txt")
            await until(desk.pilot, lambda: "more coming" not in desk.shown)
            connection.execute("BEGIN")


async def test_an_empty_list_says_nothing_of_a_folder_that_was_not_looked_through_yet(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_PATIENCE", 0.01)
    with open_workspace(seeds, by="ben").catalogue._database.writing() as connection:
        async with make_app(seeds).run_test(size=(120, 40)) as pilot:
            desk = Desk(pilot)
            await until(pilot, lambda: "Another reader is reading this folder" in desk.status)
            assert desk.said_in("#list").startswith("Looking through")
            assert "0 articles" not in desk.shown
            connection.execute("COMMIT")
            await until(pilot, lambda: listed(desk) == [GREENHOUSE, LIMOUSINE])
            connection.execute("BEGIN")


async def test_a_filter_without_a_match_is_counted_before_the_folder_was_looked_through(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with another_reading(seeds, monkeypatch) as connection:
        async with make_app(seeds).run_test(size=(120, 40)) as pilot:
            desk = Desk(pilot)
            await until(pilot, lambda: "Another reader is reading this folder" in desk.status)
            await pilot.press("slash", *"nowhere")
            await until(pilot, lambda: "0 articles" in desk.shown)
            connection.execute("COMMIT")
            connection.execute("BEGIN")


async def test_a_mistake_in_the_filter_is_said_and_the_last_answer_stays(seeds: Path) -> None:
    async with reading(seeds) as desk:
        await desk.press("slash")
        await desk.type("greenhouse date:2024")
        assert listed(desk) == [GREENHOUSE]
        await desk.type("-x")
        assert listed(desk) == [GREENHOUSE]
        assert "no date" in desk.status


async def test_an_article_that_was_just_read_stays_among_the_unread_until_the_list_is_left(seeds: Path) -> None:
    async with reading(seeds) as desk:
        await desk.press("slash")
        await desk.type("is:unread")
        await desk.press("enter", "enter")
        assert desk.workspace.reading.of(GREENHOUSE).read
        assert listed(desk) == [GREENHOUSE, LIMOUSINE]
        (seeds / "new.txt").write_text(NEW)
        await until(desk.pilot, lambda: "new.txt" in listed(desk))
        assert listed(desk) == ["new.txt", GREENHOUSE, LIMOUSINE]
        await desk.press("q", "escape", "slash")
        await desk.type("is:unread")
        assert listed(desk) == ["new.txt", LIMOUSINE]


async def test_a_long_list_is_asked_for_a_screenful_at_a_time(seeds: Path) -> None:
    for number in range(600):
        (seeds / f"{number}.txt").write_text(
            f"date 2023-{1 + number % 12:02}-01 X — Article number {number} of many.\n"
        )
    async with reading(seeds) as desk:
        listing = desk.screen.articles.listing
        assert isinstance(listing, Selection)
        await desk.press("G")
        assert sum(map(len, listing._chunks.values())) < 200
        assert desk.screen.articles.current == 601


@pytest.mark.parametrize(("moves", "there"), [(False, "199.txt"), (True, "038.txt")], ids=["stays", "moves"])
async def test_while_a_folder_is_read_for_the_first_time_the_newest_is_at_hand_until_one_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: bool, there: str
) -> None:
    days = [dt.date(2024, 1, 1) + dt.timedelta(days=n) for n in range(200)]
    write_articles(tmp_path / "news", {f"{n:03}.txt": f"date {day} OSLO — Rain.\n" for n, day in enumerate(days)})
    told, go_on = _Told.__call__, Event()

    def tell(self: _Told, read: int) -> None:
        told(self, read)
        assert go_on.wait(20)

    monkeypatch.setattr(_Told, "__call__", tell)
    async with make_app(tmp_path / "news").run_test(size=(120, 40)) as pilot:
        desk = Desk(pilot)
        await until(pilot, lambda: desk.id == "039.txt")
        if moves:
            desk.screen.articles.action_step(1)
            await until(pilot, lambda: desk.id == "038.txt")
        go_on.set()
        await desk.settle()
        assert (desk.id, len(desk.screen.articles.listing)) == (there, 200)
        row = desk.screen.articles.article
        assert row is not None
        assert row.id == there


@pytest.mark.parametrize("fails", [False, True], ids=["gone", "there"])
async def test_what_comes_for_a_screen_that_is_gone_is_no_failure_but_else_it_is(seeds: Path, fails: bool) -> None:
    async def come(screen: ReadingScreen) -> None:
        while not (fails or screen._pruning):
            await asyncio.sleep(0)
        screen.query_one("#nowhere")

    with pytest.raises(WorkerFailed) if fails else nullcontext():
        async with reading(seeds) as desk:
            desk.screen.run_worker(come(desk.screen))
            await asyncio.sleep(0)
