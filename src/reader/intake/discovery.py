"""The feed that a person means by an address."""

from urllib.parse import urljoin

from reader.errors import CannotRead
from reader.intake.decoding import decoded
from reader.intake.feeds import parse_feed
from reader.intake.fetching import Fetched
from reader.intake.needs import needed
from reader.intake.opml import Subscription
from reader.intake.wishes import Wishes

_ALTERNATES = (
    "//link[contains(concat(' ', translate(@rel, 'ALTERNE', 'alterne'), ' '), ' alternate ')]"
    "[contains(@type, 'rss+xml') or contains(@type, 'atom+xml') or contains(@type, 'feed+json')]/@href"
)
"""How a page names its feeds (https://www.rssboard.org/rss-autodiscovery)."""


async def discovered(address: str, wishes: Wishes) -> Subscription:
    """The feed at `address`, or the first that the page there names. Raises CannotRead."""
    async with wishes.fetcher() as fetcher:
        fetched = await fetcher.get(address)
        try:
            return _subscription(fetched, address)
        except CannotRead:
            named = _named(fetched)
            if not named:
                raise
        return _subscription(await fetcher.get(named), named)


def _subscription(fetched: Fetched, address: str) -> Subscription:
    return Subscription(address, parse_feed(fetched.data, fetched.url, fetched.content_type).title)


def _named(page: Fetched) -> str:
    tree = needed("trafilatura").load_html(decoded(page.data, page.charset))
    return next((urljoin(page.url, href) for href in tree.xpath(_ALTERNATES)), "") if tree is not None else ""
