"""Polite and safe: against a real server on loopback that does what servers should not."""

import asyncio
import gzip
import socket
import zlib

import pytest

import intake_server
from intake_server import Reply, Server
from reader.errors import CannotRead
from reader.intake.addresses import Allowed, Resolve, is_any, is_public, resolve
from reader.intake.fetching import Fetched, Fetcher, TryLater, _checked, _next
from reader.intake.limits import Limits
from reader.intake.memory import Validators

QUICK = Limits(
    most_bytes=200_000,
    connect_seconds=5,
    silence_seconds=0.3,
    answer_seconds=0.8,
    pause_seconds=0,
    tries=2,
    backoff_seconds=0.01,
)


def fetch(
    *urls: str,
    limits: Limits = QUICK,
    allowed: Allowed = is_any,
    resolve: Resolve = resolve,
    validators: Validators | None = None,
) -> list[Fetched | CannotRead]:
    """All of `urls` at the same time: what is there, or why it cannot be had."""

    async def one(fetcher: Fetcher, url: str) -> Fetched | CannotRead:
        try:
            return await fetcher.get(url, validators)
        except CannotRead as error:
            return error

    async def all_of_them() -> list[Fetched | CannotRead]:
        async with Fetcher(limits, allowed, resolve) as fetcher:
            return await asyncio.gather(*(one(fetcher, url) for url in urls))

    return asyncio.run(all_of_them())


def data(*urls: str, limits: Limits = QUICK, validators: Validators | None = None) -> bytes:
    """What is at the one address."""
    (got,) = fetch(*urls, limits=limits, validators=validators)
    assert isinstance(got, Fetched), got
    return got.data


def refusal(url: str, limits: Limits = QUICK, allowed: Allowed = is_any, resolve: Resolve = resolve) -> str:
    """Why the one address cannot be had."""
    (got,) = fetch(url, limits=limits, allowed=allowed, resolve=resolve)
    assert isinstance(got, CannotRead), got
    return str(got)


def test_an_answer_comes_with_all_that_tells_what_it_is(server: Server) -> None:
    headers = {"Content-Type": 'text/HTML; charset="iso-8859-1"', "Content-Language": "de, en", "ETag": '"a"'}
    (got,) = fetch(server.give("/a", Reply(b"gr\xfc\xdfe", headers=headers)))
    assert isinstance(got, Fetched)
    assert (got.data, got.content_type, got.charset, got.language) == (b"gr\xfc\xdfe", "text/html", "iso-8859-1", "de")
    assert got.validators == Validators(etag='"a"')


def test_a_server_is_told_who_asks_and_nothing_else_of_the_person(server: Server) -> None:
    server.give("/a", Reply(status=302, headers={"Location": "/b", "Set-Cookie": "seen=1"}))
    fetch(server.give("/b", "here"), server.url("/a"))
    for request in server.requests:
        assert request.headers["user-agent"].startswith("reader-tui/")
        assert set(request.headers) <= {"host", "user-agent", "accept", "accept-encoding"}


def test_what_did_not_change_is_not_sent_again(server: Server) -> None:
    url = server.give("/a", Reply(status=304))
    (got,) = fetch(url, validators=Validators('"a"', "Fri, 15 Mar 2024 10:00:00 GMT"))
    assert isinstance(got, Fetched)
    assert got.unchanged
    (request,) = server.asked("/a")
    assert request.headers["if-none-match"] == '"a"'
    assert request.headers["if-modified-since"] == "Fri, 15 Mar 2024 10:00:00 GMT"


@pytest.mark.parametrize("packing", ["gzip", "deflate", "raw deflate", "none"])
def test_a_packed_answer_is_unpacked(server: Server, packing: str) -> None:
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(b"news"),
        "deflate": zlib.compress(b"news"),
        "raw deflate": raw.compress(b"news") + raw.flush(),
        "none": b"news",
    }[packing]
    headers = {} if packing == "none" else {"Content-Encoding": packing.split()[-1]}
    assert data(server.give("/a", Reply(packed, headers=headers))) == b"news"


