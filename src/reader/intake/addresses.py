"""Which machines may be asked: names are resolved once, checked, and connected to by the very address that was checked.

A name that is looked up a second time for the connection may point elsewhere by then (DNS rebinding).
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import httpcore

from reader.errors import CannotRead

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""A host's name and a port to its addresses, most wanted first. Raises OSError."""

Allowed = Callable[[str], bool]
"""Whether an address may be connected to."""


async def resolve(host: str, port: int) -> list[str]:
    """As the system resolves it; names below `localhost` are this machine, whatever a server says (RFC 6761)."""
    if host == "localhost" or host.endswith(".localhost"):
        return ["127.0.0.1", "::1"]
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: str) -> bool:
    """Whether an address belongs to the open Internet, and to no machine, network or cloud of one's own.

    An IPv6 address that carries an IPv4 one (mapped, NAT64, 6to4) is as public as that.
    """
    try:
        ip: _Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    reached = _carried(ip) if isinstance(ip, ipaddress.IPv6Address) else ip
    return reached.is_global and not reached.is_multicast


def is_any(_: str) -> bool:
    """Every address, where the person lets private ones be asked."""
    return True


class CheckedNetwork(httpcore.AsyncNetworkBackend):
    """Opens connections to addresses that are `allowed` only."""

    def __init__(self, allowed: Allowed = is_public, resolve: Resolve = resolve) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of `host` that answers; seconds of `timeout` for all of them together.

        Raises CannotRead for a host that does not exist or is private, and what httpcore raises.
        """
        addresses = await self._checked(host, port)
        each = timeout / len(addresses) if timeout else None
        for address in addresses[:-1]:
            try:
                return await self._inner.connect_tcp(address, port, each, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._inner.connect_tcp(addresses[-1], port, each, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._inner.sleep(seconds)

    async def _checked(self, host: str, port: int) -> list[str]:
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:  # nobody could tell just now
                raise httpcore.ConnectError(str(error)) from error
            raise CannotRead(f"There is no host {host}.") from error
        if not addresses:
            raise CannotRead(f"There is no host {host}.")
        if not all(map(self._allowed, addresses)):
            raise CannotRead(f"{host} is on a private network; --allow-private lets it be asked.")
        return addresses


def _carried(ip: ipaddress.IPv6Address) -> _Address:
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip
