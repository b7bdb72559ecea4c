"""The contract of stdout, stderr and exit status, kept by a process of its own."""

import contextlib
import os
import pty
import signal
import subprocess
from pathlib import Path

import pytest

from cli_builders import KIM, QUOTE, command, environment, json_lines, library, process


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return library(tmp_path)


def start(tmp_path: Path, *words: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(*words),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
    )


def test_a_folder_without_a_terminal_prints_the_listing_and_ends(tmp_path: Path, seeds: Path) -> None:
    listed = process(tmp_path, seeds)
    assert (listed.code, listed.err, len(listed.lines)) == (0, "", 2)


def test_an_open_pipe_that_says_nothing_is_not_waited_for(tmp_path: Path, seeds: Path) -> None:
    reader = start(tmp_path, seeds)
    assert reader.stdout is not None
    assert KIM.encode() in reader.stdout.read()
    assert reader.wait(30) == 0
    reader.communicate()


def test_a_terminal_to_print_on_and_none_to_type_at_gets_the_listing(tmp_path: Path, seeds: Path) -> None:
    ours, theirs = pty.openpty()
    ended = subprocess.run(
        command(seeds), stdin=subprocess.DEVNULL, stdout=theirs, env=environment(tmp_path), timeout=30, check=False
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError), os.fdopen(ours, "rb", buffering=0) as terminal:  # EIO: the other end is closed
        while chunk := terminal.read(4096):
            shown += chunk
    assert ended.returncode == 0
    assert KIM.encode() in shown
    assert b"\x1b" not in shown
    assert max(map(len, shown.decode().split("\r\n"))) <= 80


def test_each_way_to_end_has_its_status(tmp_path: Path, seeds: Path) -> None:
    assert process(tmp_path, "annotate", seeds, KIM, "--quote", QUOTE).code == 0
    (seeds / "broken.txt").write_bytes(b"\0\1\2\0" * 100)
    found = process(tmp_path, "check", seeds)
    assert (found.code, found.err) == (1, "")
    refused = process(tmp_path, "show", seeds, "zebra")
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("words", [["list"], ["search", "kim"], ["tags"]])
def test_a_command_leaves_no_log_of_the_catalogue_behind(tmp_path: Path, seeds: Path, words: list[str]) -> None:
    for _ in range(2):  # the second one is answered by the catalogue alone
        assert process(tmp_path, *words[:1], seeds, *words[1:]).code == 0
        kept = [path.suffix for path in tmp_path.rglob("catalogues/*")]
        assert kept == [".db"]


def test_output_is_utf8_in_any_locale(tmp_path: Path, seeds: Path) -> None:
    (seeds / "größe 漢字.txt").write_text("date 2024-03-15 KÖLN — Die Größe 漢字.\n")
    (seeds / os.fsdecode(b"bad\xff.txt")).write_text("date 2024-03-14 X — The quick brown fox.\n")
    for locale in ({"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        listed = process(tmp_path, "list", seeds, **locale)
        assert (listed.code, listed.err) == (0, "")
        assert "Die Größe 漢字" in listed.out
        records = process(tmp_path, "list", seeds, "--json", **locale).records
        for record in records:
            shown = process(tmp_path, "show", seeds, record["id"], "--json", **locale)
            assert (shown.code, shown.records[0]["id"]) == (0, record["id"])


def test_a_reader_of_our_output_that_goes_away_is_no_error_worth_a_word(tmp_path: Path, seeds: Path) -> None:
    text = (seeds / KIM).read_text()
    for number in range(200):
        (seeds / f"{number}.txt").write_text(text)
    shown = f"{' '.join(command('search', seeds, 'the', '--json'))} | head -1; echo ${{PIPESTATUS[0]}}"
    ended = subprocess.run(
        ["bash", "-c", shown], capture_output=True, env=environment(tmp_path), timeout=30, check=False
    )
    first, status = ended.stdout.decode().splitlines()
    assert first.startswith('{"article"')
    assert (status, ended.stderr) == ("141", b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_an_output_that_is_full_is_said_in_one_line(tmp_path: Path, seeds: Path) -> None:
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(
            command("list", seeds),
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(tmp_path),
            timeout=30,
            check=False,
        )
    assert ended.returncode == 1
    assert ended.stderr.decode().startswith("reader: The output cannot be written")
    assert ended.stderr.count(b"\n") == 1


def test_closed_outputs_are_no_crash(tmp_path: Path, seeds: Path) -> None:
    words = " ".join(command("annotate", seeds, KIM, "--quote", f"'{QUOTE}'"))
    for closed in (">&-", "2>&-", ">&- 2>&- <&-"):
        ended = subprocess.run(
            ["bash", "-c", f"{words} {closed}"], capture_output=True, env=environment(tmp_path), timeout=30, check=False
        )
        assert (ended.returncode, ended.stderr) == (0, b"")
    assert len(process(tmp_path, "notes", seeds, "--json").lines) == 3


def test_ctrl_c_ends_quietly_and_keeps_what_was_acknowledged(tmp_path: Path, seeds: Path) -> None:
    reader = start(tmp_path, "annotate", seeds, "--stdin")
    assert reader.stdin is not None
    assert reader.stdout is not None
    reader.stdin.write(json_lines([{"article": KIM, "quote": QUOTE}]).encode())
    reader.stdin.flush()
    id = reader.stdout.readline().decode().strip()
    reader.send_signal(signal.SIGINT)
    out, err = reader.communicate(timeout=30)
    assert (reader.returncode, out, err) == (130, b"", b"")
    assert [note["id"] for note in process(tmp_path, "notes", seeds, "--json").records] == [id]


def test_every_id_that_was_printed_survives_a_kill(tmp_path: Path, seeds: Path) -> None:
    lines = json_lines([{"article": KIM, "quote": QUOTE, "note": f"note {n}"} for n in range(400)]).encode()
    acknowledged: set[str] = set()
    for after in (1, 7, 30):
        reader = start(tmp_path, "annotate", seeds, "--stdin")
        assert reader.stdin is not None
        assert reader.stdout is not None
        reader.stdin.write(lines)
        reader.stdin.flush()
        printed = [reader.stdout.readline() for _ in range(after)]
        reader.kill()
        printed += reader.communicate(timeout=30)[0].splitlines(keepends=True)
        acknowledged |= {line.decode().strip() for line in printed if line.endswith(b"\n")}
        assert len(acknowledged) < 400
        kept = {note["id"] for note in process(tmp_path, "notes", seeds, "--json").records}
        assert acknowledged <= kept
        assert process(tmp_path, "check", seeds).code == 0


def test_two_at_once_both_keep_everything(tmp_path: Path, seeds: Path) -> None:
    lines = json_lines([{"article": KIM, "quote": QUOTE, "note": f"note {n}"} for n in range(40)]).encode()
    readers = [start(tmp_path, "annotate", seeds, "--stdin") for _ in range(2)]
    for reader in readers:
        assert reader.stdin is not None
        reader.stdin.write(lines)
        reader.stdin.close()
        reader.stdin = None
    ids = [line for reader in readers for line in reader.communicate(timeout=60)[0].decode().split()]
    kept = {note["id"] for note in process(tmp_path, "notes", seeds, "--json").records}
    assert len(ids) == 80
    assert kept == set(ids)