def test_a_bomb_stops_at_the_limit_and_not_after(server: Server) -> None:
    import tracemalloc

    bomb = gzip.compress(bytes(200 * 2**20), 9)
    url = server.give("/bomb", Reply(bomb, headers={"Content-Encoding": "gzip"}))
    tracemalloc.start()
    try:
        assert "too large" in refusal(url)
        assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("route", "reason"),
    [
        (intake_server.endless, "too large"),
        (intake_server.drip, "takes more than 0.8 seconds"),
        (intake_server.silence, "does not answer"),
        (intake_server.torn, "breaks off"),
        (intake_server.babble, "does not speak HTTP"),
    ],
)
def test_a_server_that_misbehaves_costs_a_sentence_and_the_others_nothing(
    server: Server, route: object, reason: str
) -> None:
    assert callable(route)
    server.routes["/bad"] = lambda _: route()
    bad, good = fetch(server.url("/bad"), server.give("/good", "news"))
    assert isinstance(bad, CannotRead)
    assert reason in str(bad)
    assert isinstance(good, Fetched)


def test_a_packing_that_is_damaged_or_unknown_is_said(server: Server) -> None:
    assert "damaged" in refusal(server.give("/a", Reply(b"\x1f\x8b\x08junk", headers={"Content-Encoding": "gzip"})))
    assert "packing" in refusal(server.give("/b", Reply(b"x", headers={"Content-Encoding": "br"})))


def test_what_may_pass_is_tried_again_and_what_cannot_is_not(server: Server) -> None:
    assert data(server.give("/busy", Reply(status=503), Reply("news"))) == b"news"
    assert len(server.asked("/busy")) == 2
    assert refusal(server.give("/never", Reply(status=404))) == "It answers 404 (Not Found)."
    assert len(server.asked("/never")) == 1
    assert "503" in refusal(server.give("/down", Reply(status=503)))
    assert len(server.asked("/down")) == QUICK.tries


def test_a_server_says_how_long_to_wait(server: Server) -> None:
    url = server.give("/soon", Reply(status=429, headers={"Retry-After": "0.3"}), Reply("news"))
    data(url)
    first, second = server.asked("/soon")
    assert second.at - first.at >= 0.3
    long = server.give("/long", Reply(status=429, headers={"Retry-After": "86400"}))
    (got,) = fetch(long)
    assert isinstance(got, TryLater)
    assert len(server.asked("/long")) == 1
    date = server.give("/date", Reply(status=503, headers={"Retry-After": "Fri, 15 Mar 2024 10:00:00 GMT"}), Reply("x"))
    assert data(date) == b"x"


def test_redirects_are_followed_step_by_step_and_not_for_ever(server: Server) -> None:
    server.give("/a", Reply(status=301, headers={"Location": "/b"}))
    server.give("/b", Reply(status=307, headers={"Location": server.url("/c", "c.localhost")}))
    server.give("/c", "news")
    (got,) = fetch(server.url("/a"))
    assert isinstance(got, Fetched)
    assert (got.data, got.url) == (b"news", server.url("/c", "c.localhost"))
    assert "redirects" in refusal(server.give("/loop", Reply(status=302, headers={"Location": "/loop"})))


@pytest.mark.parametrize("scheme", ["file:///etc/passwd", "ftp://localhost/x", "gopher://localhost", "data:,x"])
def test_no_redirect_leads_to_another_scheme(server: Server, scheme: str) -> None:
    assert "refused" in refusal(server.give("/a", Reply(status=302, headers={"Location": scheme})))
    assert refusal(scheme) == "Only http and https are asked."


def test_no_redirect_leads_out_of_encryption() -> None:
    with pytest.raises(CannotRead, match="from https to http"):
        _next(_checked("https://news.example/a"), "http://news.example/a")
    assert _next(_checked("http://news.example/a"), "https://news.example/a").scheme == "https"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]", "a.localhost"])
