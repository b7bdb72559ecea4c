"""Newsletters: a mail, or an mbox of them, into stories."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from reader.errors import CannotRead
from reader.intake.dates import day_of
from reader.intake.decoding import decoded
from reader.intake.fragments import fragment_parts, plain_text
from reader.intake.pages import html_story
from reader.intake.story import Part, Story, paragraphs

_FROM_LINE = re.compile(rb"^From [^\n]*\n", re.MULTILINE)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def mails(data: bytes) -> Iterator[bytes]:
    """The mails in `data`, which is one mail or an mbox (RFC 4155, `>From` undone)."""
    if not data.startswith(b"From "):
        yield data
        return
    for mail in _FROM_LINE.split(data.replace(b"\r\n", b"\n")):
        if mail.strip():
            yield _QUOTED_FROM.sub(rb"\1", mail)


def mail_story(data: bytes) -> Story:
    """The story in one mail. Raises CannotRead where it has no words."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        assert isinstance(message, EmailMessage)
        name, address = parseaddr(_header(message, "from"))
        story = Story(
            title=_header(message, "subject"),
            date=day_of(_header(message, "date")),
            author=name or address,
            source=plain_text(_header(message, "list-id").partition("<")[0]).strip(' "'),
            guid=_header(message, "message-id").strip("<>"),
            language=_header(message, "content-language").partition(",")[0],
        )
        parts = _parts(message)
    except (ValueError, TypeError, AttributeError, IndexError, LookupError, RecursionError) as error:
        raise CannotRead("It is a mail that is damaged beyond reading.") from error
    if not parts:
        raise CannotRead("There is no text in this mail.")
    return replace(story, parts=parts)


def _parts(message: EmailMessage) -> tuple[Part, ...]:
    """The body: what is the article in its HTML, else all of that, else its plain text."""
    html = _body(message, "html")
    if not html:
        return paragraphs(_body(message, "plain"))
    whole = html if re.search("<body", html, re.IGNORECASE) else f"<html><body>{html}</body></html>"
    try:
        return html_story(whole).parts
    except CannotRead:
        return fragment_parts(html) or paragraphs(_body(message, "plain"))


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    raw = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(raw, bytes):
        return ""
    return decoded(raw, part.get_content_charset() or "")


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name) or "").split())
