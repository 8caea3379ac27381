"""Text becomes the telephone numbers in it, each with what the numbering plan says of its digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_D = "0-9０-９"
_H = r"\-－‐‑–−ー"
_NUMBER = re.compile(
    rf"(?<![{_D}A-Za-z_/=.%@#,+{_H}])(?:"
    rf"[0０][{_D}]{{1,4}}[{_H}][{_D}]{{1,5}}[{_H}][{_D}]{{2,5}}"
    rf"|[0０][{_D}]{{1,4}}[(（][{_D}]{{1,5}}[)）][{_D}]{{2,5}}"
    rf"|[(（][0０][{_D}]{{1,4}}[)）][{_D}]{{1,5}}[{_H}][{_D}]{{2,5}}"
    rf")(?![{_D}]|[{_H}][{_D}])"
)
_RUN = re.compile(rf"[{_D}]+")
_TOLD = re.compile(r"(?i)(?:電話|TEL|FAX|ファク?ッ?クス|ダイヤル|℡|☎|📞)(?:番号)?[^0-9０-９\n。]{0,8}$")
_LENGTHS = {"0120": 10, "0570": 10, "0990": 10, "0800": 11}
_MOBILE = ("020", "050", "060", "070", "080", "090")


class Number(NamedTuple):
    """One telephone number: where it stands, as written, its digits, the lengths of their groups.

    `is_told`: the words before it say that it is one.
    """

    start: int
    end: int
    text: str
    digits: str
    groups: tuple[int, ...]
    is_told: bool

    def fault(self) -> str:
        """What is wrong: `length` (too few or too many digits), `groups` (cut at the wrong places), or ''.

        Source: 総務省 電気通信番号計画 (fixed lines, 0120, 0570 and 0990 have 10 digits, 0800 and the numbers that begin
        with 0A0 have 11); the last group of a fixed line's number has always four.
        """
        if len(self.digits) != self.wanted_length:
            return "length"
        return "groups" if self.groups not in self._shapes() else ""

    @property
    def wanted_length(self) -> int:
        """How many digits a number with such a beginning has."""
        return _LENGTHS.get(self._area) or (11 if self._area in _MOBILE else 10)

    @property
    def is_certain(self) -> bool:
        """Whether it can be nothing else than a telephone number, even with a wrong count of digits."""
        _, middle, last = self.groups
        if self._area in (*_LENGTHS, *_MOBILE):
            return middle >= 2 and last >= 3
        return self.is_told or (self._area in ("03", "06") and middle in (3, 4, 5) and last in (3, 4, 5))

    def regrouped(self) -> str | None:
        """The number cut at the right places; None where the count is wrong or more than one cut is in use."""
        shapes = self._shapes()
        if self.fault() != "groups" or len(shapes) > 2:
            return None
        a, b, _ = shapes[0]
        return f"{self.digits[:a]}-{self.digits[a : a + b]}-{self.digits[a + b :]}"

    @property
    def _area(self) -> str:
        # What is written first: 06-0 is no mobile telephone's 060.
        return self.digits[: self.groups[0]]

    def _shapes(self) -> tuple[tuple[int, int, int], ...]:
        if self._area == "0800":
            return ((4, 3, 4),)
        if self._area in _LENGTHS:
            return ((4, 3, 3), (4, 2, 4))
        if self._area in _MOBILE:
            return ((3, 4, 4),)
        if self._area in ("03", "06"):
            return ((2, 4, 4),)
        return ((2, 4, 4), (3, 3, 4), (4, 2, 4), (5, 1, 4))


def is_personal(digits: str) -> bool:
    """Whether a number is a mobile telephone's."""
    return len(digits) == 11 and digits[:3] in ("060", "070", "080", "090") and digits[:4] != "0800"


def numbers(text: str, start: int = 0) -> Iterator[Number]:
    """The telephone numbers with an area code of a text, from an offset on."""
    for found in _NUMBER.finditer(text, start):
        plain = unicodedata.normalize("NFKC", found[0])
        groups = _RUN.findall(plain)
        told = _TOLD.search(text, max(0, found.start() - 16), found.start()) is not None
        yield Number(*found.span(), found[0], "".join(groups), tuple(map(len, groups)), told)


def digits_of(phone: str) -> str:
    """The digits of a register's number without its extension; of a foreign way to write it, the Japanese one."""
    plain = re.split(r"内線|ext|[ (（](?=内)", unicodedata.normalize("NFKC", phone))[0].strip()
    if plain.startswith("+81"):
        plain = "0" + plain[3:]
    return "".join(_RUN.findall(plain))
