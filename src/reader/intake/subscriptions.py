"""The feeds that a person follows: an OPML file in the folder of articles, for this and any other feed reader."""

from collections.abc import Iterable
from pathlib import Path

from reader.errors import CannotRead, NotSaved, Unusable
from reader.files import read_file, write_durably
from reader.intake.opml import Outlines, Subscription, no_feeds, parse_opml

NAME = "subscriptions.opml"
_LARGEST = 16 * 2**20


def subscriptions(folder: Path) -> Outlines:
    """The feeds that are followed in `folder`. Raises Unusable where the file is there and cannot be read."""
    try:
        return parse_opml(read_file(folder / NAME, _LARGEST))
    except FileNotFoundError:
        return no_feeds("Subscriptions")
    except (OSError, CannotRead) as error:
        reason = error if isinstance(error, CannotRead) else "It cannot be read."
        raise Unusable(f"{NAME}: {reason} It is left as it is.") from error


def follow(folder: Path, feeds: Iterable[Subscription]) -> list[Subscription]:
    """Follow `feeds`; those that were not followed yet. Raises Unusable and NotSaved."""
    outlines = subscriptions(folder)
    new = [feed for feed in feeds if outlines.add(feed)]
    if new:
        _save(folder, outlines)
    return new


def unfollow(folder: Path, url: str) -> bool:
    """Follow the feed at `url` no more; its articles stay. Whether it was followed. Raises Unusable and NotSaved."""
    outlines = subscriptions(folder)
    found = outlines.remove(url)
    if found:
        _save(folder, outlines)
    return found


def _save(folder: Path, outlines: Outlines) -> None:
    try:
        write_durably(folder / NAME, outlines.to_bytes())  # for the owner: addresses may hold passwords
    except OSError as error:
        raise NotSaved(f"{NAME} is not saved: {error.strerror}.") from error
