"""What somebody else wrote leaves the reader as its words, in every format, and nothing in it lives."""

import csv
import io
import json
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

from hostile_builders import ATTACKS, QUOTE, Lair, lair
from html_builders import seen_by_each
from reader.export.formats import Format, export, text_of
from reader.export.spreadsheet import without_guard
from reader.model.digest import Digest
from reader.workspace.desk import open_workspace
from terminal_builders import sent

GFM = MarkdownIt("gfm-like", {"html": True, "linkify": True, "typographer": False})


@pytest.fixture(scope="module")
def den(tmp_path_factory: pytest.TempPathFactory) -> Lair:
    return lair(tmp_path_factory.mktemp("den"))


@pytest.fixture(scope="module")
def digest(den: Lair) -> Digest:
    workspace = open_workspace(den.folder, by="ana")
    workspace.refresh()
    return workspace.digest()


def markdown(text: str, digest: Digest) -> None:
    for page, one in zip(re.split(r"\n(?=---\ntitle:)", text), digest.articles, strict=True):
        _, front, body = page.split("---\n", 2)
        assert yaml.safe_load(front)["title"] == one.article.headline
        tokens = [token for parent in GFM.parse(body) for token in (parent, *(parent.children or []))]
        alive = [t.content for t in tokens if t.type in ("html_block", "html_inline")]
        assert all(re.fullmatch(r"<!-- (/?note|reader)[^<>]*-->\n?", content) for content in alive), alive
        quote = body[body.index("> ") : body.index("^n-")]
        heading = body[: body.index("\n\n")]
        for words in (quote, heading):
            kinds = {t.type for p in GFM.parse(words) for t in (p, *(p.children or []))}
            assert not kinds & {"image", "link_open", "html_inline", "code_inline", "s_open", "em_open"}, words
        assert QUOTE in quote


def jsonld(text: str, digest: Digest) -> None:
    items = json.loads(text)["first"]["items"]
    told = [placed.annotation for one in digest.articles for placed in one.notes]
    assert len(items) == len(told)
    for item, annotation in zip(items, told, strict=True):
        said = {body["value"] for body in item["body"]}
        assert {annotation.note, *annotation.tags} <= said


def spreadsheet(text: str, digest: Digest) -> None:
    rows = list(csv.DictReader(io.StringIO(text)))
    told = [(one, placed) for one in digest.articles for placed in one.notes]
    assert len(rows) == len(told)
    for row, (one, placed) in zip(rows, told, strict=True):
        assert not any(value.lstrip()[:1] in tuple("=+-@＝＋－＠") and value.strip() for value in row.values())
        assert without_guard(row["note"]) == placed.annotation.note
        assert without_guard(row["headline"]) == one.article.headline
        assert without_guard(row["quote"]) == QUOTE


def webpage(text: str, digest: Digest) -> None:
    for seen in seen_by_each(text):
        assert seen.alive == []
        assert all(link.startswith("#") for link in seen.links)
        for one in digest.articles:
            assert one.article.headline.rstrip("…") in seen.text
            for block in one.article.body:
                shown = "".join(part.of(one.article.text) for part in one.article.shown(block.span))
                assert flat(shown) in flat(re.sub(r"(?<=\w\.)\d+", "", seen.text))
            for placed in one.notes:
                assert flat(placed.annotation.note) in seen.text
                assert all(flat(tag) in seen.text for tag in placed.annotation.tags)


def flat(text: str) -> str:
    return " ".join(text.split())


READ_BACK: dict[Format, Callable[[str, Digest], None]] = {
    Format.MARKDOWN: markdown,
    Format.JSONLD: jsonld,
    Format.CSV: spreadsheet,
    Format.HTML: webpage,
}
"""A new format needs a line here: without one its test fails."""


@pytest.mark.parametrize("format", Format)
def test_every_format_reads_back_equal_without_anything_live(den: Lair, digest: Digest, format: Format) -> None:
    assert len(digest.articles) == len(ATTACKS)
    text = text_of(digest, format, den.folder.parent / "notes")
    found = sent(text.replace("\r\n", "\n").encode())
    assert found.kinds <= {"C0 0a", "C0 09"}
    assert found.unfit == frozenset()
    READ_BACK[format](text, digest)


@pytest.mark.parametrize("format", Format)
def test_files_are_made_in_the_folder_for_the_owner_and_over_nothing_else(
    tmp_path: Path, digest: Digest, format: Format
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    done = export(digest, format, folder)
    paths = sorted(folder.rglob("*"))
    assert sorted(done.written) == paths
    assert len(paths) in (1, len(ATTACKS))
    assert all(path.name.isascii() and stat.S_IMODE(path.lstat().st_mode) == 0o600 for path in paths)
    assert list(tmp_path.iterdir()) == [folder]
    assert export(digest, format, folder).written == ()

    secret, foreign = tmp_path / "secret", "This is mine.\n"
    secret.write_text(foreign)
    paths[0].unlink()
    paths[0].symlink_to(secret)
    paths[-1].write_text(foreign) if len(paths) > 1 else None
    again = export(digest, format, folder)
    assert secret.read_text() == foreign
    assert paths[0].is_symlink()
    assert len(paths) == 1 or paths[-1].read_text() == foreign
    assert len(again.reports) == min(2, len(paths))
