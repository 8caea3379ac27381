"""An animated picture keeps its frames and loses what a camera or a program wrote beside them."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageSequence
from PIL.PngImagePlugin import PngInfo

from wardgen.load.animated import bare
from wardgen.load.assets import publish_asset

SECRET = "HIMITSU-35.6895,139.6917"


def notes(kind: str) -> dict[str, Any]:
    exif = Image.Exif()
    exif[0x010E] = SECRET
    if kind == "PNG":
        info = PngInfo()
        info.add_text("Comment", SECRET)
        return {"pnginfo": info, "exif": exif}
    return {"comment": SECRET} if kind == "GIF" else {"exif": exif.tobytes(), "xmp": SECRET.encode()}


def animated(kind: str) -> bytes:
    frames = [Image.new("RGB", (8, 6), (shade, 20, 90)) for shade in (10, 120, 250)]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=80, loop=2, **notes(kind))
    return out.getvalue() + SECRET.encode()


def shown(data: bytes) -> list[bytes]:
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.info.get("loop") == 2
        return [frame.convert("RGB").tobytes() for frame in ImageSequence.Iterator(picture)]


@pytest.mark.parametrize(("ending", "kind"), [(".png", "PNG"), (".gif", "GIF"), (".webp", "WEBP")])
def test_only_the_frames_are_published(ending: str, kind: str) -> None:
    data = animated(kind)
    assert SECRET.encode() in data
    asset, out = publish_asset(f"img/a{ending}", data)
    assert (asset.problem, asset.width, asset.height) == ("", 8, 6)
    assert SECRET.encode() not in out and b"Exif" not in out and b"EXIF" not in out
    assert len(shown(out)) == 3 and shown(out) == shown(data)
    assert bare(out, kind) == out


@pytest.mark.parametrize(("ending", "kind"), [(".png", "PNG"), (".gif", "GIF"), (".webp", "WEBP")])
def test_an_animation_that_was_cut_off_is_told(ending: str, kind: str) -> None:
    data = animated(kind)
    for end in range(0, len(data) - len(SECRET), 7):
        asset, out = publish_asset(f"img/a{ending}", data[:end])
        assert asset.problem or out
        assert SECRET.encode() not in out
