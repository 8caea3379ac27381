"""An animated picture becomes the same frames without what a camera or a program wrote beside them.

To decode and write it anew would cost as many pictures as it has frames; its file is a row of pieces, of which those that
are no picture are left out: EXIF (with the place it was taken), XMP, comments, times, and what follows the end.
Sources: PNG third edition §11.3, WebP container (RFC 9649 §2.7), GIF89a §24 to §26.
"""

from __future__ import annotations

import struct

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(b"IHDR PLTE IDAT IEND acTL fcTL fdAT tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs".split())
_WEBP_KEPT = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_EXIF, _XMP = 0x08, 0x04
"""Bits of VP8X that announce what was left out."""
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
"""Extensions of GIF that say how often it plays."""


def bare(data: bytes, kind: str) -> bytes:
    """The file (`kind`: PNG, WEBP or GIF) without its notes; raises ValueError where it is broken."""
    try:
        return {"PNG": _png, "WEBP": _webp, "GIF": _gif}[kind](data)
    except (struct.error, IndexError, KeyError) as error:
        raise ValueError(str(error)) from error


def _png(data: bytes) -> bytes:
    out, at = [_PNG], len(_PNG)
    while True:
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise ValueError("cut off")
        if name in _PNG_KEPT:
            out.append(data[at:end])
        if name == b"IEND":
            return b"".join(out)
        at = end


def _webp(data: bytes) -> bytes:
    whole = min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    out, at = b"", 12
    while at + 8 <= whole:
        name, length = struct.unpack_from("<4sI", data, at)
        piece = data[at : at + 8 + length + length % 2]
        if name == b"VP8X":
            piece = piece[:8] + bytes([piece[8] & ~(_EXIF | _XMP)]) + piece[9:]
        if name in _WEBP_KEPT:
            out += piece
        at += len(piece)
    return b"RIFF" + struct.pack("<I", len(out) + 4) + b"WEBP" + out


def _gif(data: bytes) -> bytes:
    at = 13 + _table(data[10])
    out = [data[:at]]
    while data[at] != 0x3B:
        start, sign = at, data[at]
        if sign == 0x2C:
            at = _blocks_end(data, at + 11 + _table(data[at + 9]))
            out.append(data[start:at])
        elif sign == 0x21:
            at = _blocks_end(data, at + 2)
            if data[start + 1] == 0xF9 or (data[start + 1] == 0xFF and data[start + 3 : start + 14] in _LOOPS):
                out.append(data[start:at])
        else:
            raise ValueError("no block")
    return b"".join([*out, b"\x3b"])


def _table(flags: int) -> int:
    """How many bytes a table of colours takes."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1
