"""A store file proves itself line by line, and gives back what is whole whatever happened to it."""

import json
import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import StoreRefused
from reader.store import lines
from reader.store.documents import snapshot_document, to_document
from reader.store.identity import revision_id
from reader.store.lines import LAST_ID, Document, article_document, decode, encode, id_text, named_source
from store_builders import SOURCE, revision

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
DOCUMENTS = st.dictionaries(
    st.integers(0, 10**37 - 2).map(id_text),
    st.dictionaries(st.text().filter(lambda key: key != "_c"), JSON, min_size=1),
    max_size=6,
)


def a_file(count: int = 8) -> dict[str, Document]:
    """The documents of an article with a snapshot and `count` notes."""
    made = [revision(f'note {number} — "quoted" \\ and \n a line', tags=("x",)) for number in range(count)]
    documents = {id_text(one.id): to_document(one) for one in made}
    return dict(
        sorted((documents | dict([snapshot_document("an article")]) | {LAST_ID: article_document(SOURCE)}).items())
    )


def notes(documents: dict[str, Document]) -> set[str]:
    return set(documents) - {LAST_ID}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS)
def test_what_is_encoded_is_decoded(documents: dict[str, Document]) -> None:
    documents[LAST_ID] = article_document(SOURCE)
    raw = encode(documents)
    # Two halves of a surrogate pair that stand side by side are one character in any JSON.
    expected = {key: json.loads(json.dumps(value)) for key, value in documents.items()}
    contents = decode(raw)
    assert contents.damage == ""
    assert contents.documents == expected
    assert encode(contents.documents) == raw
    assert json.loads(raw)["annotations"].keys() == documents.keys()


def test_every_document_has_a_line_and_every_line_but_the_last_ends_in_a_comma() -> None:
    head, *lines, tail, end = encode(a_file()).split(b"\n")
    assert (head, tail, end) == (b'{"annotations":{', b"}}", b"")
    assert len(lines) == len(a_file())
    assert [line[-1:] for line in lines] == [b","] * (len(lines) - 1) + [b"}"]
    assert lines[-1].startswith(b'"' + LAST_ID.encode())


def test_an_added_document_is_an_added_line() -> None:
    documents = a_file()
    before = encode(documents).split(b"\n")
    after = encode(documents | {id_text(revision_id()): {"kind": "revision"}}).split(b"\n")
    assert len(after) == len(before) + 1
    assert [line for line in after if line in before] == before


def test_every_truncation_is_noticed_and_costs_only_what_was_cut() -> None:
    documents = a_file()
    raw = encode(documents)
    for length in range(len(raw)):
        contents = decode(raw[:length])
        whole = raw[:length].count(b"}},\n") + raw[:length].count(b'"},\n')
        assert contents.damage, length
        assert len(notes(contents.documents)) >= min(whole, len(documents) - 1)
        assert contents.documents.items() <= documents.items()


def test_every_flipped_bit_is_noticed_and_costs_at_most_the_note_that_it_hit() -> None:
    documents = a_file(3)
    raw = encode(documents)
    for at in range(len(raw)):
        bits = range(8) if at % 7 == 0 else (random.Random(at).randrange(8),)
        for bit in bits:
            hit = bytearray(raw)
            hit[at] ^= 1 << bit
            contents = decode(bytes(hit))
            assert contents.damage, (at, bit)
            assert contents.documents.items() <= documents.items(), (at, bit)
            assert len(documents) - len(contents.documents) <= 1, (at, bit)


@pytest.mark.soak
def test_every_bit_of_a_file_flipped_is_noticed_and_costs_at_most_the_note_that_it_hit() -> None:
    documents = a_file(12)
    raw = encode(documents)
    lost = [0, 0]
    for at in range(len(raw)):
        for bit in range(8):
            hit = bytearray(raw)
            hit[at] ^= 1 << bit
            contents = decode(bytes(hit))
            assert contents.damage, (at, bit)
            assert contents.documents.items() <= documents.items(), (at, bit)
            lost[len(documents) - len(contents.documents)] += 1
    print(f"{8 * len(raw)} flips: {lost[1]} cost the note that they hit, {lost[0]} none")


