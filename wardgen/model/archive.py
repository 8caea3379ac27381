"""A file made of files, as a value: what it holds is settled, and the build puts it together (build/packing.py)."""

from __future__ import annotations

from dataclasses import dataclass

from wardgen.model.site import Asset


@dataclass(frozen=True, slots=True)
class Archive:
    """Files in their order: (name, content); an Asset stands for the bytes that are published of it."""

    files: tuple[tuple[str, bytes | Asset], ...]
