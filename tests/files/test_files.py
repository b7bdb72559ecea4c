"""Files are whole or absent, and a lock is held by one."""

import errno
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.files import check_writable, fingerprint, locked, make_folder_durably, names_in, read_file, write_durably


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "a file.json"
    for data in (b"", b"first", os.urandom(300_000)):
        write_durably(path, data)
        assert read_file(path, 1_000_000) == data
    assert names_in(tmp_path) == ("a file.json",)


def test_a_file_is_for_its_owner_only(tmp_path: Path) -> None:
    write_durably(tmp_path / "a", b"x")
    assert stat.S_IMODE(os.stat(tmp_path / "a").st_mode) == 0o600


def test_a_link_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_bytes(b"theirs")
    (tmp_path / "link").symlink_to("theirs")
    write_durably(tmp_path / "link", b"ours")
    assert (tmp_path / "theirs").read_bytes() == b"theirs"
    assert not (tmp_path / "link").is_symlink()


def test_links_pipes_folders_and_large_files_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    (tmp_path / "link").symlink_to("file")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe", ".", "missing"):
        with pytest.raises(OSError, match=r".+"):
            read_file(tmp_path / name, 100)
    with pytest.raises(OSError, match="large"):
        read_file(tmp_path / "file", 4)
    assert read_file(tmp_path / "file", 5) == b"12345"


def test_a_write_goes_to_the_disk_before_the_name_and_the_name_before_the_return(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def noting(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            calls.append(name)
            return real(*arguments)

        return call

    for name in ("write", "fsync", "replace"):
        monkeypatch.setattr(os, name, noting(name, getattr(os, name)))
    write_durably(tmp_path / "a", b"x")
    assert calls == ["write", "fsync", "replace", "fsync"]


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:7]))
    write_durably(tmp_path / "a", b"0123456789" * 10)
    assert read_file(tmp_path / "a", 1000) == b"0123456789" * 10


def test_folders_are_made_with_their_parents(tmp_path: Path) -> None:
    for _ in range(2):
        make_folder_durably(tmp_path / "a" / "b")
    assert stat.S_IMODE(os.stat(tmp_path / "a" / "b").st_mode) == 0o700


def test_a_folder_that_is_not_on_the_disk_for_sure_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", failing)
    for _ in range(2):
        with pytest.raises(OSError, match=os.strerror(errno.EIO)):
            make_folder_durably(tmp_path / "a")


def test_a_lock_is_held_by_one_thread_at_a_time(tmp_path: Path) -> None:
    inside, most = 0, 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(100):
            with locked(tmp_path / ".lock"):
                inside += 1
                most = max(most, inside)
                os.sched_yield()
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert (tmp_path / ".lock").exists()


def test_a_fingerprint_tells_one_content_from_the_next(tmp_path: Path) -> None:
    path = tmp_path / "a"
    seen = [fingerprint(path)]
    for size in range(5):
        write_durably(path, b"x" * size)
        seen.append(fingerprint(path))
    assert len(set(seen)) == 6


def test_what_cannot_be_written_is_known_before(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    check_writable(tmp_path / "not yet")
    with pytest.raises(FileNotFoundError):
        check_writable(tmp_path / "not" / "there")
    with pytest.raises(NotADirectoryError):
        check_writable(tmp_path / "file" / "annotations")
    assert names_in(tmp_path) == ("file",)
