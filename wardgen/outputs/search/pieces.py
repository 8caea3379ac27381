"""Numbers and words become the bytes of the index's files; theme/static/search-engine.js reads them.

Every file is raw DEFLATE (RFC 1951), since hosts compress no type that they do not know.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable


def packed(data: bytes) -> bytes:
    """Bytes as they are published."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeeze.compress(data) + squeeze.flush()


def unpacked(data: bytes) -> bytes:
    """Published bytes as they were; raises zlib.error on others."""
    return zlib.decompress(data, -15)


def varint(number: int) -> bytes:
    """A number in groups of seven bits, the lowest first."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def rice(numbers: Iterable[int]) -> bytes:
    """Rising numbers as their differences in Rice code with 8 bits: what is left of them by chance takes the least room so."""
    out = bytearray()
    at = 0
    before = 0

    def put(bit: int) -> None:
        nonlocal at
        if at & 7 == 0:
            out.append(0)
        out[-1] |= bit << (at & 7)
        at += 1

    for number in numbers:
        high, low = divmod(number - before, 256)
        before = number
        for _ in range(high):
            put(1)
        put(0)
        for shift in range(8):
            put(low >> shift & 1)
    return bytes(out)
