"""Asking the web, politely and with suspicion."""

import asyncio
import random
import ssl
import time
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType
from typing import Self

import httpcore
import httpx

from reader import __version__
from reader.errors import CannotRead
from reader.intake.addresses import Allowed, CheckedNetwork, Resolve, is_public, resolve
from reader.intake.limits import Gates, Limits
from reader.intake.memory import Validators
from reader.intake.robots import Robots
from reader.intake.unpacking import ACCEPTED, unpacked
from reader.text.safety import clean_line

AGENT = "reader-tui"
"""The name by which robots.txt may speak of us."""

_HEADERS = {
    "User-Agent": f"{AGENT}/{__version__} (a person's news reader)",
    "Accept": "text/html, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5",
    "Accept-Encoding": ACCEPTED,
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be another one in a moment."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer."""

    url: str
    """Where it came from in the end."""
    data: bytes
    content_type: str
    """Media type, small letters, without parameters."""
    charset: str
    language: str
    validators: Validators
    unchanged: bool = False
    """Whether the server says that nothing changed; then there is no data."""


class TryLater(CannotRead):
    """It could not be fetched now, after several tries; another day it may."""


class _Later(Exception):
    """This try failed and the next may not."""

    def __init__(self, reason: str, seconds: float | None = None, *, silent: bool = False) -> None:
        super().__init__(reason)
        self.seconds = seconds
        self.silent = silent
        """Whether the host as a whole does not answer."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer of a server, whatever it is."""

    status: int
    headers: httpx.Headers
    data: bytes
    """Empty for all but the status 200."""


class Fetcher:
    """Fetches by http and https within `Limits`; to be entered, and used from one event loop.

    Keeps no cookies, and uses no proxy of the environment: that would connect in our place, to what nobody checked.
    """

    def __init__(self, limits: Limits, allowed: Allowed = is_public, resolve: Resolve = resolve) -> None:
        self._limits = limits
        self._gates = Gates(limits)
        self._silent: set[str] = set()
        """Hosts that did not answer any of several tries: nobody waits for them again in this run."""
        self._robots = Robots(AGENT, self._robots_txt, self._gates.slow_down)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            network_backend=CheckedNetwork(allowed, resolve),
            max_connections=None,  # the gates count, so that no one waits within a time limit
            max_keepalive_connections=limits.in_all,
            keepalive_expiry=5.0,
        )

    async def __aenter__(self) -> Self:
        await self._pool.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._pool.__aexit__(kind, error, trace)

    async def get(self, url: str, validators: Validators | None = None) -> Fetched:
        """What is at `url` now. Raises CannotRead with the reason, in a sentence."""
        asked, headers = _checked(url), (validators or Validators()).headers()
        if asked.host in self._silent:
            raise TryLater(f"{asked.host} did not answer before.")
        pause = self._limits.backoff_seconds
        for left in reversed(range(self._limits.tries)):
            try:
                return _fetched(*await self._follow(asked, headers))
            except _Later as later:
                wait = pause if later.seconds is None else later.seconds
                if not left and later.silent:
                    self._silent.add(asked.host)
                if not left or wait > self._limits.longest_pause_seconds:
                    raise TryLater(str(later)) from later
                await asyncio.sleep(wait * random.uniform(1, 1.25))  # not all at once, when all failed at once
                pause *= 2
        raise AssertionError("the last try returns or raises")

    async def _robots_txt(self, url: httpx.URL) -> tuple[int, bytes]:
        _, answer = await self._follow(url, {}, by_robots=False)
        return answer.status, answer.data

    async def _follow(
        self, url: httpx.URL, headers: Mapping[str, str], *, by_robots: bool = True
    ) -> tuple[httpx.URL, _Answer]:
        """The answer at the end of all redirects, and where it came from; each step is checked like the first."""
        for _ in range(self._limits.redirects + 1):
            if by_robots and not await self._robots.allow(url):
                raise CannotRead(f"{url.host} asks programs not to fetch this (robots.txt).")
            answer = await self._exchange(url, headers)
            location = answer.headers.get("location", "")
            if answer.status not in _REDIRECTS or not location:
                return url, answer
            url = _next(url, location)
        raise CannotRead(f"It leads on and on: more than {self._limits.redirects} redirects.")

    async def _exchange(self, url: httpx.URL, headers: Mapping[str, str]) -> _Answer:
        """One request and its whole answer. Raises _Later and CannotRead."""
        limits = self._limits
        seconds = {"connect": limits.connect_seconds, "read": limits.silence_seconds, "write": limits.silence_seconds}
        async with self._gates.through(url.host):
            try:
                async with (
                    asyncio.timeout(limits.answer_seconds),
                    self._pool.stream(
                        "GET", _target(url), headers=_headers(url, headers), extensions={"timeout": seconds}
                    ) as response,
                ):
                    fields = httpx.Headers(response.headers)
                    return _Answer(response.status, fields, await self._body(response, fields))
            except TimeoutError as error:
                raise _Later(f"{url.host} takes more than {limits.answer_seconds:g} seconds.") from error
            except httpcore.TimeoutException as error:
                raise _Later(f"{url.host} does not answer.", silent=True) from error
            except (httpcore.NetworkError, httpcore.ProtocolError) as error:
                raise _failure(url.host, error) from error

    async def _body(self, response: httpcore.Response, fields: httpx.Headers) -> bytes:
        """What the answer holds, where it is one to read."""
        if response.status in _AGAIN:
            raise _Later(_refusal(response.status), _seconds(fields.get("retry-after", "")))
        if response.status != 200:
            return b""
        return await unpacked(response.aiter_stream(), fields.get("content-encoding", ""), self._limits.most_bytes)


