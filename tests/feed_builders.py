"""Feeds as text."""

import json
from xml.sax.saxutils import escape

LONG = " ".join(f"The council said in its report number {n} that buses keep running at night." for n in range(12))
"""More than a summary has."""


def item(n: int, text: str = "", title: str = "", link: str = "", guid: str = "") -> str:
    """An item of RSS with its whole text; `text` is HTML."""
    return (
        f"<item><title>{escape(title or f'Story {n}')}</title>"
        f"<link>{escape(link or f'https://news.example/{n}')}</link>"
        f'<guid isPermaLink="false">{escape(guid or f"g{n}")}</guid>'
        f"<pubDate>Fri, 15 Mar 2024 {n % 24:02}:00:00 GMT</pubDate>"
        f"<content:encoded>{escape(text or f'<p>Number {n}. {LONG}</p>')}</content:encoded></item>"
    )


def teaser(n: int, link: str, summary: str = "In short") -> str:
    """An item of RSS that only sums its story up."""
    return (
        f"<item><title>Story {n}</title><link>{escape(link)}</link><guid>g{n}</guid>"
        f"<pubDate>Fri, 15 Mar 2024 10:00:00 GMT</pubDate><description>{escape(summary)}</description></item>"
    )


def rss(*items: str, title: str = "The Example") -> str:
    """A feed of RSS 2.0."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(title)}</title><language>en-gb</language>{''.join(items)}</channel></rss>"
    )


def atom(n: int) -> str:
    """A feed of Atom with one entry."""
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Monde d’essai</title>'
        f'<entry><id>tag:example,2024:{n}</id><title type="html">Pr&amp;eacute;sident</title>'
        f'<link rel="alternate" href="https://news.example/a{n}"/><updated>2024-03-16T01:00:00Z</updated>'
        "<published>2024-03-15T10:00:00Z</published><author><name>Anne</name></author>"
        f'<content type="html">&lt;p&gt;Premier paragraphe {n}.&lt;/p&gt;&lt;h2&gt;Plus&lt;/h2&gt;'
        "&lt;p&gt;Deuxième paragraphe.&lt;/p&gt;</content></entry></feed>"
    )


def json_feed() -> str:
    """A feed of JSON Feed 1.1 with two entries."""
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "JSON News",
            "language": "en",
            "authors": [{"name": "Ed"}],
            "items": [
                {
                    "id": "1",
                    "url": "https://news.example/j1",
                    "title": "One",
                    "content_html": "<p>First & best.</p><p>Then more.</p>",
                    "date_published": "2024-03-15T10:00:00+01:00",
                },
                {"id": 2, "content_text": "a < b\n\nand c", "authors": [{"name": "Al"}, {"name": "Bo"}]},
                "no entry",
            ],
        }
    )


def opml(*urls: str) -> str:
    """An OPML document with feeds in a group."""
    outlines = "".join(f'<outline type="rss" text="F" xmlUrl="{escape(url)}" custom="kept"/>' for url in urls)
    body = f'<body><outline text="Group">{outlines}</outline></body>'
    return f'<opml version="2.0"><head><title>Mine</title></head>{body}</opml>'


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
"""The beginning of XML whose entities would grow to gigabytes; the last one is `&j;`."""
