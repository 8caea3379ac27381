"""What grows when it is read is refused before it grows; no pattern over words takes more than linear time.

Nothing here is measured in seconds: refusals are told, and work is counted.
"""

from __future__ import annotations

import importlib
import io
import pkgutil
import re
import struct
import zlib
from collections.abc import Iterator
from re import _constants as signs  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from PIL import Image

import wardgen
from wardgen.load.assets import MAX_PIXELS, publish_asset
from wardgen.load.files import PAGE_LIMIT, read_source
from wardgen.load.registers import load_registers
from wardgen.load.tables import LIMIT, load_table
from wardgen.load.yamltree import parse_yaml
from wardgen.render.body import Nested, make_body

# -- YAML --------------------------------------------------------------------------------------------------------------

LAUGHS = "\n".join(["a0: &a0 [ha, ha]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))])
YAMLS = {
    "billion laughs": (LAUGHS, "yaml-alias"),
    "merge keys": ("a: &a {b: c}\nd:\n  <<: *a\n", "yaml-alias"),
    "brackets": ("[" * 100_000, "yaml-too-deep"),
    "braces": ("{a: " * 100_000, "yaml-too-deep"),
    "hyphens": ("- " * 50_000, "yaml-too-deep"),
    "question marks": ("? " * 50_000, "yaml-too-deep"),
    "a tag": ("a: !ruby/object:Gem::Installer {}", "yaml-tag"),
    "documents": ("--- a\n" * 5_000, "yaml-broken"),
}


@pytest.mark.parametrize("bomb", YAMLS)
def test_yaml_is_refused_before_it_grows(bomb: str) -> None:
    text, rule = YAMLS[bomb]
    node, found = parse_yaml(text, "a.yaml")
    assert node is None and [one.rule for one in found] == [rule]


def test_a_huge_key_is_one_finding() -> None:
    _, found = load_registers({"terms.yaml": b"- {" + b"k" * 100_000 + b": x}\n"}, "data")
    assert found and len(found) < 10


# -- tables and pages ----------------------------------------------------------------------------------------------------


def test_a_table_of_a_million_columns_is_refused() -> None:
    table, found = load_table(b"," * (LIMIT + 1), "a.csv")
    assert table is None and [one.rule for one in found] == ["file-too-large"]
    # As many as fit into the limit: one finding for each column would be a bomb of its own.
    table, found = load_table(b"," * 20_000 + b"\n", "a.csv")
    assert table is not None or len(found) <= 20_001


def test_a_page_past_the_limit_is_refused() -> None:
    source, found = read_source(b"a" * (PAGE_LIMIT + 1), "a.md")
    assert source is None and [one.rule for one in found] == ["file-too-large"]


@pytest.mark.parametrize(
    "sign",
    [
        "> ",
        "<div>",
        "<b>",
        "[",
        "![",
        "`",
        "{",
        "- ",
        "* ",
        "<!--",
        "[^1]: ",
        "(",
        "**",
        "_a",
        "!!! note\n    ",
        "|",
        "&",
        "<a ",
    ],
)
def test_markdown_of_one_sign_ends(sign: str) -> None:
    for text in (sign * 4_000, "".join(f"{' ' * (n % 40)}{sign}a\n" for n in range(400))):
        try:
            outline, body = make_body(text, "ja")
        except Nested:
            continue
        assert len(body.html) < 60 * len(text) and len(outline.refs) <= len(text)


# -- pictures ------------------------------------------------------------------------------------------------------------


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def claimed(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG that says how large it is and holds next to nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (2**31 - 1, 1), (1, 2**31 - 1), (7_072, 7_072)])
def test_a_picture_of_too_many_pixels_is_not_decoded(width: int, height: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert width * height > MAX_PIXELS
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("it was decoded"))
    asset, out = publish_asset("img/a.png", claimed(width, height))
    assert asset.problem == "image-too-large" and out == b""


def test_notes_that_unpack_to_much_are_left_out() -> None:
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 200_000_000))
    good = io.BytesIO()
    Image.new("RGB", (4, 4)).save(good, "PNG")
    data = good.getvalue()
    asset, out = publish_asset("img/a.png", data[:33] + bomb + data[33:])
    assert asset.problem == "image-broken" or (asset.width == 4 and len(out) < 1_000)


def test_frames_are_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    frames = [Image.new("P", (50, 50), n % 250) for n in range(300)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    decoded: list[int] = []
    right = Image.Image.convert
    monkeypatch.setattr(Image.Image, "convert", lambda self, *a, **k: (decoded.append(1), right(self, *a, **k))[1])
    asset, _ = publish_asset("img/a.gif", out.getvalue())
    assert asset.problem == "" and len(decoded) < 10


# -- patterns ------------------------------------------------------------------------------------------------------------


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Every pattern that a module of wardgen holds, by its name."""
    for module in pkgutil.walk_packages(wardgen.__path__, "wardgen."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            value = getattr(value, "__self__", value)
            if isinstance(value, re.Pattern):
                yield f"{module.name}.{name}", value


REPEATS = {signs.MAX_REPEAT, signs.MIN_REPEAT}


def explodes(tree: Any, *, is_inside: bool = False) -> bool:
    """Whether a repetition without end stands as the whole of one round of another: `(a+)+`, the way to exponential time.

    A round that also has something which must be there and cannot be taken by the inner repetition is no such case.
    """
    for kind, given in tree:
        if kind in REPEATS:
            _, high, inner = given
            if high == signs.MAXREPEAT:
                if is_inside:
                    return True
                body = list(inner)
                while len(body) == 1 and body[0][0] is signs.SUBPATTERN:
                    body = list(body[0][1][3])
                if any(explodes([one], is_inside=True) for one in body if len(body) == 1):
                    return True
                for one in body:
                    if one[0] is signs.BRANCH and any(
                        len(way) == 1 and explodes(way, is_inside=True) for way in one[1][1]
                    ):
                        return len(body) == 1
            if explodes(inner):
                return True
        elif kind is signs.SUBPATTERN:
            if explodes(given[3], is_inside=is_inside and len(tree) == 1):
                return True
        elif kind is signs.BRANCH:
            if any(explodes(way, is_inside=is_inside and len(way) == 1) for way in given[1]):
                return True
        elif kind in (signs.ASSERT, signs.ASSERT_NOT) and explodes(given[1]):
            return True
    return False


def test_the_check_knows_what_explodes() -> None:
    for text in ("(a+)+b", "(?:a*)*b", "(?:(?:a+))*", "(?:a+|b)*c", "((a|b+)+)x"):
        assert explodes(_parser.parse(text)), text
    for text in ("a+b+", "(?:a+b)*", "(?:a|b)*", "[ab]+", "(?:x[^x]*)*y", "(a{2})+"):
        assert not explodes(_parser.parse(text)), text


def test_no_pattern_explodes() -> None:
    known = dict(patterns())
    assert len(known) > 300
    assert [
        name
        for name, one in known.items()
        if isinstance(one.pattern, str) and explodes(_parser.parse(one.pattern, one.flags & ~re.DEBUG))
    ] == []
