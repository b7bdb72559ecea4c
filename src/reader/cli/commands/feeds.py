"""`reader feeds`: follow feeds, and bring their news in."""

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.command import Arguments, Command, Takes
from reader.cli.intake import Reporting, add_wishes, wishes_of
from reader.cli.layout import table
from reader.cli.output import ExitCode, Output, say
from reader.errors import CannotRead, Unusable
from reader.text.safety import clean_line

if TYPE_CHECKING:
    from reader.intake.opml import Subscription
    from reader.workspace.desk import Workspace


def _arguments(parser: Takes) -> None:
    what = ["add", "list", "remove", "update"]
    parser.add_argument("what", nargs="?", choices=what, default="list", help="what to do; list where nothing is said")
    parser.add_argument("feeds", metavar="FEED", nargs="*", help="address of a feed or its site, or an OPML file")
    add_wishes(parser)


def _run(workspace: "Workspace", arguments: Arguments, out: Output) -> int:
    if (arguments.what in ("add", "remove")) != bool(arguments.feeds):
        raise Unusable("`add` and `remove` take one FEED or more, `list` and `update` none.")
    return {"add": _add, "list": _list, "remove": _remove, "update": _update}[arguments.what](workspace, arguments, out)


def _add(workspace: "Workspace", arguments: Arguments, out: Output) -> int:
    wishes = wishes_of(arguments)
    from reader.intake.doors import find_feed
    from reader.intake.opml import parse_opml
    from reader.intake.subscriptions import follow

    code = ExitCode.DONE
    found: list[Subscription] = []
    for named in arguments.feeds:
        try:
            is_file = os.path.isfile(named)
            found += parse_opml(Path(named).read_bytes()) if is_file else [find_feed(named, wishes)]
        except CannotRead as error:
            code = ExitCode.FAILED
            say(f"{clean_line(named)}: {error}")
    for feed in follow(workspace.library.folder, found):
        _print(feed, 0, out)
    return code


def _list(workspace: "Workspace", _: Arguments, out: Output) -> int:
    from reader.intake.shelf import Shelf
    from reader.intake.story import page_address
    from reader.intake.subscriptions import subscriptions

    feeds = list(subscriptions(workspace.library.folder))
    counts = Counter(Shelf(workspace.library.folder).feeds())
    if out.as_json:
        for feed in feeds:
            _print(feed, counts[page_address(feed.url)], out)
    elif feeds:
        rows = [(str(counts[page_address(feed.url)] or ""), feed.title, clean_line(feed.url)) for feed in feeds]
        for line in table(rows, out.columns, right=frozenset({0})):
            out.line(line)
    else:
        say("No feed is followed yet: reader feeds FOLDER add URL.")
    return ExitCode.DONE


def _remove(workspace: "Workspace", arguments: Arguments, _: Output) -> int:
    from reader.intake.subscriptions import unfollow

    missing = [url for url in arguments.feeds if not unfollow(workspace.library.folder, url)]
    for url in missing:
        say(f"{clean_line(url)} is not followed; `reader feeds FOLDER list` shows what is.")
    return ExitCode.FAILED if missing else ExitCode.DONE


def _update(workspace: "Workspace", arguments: Arguments, out: Output) -> int:
    wishes = wishes_of(arguments)
    from reader.intake.doors import update_feeds

    with Reporting(out) as reporting:
        update_feeds(workspace.library.folder, wishes, reporting.told)
    return reporting.code


def _print(feed: "Subscription", articles: int, out: Output) -> None:
    if out.as_json:
        out.record({"url": feed.url, "title": feed.title, "articles": articles})
    else:
        out.line(clean_line(feed.url))


COMMAND = Command("follow feeds: add, list, remove, or update to bring their news in", _arguments, _run)
