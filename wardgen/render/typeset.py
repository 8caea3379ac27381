"""Tokens as they were read become tokens as they are set: what a template cannot find out is written into them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from wardgen.japanese.breaks import pieces
from wardgen.model.flyer import Picture
from wardgen.model.site import Asset, ending
from wardgen.render.tokens import Inline, Token, inline_text, tidy_inside

GETA = "〓"
"""Stands for a character that no font has, as printers have always done."""
_SHOWN = frozenset(("b", "r", "c", "k", "v", "items", "rows", "head", "caption", "title"))
"""Keys of a token under which text that is shown stands."""
_OVERHANG = 0.25
"""Em that a reading may reach over a neighbour (JIS X 4051 allows twice as much over kana)."""
_LEAST_COLUMN, _MOST_COLUMN = 2.0, 22.0
"""Least and most em that the width of a column follows its texts."""


def complete(token: Token, known: Mapping[str, Asset], used: dict[str, Picture], room: float) -> None:
    """Say what a template cannot find out: the file of a picture, the widths of a table's columns in `room` em."""
    if token["t"] == "image":
        asset = known.get(token["src"])
        if asset is not None:
            token["file"] = asset.digest + ending(asset.path)
            used[asset.path] = Picture(asset.path, token["file"])
    elif token["t"] == "table":
        token["widths"] = _widths(token, room)


def _widths(table: Token, room: float) -> list[float]:
    """Shares of a table's width: each column holds its longest word, and what is left goes to those with long texts."""
    needs, wants = [_LEAST_COLUMN] * max(1, table["columns"]), [_LEAST_COLUMN] * max(1, table["columns"])
    for cells in (*table["head"], *table["rows"]):
        at = 0
        for cell in cells:
            if cell["cs"] == 1 and at < len(needs):
                longest = max((em(line) for line in inline_text(cell["c"]).split("\n")), default=0.0)
                needs[at] = max(needs[at], *(_word(one) for one in cell["c"]), 0.0)
                wants[at] = max(wants[at], min(longest, _MOST_COLUMN), needs[at])
            at += cell["cs"]
    spare = room - sum(needs) - 1.4 * len(needs)
    more = [want - need for want, need in zip(wants, needs, strict=True)]
    share = max(0.0, spare) / sum(more) if sum(more) > 0 else 0.0
    return [round(need + 1.4 + part * share, 2) for need, part in zip(needs, more, strict=True)]


def _word(one: Inline) -> float:
    """The width of what is not broken in an inline, in em."""
    if isinstance(one, str):
        return max((em(part) for part in re.findall(r"[!-~]+", one)), default=0.0)
    if one["t"] == "ruby":
        return max(em(one["b"]), em(one["r"]) / 2)
    return max((_word(inner) for inner in one.get("c", ())), default=0.0)


def drawn(value: Any, lost: Sequence[str]) -> Any:
    """A token with a geta mark for each of the characters that no font has."""
    if isinstance(value, str):
        for char in lost:
            value = value.replace(char, GETA)
        return value
    if isinstance(value, list):
        return [drawn(one, lost) for one in value]
    if isinstance(value, dict):
        return {key: drawn(one, lost) if key in _SHOWN else one for key, one in value.items()}
    return value


def plain(value: Any) -> Any:
    """A token without furigana."""
    if isinstance(value, dict):
        if value.get("t") == "ruby":
            return value["b"]
        return {key: plain(one) for key, one in value.items()}
    return tidy_inside([plain(one) for one in value]) if isinstance(value, list) else value


def spaced(value: Any) -> Any:
    """A token whose long readings say how far they may reach over the kana beside them; small print loses its readings."""
    if isinstance(value, dict):
        if value.get("t") in ("source", "notes"):
            return plain(value)
        return {key: spaced(one) for key, one in value.items()}
    if not isinstance(value, list):
        return value
    out = []
    for at, one in enumerate(value):
        if isinstance(one, dict) and one.get("t") == "ruby" and len(one["r"]) > 2 * len(one["b"]):
            over = min(_OVERHANG, (len(one["r"]) / 2 - len(one["b"])) / 2)
            before, after = value[at - 1] if at else "", value[at + 1] if at + 1 < len(value) else ""
            one = one | {
                "l": over if isinstance(before, str) and _is_kana(before[-1:]) else 0,
                "o": over if isinstance(after, str) and _is_kana(after[:1]) else 0,
            }
        out.append(spaced(one))
    return out


def kept(token: Token, lang: str) -> Token:
    """A paragraph in pieces that are not broken: a date that is read from afar never ends a line in its middle."""
    if token["t"] != "p":
        return token
    content: list[Inline] = []
    for one in token["c"]:
        if isinstance(one, str):
            content += [
                {"t": "keep", "b": piece.text} if len(piece.text) > 1 else piece.text for piece in pieces(one, lang)
            ]
        else:
            content.append(one)
    return token | {"c": content}


def _is_kana(char: str) -> bool:
    return char != "" and ("ぁ" <= char <= "ヿ" or char in "、。（）「」・，．")


def em(text: str) -> float:
    """The width of a text in em: Latin letters are half as wide as kana and kanji."""
    return sum(0.5 if char.isascii() or 0xFF61 <= ord(char) <= 0xFF9F else 1.0 for char in text)