def test_private_addresses_are_not_asked(server: Server, host: str) -> None:
    server.give("/a", "secret")
    assert "private network" in refusal(server.url("/a", host), allowed=is_public)
    assert server.requests == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("2001:0:a00:1::", False),
        ("no address", False),
    ],
)
def test_public_is_what_the_registries_call_global(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_redirect_into_a_private_network_is_refused(server: Server) -> None:
    async def names(host: str, _: int) -> list[str]:
        return ["127.0.0.1"] if host == "news.example" else ["127.0.0.2"]

    server.give("/a", Reply(status=302, headers={"Location": server.url("/b", "inside.example")}))
    said = refusal(server.url("/a", "news.example"), allowed=lambda at: at == "127.0.0.1", resolve=names)
    assert "inside.example is on a private network" in said
    assert not server.asked("/b")


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    async def names(*_: object) -> list[str]:
        return ["93.184.216.34", "10.0.0.1"]

    assert "private network" in refusal("http://news.example/", allowed=is_public, resolve=names)


def test_a_name_is_resolved_once_and_the_checked_address_is_connected_to(server: Server) -> None:
    looked_up = []

    async def rebinding(host: str, _: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"] if len(looked_up) == 1 else ["127.0.0.2"]

    server.give("/robots.txt", "")
    server.give("/a", "news")
    (got,) = fetch(server.url("/a", "news.example"), allowed=lambda at: at == "127.0.0.1", resolve=rebinding)
    assert isinstance(got, Fetched)
    assert looked_up == ["news.example"]
    assert server.asked("/a")[0].headers["host"] == f"news.example:{server.port}"


def test_a_host_that_is_not_there_is_said() -> None:
    async def none(*_: object) -> list[str]:
        raise OSError

    assert refusal("http://nowhere.example/", resolve=none) == "There is no host nowhere.example."
    assert "cannot be reached" in refusal("http://127.0.0.1:9/")
    assert refusal("http:///x") == "It names no host."


def test_a_name_that_nobody_can_resolve_just_now_is_tried_again(server: Server) -> None:
    asked = []

    async def flaky(host: str, _: int) -> list[str]:
        asked.append(host)
        if len(asked) == 1:
            raise socket.gaierror(socket.EAI_AGAIN, "try again")
        return ["127.0.0.1"]

    server.give("/a", "news")
    (got,) = fetch(server.url("/a", "news.example"), resolve=flaky)
    assert isinstance(got, Fetched)


def test_robots_txt_is_asked_once_and_followed(server: Server) -> None:
    server.give(
        "/robots.txt", "User-agent: reader-tui\nDisallow: /private\nDisallow: /*?print\n\nUser-agent: *\nDisallow: /"
    )
    for path in ("/a", "/b", "/private/a", "/a?print"):
        server.give(path, "news")
    a, b, private, printed = fetch(*(server.url(path) for path in ("/a", "/b", "/private/a", "/a?print")))
    assert isinstance(a, Fetched)
    assert isinstance(b, Fetched)
    assert "robots.txt" in str(private)
    assert "robots.txt" in str(printed)
    assert len(server.asked("/robots.txt")) == 1
    assert not server.asked("/private/a")


def test_a_host_whose_robots_txt_fails_is_not_asked_for_more(server: Server) -> None:
    server.give("/robots.txt", Reply(status=500))
    server.give("/a", "news")
    assert "500" in refusal(server.url("/a"))
    assert not server.asked("/a")


def test_a_host_gets_few_requests_at_once(server: Server) -> None:
    server.hold_seconds = 0.03
    fetch(*(server.give(f"/{n}", "news") for n in range(12)), limits=Limits(per_host=2, pause_seconds=0))
    assert server.most_of_a_host["localhost"] == 2


def test_a_host_gets_a_pause_between_requests(server: Server) -> None:
    fetch(*(server.give(f"/{n}", "news") for n in range(12)), limits=Limits(pause_seconds=0.02))
    at = sorted(request.at for request in server.requests)
    assert at[-1] - at[0] >= 11 * 0.02 * 0.9


def test_a_host_that_asks_for_longer_pauses_gets_them(server: Server) -> None:
    server.give("/robots.txt", "User-agent: *\nCrawl-delay: 0.2")
    fetch(*(server.give(f"/{n}", "news") for n in range(3)), limits=Limits(pause_seconds=0))
    pages = sorted(request.at for request in server.requests if request.path != "/robots.txt")
    assert pages[-1] - pages[0] >= 2 * 0.2 * 0.9


def test_many_hosts_are_asked_at_the_same_time_within_the_limit(server: Server) -> None:
    server.hold_seconds = 0.03
    server.routes["*"] = lambda _: Reply("news")
    got = fetch(*(server.url("/a", f"h{n}.localhost") for n in range(40)), limits=Limits(in_all=8))
    assert all(isinstance(one, Fetched) for one in got)
    assert 4 <= server.most_at_once <= 8


def test_name_and_password_go_to_their_host_only(server: Server) -> None:
    server.give("/a", Reply(status=302, headers={"Location": server.url("/b", "b.localhost")}))
    server.give("/b", "news")
    fetch(server.url("/a", "user:p%40ss@a.localhost"))
    assert server.asked("/a")[0].headers["authorization"] == "Basic dXNlcjpwQHNz"
    assert "authorization" not in server.asked("/b")[0].headers
