"""The web page: what is on it, by an HTML parser; and what a browser makes of it."""

import re
import shutil
import subprocess
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export_builders import TEXT, a_digest, a_note, an_article
from reader.export.webpage import is_page_of, page
from reader.model.annotation import AnchorState, bodies
from reader.text.safety import clean

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium to look at the page with")
ATTACK = "</p></mark></style><script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;"


@dataclass
class Parsed(HTMLParser):
    """What stands on a page, by element."""

    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in ("meta", "img"):
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in dict.fromkeys(self.open):
            self.texts[tag][-1] += data

    @classmethod
    def of(cls, html: str) -> "Parsed":
        parsed = cls()
        parsed.feed(html)
        parsed.close()
        assert parsed.open == []
        return parsed


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_page_has_the_article_its_highlight_and_the_note_beside_it() -> None:
    parsed = Parsed.of(page([a_digest(a_note())]))
    assert parsed.texts["mark"] == ["stirred controversy"]
    assert "#sanctions/un" in flat(parsed.texts["aside"][0])
    assert "Compare with UNSCR 1718." in parsed.texts["aside"][0]
    for paragraph in ("Kim was seen in a limousine.", "It is a testament to friendship."):
        assert any(paragraph in text for text in parsed.texts["p"])
    assert "Advertisment" not in parsed.texts["body"][0]


def test_the_page_needs_nothing_else_and_runs_nothing() -> None:
    html = page([a_digest(a_note(), article=an_article(source="https://example.org/a"))])
    parsed = Parsed.of(html)
    assert not {"script", "img", "link", "iframe", "object", "form", "base"} & set(parsed.tags)
    assert not any(name.startswith("on") or name in ("src", "srcset", "style") for name, _ in parsed.attributes)
    assert all(re.match(r"#|https://example\.org/a$", value) for name, value in parsed.attributes if name == "href")
    assert not re.search(r"url\(|@import", html)


@pytest.mark.parametrize("place", ["headline", "dateline", "author", "source", "text", "note", "tag", "quote", "by"])
def test_what_others_wrote_is_shown_and_never_markup(place: str) -> None:
    text = f"{TEXT}\n\nThe end {ATTACK} it is.\n" if place == "text" else TEXT
    fields = {place: ATTACK} if place in ("headline", "dateline", "author", "source") else {}
    note = a_note(
        words=ATTACK if place == "quote" else "stirred controversy",
        note=ATTACK if place == "note" else "said",
        tags=(ATTACK,) if place == "tag" else ("tag",),
        state=AnchorState.ORPHAN if place == "quote" else AnchorState.ANCHORED,
        by=ATTACK if place == "by" else "ana",
    )
    parsed = Parsed.of(page([a_digest(note, article=an_article(text, **fields))]))
    assert not {"script", "img"} & set(parsed.tags)
    assert ATTACK in parsed.texts["body"][0]


def test_every_number_in_the_text_leads_to_a_note_and_back() -> None:
    notes = (a_note(), a_note("has stirred", ulid="01M7ZSD7QW6NH88K646GVV5F7B"), a_note(None, ulid="0" * 26))
    parsed = Parsed.of(page([a_digest(*notes)]))
    ids = [value for name, value in parsed.attributes if name == "id"]
    links = [value[1:] for name, value in parsed.attributes if name == "href"]
    assert len(ids) == len(set(ids))
    assert set(links) <= set(ids)
    assert len(links) == 4


def test_a_highlight_without_a_word_needs_no_note_in_the_margin() -> None:
    parsed = Parsed.of(page([a_digest(a_note(note="", tags=()))]))
    assert parsed.texts["mark"] == ["stirred controversy"]
    assert "aside" not in parsed.tags


def test_orphans_and_notes_that_moved_are_told_as_such_with_their_old_quote() -> None:
    orphan = a_note("words of old", state=AnchorState.ORPHAN)
    moved = a_note(state=AnchorState.MOVED, ulid="01M7ZSD7QW6NH88K646GVV5F7B", note="", tags=())
    parsed = Parsed.of(page([a_digest(moved, orphan)]))
    assert any("moved or rewritten" in text for text in parsed.texts["aside"])
    assert "words of old" in parsed.texts["section"][0]
    assert "no longer in the article" in parsed.texts["section"][0]


def test_all_versions_of_a_note_in_conflict_are_shown() -> None:
    parsed = Parsed.of(page([a_digest(a_note(rivals=(bodies((), "Or is it?"),)))]))
    assert "Compare with" in parsed.texts["aside"][0]
    assert "Or is it?" in parsed.texts["aside"][0]


def test_a_headline_that_the_text_begins_with_is_not_said_twice() -> None:
    assert "h1" not in Parsed.of(page([a_digest()])).tags
    assert Parsed.of(page([a_digest(article=an_article(headline="Another one"))])).texts["h1"] == ["Another one"]


def test_the_page_is_known_again_by_its_article() -> None:
    assert is_page_of(a_digest(), page([a_digest()]))
    assert not is_page_of(a_digest(), "<html></html>")


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=[]), max_size=30), st.text(max_size=30))
def test_any_text_stays_text_and_carries_no_control_characters(note: str, words: str) -> None:
    html = page([a_digest(a_note(note=f"x{note}x"), article=an_article(f"Some {words} text.\n", headline=words))])
    assert clean(html) == html
    assert f"x{clean(note)}x" in Parsed.of(html).texts["aside"][0]


@needs_browser
@pytest.mark.parametrize(("width", "beside"), [(1280, True), (500, False)])
def test_a_browser_sets_the_notes_beside_the_text_or_on_a_phone_below_it(
    tmp_path: Path, width: int, beside: bool
) -> None:
    path = tmp_path / "page.html"
    html = page([a_digest(a_note(note="word " * 60))])
    path.write_text(re.sub("<meta http-equiv.*>", "", html).replace("</body>", f"{_MEASURE}</body>"), encoding="utf-8")
    measured = re.search(r"<output>(.*)</output>", dumped(tmp_path, path, width))
    assert measured
    text_right, note_left, text_bottom, note_top, too_wide = measured[1].split(",")
    assert (float(note_left) >= float(text_right)) is beside
    assert (float(note_top) >= float(text_bottom)) is not beside
    assert too_wide == "false"


@needs_browser
def test_a_browser_runs_no_script_on_the_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page([a_digest(a_note())]).replace("</body>", f"{_MEASURE}</body>"), encoding="utf-8")
    assert "<output>" not in dumped(tmp_path, path, 500)


_MEASURE = """<script>
const text = document.querySelector(".text").getBoundingClientRect()
const note = document.querySelector(".note").getBoundingClientRect()
const page = document.documentElement
const told = document.createElement("output")
told.textContent = [text.right, note.left, text.bottom, note.top, page.scrollWidth > page.clientWidth]
document.body.append(told)
</script>"""


def dumped(tmp_path: Path, path: Path, width: int) -> str:
    """The page as the browser has it when it is loaded in a window of `width` CSS pixels."""
    assert CHROMIUM
    quiet = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    more = f"--disable-component-update --disable-sync --user-data-dir={tmp_path / 'profile'} --dump-dom"
    ended = subprocess.run(
        [CHROMIUM, *quiet.split(), *more.split(), f"--window-size={width},900", path.as_uri()],
        capture_output=True,
        timeout=60,
        check=True,
    )
    return ended.stdout.decode()
