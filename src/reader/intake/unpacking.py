"""The body of an answer, unpacked as it comes and never beyond a limit: a gzip bomb stops at the limit, not after."""

import zlib
from collections.abc import AsyncIterator

from reader.errors import CannotRead

ACCEPTED = "gzip, deflate"


async def unpacked(pieces: AsyncIterator[bytes], encoding: str, most: int) -> bytes:
    """All of `pieces`, at most `most` bytes unpacked. Raises CannotRead."""
    unpack = _Unpacking(encoding.strip().lower(), most)
    async for piece in pieces:
        unpack.feed(piece)
    return bytes(unpack.data)


class _Unpacking:
    def __init__(self, encoding: str, most: int) -> None:
        if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise CannotRead("It comes in a packing that was not asked for.")
        self.data = bytearray()
        self._most = most
        self._packed = encoding not in ("", "identity")
        self._is_deflate = encoding == "deflate"
        self._zlib = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip or zlib, as its header says

    def feed(self, piece: bytes) -> None:
        """Take the next bytes of the answer."""
        self.data += self._plain(piece) if self._packed else piece
        if len(self.data) > self._most:
            raise CannotRead(f"It is too large: more than {self._most / 2**20:.3g} MB.")

    def _plain(self, piece: bytes) -> bytes:
        room = self._most - len(self.data) + 1
        if self._is_deflate and not self.data and piece and piece[0] & 0x0F != 8:
            self._zlib = zlib.decompressobj(-zlib.MAX_WBITS)  # some servers leave the header of zlib out
        self._is_deflate = False
        try:
            return self._zlib.decompress(piece, room)
        except zlib.error as error:
            raise CannotRead("Its packing is damaged.") from error
