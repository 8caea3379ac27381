"""Pictures and files reach residents small, with their size said and without anyone's traces."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import DEFAULT_SITE, ROOT, write_site
from tests.outputs.conftest import Built, publish
from wardgen.model.flyer import LAYOUTS

PAGE = (
    "=== content/a.md\n---\ntitle: 見本A\nkind: page\n---\n![区役所の正面の入口](img/{name})\n\n[申請書](forms/b.csv)\n"
)


def photo(size: tuple[int, int], kind: str = "JPEG", orientation: int = 1) -> bytes:
    """A picture as a telephone makes it: with the place where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825).update({1: "N", 2: (35.0, 41.0, 22.0), 3: "E", 4: (139.0, 41.0, 30.0)})
    out = io.BytesIO()
    more = {"comment": b"SecretComment"} if kind == "JPEG" else {}
    Image.new("RGB", size, (200, 90, 40)).save(out, kind, exif=exif, **more)
    return out.getvalue()


def shown(tmp_path: Path, name: str, data: bytes) -> tuple[Built, bytes]:
    """A site with one picture, and the picture as published."""
    write_site(tmp_path, DEFAULT_SITE, PAGE.replace("{name}", name), "=== content/forms/b.csv\nID\n1\n")
    (tmp_path / f"content/img/{name}").write_bytes(data)
    site = publish(tmp_path / "config.yaml", tmp_path / "output", tmp_path / "cache")
    return site, (site.folder / f"img/{name}").read_bytes()


@pytest.mark.parametrize("name", ["p.jpg", "p.png", "p.webp"])
def test_a_published_picture_does_not_say_where_it_was_taken(tmp_path: Path, name: str) -> None:
    kind = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[name[2:]]
    before = photo((60, 40), kind)
    assert b"SecretPhone" in before
    _, data = shown(tmp_path, name, before)
    with Image.open(io.BytesIO(data)) as image:
        assert dict(image.getexif()) == {}
        assert image.size == (60, 40)
    assert b"SecretPhone" not in data and b"Secret" not in data and b"Exif" not in data


def test_a_picture_that_was_held_upright_stays_upright(tmp_path: Path) -> None:
    site, data = shown(tmp_path, "p.jpg", photo((60, 40), orientation=6))
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (40, 60)
    img = site.soup("a/index.html").find("img")
    assert img is not None
    assert (img["width"], img["height"]) == ("40", "60")


def test_a_big_picture_is_made_smaller(tmp_path: Path) -> None:
    site, data = shown(tmp_path, "p.jpg", photo((3200, 1000)))
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (1600, 500)
    img = site.soup("a/index.html").find("img")
    assert img is not None
    assert (img["width"], img["height"]) == ("1600", "500")


def test_a_transparent_picture_stays_transparent(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 10), (10, 20, 30, 0)).save(out, "PNG")
    _, data = shown(tmp_path, "p.png", out.getvalue())
    with Image.open(io.BytesIO(data)) as image:
        assert image.convert("RGBA").getpixel((0, 0))[3] == 0  # type: ignore[index]


def test_every_picture_of_the_sample_ward_has_its_size(sample: Built) -> None:
    images = [(path, img) for path in sample.pages() for img in sample.soup(path).find_all("img")]
    assert images
    assert [path for path, img in images if not (img.get("width") and img.get("height") and img.has_attr("alt"))] == []


def test_a_link_to_a_file_says_its_type_and_size(tmp_path: Path) -> None:
    site, _ = shown(tmp_path, "p.png", photo((20, 10), "PNG"))
    link = site.soup("a/index.html").find("a", href="../forms/b.csv")
    assert link is not None
    assert link.get_text() == "申請書（CSV、1キロバイト）"


def test_every_link_to_a_file_of_the_sample_ward_says_type_and_size(sample: Built) -> None:
    files = (".pdf", ".xlsx", ".docx", ".csv")
    links = [a for p in sample.pages() for a in sample.soup(p).find_all("a", href=True) if a["href"].endswith(files)]
    ours = {f"{layout}{press}.pdf" for layout in LAYOUTS for press in ("", "-press")}
    paper = [a for a in links if a["href"].rpartition("/")[2] in ours]
    rest = [a for a in links if a not in paper]
    assert paper and rest
    assert [a for a in rest if not re.search(r"キロバイト|メガバイト| [KM]B", a.get_text())] == []
    # What wardgen sets itself is made after the page that names it, and is always small.
    assert [a for a in paper if "PDF" not in a.get_text()] == []
    made = [path for path in sample.folder.rglob("*.pdf") if path.name in ours]
    assert made and max(path.stat().st_size for path in made) < 500_000


def test_a_file_that_no_page_uses_is_not_published(made: Callable[..., Built]) -> None:
    site = made("=== content/forms/secret.txt\n内部のメモ\n")
    assert "forms" not in site


def test_a_file_of_a_draft_is_not_published(made: Callable[..., Built]) -> None:
    site = made("=== content/a.md\n---\ntitle: 見本A\nkind: page\ndraft: true\n---\n[メモ](forms/a.txt)\n")
    assert "forms" not in site


def test_attachments_of_front_matter_are_published_and_listed(made: Callable[..., Built]) -> None:
    site = made("=== content/b.md\n---\ntitle: 見本B\nkind: page\nattachments: [forms/a.txt]\n---\n本文です。\n")
    assert "forms/a.txt" in site
    link = site.soup("b/index.html").find("a", href="../forms/a.txt")
    assert link is not None and "TXT、1キロバイト" in link.get_text()


def test_a_register_is_never_published(sample: Built) -> None:
    """`data/` holds what open data is made of its rows, and no file as the office keeps it."""
    registers = {file.read_bytes() for file in (ROOT / "content/data").iterdir()}
    published = [file for file in sample.folder.rglob("*") if file.is_file()]
    assert [file for file in published if file.suffix in (".yaml", ".yml") or file.read_bytes() in registers] == []
