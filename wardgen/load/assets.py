"""Images and attachments become what is published: resized, without the camera's and the author's traces.

A photo carries where it was taken (EXIF GPS); residents' homes must not leak through a picture of a pothole.
"""

from __future__ import annotations

import html
import io
import re
import warnings
from typing import Any

from wardgen.load.animated import bare
from wardgen.load.files import digest
from wardgen.model.site import FILE_KINDS, Asset, ending

IMAGES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP"}
"""Endings that are re-encoded -> format."""
MAX_WIDTH = 1600
"""Pixels: twice the widest column of the theme (800 CSS px), for displays of double density."""
MAX_PIXELS = 50_000_000
"""Above it Pillow would need more than 200 MB for one picture."""
_OPTIONS: dict[str, dict[str, Any]] = {"JPEG": {"quality": 85}, "PNG": {"optimize": True}, "WEBP": {"quality": 85}}
_SCRIPT = re.compile(
    r"<(?:\w+:)?(?:script|foreignObject|iframe|embed|object|handler)\b|[\s/\"']on\w+\s*=\s*[\"']|data:text/|<!ENTITY|<\?xml-s",
    re.I,
)
_SCRIPT_LINK = re.compile(r"(?:java|vb)script:", re.I)


def is_asset(path: str) -> bool:
    """Whether a file in content/ may be published."""
    return ending(path) in IMAGES or ending(path) in FILE_KINDS or ending(path) == ".svg"


def publish_asset(path: str, data: bytes) -> tuple[Asset, bytes]:
    """Turn a file's bytes into what residents get and what pages say about it.

    `path`: relative to content/. Images come out re-encoded at most MAX_WIDTH wide; the rest is untouched.
    """
    problem, title, width, height = "", None, 0, 0
    kind = ending(path)
    if kind in IMAGES:
        data, width, height, problem = reencode(data, IMAGES[kind])
    elif kind == ".svg":
        width, height = svg_size(data)
        problem = svg_problem(data)
    elif kind == ".pdf":
        title, problem = _pdf_title(data)
    asset = Asset(path, f"/{path}", len(data), digest(data), width, height, title, problem)
    return asset, data


def reencode(data: bytes, kind: str, fit: tuple[int, int] = (MAX_WIDTH, MAX_PIXELS)) -> tuple[bytes, int, int, str]:
    """An image without what a camera or a program wrote into it, at most `fit` (width, height) in pixels.

    Returns the bytes, width, height and the name of a rule that the image breaks, if any.
    """
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    # Pillow warns on stderr of what it then reads all the same.
    warnings.filterwarnings("ignore", module=r"PIL\.")
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                return b"", 0, 0, "image-too-large"
            if getattr(opened, "is_animated", False):
                # Re-encoding would keep the first frame only, or cost as much as all of them.
                return bare(data, kind), opened.width, opened.height, ""
            picture: Image.Image = ImageOps.exif_transpose(opened)
            scale = min(fit[0] / picture.width, fit[1] / picture.height)
            if scale < 1:
                size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
                if picture.mode == "P":
                    picture = picture.convert("RGBA")
                picture = picture.resize(size, Image.Resampling.LANCZOS)
            picture.info = {k: v for k, v in picture.info.items() if k == "transparency"}
            picture.getexif().clear()
            out = io.BytesIO()
            picture.save(out, format=kind, **_OPTIONS.get(kind, {}))
            return out.getvalue(), picture.width, picture.height, ""
    except Image.DecompressionBombError:
        return b"", 0, 0, "image-too-large"
    except Exception:
        # Spoilt files make Pillow fail in any way there is: IndexError, struct.error, zlib.error, MemoryError …
        return b"", 0, 0, "image-broken"


def image_size(data: bytes, kind: str) -> tuple[int, int] | None:
    """Width and height from an image's head, without decoding it; None where it is no image of this kind."""
    from PIL import Image

    try:
        # What is too large is for the caller to say: nothing is decoded here.
        Image.MAX_IMAGE_PIXELS = None
        with Image.open(io.BytesIO(data), formats=[kind]) as opened:
            return opened.size
    except Exception:
        return None
    finally:
        Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def svg_problem(data: bytes) -> str:
    """Why an SVG is not published: it may run something where a resident opens it by itself."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        # A browser that decodes it otherwise than this check could find in it what the check did not.
        return "image-broken"
    declared = re.match(r"\ufeff?\s*<\?xml[^>]*\bencoding\s*=\s*[\"']([^\"']*)", text)
    if "<svg" not in text or (declared and declared[1].lower() not in ("utf-8", "us-ascii")):
        return "image-broken"
    # Browsers read character references, and skip tabs and line breaks inside an address.
    plain = html.unescape(re.sub(r"base64,[\w+/=\s]*", "", text))
    is_active = _SCRIPT.search(plain) or _SCRIPT_LINK.search(re.sub(r"[\x00-\x20]", "", plain))
    return "svg-script" if is_active else ""


def svg_size(data: bytes) -> tuple[int, int]:
    head = data[:2000].decode("utf-8", "replace")
    found = [re.search(rf'<svg[^>]*\b{name}="(\d+)(?:\.\d+)?(?:px)?"', head) for name in ("width", "height")]
    if found[0] and found[1]:
        return int(found[0][1]), int(found[1][1])
    box = re.search(r'viewBox="[\d.-]+[ ,]+[\d.-]+[ ,]+([\d.]+)[ ,]+([\d.]+)"', head)
    return (round(float(box[1])), round(float(box[2]))) if box else (0, 0)


def _pdf_title(data: bytes) -> tuple[str, str]:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            # Not as a context manager: leaving it would write the metadata over the older /Title, and lose that.
            title = str(pdf.open_metadata().get("dc:title", "") or "")
            title = title or str(pdf.docinfo.get("/Title", ""))
            return title.strip(), "" if title.strip() else "pdf-untitled"
    except pikepdf.PasswordError:
        return "", "pdf-locked"
    except Exception:
        # Spoilt files fail in any way there is: in QPDF, in the metadata's XML, in a type that nobody expects.
        return "", "pdf-broken"
