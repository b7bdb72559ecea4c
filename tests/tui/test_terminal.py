"""The program in a terminal of its own: what it paints, how it ends, and what it leaves behind."""

import signal
import time
from pathlib import Path

import pytest

import cli_builders
import tui_builders
from article_builders import GREENHOUSE
from terminal_builders import PATIENCE, Terminal


def terminal(tmp_path: Path, *words: str | Path, owned: bool = True, **more: str) -> Terminal:
    """`reader` with these words in a terminal of 80 by 24."""
    environment = cli_builders.environment(tmp_path, COLORTERM="truecolor", **more)
    return Terminal(cli_builders.command(*words), environment, 80, 24, owned=owned)


def has_left(here: Terminal, status: int = 0) -> bool:
    """Whether it ends with this status, and the terminal is as it was."""
    return here.ended() == status and here.is_left_clean()


def until_more_is_sent(here: Terminal) -> None:
    """Read some of what was not read yet."""
    before = len(here.emitted)
    here.until(lambda _: len(here.emitted) > before)


def test_the_seeds_are_read_and_left_with_a_clean_terminal(tmp_path: Path) -> None:
    with terminal(tmp_path, cli_builders.library(tmp_path)) as here:
        here.until("North Korean leader")
        assert b"\x1b[?1049h" in here.emitted
        here.press("j")
        here.until("SEOUL")
        here.press("\r")
        here.until("read on")
        here.press("h")
        here.until("Saved.")
        here.press("qq")
        assert has_left(here)
    assert len(list((tmp_path / "annotations").glob("*.json*"))) == 1


def test_a_note_is_found_among_all_opened_come_back_to_and_tagged(tmp_path: Path) -> None:
    seeds = cli_builders.library(tmp_path)
    with terminal(tmp_path, seeds) as here:
        here.until("North Korean leader")
        here.press("\rjhqA")
        here.until("1 note")
        here.until("“This event marks")
        here.press("\r")
        here.until("read on")
        here.press("\x0f")
        here.until("Enter open")
        here.press(" tmarked\r")
        here.until("#marked")
        here.press("x")
        here.until("No notes yet")
        here.press("u")
        here.until("#marked")
        here.press("q")
        here.until("read on")
        here.press("qq")
        assert has_left(here)
    (placed,) = tui_builders.kept(seeds, GREENHOUSE)
    assert placed.annotation.tags == ("marked",)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_at_once_and_the_terminal_is_clean(tmp_path: Path, number: signal.Signals) -> None:
    with terminal(tmp_path, cli_builders.library(tmp_path)) as here:
        here.until("North Korean leader")
        began = time.monotonic()
        here.send(number)
        assert has_left(here, 128 + number)
        assert time.monotonic() - began < 3


def test_a_terminal_that_goes_away_takes_the_program_with_it(tmp_path: Path) -> None:
    with terminal(tmp_path, cli_builders.library(tmp_path)) as here:
        here.until("North Korean leader")
        here.hang_up()
        assert here.process.wait(timeout=5) not in (None, 0)


def test_keys_that_are_painted_when_the_terminal_goes_away_still_do_what_they_do(tmp_path: Path) -> None:
    seeds = cli_builders.library(tmp_path)
    with terminal(tmp_path, seeds, owned=False) as here:  # no hangup ends it
        here.until("North Korean leader")
        here.press("\r")
        here.until("This event marks")
        here.press("G" + "kj" * 100 + "h")
        here.until(lambda shown: "This event marks" not in shown)
        here.hang_up()
        latest = time.monotonic() + PATIENCE
        while not tui_builders.kept(seeds, GREENHOUSE):
            assert time.monotonic() < latest
        here.send(signal.SIGTERM)
        assert here.process.wait(PATIENCE) == 128 + signal.SIGTERM


def test_a_program_that_is_continued_while_it_paints_goes_on(tmp_path: Path) -> None:
    with terminal(tmp_path, cli_builders.library(tmp_path)) as here:
        here.until("North Korean leader")
        for _ in range(30):
            here.press("jk" * 5)
            until_more_is_sent(here)
            here.send(signal.SIGCONT)
        here.press("q")
        assert has_left(here)


def test_keys_that_come_all_at_once_are_answered_in_order(tmp_path: Path) -> None:
    seeds = cli_builders.library(tmp_path)
    with terminal(tmp_path, seeds) as here:
        here.until("Kandong greenhouse")
        here.press("\r")
        here.until("read on")
        here.press("jhqq")
        assert has_left(here)
    (placed,) = tui_builders.kept(seeds, GREENHOUSE)
    assert placed.annotation.target.quote
    assert placed.annotation.target.quote.exact.startswith("This event marks")


def test_what_the_first_screen_needs_not_is_there_when_it_is_asked_for(tmp_path: Path) -> None:
    with terminal(tmp_path, cli_builders.library(tmp_path)) as here:
        here.until("North Korean leader")
        here.press("\x10theme")  # ctrl+p
        here.until("Change the current theme")
        here.press("\r")
        here.until("Search for themes")
        here.press("gruvbox")
        here.until(lambda shown: "dracula" not in shown and "gruvbox" in shown)
        here.press("\r")
        choices = Path(cli_builders.environment(tmp_path)["XDG_STATE_HOME"]) / "reader" / "choices.json"
        here.until(lambda _: '"theme": "gruvbox"' in choices.read_text())
        here.press("q")
        assert has_left(here)


def test_no_colour_is_sent_where_none_is_wanted(tmp_path: Path) -> None:
    with terminal(tmp_path, cli_builders.library(tmp_path), NO_COLOR="1") as here:
        here.until("North Korean leader")
        here.press("\r")
        here.until("highlight")
        here.press("qq")
        assert has_left(here)


def test_without_a_folder_it_ends_with_a_sentence_and_no_screen(tmp_path: Path) -> None:
    with terminal(tmp_path, tmp_path / "missing") as here:
        assert has_left(here, 2)
        assert here.emitted
        assert b"\x1b[?1049h" not in here.emitted
