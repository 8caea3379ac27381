"""Japanese becomes romaji for slugs that wardgen proposes: pykakasi's one place (Hepburn, no long-vowel marks)."""

from __future__ import annotations

import re
import unicodedata


def propose_slug(text: str) -> str:
    """Turn a title or file name into an ASCII slug to propose; '' where nothing is left."""
    plain = unicodedata.normalize("NFKC", text)
    if not plain.isascii():
        # Loading pykakasi's dictionaries takes half a second, so only a name that needs it pays.
        import pykakasi

        words = pykakasi.kakasi().convert(plain)  # type: ignore[no-untyped-call]
        plain = "-".join(str(word["hepburn"]) for word in words)
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")