def test_a_block_of_zeros_costs_only_the_lines_under_it() -> None:
    documents = a_file(20)
    raw = encode(documents)
    for at in range(0, len(raw), 512):
        contents = decode(raw[:at] + bytes(512) + raw[at + 512 :])
        under = raw[at : at + 512].count(b"\n") + 1
        assert contents.damage
        assert contents.documents.items() <= documents.items()
        assert len(documents) - len(contents.documents) <= under


def reordered(raw: bytes) -> bytes:
    head, first, second, *rest = raw.split(b"\n")
    return b"\n".join([head, second, first, *rest])


def doubled(raw: bytes) -> bytes:
    return b"".join(line * (2 if line.startswith(b'"') else 1) for line in raw.splitlines(keepends=True))


def in_conflict(raw: bytes) -> bytes:
    head, first, rest = raw.split(b"\n", 2)
    return b"\n".join([head, b"<<<<<<< HEAD", first, b"=======", first, b">>>>>>> theirs", rest])


def indented(raw: bytes) -> bytes:
    return json.dumps(json.loads(raw), indent=2, sort_keys=True).encode()


def by_stock_tinydb(raw: bytes) -> bytes:
    return json.dumps(json.loads(raw)).encode()


def without_commas(raw: bytes) -> bytes:
    return raw.replace(b",\n", b"\n", 2)


def with_windows_line_ends(raw: bytes) -> bytes:
    return raw.replace(b"\n", b"\r\n")


def joined(raw: bytes) -> bytes:
    return raw + raw


@pytest.mark.parametrize(
    "change",
    [reordered, doubled, in_conflict, indented, by_stock_tinydb, without_commas, with_windows_line_ends, joined],
)
def test_what_other_tools_make_of_a_file_loses_nothing_and_is_no_damage(change: Callable[[bytes], bytes]) -> None:
    documents = a_file()
    contents = decode(change(encode(documents)))
    assert contents.documents == documents
    assert list(contents.documents) == sorted(documents)
    assert contents.damage == ""


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_the_union_of_lines_is_the_union_of_documents_in_either_order(mine: list[int], theirs: list[int]) -> None:
    pool = [(id_text(10**36 + number), {"kind": "revision", "n": number}) for number in range(10)]
    last = {LAST_ID: article_document(SOURCE)}
    one, other = (last | {pool[n][0]: pool[n][1] for n in chosen} for chosen in (mine, theirs))
    there, back = (decode(encode(a) + encode(b)) for a, b in ((one, other), (other, one)))
    assert there == back
    assert there.documents == one | other


@pytest.mark.parametrize("raw", [b"", b"\0" * 700])
def test_an_emptied_file_is_damage_and_not_an_empty_store(raw: bytes) -> None:
    assert decode(raw).damage == "the file is empty"


@pytest.mark.parametrize(
    "raw",
    [
        b'{"_default": {"1": {"a": 1}}}',
        b'{"annotations": {"1": {"note": "of another program"}}}',
        b"[]",
        b"null",
        b"\x89PNG\r\n\x1a\n",
        b'{"_default": {"1": {"a": 1}, "2',
        pytest.param(b"[" * 100_000, id="nested lists"),
        pytest.param(b'{"1":' * 200_000, id="nested objects"),
    ],
)
def test_a_file_that_is_not_ours_is_refused(raw: bytes) -> None:
    with pytest.raises(StoreRefused):
        decode(raw)


def test_a_newer_schema_is_seen() -> None:
    documents = a_file() | {LAST_ID: article_document(SOURCE) | {"schema": 2}}
    contents = decode(encode(documents))
    assert contents.newer
    assert contents.documents == documents
    joined = decode(encode(a_file()) + encode(documents))
    assert joined.newer


def test_the_article_is_known_without_the_last_line() -> None:
    raw = encode(a_file())
    assert named_source(raw) == SOURCE
    assert named_source(raw[:-200]) == SOURCE


def test_numbers_that_json_does_not_have_are_never_read() -> None:
    raw = encode({"1".zfill(37): {"n": 12345}, LAST_ID: article_document(SOURCE)})
    for number in (b"NaN", b"1e999", b"-Infinity"):
        assert decode(raw.replace(b"12345", number)).damage


def test_the_flips_find_lines_that_do_not_prove_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_crc", lambda key, body: b"00000000")
    with pytest.raises(AssertionError):
        test_every_flipped_bit_is_noticed_and_costs_at_most_the_note_that_it_hit()
