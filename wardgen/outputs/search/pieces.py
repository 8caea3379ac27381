"""Numbers and words become the bytes of the index's files; theme/static/search-engine.js reads them.

Every file is raw DEFLATE (RFC 1951), since hosts compress no type that they do not know.
"""

from __future__ import annotations

import zlib


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
