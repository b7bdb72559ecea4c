import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import CannotRead
from reader.library.source import MOST_BYTES, Source, decode, read_source


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_whatever_its_byte_order_mark(encoding: str) -> None:
    assert decode("Café — 北".encode(encoding)) == Source("Café — 北")


def test_bytes_that_are_no_utf8_are_shown_as_damage() -> None:
    assert decode("Café".encode("latin-1")) == Source("Caf\ufffd", damaged=True)
    assert decode("Kim".encode("utf-16") + b"\x00").damaged


def test_line_ends_are_unified_and_control_codes_are_shown() -> None:
    assert decode(b"one\r\ntwo\rthree \x1b[2J").text == "one\ntwo\nthree ␛[2J"


@pytest.mark.parametrize("raw", [b"\x7fELF\x02\x00\x00", bytes(range(256)) * 4, "no mark".encode("utf-16-le")])
def test_binary_is_refused(raw: bytes) -> None:
    with pytest.raises(CannotRead, match="binary"):
        decode(raw)


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(raw: bytes) -> None:
    try:
        source = decode(raw)
    except CannotRead:
        return
    assert source.text.encode() is not None
    assert "\x1b" not in source.text


def test_a_file_is_read_to_its_last_byte_and_no_further_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"x" * MOST_BYTES)
    assert len(read_source(str(path)).text) == MOST_BYTES
    os.truncate(path, MOST_BYTES + 1)
    with pytest.raises(CannotRead, match="too large: more than 8 MB"):
        read_source(str(path))


def test_nothing_but_a_regular_file_is_read_and_nothing_is_waited_for(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "target").write_text("secret")
    (tmp_path / "link").symlink_to("target")
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "socket"))
    for name, reason in {
        "folder": "It is a folder",
        "link": "links are not followed",
        "pipe": "It is a pipe",
        "socket": "a socket",
        "missing": "not there",
    }.items():
        with pytest.raises(CannotRead, match=reason):
            read_source(str(tmp_path / name))
    with pytest.raises(CannotRead, match="a device"):
        read_source("/dev/null")
