"""Properties that hold for any input; `make soak` tries many more than a usual run. Every find stays as an example."""

import csv
import io
import json
import os
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from article_builders import make_article
from export_builders import EXPORTS, a_digest, a_note, digests
from hostile_builders import ATTACKS
from html_builders import seen_by_each
from reader.anchoring.anchor import anchor
from reader.anchoring.describe import describe
from reader.catalogue.parsing import parse_query
from reader.catalogue.query import QueryError
from reader.errors import CannotRead, StoreRefused
from reader.export.formats import Format, text_of
from reader.export.spreadsheet import without_guard
from reader.library.markdown import parse_markdown
from reader.library.plaintext import parse_plaintext
from reader.library.source import Source, decode
from reader.model.article import Article, text_hash
from reader.store.documents import revision_of, snapshot_of
from reader.store.lines import LAST_ID, article_document, encode
from reader.store.lines import decode as decode_store
from reader.text.safety import clean, clean_line, unify_newlines, visible_name
from reader.text.segments import sentences, snap, words
from reader.text.span import Span
from terminal_builders import sent

SOAK = int(os.environ.get("READER_SOAK") or 0)
"""1 for the long run, or how many inputs it is to try for each property."""
fuzzed = settings(
    max_examples={0: 40, 1: 20_000}.get(SOAK, SOAK),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)

PIECES = [
    *ATTACKS.values(), "\x00", "\ud800", "\udfff", "\ud83d\ude00", "e\u0301", "👩\u200d👧", "字", "क्ष", "\u3000", "\t",
    "\n", "\n\n", "\r\n", " ", "The minister said so. ", "Mr. Smith of the U.S. met “him”. ", "date 2024-02-31 ",
    "date 2024-03-15 PARIS — ", "---\n", "title: x\n", "# ", "- ", "> ", "```\n", "[a](javascript:x)", "![i](u)",
    "<script>", "<!-- note", "&amp;", "*", "_", "`", "| a | b |\n|---|---|\n", "[[w]]", "%%", "=1+1", "Advertisment\n",
    "1. ", "'", '"', "(", "\\", "0", "ß", "İ", "ﬁ",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=()), max_size=8), max_size=20).map(
    "".join
)
PARSERS: list[Callable[[str, Source], Article]] = [parse_plaintext, parse_markdown]


def fit(text: str) -> bool:
    """Whether a text may go to a terminal."""
    found = sent(text.encode())
    return found.kinds <= {"C0 0a", "C0 09"} and not found.unfit


@fuzzed
@given(TEXT)
def test_the_gate_keeps_the_length_and_lets_nothing_unfit_through(text: str) -> None:
    for cleaned in (clean(text), clean_line(text)):
        assert len(cleaned) == len(text)
        assert fit(cleaned)
    assert fit(visible_name(text))
    assert clean(clean(text)) == clean(text)


@fuzzed
@given(st.binary(max_size=400) | TEXT.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_a_fit_text_or_refused(raw: bytes) -> None:
    try:
        source = decode(raw)
    except CannotRead:  # its sentence is ours alone
        return
    assert fit(source.text)


@pytest.mark.parametrize("parse", PARSERS)
def test_any_text_is_an_article_whose_offsets_are_true(parse: Callable[[str, Source], Article]) -> None:
    @fuzzed
    @given(TEXT)
    def holds(text: str) -> None:
        whole = clean(unify_newlines(text))
        try:
            article = parse("a.txt", Source(whole))
        except CannotRead:
            return
        assert article.text == whole
        assert article.headline.strip()
        for line in (article.headline, article.dateline, article.author, article.source):
            assert fit(line)
            assert "\n" not in line
        assert all(0 <= block.span.start < block.span.end <= len(whole) for block in article.blocks)
        assert all(one.span.end <= other.span.start for one, other in pairwise(article.blocks))
        assert all(span.start < span.end <= len(whole) for span in article.hidden)

    holds()


@fuzzed
@given(TEXT)
def test_segments_lie_in_order_and_lose_no_letter(text: str) -> None:
    whole = clean(unify_newlines(text))
    for spans in (sentences(whole, Span(0, len(whole))), words(whole, Span(0, len(whole)))):
        assert all(span.start < span.end <= len(whole) for span in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))
    told = "".join(span.of(whole) for span in sentences(whole, Span(0, len(whole))))
    assert "".join(told.split()) == "".join(whole.split())


