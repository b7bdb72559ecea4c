"""The clipboard and the editor of the person's desktop, by real programs."""

import base64
import os
import stat
import sys
from pathlib import Path

import pytest

import cli_builders
from article_builders import LIMOUSINE
from reader.desktop import clipboard_command, copy, edit_file, edit_text, editor_command
from terminal_builders import READER, Terminal, sent
from tui_builders import kept, reading


def program(folder: Path, name: str, source: str) -> Path:
    """A program of this name in `folder`, written in Python."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!{sys.executable}\nimport os, sys\n{source}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("WAYLAND_DISPLAY", "DISPLAY", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    return folder


def taking(tools: Path, name: str, code: int = 0) -> Path:
    """A clipboard's program that puts what it gets, and its arguments, in a file."""
    got = tools / f"{name}.got"
    source = f"open({str(got)!r}, 'w').write(' '.join(sys.argv[1:]) + '|' + sys.stdin.read())\nsys.exit({code})"
    program(tools, name, source)
    return got


def test_the_clipboards_program_is_the_one_of_the_desktop_that_runs(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pbcopy", "wl-copy", "xclip", "xsel"):
        program(tools, name, "")
    path = str(tools)
    assert clipboard_command({"PATH": path}) is None
    assert clipboard_command({"PATH": path, "DISPLAY": ":0"}) == ["xclip", "-selection", "clipboard", "-in"]
    assert clipboard_command({"PATH": path, "DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}) == ["wl-copy"]
    assert clipboard_command({"PATH": str(tools / "none"), "DISPLAY": ":0"}) is None
    monkeypatch.setattr(sys, "platform", "darwin")
    assert clipboard_command({"PATH": path}) == ["pbcopy"]


def test_a_text_is_copied_as_it_is(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    got = taking(tools, "wl-copy")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert copy("“Kim” 한국\n--x")
    assert got.read_text() == "|“Kim” 한국\n--x"


def test_a_program_that_fails_did_not_take_it(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not copy("x")
    taking(tools, "xclip", code=1)
    monkeypatch.setenv("DISPLAY", ":0")
    assert not copy("x")


async def test_copying_says_what_is_known(tools: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(seeds, article=LIMOUSINE) as desk:
        await desk.press("y")
        assert "whether it took it cannot be known" in desk.status
        got = taking(tools, "xclip")
        monkeypatch.setenv("DISPLAY", ":0")
        await desk.press("v", "y")
        assert "Copied the passage." in desk.status
        await desk.press("y")
        assert "Copied the passage with its source." in desk.status
        assert got.read_text().startswith("-selection clipboard -in|In\n(")
        assert "2024-03-15" in got.read_text()


# The editor


def test_an_editor_with_arguments_gets_the_whole_path_of_the_file(
    tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tools, "ed itor", f"open({str(tmp_path / 'got')!r}, 'w').write('|'.join(sys.argv[1:]))")
    monkeypatch.setenv("EDITOR", f"'{tools}/ed itor' --wait")
    monkeypatch.chdir(tmp_path)
    assert edit_file(Path("-rf.txt"))
    assert (tmp_path / "got").read_text() == f"--wait|{tmp_path}/-rf.txt"


def test_visual_goes_before_editor_and_vi_is_the_last_resort(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "ed")
    monkeypatch.setenv("VISUAL", "nano -w")
    assert editor_command() == ["nano", "-w"]
    monkeypatch.setenv("VISUAL", "")
    assert editor_command() == ["ed"]
    monkeypatch.setenv("EDITOR", " ")
    assert editor_command() == ["vi"]


def test_a_note_comes_back_as_the_editor_left_it_cleaned(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tools, "ed", "open(sys.argv[1], 'ab').write(b' two\\r\\n\\x1b[31mthree\\n')")
    monkeypatch.setenv("EDITOR", "ed")
    assert edit_text("one") == "one two\n␛[31mthree"


def test_an_editor_that_gives_up_changes_nothing(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tools, "ed", "open(sys.argv[1], 'w').write('lost')\nsys.exit(1)")
    monkeypatch.setenv("EDITOR", "ed")
    assert edit_text("one") is None


def test_nobody_else_may_read_a_note_that_is_being_edited(
    tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = "sys.argv[1], os.stat(os.path.dirname(sys.argv[1])).st_mode"
    program(tools, "ed", f"print({seen}, file=open({str(tmp_path / 'mode')!r}, 'w'))")
    monkeypatch.setenv("EDITOR", "ed")
    edit_text("secret")
    path, mode = (tmp_path / "mode").read_text().split()
    assert stat.S_IMODE(int(mode)) == 0o700
    assert not os.path.exists(path)


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")
def test_a_note_is_written_in_the_editor_and_saved_and_copied_in_a_real_terminal(seeds: Path, tmp_path: Path) -> None:
    editor = program(tmp_path / "bin", "ed", "open(sys.argv[1], 'a').write('from the editor')")
    environment = cli_builders.environment(tmp_path, EDITOR=str(editor))
    with Terminal([*READER, seeds], environment) as terminal:
        terminal.until("limousine")
        terminal.press("\r")
        terminal.until("%")
        terminal.press("y")
        terminal.until("cannot be known")
        terminal.press("a")
        terminal.until("ctrl+e")
        terminal.press("\x05")
        terminal.until("from the editor")
        terminal.press("\x13")
        terminal.until("Saved.")
        terminal.press("qq")
        assert terminal.ended() == 0
        (copied,) = sent(terminal.emitted).copied
        assert len(copied) > 40
        assert base64.b64encode(copied.encode()) in terminal.emitted
    notes = [placed.annotation.note for article in os.listdir(seeds) for placed in kept(seeds, article)]
    assert notes == ["from the editor"]
