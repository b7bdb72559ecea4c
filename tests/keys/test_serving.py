"""`reader serve`: the screen as a page, for this machine and its own page alone."""

import asyncio
import contextlib
import json
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

import cli_builders


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def until_it_stands(port: int) -> None:
    """It is said where the page will be just before it can be had."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
    raise AssertionError("it does not stand")


@pytest.fixture
def port(seeds: Path, tmp_path: Path) -> Iterator[int]:
    """The port of a server that stands."""
    chosen = free_port()
    server = subprocess.Popen(
        cli_builders.command("serve", seeds, "--port", str(chosen)),
        env=cli_builders.environment(tmp_path),
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )
    try:
        assert server.stderr
        said = server.stderr.readline().decode()
        assert f"The reader is at http://127.0.0.1:{chosen} " in said
        until_it_stands(chosen)
        yield chosen
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0
        assert server.stderr
        server.stderr.close()


async def test_the_page_shows_the_screen_and_takes_keys(port: int) -> None:
    origin = f"http://127.0.0.1:{port}"
    async with aiohttp.ClientSession() as browser:
        async with browser.get(origin) as page:
            assert page.status == 200
            policy = page.headers["Content-Security-Policy"]
            assert "google" not in policy
            assert f"connect-src {origin}" in policy
        async with browser.ws_connect(f"{origin}/ws?width=120&height=40", origin=origin) as screen:
            seen = b""
            async with asyncio.timeout(30):
                while b"limousine" not in seen:
                    message = await screen.receive()
                    seen += message.data if isinstance(message.data, bytes) else b""
                await screen.send_str(json.dumps(["stdin", "?"]))
                while b"Keys in the list" not in seen:
                    message = await screen.receive()
                    seen += message.data if isinstance(message.data, bytes) else b""


async def test_no_other_page_may_open_it(port: int) -> None:
    async with aiohttp.ClientSession() as browser:
        for origin in ("https://example.org", f"http://127.0.0.1:{port + 1}", "null", None):
            with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                await browser.ws_connect(f"http://127.0.0.1:{port}/ws", origin=origin)


def test_it_is_bound_to_this_machine_alone(port: int) -> None:
    """127.0.0.2 is this machine too, by another address: what is bound to all addresses would answer there."""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", port), timeout=5)
    socket.create_connection(("127.0.0.1", port), timeout=5).close()


def test_a_port_that_is_taken_is_said(seeds: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = str(taken.getsockname()[1])
        result = cli_builders.process(tmp_path, "serve", seeds, "--port", number)
    assert result.code == 2
    assert f"The port {number} cannot be used" in result.err
