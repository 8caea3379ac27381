"""The words of a site become its lexicon: what a query is split by, in the browser, into the very words of the index.

Bytes of a row, in the order of readings: how many kana it shares with the reading before (0x00 to 0x0f) and the rest of the
reading; then for each word that is read so its traits (0x10 to 0x2f), how it is written (0x30: as it is read), and after 0x32
its key where that does not follow from the writing. Kanji stand as UTF-16, kana in one byte, letters between two 0xf7.
"""

from __future__ import annotations

from collections.abc import Iterable

from wardgen.model.search import Row
from wardgen.outputs.search.fold import fold, hash32, is_kanji, word_key
from wardgen.outputs.search.layout import Layout
from wardgen.outputs.search.pieces import packed, rice, varint
from wardgen.outputs.search.vocabulary import Synonym, small_words

SAME, KEY, OTHER, LETTERS, LONG = 0x30, 0x32, 0x3F, 0xF7, 0xF6
SHARED = 15


def spell(text: str) -> bytes:
    """A folded text in the letters of the lexicon."""
    out = bytearray()
    letters = False
    for char in text:
        code = ord(char)
        if letters != (char.isascii() and code > 32):
            out.append(LETTERS)
            letters = not letters
        if letters:
            out.append(code)
        elif 0x3041 <= code <= 0x3096:
            out.append(0xA0 + code - 0x3041)
        elif char == "ー":
            out.append(LONG)
        elif 0x4E00 <= code <= 0x9FFF:
            out += code.to_bytes(2, "big")
        else:
            for unit in _utf16(char):
                out += bytes((OTHER, unit >> 8, unit & 255))
    if letters:
        out.append(LETTERS)
    return bytes(out)


def _utf16(char: str) -> list[int]:
    data = char.encode("utf-16-be", "surrogatepass")
    return [data[i] << 8 | data[i + 1] for i in range(0, len(data), 2)]


def encode_rows(rows: Iterable[Row]) -> bytes:
    """Rows, sorted here, as bytes."""
    out = bytearray()
    before = ""
    is_first = True
    for row in sorted(set(rows)):
        if is_first or row.reading != before:
            shared = 0
            while shared < min(len(before), len(row.reading), SHARED) and before[shared] == row.reading[shared]:
                shared += 1
            if shared and row.reading[shared - 1 : shared].isascii():
                shared = 0
            out.append(shared)
            out += spell(row.reading[shared:])
            before, is_first = row.reading, False
        out.append(0x10 | row.size << 2 | row.is_stem << 1 | row.is_strong)
        if row.written == row.reading:
            out.append(SAME)
        else:
            out += spell(row.written)
        if row.key != word_key(row.written):
            out.append(KEY)
            out += spell(row.key)
    return bytes(out)


def first_file(rows: Iterable[Row], synonyms: Iterable[Synonym]) -> bytes:
    """The file that every search needs: the usual words, which texts have synonyms, and the small words."""
    body = encode_rows(rows)
    # Latin letters need no mark: the tail of their first letter is asked for anyway.
    said = (one.everyday for one in synonyms if not one.is_reading)
    marks = sorted({hash32(text) >> 12 for text in said if not text[0].isascii()})
    coded = rice(marks)
    small = "\n".join(f"{kind[0]}{word}" for word, kind in sorted(small_words().items()) if kind != "stop")
    return packed(varint(len(body)) + body + varint(len(marks)) + varint(len(coded)) + coded + small.encode())


def tail_file(rows: Iterable[Row], synonyms: Iterable[Synonym]) -> bytes:
    """A file of rare words, and of what residents say instead of the ward's words."""
    body = encode_rows(rows)
    lines = "\n".join(f"{one.everyday}\t{'|'.join(fold(word) for word in one.official)}" for one in synonyms)
    return packed(varint(len(body)) + body + lines.encode())


def tails_of(row: Row, layout: Layout) -> set[int]:
    """The tails that hold a rare word: by how it is written and by how it is read."""
    return {layout.tail(text[0]) for text in (row.written, row.reading) if text}


def is_written_in_kanji(text: str) -> bool:
    """Whether a text has kanji."""
    return any(is_kanji(char) for char in text)
