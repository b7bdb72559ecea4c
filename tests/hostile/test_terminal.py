"""Whatever outside text holds, the terminal gets what the framework sends for harmless words of the same length."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from hostile_builders import ATTACKS, Lair, lair
from terminal_builders import PATIENCE, READER, Sent, Terminal, sent

PAST_THE_GATE = (
    "import reader.text.safety as gate\n"
    "gate.clean = gate.clean_line = gate.visible_name = lambda text: text if isinstance(text, str) else text.decode()\n"
    "from reader.__main__ import main\n"
    "main()\n"
)
"""The reader with its gate taken out."""


@dataclass
class Twins:
    """Two readers, one over a hostile library and one over its harmless twin, that get the same keys."""

    hostile: Terminal
    harmless: Terminal

    def see(self, *wanted: str, gone: str = "\0") -> None:
        """Wait until both show the same, with all of `wanted` on it and without `gone`."""
        end = time.monotonic() + PATIENCE
        while True:
            self.hostile.read(0.02)
            self.harmless.read(0.02)
            one, other = self.hostile.shown, self.harmless.shown
            if one == other and gone not in one and all(words in one for words in wanted):
                return
            assert time.monotonic() < end, f"{wanted}\n{_differing(one, other)}"

    def press(self, keys: str, *wanted: str, gone: str = "\0") -> None:
        self.hostile.press(keys)
        self.harmless.press(keys)
        self.see(*wanted, gone=gone)

    def quit(self, keys: str) -> None:
        for one in (self.hostile, self.harmless):
            one.press(keys)
            assert one.ended() == 0
            assert one.is_left_clean()
        self.assert_alike()

    def paste(self, text: str, *wanted: str) -> None:
        self.hostile.paste(text)
        self.harmless.paste(text)
        self.see(*wanted)

    def resize(self, columns: int, lines: int) -> None:
        self.hostile.resize(columns, lines)
        self.harmless.resize(columns, lines)

    def assert_alike(self) -> None:
        hostile, harmless = sent(self.hostile.emitted), sent(self.harmless.emitted)
        assert hostile.kinds <= harmless.kinds
        assert (hostile.unfit, harmless.unfit) == (frozenset(), frozenset())
        assert hostile.copied == harmless.copied


def _differing(one: str, other: str) -> str:
    pairs = zip(one.split("\n"), other.split("\n"), strict=True)
    return "\n".join(f"{a!r}\n{b!r}" for a, b in pairs if a != b) or one


@pytest.fixture(scope="module")
def lairs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Lair, Lair]:
    place = tmp_path_factory.mktemp("lairs")
    return lair(place), lair(place, hostile=False)


@contextmanager
def twins(lairs: tuple[Lair, Lair], place: Path) -> Iterator[Twins]:
    """Both as they start for the first time: what they remember is kept in `place`."""
    (hostile, one_home), (harmless, other_home) = (
        (den, {"XDG_STATE_HOME": str(place / str(n))}) for n, den in enumerate(lairs)
    )
    with (
        Terminal([*READER, hostile.folder], hostile.environment | one_home) as one,
        Terminal([*READER, harmless.folder], harmless.environment | other_home) as other,
    ):
        pair = Twins(one, other)
        pair.see(f"{len(ATTACKS)} articles", "Notes · 1", "note")
        yield pair


def test_list_header_body_notes_and_terms_of_every_attack(lairs: tuple[Lair, Lair], tmp_path: Path) -> None:
    with twins(lairs, tmp_path) as pair:
        days = [
            f"{28 - number}\N{NO-BREAK SPACE}March" for number in range(len(ATTACKS))
        ]  # only the byline has the month
        for day in days[1:]:
            pair.press("J", day, "note")
        pair.press("T", "Key terms")
        for day in days[-2::-1]:
            pair.press("K", day, "Port Town")
        pair.press("\r", "read on")
        pair.press("TB", "Notes · 1")
        pair.press("q", "Enter read")
        pair.quit("q")


def test_dialogs_completion_search_toasts_help_palette_and_clipboard(lairs: tuple[Lair, Lair], tmp_path: Path) -> None:
    with twins(lairs, tmp_path) as pair:
        pair.press("\r>", "%")
        pair.press("yy", "with its source")
        pair.press("t", "Tag the passage")
        pair.press(", ta", "#tag")
        pair.press("\t", gone="#tag␛]8")
        pair.press("\x1b", gone="Tag the passage")
        pair.press("a", "Note on the passage", "end")
        pair.press("\x1b", gone="Note on the passage")
        pair.press("e", "Export notes", "notes")
        pair.press("\r", "Exported 1 file")
        pair.press("?", "Keys in the article")
        pair.press("\x1b", gone="Keys in the article")
        pair.press("\x10", "Search for commands")
        pair.press("\x1b", gone="Search for commands")
        pair.press("/", "find in the article")
        pair.press("Smith", "1/2")
        pair.press("\r", "read on")
        pair.press("*", "Notes · 1")
        pair.press("\x1b[Z", "Enter read")
        pair.press("/", "filter: words")
        pair.press("Case markup", "1 article")
        pair.press("\x1b", f"{len(ATTACKS)} articles")
        pair.press("x", "No annotation")
        pair.quit("q")


def test_all_notes_of_every_attack_their_tags_and_dialogs(lairs: tuple[Lair, Lair], tmp_path: Path) -> None:
    with twins(lairs, tmp_path) as pair:
        pair.press("A", f"{len(ATTACKS)} notes", "Kinds of notes", "Noted in")
        for _ in ATTACKS:
            pair.press("j", "Kinds of notes")
        pair.press("gt", "Tag the note")
        pair.press("\x1b", gone="Tag the note")
        pair.press("a", "The note", "end", "ctrl+s")
        pair.press("\x1b", gone="ctrl+s")
        pair.press("*t", f"Tag {len(ATTACKS)} notes")
        pair.press("\x1b", gone="Tag ")
        pair.press("/", "tag:un")
        pair.press("Smith", "found")
        pair.press("\x1b", f"{len(ATTACKS)} notes")
        pair.press("\tG", "Articles of")
        pair.press("q", f"{len(ATTACKS)} marked")
        pair.press("\r", "read on")
        pair.press("\x0f", f"{len(ATTACKS)} marked")
        pair.press("q", "read on")
        pair.press("q", "Enter read")
        pair.quit("q")


def test_a_toast_names_an_article_that_went_away(tmp_path: Path) -> None:
    pair_of = (lair(tmp_path), lair(tmp_path, hostile=False))
    with twins(pair_of, tmp_path) as pair:
        pair.press("JJ", "Tue 26 March 2024".replace(" ", "\N{NO-BREAK SPACE}"))
        for one in pair_of:
            next(one.folder.glob("02*")).unlink()
        pair.see("was removed from the folder")
        pair.quit("q")


def test_what_is_pasted_passes_the_gate(lairs: tuple[Lair, Lair], tmp_path: Path) -> None:
    attack = "\x9b31m\x9d0;owned\x9c\u202e\x07\x08\x00[@click=app.quit]x[/]"  # terminals take ESC out themselves
    with twins(lairs, tmp_path) as pair:
        pair.press("/", "filter: words")
        pair.paste(f"from outside{attack}there", "from outside", "No article answers")
        pair.press("\x1b", f"{len(ATTACKS)} articles", gone="No article answers")
        pair.press("\r", "read on")
        pair.press("a", "Note on")
        pair.paste(f"from outside{attack}there", "there")
        found = sent(pair.hostile.so_far)
        assert found.unfit == frozenset()
        assert not {kind for kind in found.kinds if kind[:2] == "C0"} - {"C0 0a", "C0 0d"}


COMMANDS = [
    ["list"], ["list", "Smith"], ["show", "{article}"], ["terms", "{article}"], ["terms"], ["search", "Smith"],
    ["notes"], ["tags"], ["check"], ["export", "-o", "-"], ["export"], ["remove", "nothing\x1b]0;owned\x07"],
    ["show", "nothing\x1b]0;owned\x07"], ["annotate", "{article}", "--quote", "\x1b]0;owned\x07", "--tag", "\x1b]0;"],
    ["annotate", "{article}", "--nth", "\x1b]0;owned\x07\u202e"], ["list", "--\x1b]0;owned\x07"], ["undo"], ["redo"],
    ["export", "-o", "-", "--format", "jsonld"], ["export", "-o", "-", "--format", "csv"],
    ["export", "-o", "-", "--format", "html"], ["export", "--format", "\x1b]0;owned\x07"],
    ["list", "tag:\x1b]0;owned\x07"], ["list", "\"\x1b]0;owned\x07"],
    ["tags", "--rename", "no\x1b]0;", "new\x1b]0;\x07"],
    ["add", "{outside}/page.html"], ["add", "{outside}/mail.eml"], ["add", "{outside}/none\x1b]0;owned\x07"],
    ["feeds", "add", "no\x1b]0;owned\x07"], ["import-notes", "{outside}/notes.jsonld"],
    ["import-notes", "{outside}/bad.json"], ["merge", "{outside}/bad.json"],
    ["merge", "{outside}/none\x1b]0;owned\x07"],
    ["config", "check"], ["config", "show"], ["config", "\x1b]0;owned\x07"],
    ["annotate", "{article}", "--whole", "--tag", "\x1b]0;owned\x07", "--note", "\x1b]0;owned\x07"], ["undo"],
]  # fmt: skip


@pytest.fixture(scope="module")
def den(tmp_path_factory: pytest.TempPathFactory) -> Lair:
    """A hostile library that may be changed."""
    return lair(tmp_path_factory.mktemp("den"))


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files to take in, and settings, that hold attacks."""
    folder, whole = tmp_path_factory.mktemp("outside"), "".join(ATTACKS.values())
    page = f"<html><title>{whole}</title><article><h1>{whole}</h1><p>{whole * 9}</p></article></html>"
    (folder / "page.html").write_text(page, "utf-8", "surrogatepass")
    head = f"From: {ATTACKS['title']} <a@b.example>\nSubject: {ATTACKS['clipboard']} =?utf-8?b?G10wO293bmVkBw==?=\n"
    (folder / "mail.eml").write_text(
        f"{head}Date: Fri, 15 Mar 2024 10:00:00 +0000\n\n{whole * 9}\n", "utf-8", "surrogatepass"
    )
    selector = {"type": "TextQuoteSelector", "exact": whole, "prefix": whole, "suffix": whole}
    target = {"source": whole, "selector": [selector]}
    note = {"@context": "http://www.w3.org/ns/anno.jsonld", "id": whole, "type": "Annotation", "target": target,
            "body": [{"type": "TextualBody", "value": whole}]}  # fmt: skip
    (folder / "notes.jsonld").write_text(json.dumps(note))
    (folder / "bad.json").write_text(json.dumps({whole: [whole]}))
    settings = folder / "config" / "reader"
    settings.mkdir(parents=True)
    for name in ("settings.toml", "config.toml"):
        (settings / name).write_text(f"{json.dumps(ATTACKS['title'])} = 7\ntheme = {json.dumps(ATTACKS['clear'])}\n")
    return folder


