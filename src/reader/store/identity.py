"""ULIDs: names that are made before anything is written, and that sort by time (https://github.com/ulid/spec)."""

import os
import threading
import time

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: without I, L, O and U."""
_LENGTH = 26
_TEXT_TO_BASE_32 = str.maketrans(_DIGITS, "0123456789ABCDEFGHIJKLMNOPQRSTUV")
_RANDOM_BITS = 80

_made = threading.Lock()
_latest = 0


def revision_id(after: int = 0) -> int:
    """A new ULID as its 128-bit number: 48 bits of milliseconds since 1970, then 80 random ones.

    Larger than `after`, also when the clock went back; and larger than any that this process made by its own clock.
    """
    global _latest
    with _made:
        by_clock = time.time_ns() // 1_000_000 << _RANDOM_BITS | _random(_RANDOM_BITS)
        _latest = by_clock if by_clock > _latest else _larger(_latest)
        # An `after` ahead of our clock must not drag along what is made for other files.
        return _latest if _latest > after else _larger(after)


def new_ulid() -> str:
    """A new ULID: 26 characters, larger than the one before it in this process."""
    return ulid_text(revision_id())


def ulid_text(number: int) -> str:
    """The 26 Crockford characters of a 128-bit number. Raises ValueError for any other number."""
    if not 0 <= number < 1 << 128:
        raise ValueError("a ULID has 128 bits")
    return "".join(_DIGITS[number >> shift & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))


def ulid_number(text: str) -> int:
    """The number of a ULID as `ulid_text` writes it. Raises ValueError for any other text."""
    if len(text) != _LENGTH or not set(text) <= set(_DIGITS) or text[0] > "7":
        raise ValueError("not a ULID")
    return int(text.translate(_TEXT_TO_BASE_32), 32)


def _larger(number: int) -> int:
    # At random: two processes that start from the same number must not meet.
    return number + 1 + _random(_RANDOM_BITS - 16)


def _random(bits: int) -> int:
    return int.from_bytes(os.urandom(bits // 8))  # `secrets` takes longer to import than a listing is asked for
