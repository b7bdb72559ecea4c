"""Whatever a file of the folder is: it is listed and readable, or on the problem list with its reason."""

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from cli_builders import Result, environment, process
from reader.catalogue.catalogue import Catalogue
from reader.errors import CannotRead, NotFound
from reader.library.folder import Library
from reader.reading_state import ReadingState
from terminal_builders import READER, Terminal

STORY = "date 2024-03-15 KÖLN — The naïve café said so, “twice”. It was — all in all — a long day.\n\nMore.\n"
PLAIN = STORY.encode()

READABLE = {
    "utf8": PLAIN,
    "utf8 bom": PLAIN.decode().encode("utf-8-sig"),
    "utf16": STORY.encode("utf-16"),
    "utf16 big": b"\xfe\xff" + STORY.encode("utf-16-be"),
    "utf32": STORY.encode("utf-32"),
    "utf32 big": b"\x00\x00\xfe\xff" + STORY.encode("utf-32-be"),
    "cr": PLAIN.replace(b"\n", b"\r"),
    "crlf": PLAIN.replace(b"\n", b"\r\n"),
    "nel": STORY.replace("\n", "\x85").encode(),
    "separators": STORY.replace("\n", "\u2028").encode(),
}
"""The same words in each: they must come out the same."""

DAMAGED = {
    "latin1": STORY.replace("“", '"').replace("”", '"').replace("—", "-").encode("latin-1"),
    "invalid": PLAIN + b"\xff\xfe\xc0\xaf\xed\xa0\x80 the end\n",
    "cut": STORY.encode("utf-16")[:-1],
}
ODD = {
    "no date": b"Nothing is dated here.\n",
    "impossible date": b"date 2024-02-31 PARIS, France \xe2\x80\x94 A day that never was.\n",
    "year 0": b"date 0000-01-01 ROME \xe2\x80\x94 Before all years.\n",
    "year 9999": b"date 9999-12-31 ROME \xe2\x80\x94 After all years.\n",
    "full-width digits": "date ２０２４-０３-１５ TOKYO — Wide digits.\n".encode(),
    "two dates": b"date 2024-03-15 date 2023-01-01 BONN \xe2\x80\x94 Two days at once.\n",
    "short lines": b"ab\n" * 100_000,
    "one line": b"word " * 100_000,
    "no end": b"x" * 500_000,
    "tabs": b"\t" * 10_000 + b"end",
    "brackets": b"[" * 20_000,
    "quotes": b'"' * 20_000,
    "full stops": b"a." * 20_000,
    "surrogates": b"\xed\xa0\x80\xed\xb0\x80 halves\n",
    "nul at the end": b"x " * 9_000 + b"\0\n",
}
UNREADABLE = {
    "empty": (b"", "empty"),
    "blank": (b" \n\t\r\n\xc2\xa0\n", "empty"),
    "binary": (b"\x7fELF\x02\x01\x01\x00" * 10, "binary"),
    "large": (b"word " * 1_700_000, "too large"),
}
NAMES = [
    b"esc\x1b[2J.txt", b"new\nline.txt", "rlo\u202etxt.txt".encode(), b"bad\xff\xfe.txt", b"n" * 251 + b".txt",
    b"-dash.txt",     b"--help.txt", b"twin.txt", b"TWIN.TXT", "é.txt".encode(), "e\u0301.txt".encode(), b" blank .txt",
    b"~tilde.txt", b"%s{}.txt", b"a\\b.txt", b"'quote\".txt", b"$HOME`id`.txt", b"tab\t.txt", b"[@click=app.quit].txt",
]  # fmt: skip


