"""A number becomes a small PNG picture, a different one for each number."""

from __future__ import annotations

import struct
import zlib

WIDTH, HEIGHT = 96, 64


def make_png(number: int) -> bytes:
    """A stripe pattern in 8-bit RGB."""
    rows = bytearray()
    for y in range(HEIGHT):
        rows.append(0)  # no filter
        for x in range(WIDTH):
            rows += bytes(((x * (number + 3)) % 256, (y * 4 + number * 7) % 256, 160 if (x + y) % 12 < 6 else 90))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
