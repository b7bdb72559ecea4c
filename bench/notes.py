"""All notes at 100 and at 100,000, beside a minimal app that changes one cell: `python bench/notes.py PLACE`.

Makes two libraries in PLACE, unless they are there: 10 and 1,000 articles with a hundred notes each, made on seconds of
their own. Both are opened once before, so that the catalogue has a copy of the notes. Prints Markdown rows: of the
first paint the median, times the minimal app's, and the least, times the least; the last paint, with all that follows.
"""

import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from terminal import Terminal, environment

from reader.model.annotation import Revision, bodies
from reader.store.documents import snapshot_document, to_document
from reader.store.folder import Folder
from reader.store.identity import new_ulid, revision_id
from reader.store.lines import LAST_ID, article_document, encode, id_text
from reader.text.span import Span
from reader.workspace.desk import open_workspace

_HERE = Path(__file__).parent
_READER = [sys.executable, "-m", "reader"]
_MINIMAL = [sys.executable, str(_HERE / "minimal.py")]
_ARTICLES = (10, 1000)
_A_HUNDRED = 100
_FIRST = datetime(2024, 1, 1, tzinfo=UTC)
_ROUNDS = 30
_SESSIONS = (
    ("`j` among all notes", ["j"] * _ROUNDS),
    ("a mark, and on", [" "] * _ROUNDS),
    ("a page", ["\x04", "\x15"] * (_ROUNDS // 2)),
    ("End, Home", ["G", "g"] * (_ROUNDS // 2)),
    ("the next day, the one before", ["}", "{"] * (_ROUNDS // 2)),
    ("a character in the filter", ["/", *"sanctions tag:un/5", "\x1b"]),
    ("Enter into the article, ctrl+o back", ["\r", "\x0f"] * (_ROUNDS // 2)),
)


def main() -> None:
    places = environment()
    for articles in _ARTICLES:
        folder = Path(sys.argv[1]) / str(articles) / "corpus"
        if not folder.exists():
            subprocess.run([sys.executable, _HERE / "corpus.py", folder, str(articles)], check=True)
            _annotate(folder)
        subprocess.run([*_READER, "notes", folder, "is:orphan"], env=places, capture_output=True, check=True)
        print(f"\n## {articles * _A_HUNDRED:,} notes\n\n| what | first ms | x | least x | last ms |")
        print("|---|---|---|---|---|")
        _measure(folder, articles * _A_HUNDRED, places)


def _annotate(folder: Path) -> None:
    """A hundred notes on each article, written file by file without waiting for the disk."""
    chance = random.Random(1)
    workspace = open_workspace(folder, by="ana", cache=False)
    workspace.refresh()
    store = Folder(folder.parent / "annotations")
    store.root.mkdir()
    for article in (workspace.article(row.id) for row in workspace.catalogue.listing):
        made = []
        for _ in range(_A_HUNDRED):
            start = chance.randrange(60, len(article.text) - 90)
            target = workspace.target(article, Span(start, start + chance.randrange(20, 90)))
            said = bodies((f"un/{chance.randrange(40)}", f"t{chance.randrange(200)}"), article.text[start : start + 60])
            at = _FIRST + timedelta(seconds=chance.randrange(60_000_000))
            made.append(Revision(revision_id(), new_ulid(), at, target, said, "ana", change=new_ulid()))
        source = workspace.source(article.id)
        key, snapshot = snapshot_document(article.text)
        documents = {id_text(one.id): to_document(one) for one in made}
        store.fresh(source, "", 0).write_bytes(encode({key: snapshot, **documents, LAST_ID: article_document(source)}))


def _measure(folder: Path, count: int, places: dict[str, str]) -> None:
    minimal, reader = Terminal(_MINIMAL, places), Terminal([*_READER, str(folder)], places)
    try:
        minimal.until("row 0")
        reader.until("articles")
        for terminal in (minimal, reader):
            terminal.settle()
        opened = reader.key(b"A")
        reader.until(f"{count:,} notes")
        reader.settle()
        print(f"| `A` | {opened[0] * 1000:.1f} | | | {opened[1] * 1000:.0f} |")
        for what, keys in _SESSIONS:
            times = [(reader.key(key.encode()), minimal.key(b"j")[0]) for key in keys]
            first, cells = [mine[0] for mine, _ in times], [theirs for _, theirs in times]
            last = median(mine[1] for mine, _ in times)
            ratios = f"{median(first) / median(cells):.2f} | {min(first) / min(cells):.2f}"
            print(f"| {what} | {median(first) * 1000:.1f} | {ratios} | {last * 1000:.0f} |", flush=True)
            reader.settle()
    finally:
        minimal.close()
        reader.close()


if __name__ == "__main__":
    main()
