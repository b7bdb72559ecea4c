"""Wherever it is put and however it is ended: one clear sentence, the right status, a clean terminal, nothing lost."""

import contextlib
import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from cli_builders import KIM, QUOTE, command, environment, library, process
from terminal_builders import READER, Terminal

HEADLINE = "North Korea"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return library(tmp_path)


def annotate(tmp_path: Path, folder: Path, *more: str | Path) -> tuple[int, str]:
    result = process(tmp_path, "annotate", folder, KIM, "--quote", QUOTE, "--note", "mine", *more)
    assert "Traceback" not in result.err
    assert result.err.count("\n") == 1 or result.code == 0
    return result.code, result.err


def notes(tmp_path: Path, folder: Path, *more: str | Path) -> list[str]:
    return [record["note"] for record in process(tmp_path, "notes", folder, "--json", *more).records]


@contextlib.contextmanager
def opened(
    tmp_path: Path, folder: Path, more: Mapping[str, str] | None = None, columns: int = 120, lines: int = 40
) -> Iterator[Terminal]:
    with Terminal([*READER, folder], environment(tmp_path, **(more or {})), columns, lines) as terminal:
        yield terminal


# Folders


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: None, "There is no folder"),
        (lambda path: path.write_text("Text."), "is a file, not a folder."),
        (lambda path: path.symlink_to("nowhere"), "There is no folder"),
        (lambda path: path.symlink_to(path.name), "cannot be used"),
        (os.mkfifo, "is a file, not a folder."),
    ],
)
def test_a_folder_that_is_none_is_refused_in_a_sentence(
    tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    make(tmp_path / "place")
    with opened(tmp_path, tmp_path / "place") as terminal:
        assert terminal.ended() == 2
        assert said in " ".join(terminal.emitted.decode().split())
        assert b"\x1b" not in terminal.emitted
    refused = process(tmp_path, tmp_path / "place")
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)


SOMEBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
needs_somebody = pytest.mark.skipif(
    bool(SOMEBODY) and not shutil.which("setpriv"), reason="root may do everything, and cannot be somebody else"
)


