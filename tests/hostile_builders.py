"""Somebody else's text at its worst, and the same library as harmless text of the same length."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.anchoring.describe import describe
from reader.model.annotation import Revision, bodies
from reader.store.identity import new_ulid, revision_id
from reader.store.tinydb_store import TinyDBStore
from reader.text.safety import clean, clean_line, unify_newlines, visible_name
from reader.text.span import Span
from reader.workspace.desk import open_workspace
from store_builders import NOON

ATTACKS = {
    "title": "\x1b]0;owned\x07",
    "link": "\x1b]8;;http://evil.example/\x1b\\here\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;b3duZWQ=\x07",
    "colours": "\x1b]4;1;rgb:00/00/00\x1b\\\x1b]10;?\x07\x1b]104\x07",
    "clear": "\x1b[2J\x1b[3J\x1b[H\x1b[31;5m",
    "ask": "\x1b[6n\x1b[c\x1b[>q\x1b[21t\x05",
    "modes": "\x1b[?1049l\x1b[?1003h\x1b[?25h\x1b[!p\x1bc\x1b(0",
    "dcs": "\x1bP+q544e\x1b\\\x1bP$qm\x1b\\",
    "apc": "\x1b_Gf=24,s=1,v=1;AAAA\x1b\\\x1b^private\x1b\\\x1bXsos\x1b\\",
    "c1": "\x9b31m\x9d0;owned\x9c\x90q\x9c\x9fx\x9c\x84\x8d",
    "c0": "\x01\x02\x07\x08\x08\x0e\x0f\x1a\x1c\x7f",
    "split": "\x1b\r]52;c;b3duZWQ=\x07\x1b\x0b[2J",
    "bidi": "\u202eevil\u202c\u2066x\u2069\u200f\u061c",
    "unseen": "a\u200bb\u2060c\ufeffd\u00ade\u3164f\U000e0041\U000e007fg",
    "private": "\ue000\U000f0000\ufdd0\uffff\ufff9",
    "zalgo": "Z" + "\u0301" * 90,
    "lines": "a\x85b\u2028c\u2029d\x0be\x0cf",
    "click": "[@click=app.quit]quit[/][link=http://evil.example]x[/link]",
    "markup": "[/][bold red on white]loud[/bold] [sic] \\[x] $primary",
    "crash": "[/nope] [ [[ ]] {} %s {0.__class__} :smile: [#ff0000]",
}
"""By what each is after; none has a NUL, which would make a file binary, or a slash alone."""

PROSE = "Nothing else was said that day, and the ships in the harbour stayed where they had been all week. " * 3
QUOTE = "The harbour master said so."


Words = Callable[[str], str]


@dataclass(frozen=True)
class Lair:
    """A library with a note on every article."""

    folder: Path
    environment: dict[str, str]


def lair(place: Path, *, hostile: bool = True) -> Lair:
    """A library in which every name, text, tag and note carries an attack; or as harmless words: what the gate shows.

    Both may be made in one place, and every path in them is shown alike.
    """
    words: Words = str if hostile else (lambda text: clean(unify_newlines(text)))
    line: Words = str if hostile else clean_line
    name: Words = str if hostile else visible_name
    home = place / name("ho\x1b]0;owned\x07\u202eme\udcff")
    folder = home / name("se[@click=app.quit]e\x9bds")
    folder.mkdir(parents=True)
    for number, (about, attack) in enumerate(ATTACKS.items()):
        stem = name(f"{number:02} {about} {attack}".replace("/", "|")[:70])
        day, head = f"2024-03-{28 - number:02}", f"Case {about} {attack}"
        body = f"{head} begins. {QUOTE} Mr {attack} Smith of Port Town met Mr {attack} Smith again.\n\n{PROSE}\n"
        if number % 2:
            fields = {"title": f"{head} title", "author": attack, "source": f"Paper {attack}"}
            front = "".join(f"{key}: {json.dumps(words(value), ensure_ascii=False)}\n" for key, value in fields.items())
            text = f"---\ndate: {day}\n{front}---\n\n{words(body)}\n# Part {words(attack)}\n\nThe end.\n"
            (folder / f"{stem}.md").write_text(text, newline="")
        else:
            (folder / f"{stem}.txt").write_text(words(f"date {day} PORT {attack} TOWN — {body}"), newline="")
    _annotate(folder, words, line)
    places = {key: str(home / "state" / key) for key in ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    return Lair(folder, os.environ | places)


def _annotate(folder: Path, words: Words, line: Words) -> None:
    """Put notes into the store as another program might: nothing passes the gate on the way in."""
    workspace = open_workspace(folder, by="ana")
    workspace.refresh()
    store = TinyDBStore(workspace.annotations_folder)
    for row in workspace.catalogue.listing:
        article = workspace.article(row.id)
        attack = list(ATTACKS.values())[int(row.id[:2])]
        start = article.text.index(QUOTE)
        target = describe(article, Span(start, start + len(QUOTE)), workspace.source(row.id))
        said = bodies((line(f"tag{attack}\udcff"),), words(f"note {attack} end"))
        one = Revision(revision_id(), new_ulid(), NOON, target, said, line(f"eve {attack}"), change=new_ulid())
        store.add(target.source, [one], snapshot=article.text)