def _checked(url: str) -> httpx.URL:
    """The address that was typed, or stands in a feed. Raises CannotRead for one that is not to be asked."""
    try:
        asked = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise CannotRead("It is no address.") from error
    if asked.scheme not in ("http", "https"):
        raise CannotRead("Only http and https are asked.")
    if not asked.host:
        raise CannotRead("It names no host.")
    return asked


def _next(url: httpx.URL, location: str) -> httpx.URL:
    try:
        following = url.join(location)
    except (httpx.InvalidURL, ValueError) as error:
        raise CannotRead("It leads to what is no address.") from error
    if following.scheme not in ("http", "https") or (url.scheme, following.scheme) == ("https", "http"):
        raise CannotRead(f"It leads from {url.scheme} to {clean_line(following.scheme)}, which is refused.")
    return _checked(str(following))


def _target(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def _headers(url: httpx.URL, more: Mapping[str, str]) -> list[tuple[str, str]]:
    headers = [*_HEADERS.items(), *more.items()]
    if url.userinfo:
        token = b64encode(f"{url.username}:{url.password}".encode()).decode()
        headers.append(("Authorization", f"Basic {token}"))
    return headers


def _fetched(url: httpx.URL, answer: _Answer) -> Fetched:
    if answer.status not in (200, 304):
        raise CannotRead(_refusal(answer.status))
    message = Message()
    message["content-type"] = answer.headers.get("content-type", "")
    return Fetched(
        url=str(url),
        data=answer.data,
        content_type=message.get_content_type() if message["content-type"] else "",
        charset=str(message.get_param("charset", "")),
        language=answer.headers.get("content-language", "").partition(",")[0].strip(),
        validators=Validators(answer.headers.get("etag", ""), answer.headers.get("last-modified", "")),
        unchanged=answer.status == 304,
    )


def _refusal(status: int) -> str:
    try:
        return f"It answers {status} ({HTTPStatus(status).phrase})."
    except ValueError:
        return f"It answers {status}."


def _seconds(retry_after: str) -> float | None:
    """How long a server asks to wait, by seconds or by a date; None where it does not say."""
    with suppress(ValueError):
        return max(0.0, float(retry_after))
    with suppress(ValueError, TypeError):
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    return None


def _failure(host: str, error: Exception) -> CannotRead | _Later:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return CannotRead(f"The certificate of {host} cannot be trusted.")
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore.ConnectError):
        return _Later(f"{host} cannot be reached.", silent=True)
    return _Later(f"{host} breaks off, or does not speak HTTP.")