@fuzzed
@given(TEXT, TEXT, st.data())
def test_an_anchor_holds_in_its_text_and_lies_inside_any_other(one: str, other: str, data: Any) -> None:
    old, new = "begin " + clean(unify_newlines(one)), clean(unify_newlines(other))
    start = data.draw(st.integers(0, len(old) - 1))
    span = snap(old, Span(start, data.draw(st.integers(start + 1, len(old)))))
    target = describe(Article("a.txt", old, (), "Headline"), span, "seeds/a.txt")
    assert anchor(old, text_hash(old), target, None).span == span
    for snapshot in (old, None):
        found = anchor(new, text_hash(new), target, snapshot)
        assert found.span is None or 0 <= found.span.start <= found.span.end <= len(new)


@fuzzed
@given(TEXT, st.booleans())
@example('"', False)
@example("(((", True)
@example("-", False)
@example("tag:", False)
@example("date:2024-02-31", False)
@example("NOT", True)
def test_any_query_can_be_asked_or_is_refused_in_a_fit_sentence(typed: str, typing: bool) -> None:
    try:
        query = parse_query(typed, typing=typing)
    except QueryError as refusal:
        told = str(refusal)
    else:
        assert query == parse_query(typed, typing=typing)
        told = ""
    assert fit(clean_line(told))


@fuzzed
@given(
    st.binary(max_size=300)
    | st.builds(lambda a, b: encode({LAST_ID: article_document(a)})[: len(a) + 40] + b, TEXT, st.binary())
)
def test_any_bytes_are_a_store_file_or_refused(raw: bytes) -> None:
    try:
        contents = decode_store(raw)
    except StoreRefused:  # its sentence is ours alone
        return
    for key, document in contents.documents.items():
        revision_of(key, document)
        snapshot_of(document)


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ("kind", "annotation", "at", "body", "by", "parents", "target", "removed", "change", "undoes")


@fuzzed
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, JSON)), st.integers(1, 10**36))
def test_any_document_with_a_right_checksum_reads_back_and_harms_nothing(fields: dict[str, Any], key: int) -> None:
    documents = {f"{key:037}": fields | {"kind": "revision"}, LAST_ID: article_document("seeds/a.txt")}
    try:
        raw = encode(documents)
    except ValueError:
        return  # halves of a pair that meet: never written by reader
    read = decode_store(raw)
    assert read.damage == ""
    assert read.documents.keys() == documents.keys()
    for name, document in read.documents.items():
        revision = revision_of(name, document)
        assert revision is None or all(fit(body.value) for body in revision.body)


@pytest.mark.parametrize("format", Format)
def test_any_words_leave_in_any_format_and_nothing_unfit_with_them(format: Format) -> None:
    @fuzzed
    @given(TEXT, TEXT, TEXT, TEXT)
    def holds(body: str, headline: str, note: str, tag: str) -> None:
        try:
            article = make_article("The words begin. " + body)
        except CannotRead:
            return
        told, named = clean(unify_newlines(note)).strip(), clean_line(tag).strip()
        placed = a_note("words begin", told, (named,) if named else (), text=article.text)
        digest = digests(a_digest(placed, article=article))
        text = text_of(digest, format, EXPORTS)
        assert fit(text)
        if format is Format.JSONLD:
            (item,) = json.loads(text)["first"]["items"]
            values = [part["value"] for part in item.get("body", [])]
            assert told in values or not told
        if format is Format.CSV:
            (row,) = csv.DictReader(io.StringIO(text))
            assert without_guard(row["note"]) == told
        if format is Format.HTML:
            for seen in seen_by_each(text):
                assert seen.alive == []
                assert " ".join(told.split()) in seen.text

    holds()
