"""A misbehaving server, and a home of one's own."""

import ipaddress
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import cli_builders
import intake_server


@pytest.fixture
def server() -> Iterator[intake_server.Server]:
    with intake_server.running() as server:
        yield server


@pytest.fixture(autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, place in cli_builders.environment(tmp_path_factory.mktemp("home")).items():
        monkeypatch.setenv(name, place)


@pytest.fixture(autouse=True)
def _nothing_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that only a server outside could resolve fails the test."""
    ask = socket.getaddrinfo

    def inside(host: str, *more: Any, **named: Any) -> Any:
        ipaddress.ip_address(host)
        return ask(host, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", inside)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """An empty folder of articles."""
    folder = tmp_path / "library"
    folder.mkdir()
    return folder


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> cli_builders.Reader:
    """`reader(*words, stdin="")` as a call."""
    return cli_builders.caller(tmp_path, monkeypatch, capsys)
