"""`reader add` and `reader feeds`, as a person and a script use them."""

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import intake_server
from cli_builders import Reader, command, environment
from feed_builders import LONG, item, opml, rss
from intake_builders import texts
from intake_server import Reply, Server
from reader.intake.sealing import is_sealed
from reader.model.annotation import AnchorState
from reader.workspace.desk import open_workspace
from reader.workspace.quoting import find_passage


def page(title: str, text: str = LONG) -> Reply:
    head = f'<head><title>{title}</title><meta property="article:published_time" content="2024-03-15T10:00:00Z"></head>'
    html = f"<html lang=en>{head}<body><nav>Home</nav><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    return Reply(html, headers={"Content-Type": "text/html", "ETag": f'"{hash(text)}"'})


def test_pages_become_articles_and_their_ids_are_printed(server: Server, library: Path, reader: Reader) -> None:
    urls = server.give("/a", page("First story")), server.give("/b", page("Second story", LONG[::-1]))
    added = reader("add", library, *urls, "--allow-private")
    assert (added.code, added.err) == (0, "reader: 2 new.\n")
    assert sorted(added.lines) == ["2024-03-15-first-story.md", "2024-03-15-second-story.md"]
    assert reader("list", library).lines[0].endswith("First story")
    again = reader("add", library, *urls, "--allow-private")
    assert (again.code, again.out, again.err) == (0, "", "reader: 2 known.\n")


def test_a_page_that_is_known_is_asked_only_whether_it_changed(server: Server, library: Path, reader: Reader) -> None:
    url = server.give("/a", page("First story"), Reply(status=304))
    reader("add", library, url, "--allow-private")
    again = reader("add", library, url, "--allow-private", "--json")
    assert [record["outcome"] for record in again.records] == ["known"]
    assert "if-none-match" in server.asked("/a")[1].headers


def test_what_fails_is_said_in_a_line_each_and_the_rest_goes_on(
    server: Server, library: Path, tmp_path: Path, reader: Reader
) -> None:
    server.routes["/endless"] = lambda _: intake_server.endless()
    bad = server.url("/gone"), server.url("/endless"), "ftp://localhost/x", str(tmp_path / "no such file")
    good = server.give("/a", page("First story"))
    added = reader("add", library, *bad, good, "--allow-private")
    assert (added.code, added.lines) == (1, ["2024-03-15-first-story.md"])
    said = added.err.splitlines()
    assert len(said) == len(bad) + 1
    assert said[-1] == "reader: 1 new; 4 failed."


def test_private_addresses_are_refused_unless_asked_for(server: Server, library: Path, reader: Reader) -> None:
    added = reader("add", library, server.give("/a", page("First story")))
    assert (added.code, texts(library)) == (1, {})
    assert "--allow-private" in added.err
    assert server.requests == []


def test_standard_input_files_and_folders_are_sources(library: Path, tmp_path: Path, reader: Reader) -> None:
    folder = tmp_path / "old" / "inner"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_bytes("date 1999-12-31 KÖLN — Die Größe des Käses überrascht.".encode("cp1252"))
    (folder / "b.csv").write_text("headline,body\nTable,Words of a row.\n")
    (folder / ".hidden.txt").write_text("not this")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    os.symlink("/etc/passwd", folder / "link.txt")
    line = '{"title": "Line", "text": "Words of a line."}\n'
    added = reader("add", library, folder.parent, "-", stdin=line)
    cheese = "1999-12-31-die-grosse-des-kases-uberrascht.md"
    assert sorted(added.lines) == [cheese, "no-date-line.md", "no-date-table.md"]
    assert "Größe des Käses" in texts(library)[cheese]
    assert (added.code, "link" in added.err) == (1, True)


def test_a_source_is_what_it_is_said_to_be(library: Path, tmp_path: Path, reader: Reader) -> None:
    (tmp_path / "x.txt").write_text("T;Inhalt\nKopf;Erster Satz.\n")
    words = ("--as", "csv", "--columns", "text=Inhalt,title=T")
    added = reader("add", library, tmp_path / "x.txt", *words)
    assert added.lines == ["no-date-kopf.md"]
    wrong = reader("add", library, tmp_path / "x.txt", "--columns", "nonsense")
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)
    assert reader("add", library).code == 2


def test_notes_find_their_words_in_the_new_version_of_a_story(server: Server, library: Path, reader: Reader) -> None:
    newer = "A paragraph that was not there before. " + LONG.replace("report number 3", "third report")
    url = server.give("/a", page("First story"), page("First story", newer))
    reader("add", library, url, "--allow-private")
    workspace = open_workspace(library)
    article = workspace.article("2024-03-15-first-story.md")
    quote = "The council said in its report number 7"
    workspace.annotate(article, find_passage(article, quote), ("buses",), "mine")
    workspace.annotate(article, find_passage(article, "its report number 3 that buses"), (), "reworded")
    changed = reader("add", library, url, "--allow-private")
    assert changed.err == "reader: 1 changed.\n"
    article = workspace.article(article.id)
    first, second = sorted(workspace.annotations_of(article), key=lambda placed: placed.annotation.note)
    assert first.span is not None
    assert (first.anchor.state, first.span.of(article.text)) == (AnchorState.ANCHORED, quote)
    assert second.span is not None
    assert second.span.of(article.text) == "its third report that buses"
    assert second.annotation.target.quote is not None
    assert second.annotation.target.quote.exact == "its report number 3 that buses"


