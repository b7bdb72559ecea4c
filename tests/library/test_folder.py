import os
from pathlib import Path

import pytest

from article_builders import GREENHOUSE, LIMOUSINE, SEEDS, write_articles
from reader.errors import CannotRead, NotFound, Unusable
from reader.library.folder import Found, Library
from reader.model.listing import Unreadable


def ids(library: Library) -> list[str]:
    return [found.id for found in library.scan() if isinstance(found, Found)]


def problems(library: Library) -> dict[str, str]:
    return {found.path: found.reason for found in library.scan() if isinstance(found, Unreadable)}


def test_the_seeds_are_a_library() -> None:
    library = Library(SEEDS)
    assert library.name == "seeds"
    assert ids(library) == [LIMOUSINE, GREENHOUSE]
    assert [library.read(id).id for id in ids(library)] == [LIMOUSINE, GREENHOUSE]


def test_articles_are_found_in_nested_folders_by_their_names(tmp_path: Path) -> None:
    names = ["b.TXT", "a.md", "2024/03/c.text", "2024/d.markdown", "x.json", "y", ".hidden.txt", ".git/e.txt"]
    write_articles(tmp_path, dict.fromkeys(names, "Text."))
    library = Library(tmp_path)
    assert ids(library) == ["a.md", "b.TXT", "2024/d.markdown", "2024/03/c.text"]
    assert problems(library) == {}
    assert library.read("2024/03/c.text").text == "Text."
    assert library.path("2024/03/c.text") == tmp_path / "2024/03/c.text"


def test_what_is_found_tells_whether_it_changed(tmp_path: Path) -> None:
    (path,) = write_articles(tmp_path, {"a.txt": "Text."})
    status = path.stat()
    assert list(Library(tmp_path).scan()) == [Found("a.txt", 5, status.st_mtime_ns, status.st_ino)]


def test_a_store_of_annotations_is_not_looked_into(tmp_path: Path) -> None:
    write_articles(
        tmp_path,
        {"annotations/.lock": "", "annotations/.gitattributes": "", "annotations/a.md": "x", "notes/a.md": "x"},
    )
    assert ids(Library(tmp_path)) == ["notes/a.md"]


def test_what_looks_like_an_article_and_is_none_is_a_problem(tmp_path: Path) -> None:
    write_articles(tmp_path, {"a.txt": "Text.", "folder.txt/b.txt": "Text."})
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.md").symlink_to("/proc/self/environ")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "inner").symlink_to(tmp_path, target_is_directory=True)
    library = Library(tmp_path)
    assert ids(library) == ["a.txt", "folder.txt/b.txt"]
    assert problems(library) == {
        "link.md": "It is a link, and links are not followed.",
        "loop.txt": "It is a link, and links are not followed.",
        "pipe.txt": "It is a pipe, not a file.",
    }
    with pytest.raises(CannotRead, match="link"):
        library.read("link.md")
    with pytest.raises(CannotRead, match="pipe"):
        library.read("pipe.txt")


def test_a_name_of_any_bytes_is_an_id(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9\x1b[2J\n.txt")).write_text("Text.")
    library = Library(tmp_path)
    (id,) = ids(library)
    assert os.fsencode(id) == b"caf\xe9\x1b[2J\n.txt"
    assert library.read(id).text == "Text."


@pytest.mark.parametrize(
    "id",
    ["../secret.txt", "in/../../secret.txt", "/etc/hosts.txt", "", "in//a.txt", "./a.txt", ".a.txt", "a\0.txt",
     "\ud800.txt", "link/secret.txt", "missing.txt", "in/a.txt/b.txt", "in", "data.json"],
)  # fmt: skip
def test_no_id_leads_out_of_the_folder(tmp_path: Path, id: str) -> None:
    write_articles(
        tmp_path, {"secret.txt": "no", "library/in/a.txt": "yes", "library/data.json": "no", "library/.a.txt": "no"}
    )
    (tmp_path / "library/link").symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(NotFound, match="There is no article"):
        Library(tmp_path / "library").read(id)


@pytest.mark.parametrize("content", [b"", b" \n\n", b"\x00\x01"])
def test_an_article_that_says_nothing_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    write_articles(tmp_path, {"a.txt": content})
    with pytest.raises(CannotRead, match=r"empty|binary"):
        Library(tmp_path).read("a.txt")


def test_a_damaged_article_says_so(tmp_path: Path) -> None:
    write_articles(tmp_path, {"a.txt": "Café.".encode("latin-1")})
    assert Library(tmp_path).read("a.txt").damaged


def test_a_folder_that_cannot_be_used_is_refused_in_one_sentence(tmp_path: Path) -> None:
    write_articles(tmp_path, {"file.txt": "Text."})
    with pytest.raises(Unusable, match=r"There is no folder .*/missing\.$"):
        Library(tmp_path / "missing")
    with pytest.raises(Unusable, match=r"file\.txt is a file, not a folder\.$"):
        Library(tmp_path / "file.txt")
    with pytest.raises(Unusable, match="cannot be the name"):
        Library(tmp_path / "a\0b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    write_articles(tmp_path, {"closed/a.txt": "Text.", "b.txt": "Text."})
    (tmp_path / "b.txt").chmod(0)
    (tmp_path / "closed").chmod(0)
    try:
        library = Library(tmp_path)
        assert problems(library) == {"closed/": "There is no permission to read it."}
        with pytest.raises(CannotRead, match="permission"):
            library.read("b.txt")
        with pytest.raises(Unusable, match="permission"):
            Library(tmp_path / "closed")
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_folders_may_nest_deeply(tmp_path: Path) -> None:
    deep = "/".join(["d"] * 400) + "/a.txt"
    write_articles(tmp_path, {deep: "Text."})
    library = Library(tmp_path)
    assert ids(library) == [deep]
    assert library.read(deep).text == "Text."