def write(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    folder.mkdir(exist_ok=True)
    for name, content in files:
        (folder / f"{name}.txt").write_bytes(content)


def headless(tmp_path: Path, *words: str | Path) -> Result:
    result = process(tmp_path, *words)
    assert "Traceback" not in result.err
    return result


def test_the_same_words_come_out_whatever_their_encoding_and_line_ends(tmp_path: Path) -> None:
    write(tmp_path, READABLE.items())
    library = Library(tmp_path)
    texts = {name: library.read(f"{name}.txt").text for name in READABLE}
    assert set(texts.values()) == {STORY}
    assert {library.read(f"{name}.txt").date for name in READABLE} == {library.read("utf8.txt").date}


def test_no_letter_is_lost_in_a_damaged_file(tmp_path: Path) -> None:
    write(tmp_path, DAMAGED.items())
    for name, content in DAMAGED.items():
        article = Library(tmp_path).read(f"{name}.txt")
        assert article.damaged
        letters = content.decode("utf-16" if name == "cut" else "utf-8", "ignore")
        assert [c for c in letters if c.isalpha()] == [c for c in article.text if c.isalpha()]


def test_every_file_is_listed_or_a_problem_with_its_reason(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    write(folder, (READABLE | DAMAGED | ODD).items())
    write(folder, ((name, content) for name, (content, _) in UNREADABLE.items()))
    listed = {
        record["id"].removesuffix(".txt"): record for record in headless(tmp_path, "list", folder, "--json").records
    }
    checked = headless(tmp_path, "check", folder, "--json")
    problems = {record["path"].removesuffix(".txt"): record["reason"] for record in checked.records}
    assert listed.keys() == {*READABLE, *DAMAGED, *ODD}
    assert problems.keys() == UNREADABLE.keys()
    assert checked.code == 1
    for name, (_, reason) in UNREADABLE.items():
        assert reason in problems[name]
    dates = {name: listed[name]["date"] for name in ODD if listed[name]["date"]}
    assert dates == {"year 9999": "9999-12-31", "two dates": "2024-03-15"}


def test_every_odd_file_opens_and_can_be_gone_through(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    write(folder, ODD.items())
    headlines = [record["headline"][:40] for record in headless(tmp_path, "list", folder, "--json").records]
    with Terminal([*READER, folder], environment(tmp_path)) as terminal:
        terminal.until(f"{len(ODD)} articles")
        terminal.press("\r")
        terminal.until("read on")
        for headline in headlines:
            terminal.until(headline)
            terminal.press("G")
            terminal.until("100 %")
            terminal.press("gJ")
        terminal.press("q")
        terminal.until("Enter read")
        terminal.press("q")
        assert terminal.ended() == 0


@pytest.mark.soak
def test_a_file_of_one_line_of_eight_megabytes_opens(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    write(folder, [("line", b"word " * 1_600_000)])
    with Terminal([*READER, folder], environment(tmp_path)) as terminal:
        terminal.until("1 article")
        terminal.press("\r")
        terminal.until("100 %", 60)
        terminal.press("vG")
        terminal.until("words selected", 60)


def test_nothing_but_regular_files_of_the_folder_is_read(tmp_path: Path) -> None:
    folder, outside = tmp_path / "seeds", tmp_path / "outside"
    write(folder, [("a", PLAIN)])
    write(outside, [("secret", b"date 2024-01-01 X \xe2\x80\x94 The secret word is xyzzy.\n")])
    (folder / "dangling.txt").symlink_to("nowhere")
    (folder / "circle.txt").symlink_to("circle.txt")
    (folder / "environ.txt").symlink_to("/proc/self/environ")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "file.txt").symlink_to(outside / "secret.txt")
    (folder / "linked").symlink_to(outside, target_is_directory=True)
    (folder / "folder.txt").mkdir()
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(folder / "socket.txt"))
    if os.geteuid() == 0:
        os.mknod(folder / "device.txt", 0o600 | 0o020000, os.makedev(1, 5))
    assert [record["id"] for record in headless(tmp_path, "list", folder, "--json").records] == ["a.txt"]
    problems = {record["path"]: record["reason"] for record in headless(tmp_path, "check", folder, "--json").records}
    links = {"dangling.txt", "circle.txt", "environ.txt", "zero.txt", "file.txt"}
    assert {name for name, reason in problems.items() if "links are not followed" in reason} == links
    assert "pipe" in problems["pipe.txt"]
    assert "socket" in problems["socket.txt"]
    assert os.geteuid() != 0 or "device" in problems["device.txt"]
    assert headless(tmp_path, "search", folder, "xyzzy").out == ""


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    if os.geteuid() == 0 and not os.path.exists("/usr/bin/setpriv"):
        pytest.skip("root may read everything, and there is no setpriv to be somebody else")
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents:
        if str(parent).startswith("/tmp/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    folder = tmp_path / "seeds"
    write(folder, [("a", PLAIN), ("closed", PLAIN)])
    (folder / "closed.txt").chmod(0)
    (folder / "shut").mkdir(mode=0)
    somebody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    ended = subprocess.run(
        [*somebody, *READER, "check", folder],
        capture_output=True, env=environment(tmp_path), timeout=30, check=False,
    )  # fmt: skip
    assert b"closed.txt" in ended.stdout, ended
    assert b"shut/" in ended.stdout
    assert ended.stdout.count(b"There is no permission to read it.") == 2
    assert ended.returncode == 1


@pytest.mark.parametrize(
    "change", [Path.unlink, lambda path: path.write_bytes(b"\0\0"), lambda path: path.write_text("")]
)
def test_a_file_that_vanishes_or_changes_while_it_is_read_harms_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object]
) -> None:
    write(tmp_path, [("a", PLAIN), ("b", PLAIN)])
    read = os.read

    def meddled(descriptor: int, size: int) -> bytes:
        for path in (tmp_path / "b.txt", tmp_path / "a.txt"):
            if path.exists():
                change(path)
        return read(descriptor, size)

    monkeypatch.setattr("reader.library.source.os.read", meddled)
    library = Library(tmp_path)
    catalogue = Catalogue(library, None, ReadingState(tmp_path / ".state.db").open)
    catalogue.refresh()
    monkeypatch.undo()
    for row in catalogue.listing:
        try:
            library.read(row.id)
        except (CannotRead, NotFound):
            continue
    assert len(catalogue.listing) + len(catalogue.problems) in (1, 2)


def test_every_name_is_listed_shown_and_annotated(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:
            file.write(b"date 2024-03-%02d X \xe2\x80\x94 Article %d says so. " % (number + 1, number) + PLAIN)
    records = headless(tmp_path, "list", folder, "--json").records
    assert {os.fsencode(record["id"]) for record in records} == {*NAMES}
    for record in records[:3]:
        shown = headless(tmp_path, "show", folder, "--json", "--", record["id"])
        assert (shown.code, shown.records[0]["id"]) == (0, record["id"])
    lines = "".join(f'{{"article": {_json(record["id"])}, "quote": "naïve café", "note": "n"}}\n' for record in records)
    made = process(tmp_path, "annotate", folder, "--stdin", stdin=lines)
    assert (made.code, len(made.lines)) == (0, len(NAMES))
    assert {record["article"] for record in headless(tmp_path, "notes", folder, "--json").records} == {
        record["id"] for record in records
    }
    exported = headless(tmp_path, "export", folder)
    assert exported.code == 0
    assert len(list((tmp_path / "notes").iterdir())) == len(NAMES)


def _json(text: str) -> str:
    import json

    return json.dumps(text)


def test_folders_nest_as_deep_as_the_system_lets_them(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    here = os.open(folder, os.O_RDONLY)
    for _ in range(2_500):  # longer than a path may be
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    (folder / "a.txt").write_bytes(PLAIN)
    assert [record["id"] for record in headless(tmp_path, "list", folder, "--json").records] == ["a.txt"]
    (problem,) = headless(tmp_path, "check", folder, "--json").records
    subprocess.run(["rm", "-r", folder], check=True)  # deeper than Python removes
    assert "too long" in problem["reason"]


@pytest.mark.soak
def test_a_huge_file_costs_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    write(folder, [("a", PLAIN), ("line", b"x" * 50 * 2**20)])
    with open(folder / "huge.txt", "wb") as file:
        file.truncate(2**30)
    began = time.monotonic()
    (one, other) = headless(tmp_path, "check", folder, "--json").records
    assert "too large" in one["reason"]
    assert "too large" in other["reason"]
    assert time.monotonic() - began < 10


@pytest.mark.soak
def test_a_million_files_are_listed(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    for hundred in range(1_000):
        inner = folder / f"{hundred:03}"
        inner.mkdir(parents=True)
        os.link(_written(tmp_path, hundred), inner / "0.txt")
        for number in range(1, 1_000):
            os.link(inner / "0.txt", inner / f"{number}.txt")
    with Terminal([*READER, folder], environment(tmp_path)) as terminal:
        terminal.until("1,000,000 articles", 3_600)
        terminal.press("G")
        terminal.until("1,000,000 articles", 60)


def _written(tmp_path: Path, number: int) -> Path:
    path = tmp_path / f"{number}.origin"
    path.write_bytes(b"date 2024-03-15 X \xe2\x80\x94 Article %d.\n" % number)
    return path