def test_an_interrupt_leaves_whole_files_and_says_how_far_it_came(library: Path, tmp_path: Path) -> None:
    rows = (json.dumps({"title": f"Story {n}", "text": f"Number {n}. {LONG}"}) for n in range(20_000))
    (tmp_path / "c.jsonl").write_text("\n".join(rows))
    adding = subprocess.Popen(
        command("add", library, tmp_path / "c.jsonl"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
    )
    assert adding.stdout is not None
    printed = [adding.stdout.readline().decode().strip() for _ in range(20)]
    adding.send_signal(signal.SIGINT)
    out, err = adding.communicate(timeout=30)
    printed += out.decode().split()
    assert adding.returncode == 130
    assert err.decode() == f"reader: {len(printed)} new.\n"
    there = {path.name for path in library.iterdir()}
    assert there == set(printed)
    assert all(is_sealed((library / id).read_text()) for id in printed)


def test_an_interrupt_ends_the_waiting_for_a_silent_server(server: Server, library: Path, tmp_path: Path) -> None:
    server.routes["/bad"] = lambda _: intake_server.silence()
    adding = subprocess.Popen(
        command("add", library, server.url("/bad"), server.give("/a", page("First story")), "--allow-private"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
    )
    assert adding.stdout is not None
    assert adding.stdout.readline() == b"2024-03-15-first-story.md\n"
    adding.send_signal(signal.SIGINT)
    out, err = adding.communicate(timeout=15)
    assert (adding.returncode, out, err) == (130, b"", b"reader: 1 new.\n")


def test_two_at_once_add_each_story_once_and_write_over_nothing(library: Path, tmp_path: Path) -> None:
    for name in "ab":
        same = ({"title": f"Same {n}", "text": f"Number {n}. {LONG}", "date": "2024-03-15"} for n in range(30))
        own = ({"title": "Own", "text": f"{name} {n} {LONG}", "date": "2024-03-15"} for n in range(30))
        (tmp_path / f"{name}.jsonl").write_text("\n".join(json.dumps(row) for row in (*same, *own)))
    words = [command("add", library, tmp_path / f"{name}.jsonl") for name in "ab"]
    both = [subprocess.Popen(each, stdout=subprocess.PIPE, env=environment(tmp_path)) for each in words]
    printed = [adding.communicate(timeout=60)[0].decode().split() for adding in both]
    assert len(printed[0]) + len(printed[1]) == len({*printed[0], *printed[1]}) == 90
    assert len(texts(library)) == 90


def test_whoever_stops_reading_our_output_ends_it(library: Path, tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text("\n".join(json.dumps({"text": f"Number {n}. {LONG}"}) for n in range(2000)))
    adding = subprocess.Popen(
        command("add", library, tmp_path / "c.jsonl"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
    )
    assert adding.stdout is not None
    assert adding.stderr is not None
    adding.stdout.readline()
    adding.stdout.close()
    said = adding.stderr.read().decode()
    assert adding.wait(30) == 141
    assert said.count("\n") == 1
    adding.stderr.close()


def test_a_terminal_shows_counts_while_news_comes_in(library: Path, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Words of one."}\n{"text": "Words of two."}\n')
    ours, theirs = pty.openpty()
    ended = subprocess.run(
        command("add", library, tmp_path / "a.jsonl"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=environment(tmp_path),
        timeout=30,
        check=False,
    )
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert ended.returncode == 0
    assert "0 of 1 sources · 2 new" in shown
    assert shown.endswith("\r\x1b[Kreader: 2 new.\r\n")


def test_feeds_are_followed_listed_updated_and_left(
    server: Server, library: Path, tmp_path: Path, reader: Reader
) -> None:
    def feeds(*words: str | Path) -> tuple[int, str, str]:
        ended = reader("feeds", library, *words)
        return ended.code, ended.out, ended.err

    one, two = server.give("/1", rss(item(1), title="One")), server.give("/2", rss(item(2), title="Two"))
    (tmp_path / "mine.opml").write_text(opml(two))
    assert feeds("add", one, tmp_path / "mine.opml", "--allow-private") == (0, f"{one}\n{two}\n", "")
    assert feeds("add", server.url("/gone"), "--allow-private")[0] == 1
    code, out, err = feeds("update", "--allow-private")
    assert (code, sorted(out.split()), err) == (
        0,
        ["2024-03-15-story-1.md", "2024-03-15-story-2.md"],
        "reader: 2 new.\n",
    )
    assert feeds("list") == (0, f"1  One  {one}\n1  F    {two}\n", "")
    assert json.loads(feeds("list", "--json")[1].splitlines()[0]) == {"url": one, "title": "One", "articles": 1}
    assert feeds("remove", one)[0] == 0
    assert feeds("remove", one)[0] == 1
    assert feeds()[1].count("\n") == 1
    assert feeds("add")[0] == feeds("update", "x")[0] == 2
    assert len(list(library.glob("*.md"))) == 2


@pytest.mark.parametrize("words", [["add", "x.html"], ["feeds", "update"], ["feeds", "add", "https://news.example"]])
def test_where_the_extra_is_missing_one_sentence_says_what_to_install(
    words: list[str], library: Path, tmp_path: Path
) -> None:
    code = (
        "import sys; sys.modules.update(httpx=None, trafilatura=None, feedparser=None, defusedxml=None);"
        "from reader.cli import run; sys.exit(run(sys.argv[1:]))"
    )
    ended = subprocess.run(
        [
            sys.executable,
            "-c",
            code,
            words[0],
            library,
            *words[1:],
        ],
        capture_output=True,
        env=environment(tmp_path),
        timeout=30,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.decode() == 'reader: This needs more than reading does: pip install "reader-tui[add]".\n'
