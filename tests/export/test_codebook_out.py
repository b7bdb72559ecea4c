"""What tags stand for goes out with the notes, in every format."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

import w3c_builders
from export_builders import a_digest, a_note, an_article
from reader.export import codebook
from reader.export.formats import Format, export, text_of
from reader.export.jsonld import collection
from reader.export.page import parse
from reader.imports.reading import read_notes
from reader.model.digest import Digest
from w3c_builders import needs_assertions

CODES = {"sanctions": "Measures of a state.\n\nNot: words.", "sanctions/un": "=Those of the UN.", "other": "Unused."}


def digest(**codes: str) -> Digest:
    return Digest((a_digest(a_note(), article=an_article()),), codes or CODES)


def linked() -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(collection(digest()))
    return whole


def test_markdown_pages_have_a_page_of_the_codebook_beside_them(tmp_path: Path) -> None:
    done = export(digest(), Format.MARKDOWN, tmp_path)
    assert [path.name for path in done.written][1:] == ["codebook.md"]
    page = (tmp_path / "codebook.md").read_text("utf-8")
    shown = MarkdownIt("commonmark").render(re.sub(r"<!--.*?-->", "", page))
    assert re.findall(r"<h[12]>(.*)</h", shown) == ["Codebook", "sanctions", "sanctions/un", "other"]
    assert "Not: words." in shown
    assert len(export(digest(), Format.MARKDOWN, tmp_path).unchanged) == 2
    assert page.strip() in text_of(digest(), Format.MARKDOWN, tmp_path)


def test_what_the_person_writes_on_that_page_stays(tmp_path: Path) -> None:
    export(digest(), Format.MARKDOWN, tmp_path)
    page = tmp_path / "codebook.md"
    text = page.read_text("utf-8").replace("Unused.", "Mine.").replace("# Codebook", "# How we code")
    page.write_text(text, "utf-8")
    done = export(digest(**(CODES | {"sanctions": "Of states.", "new": "Newer."})), Format.MARKDOWN, tmp_path)
    again = page.read_text("utf-8")
    assert page in done.written
    for words in ("# How we code", "Mine.", "Of states.", "Newer."):
        assert words in again
    assert "Measures of a state." not in again


def test_a_section_that_the_person_took_away_stays_away(tmp_path: Path) -> None:
    export(digest(), Format.MARKDOWN, tmp_path)
    page = tmp_path / "codebook.md"
    text = page.read_text("utf-8")
    sections = [piece for piece in parse(text)[0] if not isinstance(piece, str)]
    page.write_text(text.replace(str(sections[0]), ""), "utf-8")
    export(digest(**(CODES | {"sanctions/un": "Others."})), Format.MARKDOWN, tmp_path)
    again = page.read_text("utf-8")
    assert "Measures of a state." not in again
    assert "Others." in again


def test_a_file_of_the_persons_own_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "codebook.md").write_text("# Mine\n")
    done = export(digest(), Format.MARKDOWN, tmp_path)
    assert done.skipped == (tmp_path / "codebook.md",)
    assert (tmp_path / "codebook.md").read_text() == "# Mine\n"
    assert not codebook.owns("# Mine\n")


def test_a_spreadsheet_has_a_table_of_the_codebook_beside_it(tmp_path: Path) -> None:
    done = export(digest(), Format.CSV, tmp_path)
    assert [path.name for path in done.written] == ["annotations.csv", "annotations-codebook.csv"]
    rows = list(csv.reader(io.StringIO(done.written[1].read_text("utf-8"), newline="")))
    assert rows[:3] == [
        ["tag", "stands for"],
        ["sanctions", "Measures of a state.\n\nNot: words."],
        ["sanctions/un", "'=Those of the UN."],
    ]
    assert len(export(digest(), Format.CSV, tmp_path).unchanged) == 2


def test_a_web_page_says_what_its_tags_and_those_above_them_stand_for(tmp_path: Path) -> None:
    page = text_of(digest(**(CODES | {"sanctions": "<b>bold</b>"})), Format.HTML, tmp_path)
    assert "What the tags stand for" in page
    assert "&lt;b&gt;bold&lt;/b&gt;" in page
    assert "=Those of the UN." in page
    assert "Unused." not in page
    assert "What the tags stand for" not in text_of(Digest(digest().articles), Format.HTML, tmp_path)


def test_in_json_ld_a_tag_is_named_by_its_concept() -> None:
    tag, named, note = linked()["first"]["items"][0]["body"]
    concepts = {concept["skos:prefLabel"]: concept for concept in linked()["codebook"]}
    assert named["source"] == concepts["sanctions/un"]["id"] == "tag:reader.localhost,2026:tag/sanctions/un"
    assert concepts["sanctions/un"]["skos:broader"] == concepts["sanctions"]["id"]
    assert concepts["sanctions"]["skos:definition"] == CODES["sanctions"]
    assert "skos:broader" not in concepts["other"]
    assert (tag["value"], tag["purpose"], named["purpose"]) == ("sanctions/un", "tagging", "tagging")
    assert (tag["type"], named["type"], note["type"]) == ("TextualBody", "SpecificResource", "TextualBody")


@needs_assertions
def test_tags_with_a_concept_pass_all_musts_of_the_w3c() -> None:
    (item,) = linked()["first"]["items"]
    assert w3c_builders.failed(item, "annotations/annotationMusts") == []
    assert w3c_builders.failed(linked(), "collections/collectionMusts") == []


def test_our_own_export_with_a_codebook_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonld"
    path.write_text(collection(digest()), "utf-8")
    (found,) = read_notes(path)
    assert getattr(found, "tags", None) == ("sanctions/un",)