def by_somebody(tmp_path: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """A command of somebody for whom permissions hold, on a path that is open to all."""
    for parent in (tmp_path, *tmp_path.parents):
        if os.fspath(parent).startswith("/tmp/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    home = tmp_path / "theirs"
    home.mkdir(exist_ok=True)
    home.chmod(0o777)
    words = (*SOMEBODY, *command(*words))
    return subprocess.run(words, capture_output=True, text=True, env=environment(home), timeout=30, check=False)


@needs_somebody
def test_a_folder_without_permission_is_refused_in_a_sentence(tmp_path: Path, seeds: Path) -> None:
    seeds.chmod(0)
    for words in ((seeds,), ("list", seeds), ("read", seeds)):
        ended = by_somebody(tmp_path, *words)
        assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
        assert "permission" in ended.stderr
        assert "Traceback" not in ended.stderr


@needs_somebody
def test_annotations_that_may_not_be_written_are_said_and_what_is_there_can_be_read(
    tmp_path: Path, seeds: Path
) -> None:
    assert annotate(tmp_path, seeds) == (0, "")
    store = tmp_path / "annotations"
    for path in (store, *store.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    refused = by_somebody(tmp_path, "annotate", seeds, KIM, "--quote", QUOTE, "--note", "more")
    assert refused.returncode == 3
    assert refused.stderr.startswith("reader: Not saved: ")
    assert by_somebody(tmp_path, "notes", seeds).stdout.count("mine") == 1


def _with_file(place: Path) -> Path:
    place.write_text("not a folder")
    return place


def _linked(place: Path) -> Path:
    place.symlink_to("nowhere")
    return place


def test_a_place_that_is_gone_with_all_around_it_is_said(tmp_path: Path, seeds: Path) -> None:
    code, said = annotate(tmp_path, seeds, "--annotations", tmp_path / "unplugged" / "notes")
    assert code == 3
    assert "Not saved: there is no such folder" in said


def test_annotations_go_into_a_folder_that_is_missing_and_onto_another_file_system(tmp_path: Path, seeds: Path) -> None:
    places = [tmp_path / "missing"]
    if os.path.isdir("/dev/shm") and os.stat("/dev/shm").st_dev != os.stat(tmp_path).st_dev:
        places.append(Path("/dev/shm") / f"reader-{os.getpid()}")
    for place in places:
        try:
            assert annotate(tmp_path, seeds, "--annotations", place) == (0, "")
            assert notes(tmp_path, seeds, "--annotations", place) == ["mine"]
        finally:
            subprocess.run(["rm", "-rf", place], check=True)


@pytest.mark.parametrize("make", [_with_file, _linked])
def test_what_stands_in_the_place_of_the_annotations_is_said_and_not_touched(
    tmp_path: Path, seeds: Path, make: Callable[[Path], Path]
) -> None:
    place = make(tmp_path / "annotations")
    before = os.lstat(place)
    code, said = annotate(tmp_path, seeds)
    assert code == 3
    assert said.startswith("reader: Not saved: ")
    assert os.lstat(place).st_ino == before.st_ino
    with opened(tmp_path, seeds) as terminal:
        terminal.until(HEADLINE)
        terminal.press("\r")
        terminal.until("read on")
        terminal.press("a")
        terminal.until("Nothing can be saved")
        terminal.press("q")
        terminal.until("Enter read")
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.is_left_clean()


@contextlib.contextmanager
def mounted(place: Path, *options: str) -> Iterator[None]:
    """A small file system of its own."""
    place.mkdir(exist_ok=True)
    ended = subprocess.run(["mount", "-t", "tmpfs", *options, "tmpfs", place], capture_output=True, check=False)
    if ended.returncode:
        pytest.skip(f"no file system can be mounted here: {ended.stderr.decode().strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk_is_said_keeps_the_text_on_the_screen_and_harms_nothing(tmp_path: Path, seeds: Path) -> None:
    store = tmp_path / "annotations"
    with mounted(store, "-o", "size=64k"):
        assert annotate(tmp_path, seeds) == (0, "")
        with contextlib.suppress(OSError), open(store / "fill", "wb", buffering=0) as file:
            while file.write(b"\0" * 4096):
                pass
        assert annotate(tmp_path, seeds) == (3, "reader: Not saved: the disk is full.\n")
        with opened(tmp_path, seeds) as terminal:
            terminal.until(HEADLINE)
            terminal.press("\r")
            terminal.until("read on")
            terminal.press("jja")
            terminal.until("Note on the passage")
            terminal.press("my long thought")
            terminal.until("my long thought")
            terminal.press("\x13")
            terminal.until(lambda shown: "the disk is full" in shown and "my long thought" in shown)
            os.unlink(store / "fill")
            terminal.press("\x13")
            terminal.until("Saved.")
        assert sorted(notes(tmp_path, seeds)) == ["mine", "my long thought"]
        assert process(tmp_path, "check", seeds).code == 0


def test_a_read_only_disk_is_said_and_reading_goes_on(tmp_path: Path, seeds: Path) -> None:
    store = tmp_path / "annotations"
    with mounted(store):
        assert annotate(tmp_path, seeds) == (0, "")
        subprocess.run(["mount", "-o", "remount,ro", store], check=True)
        code, said = annotate(tmp_path, seeds)
        assert (code, said) == (3, said)
        assert "read-only" in said
        assert notes(tmp_path, seeds) == ["mine"]


# Terminals


@pytest.mark.parametrize(
    ("columns", "lines"),
    [(1, 1), pytest.param(2, 2, marks=pytest.mark.soak), pytest.param(7, 3, marks=pytest.mark.soak), (500, 200)],
)
def test_a_terminal_of_any_size_can_be_read_in(tmp_path: Path, seeds: Path, columns: int, lines: int) -> None:
    with opened(tmp_path, seeds, None, columns, lines) as terminal:
        terminal.until_sent(b"\x1b[?2026$p")
        terminal.until_sent(b"\x1b[?1006h")
        terminal.press("\rjjG?")
        terminal.resize(120, 40)
        terminal.send(signal.SIGWINCH)
        terminal.until("Keys in the")
        terminal.send(signal.SIGTERM)
        assert terminal.ended() == 128 + signal.SIGTERM
        assert terminal.is_left_clean()


def test_nothing_that_is_typed_is_lost_when_the_window_changes_meanwhile(tmp_path: Path, seeds: Path) -> None:
    with opened(tmp_path, seeds) as terminal:
        terminal.until(HEADLINE)
        terminal.press("\r")
        terminal.until("read on")
        terminal.press("a")
        terminal.until("Note on the passage")
        typed = "a thought that goes on while the window is dragged"
        for number, letter in enumerate(typed):
            terminal.press(letter)
            terminal.resize(60 + 3 * number % 70, 12 + number % 30)
            terminal.read(0)
        terminal.resize(120, 40)
        terminal.until(typed)
        terminal.press("\x13")
        terminal.until("Saved.")
    assert notes(tmp_path, seeds) == [typed]


def test_a_window_that_changes_while_its_size_is_asked_is_shown_as_it_is_now(tmp_path: Path) -> None:
    script = """
import fcntl, struct, termios
from textual.app import App
from textual.widgets import Static
from reader.tui.driver import SteadyDriver

class Dragged(SteadyDriver):
    def _get_terminal_size(self):
        asked = super()._get_terminal_size()
        if asked == (90, 30):
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 25, 80, 0, 0))
        return asked

class Sized(App):
    def compose(self):
        yield Static()
    def on_resize(self, event):
        self.query_one(Static).update(f"{event.size.width} x {event.size.height}")

Sized(driver_class=Dragged).run()
"""
    with Terminal([sys.executable, "-c", script], environment(tmp_path)) as terminal:
        terminal.until("120 x 40")
        terminal.resize(90, 30)
        terminal.until("80 x 25")


def test_a_dumb_terminal_gets_the_listing(tmp_path: Path, seeds: Path) -> None:
    with opened(tmp_path, seeds, {"TERM": "dumb"}) as terminal:
        assert terminal.ended() == 0
        assert HEADLINE in terminal.shown
        assert b"\x1b" not in terminal.emitted


@pytest.mark.parametrize(
    "locale",
    [
        pytest.param({"LANG": "C"}, marks=pytest.mark.soak),
        pytest.param({"LC_ALL": "POSIX"}, marks=pytest.mark.soak),
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
)
def test_without_a_locale_the_screen_shows_what_the_file_says(
    tmp_path: Path, seeds: Path, locale: dict[str, str]
) -> None:
    (seeds / "größe.txt").write_text("date 2024-05-01 KÖLN — Die Größe 漢字 war groß.\n")
    with opened(tmp_path, seeds, locale) as terminal:
        terminal.until("Die Größe 漢")
        terminal.press("q")
        assert terminal.ended() == 0


# Ends


def _half_typed(terminal: Terminal) -> None:
    terminal.until(HEADLINE)
    terminal.press("\r")
    terminal.until("read on")
    terminal.press("jjh")
    terminal.until("Saved.")
    terminal.press("a")
    terminal.until("Note on the passage")
    terminal.press("half a thought")
    terminal.until("half a thought")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_the_terminal_clean_and_loses_nothing_that_was_saved(
    tmp_path: Path, seeds: Path, number: signal.Signals
) -> None:
    with opened(tmp_path, seeds) as terminal:
        _half_typed(terminal)
        terminal.send(number)
        assert terminal.ended() == 128 + number
        assert terminal.is_left_clean()
        assert b"Traceback" not in terminal.emitted
    assert len(notes(tmp_path, seeds)) == 1


def test_a_window_that_is_closed_ends_the_reader_and_loses_nothing_that_was_saved(tmp_path: Path, seeds: Path) -> None:
    with opened(tmp_path, seeds) as terminal:
        _half_typed(terminal)
        terminal.hang_up()
        assert terminal.process.wait(20) == 128 + signal.SIGHUP
    assert len(notes(tmp_path, seeds)) == 1


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_a_stopped_reader_comes_back(tmp_path: Path, seeds: Path, number: signal.Signals) -> None:
    with opened(tmp_path, seeds) as terminal:
        _half_typed(terminal)
        terminal.send(number)
        terminal.until_stopped()
        assert terminal.is_left_clean() is (number == signal.SIGTSTP)  # the other one cannot be noticed
        terminal.send(signal.SIGCONT)
        terminal.press(" and the rest")
        terminal.until("half a thought and the rest")
        terminal.press("\x13")
        terminal.until("Saved.")
        terminal.press("q")
        terminal.until("Enter read")
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.is_left_clean()
    assert notes(tmp_path, seeds) == ["half a thought and the rest"]


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_a_reader_that_comes_back_paints_all_without_being_asked(
    tmp_path: Path, seeds: Path, number: signal.Signals
) -> None:
    with opened(tmp_path, seeds) as terminal:
        terminal.until("2 articles")
        terminal.send(number)
        terminal.until_stopped()
        before = len(terminal.emitted)
        terminal.send(signal.SIGCONT)
        terminal.until(lambda _: b"2 articles" in terminal.emitted[before:])


def test_each_stream_may_be_missing_or_no_terminal(tmp_path: Path, seeds: Path) -> None:
    words = " ".join(command(seeds))
    for how in (
        "<&-",
        ">&-",
        "2>&-",
        "<&- >&- 2>&-",
        "</dev/null",
        "| cat",
        "2>/dev/null | cat",
        "</dev/null 2>&1 | cat",
    ):
        ended = subprocess.run(
            ["bash", "-c", f"{words} {how}"], capture_output=True, env=environment(tmp_path), timeout=30, check=False
        )
        assert (ended.returncode, ended.stderr) == (0, b""), how


def test_an_error_output_that_is_no_terminal_gets_no_screen(tmp_path: Path, seeds: Path) -> None:
    log = tmp_path / "log"
    words = f"{' '.join(command(seeds))} 2>{log}"
    with Terminal(["bash", "-c", words], environment(tmp_path)) as terminal:
        assert terminal.ended() == 0
        assert HEADLINE in terminal.shown
    assert log.read_bytes() == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_sentence_that_cannot_be_written_does_not_change_how_it_ends(tmp_path: Path) -> None:
    for how in ("2>/dev/full", "2>&1 >/dev/full | true", ">/dev/full 2>&1"):
        words = " ".join(command(tmp_path / "nowhere"))
        ended = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {words} {how}"],
            capture_output=True,
            env=environment(tmp_path),
            check=False,
        )
        assert ended.stderr == b""
        assert ended.returncode in (1, 2, 141), how


def test_the_errors_that_a_disk_gives_have_words_of_their_own() -> None:
    from reader.store.problems import reason

    for code in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EIO, errno.ENOTDIR, errno.ELOOP):
        assert "error" not in reason(OSError(code, os.strerror(code)))


def test_the_reader_ends_at_once_while_a_large_folder_is_still_being_read(tmp_path: Path) -> None:
    folder = tmp_path / "large"
    folder.mkdir()
    (folder / "0.txt").write_text("date 2024-03-15 OSLO — A story. It goes on.\n")
    for number in range(1, 20_000):
        os.link(folder / "0.txt", folder / f"{number}.txt")
    with opened(tmp_path, folder) as terminal:
        terminal.until("A story")
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.is_left_clean()
    (catalogue,) = (tmp_path / "home").glob("XDG_CACHE_HOME/reader/catalogues/*.db")
    with contextlib.closing(sqlite3.connect(catalogue)) as connection:
        ((listed,),) = connection.execute("SELECT count(*) FROM article").fetchall()
    assert 0 < listed < 20_000
