"""Whoever is interrupted while writing finds every word again, whatever ended the program."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from cli_builders import environment, library, process
from reader.drafts import Drafts
from terminal_builders import READER, Terminal

HEADLINE = "North Korea"
GOES_ON = "A note was not finished: a goes on with it."


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return library(tmp_path)


def opened(tmp_path: Path, folder: Path) -> Terminal:
    return Terminal([*READER, folder], environment(tmp_path))


def drafts(tmp_path: Path) -> list[str]:
    """The texts that are kept on the disk."""
    folders = (tmp_path / "home").glob("XDG_STATE_HOME/reader/libraries/*.drafts")
    return [draft.text for folder in folders for draft in Drafts(folder).all()]


def notes(tmp_path: Path, folder: Path) -> list[tuple[str, tuple[str, ...], str]]:
    records = process(tmp_path, "notes", folder, "--json").records
    return [(record["note"], tuple(record["tags"]), record["exact"]) for record in records]


def write(terminal: Terminal, key: str, text: str) -> None:
    """Begin a note or tags on the second sentence."""
    terminal.until(HEADLINE)
    terminal.press("\r")
    terminal.until("read on")
    terminal.press("j")
    terminal.press(key)
    terminal.until("Note on the passage" if key == "a" else "Tag the passage")
    terminal.press(text)
    terminal.until(text)


def wait_for_pause(tmp_path: Path, terminal: Terminal, text: str) -> None:
    terminal.until(lambda _: text in drafts(tmp_path))


def quit_from_article(terminal: Terminal) -> None:
    terminal.press("q")
    terminal.until("Enter read")
    terminal.press("q")
    assert terminal.ended() == 0


def by(number: signal.Signals) -> Callable[[Terminal], int]:
    def end(terminal: Terminal) -> int:
        terminal.send(number)
        return terminal.ended()

    return end


def by_closing(terminal: Terminal) -> int:
    terminal.hang_up()
    return terminal.process.wait(20)


ENDS = {"SIGTERM": by(signal.SIGTERM), "SIGHUP": by(signal.SIGHUP), "SIGINT": by(signal.SIGINT), "closed": by_closing}


@pytest.mark.parametrize("how", ENDS)
def test_a_half_typed_note_is_there_again_whatever_ended_the_program(tmp_path: Path, seeds: Path, how: str) -> None:
    with opened(tmp_path, seeds) as terminal:
        write(terminal, "a", "half a thought")
        assert ENDS[how](terminal) != 0
    assert drafts(tmp_path) == ["half a thought"]
    with opened(tmp_path, seeds) as terminal:
        terminal.until(GOES_ON)
        terminal.press("a")
        terminal.until("half a thought")
        terminal.press(" and the rest\x13")
        terminal.until("Saved.")
        quit_from_article(terminal)
    ((note, _, quote),) = notes(tmp_path, seeds)
    assert note == "half a thought and the rest"
    assert quote
    assert drafts(tmp_path) == []


@pytest.mark.parametrize("key", ["a", "t"])
def test_a_kill_takes_no_more_than_what_was_typed_just_before(tmp_path: Path, seeds: Path, key: str) -> None:
    with opened(tmp_path, seeds) as terminal:
        write(terminal, key, "sanctions, half")
        wait_for_pause(tmp_path, terminal, "sanctions, half")
        terminal.process.kill()
        terminal.process.wait()
    with opened(tmp_path, seeds) as terminal:
        terminal.until("not finished")
        terminal.press(key)
        terminal.until("sanctions, half")
        terminal.press("way\x13" if key == "a" else "way\r")
        terminal.until("Saved.")
    ((note, tags, _),) = notes(tmp_path, seeds)
    assert (note, tags) == (("sanctions, halfway", ()) if key == "a" else ("", ("sanctions", "halfway")))
    assert drafts(tmp_path) == []


def test_a_draft_is_for_the_owner_only_and_goes_when_it_is_emptied(tmp_path: Path, seeds: Path) -> None:
    with opened(tmp_path, seeds) as terminal:
        write(terminal, "a", "no")
        terminal.press("\x1b")
        terminal.until("Kept as a draft")
        wait_for_pause(tmp_path, terminal, "no")
        (file,) = (tmp_path / "home").glob("XDG_STATE_HOME/reader/libraries/*.drafts/*")
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700
        terminal.press("a")
        terminal.until("Note on the passage")
        terminal.press("\x7f\x7f\x1b")
        terminal.until(lambda _: not file.exists())
    assert drafts(tmp_path) == []


def test_the_words_are_found_again_where_the_article_was_edited_meanwhile(tmp_path: Path, seeds: Path) -> None:
    with opened(tmp_path, seeds) as terminal:
        write(terminal, "a", "half a thought")
        by(signal.SIGTERM)(terminal)
    for path in seeds.iterdir():
        header, _, body = path.read_text().partition("— ")
        path.write_text(f"{header}— A sentence is new here. And one more. {body}")
    with opened(tmp_path, seeds) as terminal:
        terminal.until(GOES_ON)
        terminal.press("a")
        terminal.until("half a thought")
        terminal.press("\x13")
        terminal.until("Saved.")
    ((_, _, quote),) = notes(tmp_path, seeds)
    assert "is new here" not in quote


def test_where_the_article_is_gone_it_is_said_which_file_has_the_words(tmp_path: Path, seeds: Path) -> None:
    with opened(tmp_path, seeds) as terminal:
        write(terminal, "a", "half a thought")
        by(signal.SIGTERM)(terminal)
    for path in seeds.iterdir():
        path.unlink()
    with opened(tmp_path, seeds) as terminal:
        terminal.until("its article is gone")
    assert drafts(tmp_path) == ["half a thought"]


# Typed ahead


@pytest.mark.parametrize(("key", "save"), [("a", "\x13"), ("t", "\r")])
def test_what_is_typed_before_the_dialog_stands_is_for_it(tmp_path: Path, seeds: Path, key: str, save: str) -> None:
    with opened(tmp_path, seeds) as terminal:
        terminal.until(HEADLINE)
        terminal.press(f"\rj{key}xylophone{save}")
        terminal.until("Saved.")
        quit_from_article(terminal)
    ((note, tags, _),) = notes(tmp_path, seeds)
    assert (note, tags) == (("xylophone", ()) if key == "a" else ("", ("xylophone",)))


def test_keys_typed_in_one_go_do_what_they_do_one_by_one(tmp_path: Path, seeds: Path) -> None:
    """Each key changes what the next one means: a filter, the focus, the mode, a dialog."""
    with opened(tmp_path, seeds) as terminal:
        terminal.until(HEADLINE)
        terminal.press("/korea\r\rjvwwa* x q\x13")
        terminal.until("Saved.")
    ((note, tags, quote),) = notes(tmp_path, seeds)
    assert (note, tags) == ("* x q", ())
    assert len(quote.split()) == 3


def test_what_is_typed_for_a_dialog_that_is_refused_does_nothing(tmp_path: Path, seeds: Path) -> None:
    (tmp_path / "annotations").write_text("not a folder")
    with opened(tmp_path, seeds) as terminal:
        terminal.until(HEADLINE)
        terminal.press("\rjaqqqqq")
        terminal.until("Nothing can be saved")
        quit_from_article(terminal)
