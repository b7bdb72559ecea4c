"""Make the README's picture of the screen: the seeds with a few notes, as SVG.

python docs/picture.py docs/screen.svg
"""

import asyncio
import os
import sys
import tempfile
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"
SIZE = (128, 38)


async def take(out: Path, scratch: Path) -> None:
    """Read the older seed, mark a few passages, and save what the screen shows."""
    from reader.tui.app import ReaderApp
    from reader.workspace.desk import open_workspace
    from reader.workspace.quoting import find_passage

    workspace = open_workspace(SEEDS, scratch / "annotations", by="ana")
    workspace.refresh()
    article = workspace.article("000_02bc2ad79be283e5.txt")
    for quote, tags, note in (
        (
            "marking a brazen defiance of United Nations sanctions",
            ("un/sanctions",),
            "Who says so? Compare UNSCR 1718.",
        ),
        ('emphasized the car\'s "special function" and reliability', ("quote", "kim-yo-jong"), ""),
        ("Kim's sister, Kim Yo Jong, emphasized", (), "Her first statement on the car?"),
    ):
        workspace.annotate(article, find_passage(article, quote), tags, note)
    app = ReaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        for key in ("j", "enter", "}", "}", "j"):
            await pilot.press(key)
            await app.workers.wait_for_complete()
        await pilot.pause()
        app.save_screenshot(str(out.absolute()))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        asyncio.run(take(Path(sys.argv[1]), Path(folder)))