def _printed(words: list[str], den: Lair, outside: Path, *more: str) -> Sent:
    """What a command sends to a terminal and to pipes."""
    article = next(den.folder.glob("12*")).name
    command, *rest = (word.format(article=article, outside=outside) if "{" in word else word for word in words)
    place = [] if command == "config" else [den.folder]
    ended = subprocess.run(
        [*READER, command, *place, *rest, *more],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=den.environment | {"XDG_CONFIG_HOME": str(outside / "config")},
        timeout=PATIENCE,
        check=False,
    )
    assert b"Traceback" not in ended.stderr
    assert ended.stdout + ended.stderr
    return sent(ended.stdout + ended.stderr)


@pytest.mark.parametrize("form", ["text", pytest.param("--json", marks=pytest.mark.soak)])
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_prints_anything_but_lines(den: Lair, outside: Path, words: list[str], form: str) -> None:
    printed = _printed(words, den, outside, *(["--json"] if form == "--json" else []))
    assert printed.kinds <= {"C0 0a"}
    assert printed.unfit == frozenset()


def test_a_folder_that_cannot_be_used_is_named_without_harm(tmp_path: Path) -> None:
    for name in ("nothing\x1b]0;owned\x07\udcff", "\u202e[/]"):
        ended = subprocess.run([*READER, tmp_path / name], capture_output=True, timeout=PATIENCE, check=False)
        assert ended.returncode == 2
        assert sent(ended.stderr).kinds == {"C0 0a"}
        assert sent(ended.stderr).unfit == frozenset()


CRASH = (
    "import sys\n"
    "from reader.workspace.desk import Workspace\n"
    "def fail(self, article):\n"
    "    raw = '\\x1b]0;owned\\x07\\u202e\\udcff'\n"
    "    raise ValueError(raw + sys.argv[-1])\n"
    "Workspace.annotations_of = fail\n"
    "from reader.__main__ import main\n"
    "main()\n"
)
"""A reader that breaks over outside bytes."""


def test_a_crash_prints_no_outside_byte_and_ends_in_failure(lairs: tuple[Lair, Lair]) -> None:
    den = lairs[0]
    with Terminal([sys.executable, "-c", CRASH, den.folder], den.environment) as broken:
        assert broken.ended() == 1
        assert broken.is_left_clean()
        assert "What it called saved is on the disk." in broken.shown
        found = sent(broken.emitted)
        assert found.unfit == frozenset()
        assert not {kind for kind in found.kinds if kind.startswith("OSC 0")}
        assert "ValueError: ␛]0;owned␇" in found.text
        assert "locals" not in found.text
    ended = subprocess.run(
        [sys.executable, "-c", CRASH, "notes", den.folder], env=den.environment, capture_output=True,
        timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert ended.returncode == 1
    assert sent(ended.stderr).kinds == {"C0 0a"}
    assert sent(ended.stderr).unfit == frozenset()
    assert b"ValueError" in ended.stderr


def test_a_reader_without_its_gate_is_found_out(lairs: tuple[Lair, Lair]) -> None:
    hostile, harmless = lairs
    listed = subprocess.run(
        [sys.executable, "-c", PAST_THE_GATE, "list", hostile.folder, "--no-cache"],
        env=hostile.environment, capture_output=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert {"OSC 0;owned", "CSI 2 J", "C0 1b"} & sent(listed.stdout).kinds
    with Terminal([sys.executable, "-c", PAST_THE_GATE, harmless.folder, "--no-cache"], harmless.environment) as plain:
        plain.until("articles")
        usual = sent(plain.so_far).kinds
    with Terminal(
        [sys.executable, "-c", PAST_THE_GATE, hostile.folder, "--no-cache"], hostile.environment
    ) as open_gate:
        open_gate.until_sent("\u202e".encode())
        found = sent(open_gate.so_far)
    assert found.kinds - usual
    assert found.unfit
